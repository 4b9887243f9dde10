//! A name as it is asked, and what it may stand as on record.

use vocab::DivisionCode;
use vocab::division::{self, Level};
use vocab::name::{MOST_CHARACTERS, NameProblem, fold, problems};
use vocab::reading::reading;

use crate::naming::{bare, one_slip, spellings};

/// Shorter beginnings say nothing.
const SHORTEST_BEGINNING: usize = 6;
/// The most divisions whose names are tried before a name.
const MOST_PLACES: usize = 20;

/// A name that is asked, in every form in which it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedName {
    /// As it is written, trimmed.
    pub written: String,
    /// Folded ([`vocab::name::fold`]); never empty.
    pub folded: String,
    /// Folded, without brackets.
    pub bare: String,
    /// Folded, without a remark in brackets at its end, if it has one.
    pub without_remark: Option<String>,
    /// Its syllables.
    pub syllables: Vec<String>,
}

impl AskedName {
    /// Reads a name; `None` if nothing is left of it but punctuation.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let written = text.trim();
        let (folded, bare) = (fold(written), bare(written));
        if bare.is_empty() {
            return None;
        }
        let remark = problems(written).contains(&NameProblem::Remark);
        let without_remark = before_brackets(&folded).filter(|_| remark);
        let syllables = reading(&folded).syllables.into_iter().map(String::from).collect();
        Some(Self { written: written.to_owned(), folded, bare, without_remark, syllables })
    }

    /// Folded spellings under which the same name, or its beginning, may stand on record: without brackets, without a remark,
    /// with the division otherwise, and its beginnings; none longer than a name on record.
    #[must_use]
    pub fn spellings(&self, places: &Places) -> Vec<String> {
        let mut all = vec![self.bare.clone()];
        all.extend(self.without_remark.clone());
        all.extend(places.variants(&self.bare));
        // a character may fold to many (ﷺ), and all beginnings of so long a name would fill the memory
        let ends = self.folded.char_indices().map(|(at, _)| at).take(MOST_CHARACTERS + 1).skip(SHORTEST_BEGINNING);
        all.extend(ends.map(|end| self.folded[..end].to_owned()));
        all.retain(|spelling| *spelling != self.folded && spelling.chars().count() <= MOST_CHARACTERS);
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Whether a folded name on record is one slip away.
    #[must_use]
    pub fn is_near(&self, folded: &str) -> bool {
        one_slip(&self.bare, &bare(folded))
    }

    /// Whether names that begin with it are worth a look.
    #[must_use]
    pub fn is_beginning(&self) -> bool {
        self.folded.chars().count() >= SHORTEST_BEGINNING
    }
}

/// What stands before the brackets at the end of a folded name.
fn before_brackets(folded: &str) -> Option<String> {
    let (front, _) = folded.strip_suffix(')')?.rsplit_once('(')?;
    (!bare(front).is_empty()).then(|| front.to_owned())
}

/// Divisions whose names may stand before a name, or be left out there.
#[derive(Debug, Clone, Default)]
pub struct Places(Vec<Vec<String>>);

impl Places {
    /// A division and those right below it; for the whole country there are too many, and none is tried.
    #[must_use]
    pub fn around(code: DivisionCode) -> Self {
        if code.level() == Level::Country {
            return Self::default();
        }
        let below = division::children(code).map(division::Division::code);
        let codes = std::iter::once(code).chain(below).take(MOST_PLACES);
        Self(codes.map(spellings).filter(|spellings| !spellings.is_empty()).collect())
    }

    /// A name with the division at its beginning left out or spelt otherwise; where it has none, with each.
    fn variants(&self, bare: &str) -> Vec<String> {
        let stripped = self.0.iter().filter_map(|spellings| Some((spellings, after_place(bare, spellings)?)));
        // 湖州市吴兴区 is no 湖州市 with 吴兴区 for its own name
        let Some((spellings, rest)) = stripped.min_by_key(|(_, rest)| rest.len()) else {
            return self.0.iter().flatten().map(|spelling| format!("{spelling}{bare}")).collect();
        };
        let placed = spellings.iter().map(|spelling| format!("{spelling}{rest}"));
        placed.chain([rest.to_owned()]).collect()
    }
}

/// What follows the longest of the spellings with which a name begins.
pub(super) fn after_place<'n>(bare: &'n str, spellings: &[String]) -> Option<&'n str> {
    let rest = spellings.iter().find_map(|spelling| bare.strip_prefix(spelling.as_str()))?;
    (!rest.is_empty()).then_some(rest)
}

/// How the name of a candidate is compared.
pub(super) struct Record {
    pub(super) bare: String,
    pub(super) syllables: Vec<String>,
}

impl Record {
    pub(super) fn of(title: &str) -> Self {
        let syllables = reading(&fold(title)).syllables.into_iter().map(String::from).collect();
        Self { bare: bare(title), syllables }
    }
}
