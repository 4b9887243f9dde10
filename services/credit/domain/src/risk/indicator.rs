//! Indicators (风险指标) as data: `data/risk_indicators.toml`.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::listing::List;
use crate::record::Kind;

const FILE: &str = include_str!("../../data/risk_indicators.toml");

static INDICATORS: LazyLock<Vec<Indicator>> =
    LazyLock::new(|| read(FILE).unwrap_or_else(|problem| unreachable!("a test reads this file: {problem}")));

/// Every indicator, in the order of the file.
#[must_use]
pub fn indicators() -> &'static [Indicator] {
    &INDICATORS
}

/// The type that an indicator has in rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// A whole number.
    Int,
    /// Yes or no.
    Bool,
}

impl Type {
    /// Its name in CEL.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Int => "int",
            Self::Bool => "bool",
        }
    }
}

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// How many records.
    Count,
    /// How many years they are about.
    Years,
    /// The longest run of years that they are about.
    Run,
    /// The sum of their amounts, in fen (分).
    SumFen,
    /// What the department that gave most gave of all amounts, in hundredths of a per cent (万分之一).
    LargestShare,
    /// Whether there is one.
    Any,
    /// The digit of the newest one's value: `3A`.
    Grade,
    /// Days since registration.
    Age,
    /// Whether the organisation is on the list.
    Listed,
    /// Days since its period on the list began.
    ListedDays,
}

impl Measure {
    /// The type of what is measured.
    #[must_use]
    pub fn gives(self) -> Type {
        match self {
            Self::Any | Self::Listed => Type::Bool,
            Self::Count
            | Self::Years
            | Self::Run
            | Self::SumFen
            | Self::LargestShare
            | Self::Grade
            | Self::Age
            | Self::ListedDays => Type::Int,
        }
    }
}

/// Something that is measured of an organisation on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indicator {
    /// Its name in rules.
    pub key: String,
    /// What it is called (指标名称).
    pub title: String,
    /// The unit (单位); empty for yes or no.
    pub unit: String,
    /// What is counted, and when (口径).
    pub meaning: String,
    /// What is measured.
    pub measure: Measure,
    /// Only what has not ended by the day.
    pub standing: bool,
    /// The records that it is measured from.
    pub records: Vec<Kind>,
    /// Their values, if not any.
    pub values: Vec<String>,
    /// What every part of their values must be among, if stated.
    pub only: Vec<String>,
    /// What their amounts must be below, in fen.
    pub below_fen: Option<i64>,
    /// How far before the day they may have happened; 0: however long.
    pub months: u16,
    /// The list, of what is measured of a list.
    pub list: Option<List>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    indicator: Vec<Written>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    key: String,
    title: String,
    unit: String,
    meaning: String,
    measure: Measure,
    state: State,
    records: Vec<String>,
    #[serde(default)]
    values: Vec<String>,
    #[serde(default)]
    only: Vec<String>,
    below_fen: Option<i64>,
    months: u16,
    list: Option<String>,
}

#[derive(Deserialize, PartialEq)]
#[serde(rename_all = "snake_case")]
enum State {
    Standing,
    Happened,
}

fn read(file: &str) -> Result<Vec<Indicator>, String> {
    let file: File = toml::from_str(file).map_err(|error| error.to_string())?;
    let all = file.indicator.into_iter().map(one).collect::<Result<Vec<_>, _>>()?;
    let twice = all.iter().enumerate().find(|(at, one)| all[..*at].iter().any(|other| other.key == one.key));
    match twice {
        Some((_, one)) => Err(format!("{} is defined twice", one.key)),
        None => Ok(all),
    }
}

fn one(written: Written) -> Result<Indicator, String> {
    let key = written.key;
    let kind = |word: &String| Kind::parse(word).ok_or_else(|| format!("{key}: {word} is no kind of record"));
    let records = written.records.iter().map(kind).collect::<Result<Vec<_>, _>>()?;
    let list = written.list.as_deref().map(|word| List::parse(word).ok_or_else(|| format!("{key}: no list {word}")));
    let list = list.transpose()?;
    let of_list = matches!(written.measure, Measure::Listed | Measure::ListedDays);
    let of_records = !of_list && written.measure != Measure::Age;
    if of_list != list.is_some() || of_records == records.is_empty() {
        return Err(format!("{key}: what it is measured from is missing or too much"));
    }
    Ok(Indicator {
        title: written.title,
        unit: written.unit,
        meaning: written.meaning,
        measure: written.measure,
        standing: written.state == State::Standing,
        records,
        values: written.values,
        only: written.only,
        below_fen: written.below_fen,
        months: written.months,
        list,
        key,
    })
}

#[cfg(test)]
mod tests {
    use super::{FILE, read};

    #[test]
    fn the_file_can_be_read_and_a_wrong_one_is_refused() {
        assert!(read(FILE).unwrap().len() > 10);
        for wrong in ["\"penalty\"", "\"years\"", "key = \"penalties\"", "list = \"serious\""] {
            let broken = FILE.replacen(wrong, &wrong.replace('"', "\"x"), 1);
            let twice = FILE.replacen("key = \"penalties\"", "key = \"grade\"", 1);
            assert!(read(&broken).is_err() || wrong.starts_with("key"), "{wrong}");
            assert_eq!(read(&twice).unwrap_err(), "grade is defined twice");
        }
    }
}
