//! The shipped list of divisions, read once; see `data/SOURCES.md`.

use std::sync::LazyLock;

use super::code::{DivisionCode, Level};

/// A division and every name its code has had.
#[derive(Debug, Clone)]
pub struct Division {
    code: DivisionCode,
    namings: Vec<Naming>,
    statistical: bool,
}

/// A name and the years it was in force; an open end means "not known to have begun" or "still in force".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Naming {
    /// The name, as in 湖州市.
    pub name: &'static str,
    /// First year, where known.
    pub since: Option<u16>,
    /// Last year; `None` while in force.
    pub until: Option<u16>,
}

/// Whether a division exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// In GB/T 2260 today.
    Current,
    /// No longer; codes issued under it stay valid (USCC-08).
    Abolished,
    /// Only in statistics, such as 市辖区 or a development zone: not a unit of government.
    Statistical,
}

/// A street, town or township (街道、镇、乡): nine digits, the first six its county's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Street {
    /// Nine digits.
    pub code: &'static str,
    /// The name, as in 织里镇.
    pub name: &'static str,
}

impl Division {
    /// Its code.
    #[must_use]
    pub fn code(&self) -> DivisionCode {
        self.code
    }

    /// The name in force, or the last one.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.latest().map_or("", |naming| naming.name)
    }

    /// Country, province, city or county.
    #[must_use]
    pub fn level(&self) -> Level {
        self.code.level()
    }

    /// The division above it.
    #[must_use]
    pub fn parent(&self) -> Option<DivisionCode> {
        self.code.parent()
    }

    /// Whether it exists.
    #[must_use]
    pub fn status(&self) -> Status {
        match self.latest() {
            _ if self.statistical => Status::Statistical,
            Some(Naming { until: Some(_), .. }) => Status::Abolished,
            _ => Status::Current,
        }
    }

    /// First year the code was in force, where known.
    #[must_use]
    pub fn since(&self) -> Option<u16> {
        self.namings.iter().map(|naming| naming.since).min().flatten()
    }

    /// Last year the code was in force; `None` while it is.
    #[must_use]
    pub fn until(&self) -> Option<u16> {
        self.latest().and_then(|naming| naming.until)
    }

    /// Every name, the latest last.
    #[must_use]
    pub fn namings(&self) -> &[Naming] {
        &self.namings
    }

    fn latest(&self) -> Option<&Naming> {
        self.namings.last()
    }
}

static DIVISIONS: LazyLock<Vec<Division>> = LazyLock::new(|| {
    let mut divisions: Vec<Division> = Vec::with_capacity(7_000);
    for line in include_str!("../../data/divisions.csv").lines().skip(1) {
        let mut cells = line.split(',');
        let mut cell = || cells.next().unwrap_or_default();
        let (code, name, since, until, note) = (cell(), cell(), cell(), cell(), cell());
        let Ok(code) = DivisionCode::parse(code) else { continue };
        let naming = Naming { name, since: since.parse().ok(), until: until.parse().ok() };
        match divisions.last_mut() {
            Some(same) if same.code == code => same.namings.push(naming),
            _ => divisions.push(Division { code, namings: vec![naming], statistical: note == "statistical" }),
        }
    }
    divisions // the file is sorted by code, the name in force last: a test holds it to that
});

static STREETS: LazyLock<Vec<Street>> = LazyLock::new(|| {
    let lines = include_str!("../../data/streets.csv").lines().skip(1);
    lines.filter_map(|line| line.split_once(',')).map(|(code, name)| Street { code, name }).collect()
});

/// Every division known, by code.
#[must_use]
pub fn all() -> &'static [Division] {
    &DIVISIONS
}

/// The division a code names or once named; `None` if it is in no list, which proves nothing (660001 may be real).
#[must_use]
pub fn lookup(code: DivisionCode) -> Option<&'static Division> {
    let divisions = all();
    divisions.binary_search_by_key(&code, |division| division.code).ok().map(|at| &divisions[at])
}

/// The name a code had in a year; `None` if it named nothing then, as far as is known.
#[must_use]
pub fn name_on(code: DivisionCode, year: u16) -> Option<&'static str> {
    let in_force = |naming: &&Naming| {
        naming.since.is_none_or(|since| since <= year) && naming.until.is_none_or(|until| year <= until)
    };
    // names overlap in the year of a change: the newer one counts
    lookup(code)?.namings.iter().filter(in_force).max_by_key(|naming| naming.since).map(|naming| naming.name)
}

/// The name with those above it, as in 浙江省湖州市德清县; units of statistics are left out.
#[must_use]
pub fn full_name(code: DivisionCode) -> Option<String> {
    let division = lookup(code)?;
    let above = division.parent().filter(|parent| *parent != DivisionCode::COUNTRY);
    let above = above.and_then(lookup).filter(|parent| parent.status() != Status::Statistical);
    let mut name = above.and_then(|parent| full_name(parent.code)).unwrap_or_default();
    if above.is_none() && division.level() == Level::County {
        name = full_name(DivisionCode::from_digits(province_digits(code))).unwrap_or_default();
    }
    name.push_str(division.name());
    Some(name)
}

fn province_digits(code: DivisionCode) -> [u8; 6] {
    let mut digits = *b"000000";
    digits[..2].copy_from_slice(&code.as_str().as_bytes()[..2]);
    digits
}

/// The divisions right below one that exist today, by code.
pub fn children(code: DivisionCode) -> impl Iterator<Item = &'static Division> {
    all().iter().filter(move |division| division.parent() == Some(code) && division.status() == Status::Current)
}

/// The streets, towns and townships of a county; shipped for Zhejiang only.
#[must_use]
pub fn streets(county: DivisionCode) -> &'static [Street] {
    let start = STREETS.partition_point(|street| street.code < county.as_str());
    let count = STREETS[start..].partition_point(|street| street.code.starts_with(county.as_str()));
    &STREETS[start..start + count]
}
