//! What a query may mean: part of a name, a reading, initials.

use vocab::name::{bigrams, fold};
use vocab::reading::reading;

use super::similar;
use super::syllables::{Cut, cuts, is_latin};
use crate::store::name::gram;
use crate::store::search::{Pattern, Test};

/// A query, read every way.
#[derive(Debug)]
pub(crate) struct Wanted {
    pub(super) folded: String,
    /// Part of the name.
    pub(super) part: Pattern,
    /// Part of its reading: typed as pinyin or initials, or with characters that sound the same.
    pub(super) sound: Option<Pattern>,
    /// The query without its first characters: 浙江省湖州市 is often said where the register says 湖州市, or nothing.
    pub(super) shortened: Vec<String>,
    /// Terms for names that nearly hold the query, any of them.
    pub(super) similar: Vec<String>,
}

impl Wanted {
    /// `None` if the query is nothing but spaces and punctuation.
    pub(crate) fn read(query: &str) -> Option<Self> {
        let folded = fold(query);
        if folded.is_empty() {
            return None;
        }
        let part = Pattern { terms: part(&folded), test: Test { folded: Some(folded.clone()), ..Test::default() } };
        let sound = if is_latin(&folded) { typed_sound(&folded) } else { written_sound(&folded) };
        let similar = similar::alternatives(&folded);
        let shortened = shortened(&folded);
        Some(Self { folded, part, sound, shortened, similar })
    }
}

/// All of the grams.
pub(crate) fn every(grams: &[String]) -> String {
    grams.iter().map(|gram| gram::term(gram, false)).collect::<Vec<_>>().join(" & ")
}

/// Ends of a text, none so short that it names nobody.
fn shortened(folded: &str) -> Vec<String> {
    const SHORTEST: usize = 4;
    let starts: Vec<usize> = folded.char_indices().map(|(at, _)| at).collect();
    let last = (starts.len() + 1).saturating_sub(SHORTEST).max(1);
    starts[1..last].iter().map(|from| folded[*from..].to_owned()).collect()
}

fn part(folded: &str) -> String {
    if folded.chars().nth(1).is_none() { gram::term(folded, true) } else { every(&bigrams(folded)) }
}

/// Letters may be pinyin or initials.
fn typed_sound(letters: &str) -> Option<Pattern> {
    let mut terms = Vec::new();
    let mut test = Test::default();
    for cut in cuts(letters) {
        if let Some(term) = sounding(&cut) {
            terms.push(format!("({term})"));
            let spaced = gram::spaced(&cut.syllables);
            test.readings.push(if cut.open { spaced.trim_end().to_owned() } else { spaced });
        }
    }
    let initials: Vec<char> = letters.chars().collect();
    match initials.len() {
        0 | 1 => {}
        2 => terms.push(gram::term(&gram::initials(&initials), true)),
        _ => terms.push(format!("({})", every(&initials.windows(3).map(gram::initials).collect::<Vec<_>>()))),
    }
    if initials.len() >= 2 {
        test.initials = Some(letters.to_owned());
    }
    (!terms.is_empty()).then(|| Pattern { terms: terms.join(" | "), test })
}

/// Characters are read in their context and, because the query may cut a word in two, each alone.
fn written_sound(folded: &str) -> Option<Pattern> {
    let owned = |text: &str| reading(text).syllables.into_iter().map(String::from).collect::<Vec<_>>();
    let together = owned(folded);
    let alone: Vec<String> = folded.chars().flat_map(|character| owned(character.encode_utf8(&mut [0; 4]))).collect();
    let mut cuts = vec![Cut { syllables: together, open: false }];
    if cuts[0].syllables != alone {
        cuts.push(Cut { syllables: alone, open: false });
    }
    cuts.retain(|cut| cut.syllables.len() >= 2 && cut.syllables.iter().all(|syllable| is_latin(syllable)));
    let terms: Vec<String> = cuts.iter().filter_map(sounding).map(|term| format!("({term})")).collect();
    let readings = cuts.iter().map(|cut| gram::spaced(&cut.syllables)).collect();
    (!terms.is_empty()).then(|| Pattern { terms: terms.join(" | "), test: Test { readings, ..Test::default() } })
}

fn sounding(cut: &Cut) -> Option<String> {
    match cut.syllables.as_slice() {
        [] => None,
        [one] if cut.open => Some(gram::term(one, true)),
        [one] => Some(gram::term(&gram::syllables(one, ""), true)),
        syllables => {
            let pairs: Vec<String> = syllables.windows(2).map(|pair| gram::syllables(&pair[0], &pair[1])).collect();
            let (last, rest) = pairs.split_last()?;
            let last = gram::term(last, cut.open);
            Some(if rest.is_empty() { last } else { format!("{} & {last}", every(rest)) })
        }
    }
}
