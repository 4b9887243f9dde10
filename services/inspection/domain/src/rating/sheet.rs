//! Indicator sheets (评估指标) by kind of organisation and edition: trees whose points add up on every level.

use std::sync::LazyLock;

use time::Date;
use time::macros::format_description;
use vocab::OrganizationClass;

const FILES: [&str; 3] = [
    include_str!("../../data/rating/social-group-2025.tsv"),
    include_str!("../../data/rating/private-non-enterprise-2025.tsv"),
    include_str!("../../data/rating/foundation-2025.tsv"),
];

static SHEETS: LazyLock<Vec<Sheet>> = LazyLock::new(|| {
    let read = |file: &str| Sheet::parse(file).unwrap_or_else(|line| unreachable!("a test reads this file: {line}"));
    FILES.into_iter().map(read).collect()
});

/// How the totals of experts become one score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Combine {
    /// The middle one; of an even number the mean of the two in the middle (中位数).
    Median,
    /// Their mean (平均数).
    Mean,
}

impl Combine {
    /// Its word in data and in what is stored.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Median => "median",
            Self::Mean => "mean",
        }
    }

    fn parse(word: &str) -> Option<Self> {
        [Self::Median, Self::Mean].into_iter().find(|one| one.as_str() == word)
    }
}

/// An indicator (指标) of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indicator {
    /// Its place in the tree: `2.4.1`.
    pub key: String,
    /// What it is, in Chinese.
    pub title: String,
    /// Points; of one that has parts, their sum.
    pub points: i64,
    /// Whether the points are published (`v`) or a choice of this design (`D`).
    pub mark: String,
    /// Whether it is scored itself: it has no parts.
    pub scored: bool,
}

impl Indicator {
    /// How deep it lies: 1 for the headings of RT-02.
    #[must_use]
    pub fn level(&self) -> usize {
        self.key.split('.').count()
    }

    /// The key of what it is a part of; `None` for a heading.
    #[must_use]
    pub fn parent(&self) -> Option<&str> {
        self.key.rsplit_once('.').map(|(parent, _)| parent)
    }
}

/// A sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// The kind of organisation that it is for.
    pub kind: OrganizationClass,
    /// Its edition (版本).
    pub edition: String,
    /// First day on which rounds may use it.
    pub valid_from: Date,
    /// Points in all (RT-01).
    pub total: i64,
    /// How experts' totals become one.
    pub combine: Combine,
    /// Title, in Chinese.
    pub title: String,
    /// Where it is from, and what of it is ours.
    pub source: String,
    /// The indicators, parents before their parts.
    pub indicators: Vec<Indicator>,
}

impl Sheet {
    /// Its key: `social-group-2025`.
    #[must_use]
    pub fn key(&self) -> String {
        format!("{}-{}", self.kind.as_str().replace('_', "-"), self.edition)
    }

    /// The indicators that are scored.
    pub fn scored(&self) -> impl Iterator<Item = &Indicator> {
        self.indicators.iter().filter(|indicator| indicator.scored)
    }

    /// An indicator by its key.
    #[must_use]
    pub fn indicator(&self, key: &str) -> Option<&Indicator> {
        self.indicators.iter().find(|indicator| indicator.key == key)
    }

    /// What of the tree does not add up: keys of parents, and an empty key for the whole.
    #[must_use]
    pub fn unbalanced(&self) -> Vec<String> {
        let parts = |of: Option<&str>| -> i64 {
            self.indicators.iter().filter(|part| part.parent() == of).map(|part| part.points).sum()
        };
        let mut wrong = Vec::new();
        if parts(None) != self.total {
            wrong.push(String::new());
        }
        let whole = self.indicators.iter().filter(|indicator| !indicator.scored);
        wrong.extend(whole.filter(|one| parts(Some(&one.key)) != one.points).map(|one| one.key.clone()));
        wrong
    }

    /// Reads a file; the error is the line that is wrong.
    fn parse(file: &str) -> Result<Self, String> {
        let mut lines = file.lines().filter(|line| !line.starts_with('#'));
        let head = lines.next().ok_or_else(String::new)?;
        let mut sheet = Self::head(head).ok_or_else(|| head.to_owned())?;
        for line in lines {
            sheet.indicators.push(indicator(line).ok_or_else(|| line.to_owned())?);
        }
        let parents: Vec<String> = sheet.indicators.iter().filter_map(|one| one.parent().map(str::to_owned)).collect();
        for indicator in &mut sheet.indicators {
            indicator.scored = !parents.contains(&indicator.key);
        }
        Ok(sheet)
    }

    fn head(line: &str) -> Option<Self> {
        let fields: Vec<&str> = line.split('\t').collect();
        let ["sheet", kind, edition, valid_from, total, combine, title, source] = fields[..] else { return None };
        Some(Self {
            kind: OrganizationClass::ALL.into_iter().find(|class| class.as_str() == kind)?,
            edition: edition.to_owned(),
            valid_from: Date::parse(valid_from, format_description!("[year]-[month]-[day]")).ok()?,
            total: total.parse().ok()?,
            combine: Combine::parse(combine)?,
            title: title.to_owned(),
            source: source.to_owned(),
            indicators: Vec::new(),
        })
    }
}

fn indicator(line: &str) -> Option<Indicator> {
    let fields: Vec<&str> = line.split('\t').collect();
    let [key, points, mark, title] = fields[..] else { return None };
    let points = points.parse().ok()?;
    Some(Indicator { key: key.to_owned(), title: title.to_owned(), points, mark: mark.to_owned(), scored: false })
}

/// Every sheet.
#[must_use]
pub fn sheets() -> &'static [Sheet] {
    &SHEETS
}

/// The sheet of a kind in an edition.
#[must_use]
pub fn sheet(kind: OrganizationClass, edition: &str) -> Option<&'static Sheet> {
    SHEETS.iter().find(|sheet| sheet.kind == kind && sheet.edition == edition)
}
