//! Which rules a kind goes by, as `rules/display_kinds.toml` has it.

use std::sync::LazyLock;

use serde::Deserialize;
use statute::RuleRef;
use time::{Date, Month};
use toml::value::Datetime;

use super::Level;
use crate::record::Kind;
use crate::rules;

const FILE: &str = include_str!("../../rules/display_kinds.toml");

static ROWS: LazyLock<Vec<Row>> =
    LazyLock::new(|| read(FILE).unwrap_or_else(|error| unreachable!("a test reads this file: {error}")));

/// What the level of a record follows from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Basis {
    Fixed(Level),
    /// The sanctions of a penalty.
    Sanction,
    /// The list that a ground leads to.
    List,
}

/// What holds for some kinds from a day on.
#[derive(Debug)]
pub(super) struct Row {
    kinds: Vec<Kind>,
    valid_from: Option<Date>,
    valid_to: Option<Date>,
    pub(super) basis: Basis,
    longest: [Option<String>; 3],
    pub(super) while_listed: bool,
    values: Vec<String>,
}

impl Row {
    /// The rule that says how long a breach of a level is shown at most; none if it is not shown.
    pub(super) fn longest(&self, level: Level) -> Option<&str> {
        let [minor, general, serious] = &self.longest;
        match level {
            Level::None => None,
            Level::Minor => minor.as_deref(),
            Level::General => general.as_deref(),
            Level::Serious => serious.as_deref(),
        }
    }

    /// Whether what it says is of records with this value.
    pub(super) fn applies_to(&self, value: &str) -> bool {
        self.values.is_empty() || self.values.iter().any(|known| known == value)
    }
}

/// What holds for a kind that was determined on a day.
pub(super) fn row(kind: Kind, on: Date) -> Option<&'static Row> {
    let holds = |row: &&Row| {
        row.kinds.contains(&kind)
            && row.valid_from.is_none_or(|from| from <= on)
            && row.valid_to.is_none_or(|to| on < to)
    };
    ROWS.iter().find(holds)
}

/// The number of a rule for what was determined on a day: of the version in force then, or of the first for what is older.
pub(super) fn period(id: &str, on: Date) -> Option<(RuleRef, i64)> {
    let rule = rules::rules().rule(id)?;
    let version = rule.versions.iter().rev().find(|version| version.valid_from <= on).or(rule.versions.first())?;
    Some((RuleRef { id: rule.id.clone(), version: version.number }, version.threshold?.value))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    display: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    kinds: Vec<String>,
    valid_from: Option<Datetime>,
    valid_to: Option<Datetime>,
    level: String,
    minor: Option<String>,
    general: Option<String>,
    serious: Option<String>,
    #[serde(default)]
    while_listed: bool,
    #[serde(default)]
    values: Vec<String>,
}

fn read(text: &str) -> Result<Vec<Row>, String> {
    let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
    file.display.into_iter().map(Entry::row).collect()
}

impl Entry {
    fn row(self) -> Result<Row, String> {
        let kinds = self.kinds.iter().map(|word| Kind::parse(word).ok_or_else(|| format!("no kind {word}")));
        let longest = [self.minor, self.general, self.serious];
        if let Some(unknown) = longest.iter().flatten().find(|id| rules::rules().rule(id).is_none()) {
            return Err(format!("no rule {unknown}"));
        }
        Ok(Row {
            kinds: kinds.collect::<Result<_, _>>()?,
            valid_from: self.valid_from.map(day).transpose()?,
            valid_to: self.valid_to.map(day).transpose()?,
            basis: match self.level.as_str() {
                "none" => Basis::Fixed(Level::None),
                "general" => Basis::Fixed(Level::General),
                "serious" => Basis::Fixed(Level::Serious),
                "sanction" => Basis::Sanction,
                "list" => Basis::List,
                other => return Err(format!("no level {other}")),
            },
            longest,
            while_listed: self.while_listed,
            values: self.values,
        })
    }
}

fn day(stated: Datetime) -> Result<Date, String> {
    let whole = stated.date.and_then(|date| {
        Date::from_calendar_date(i32::from(date.year), Month::try_from(date.month).ok()?, date.day).ok()
    });
    whole.ok_or_else(|| format!("{stated} is no day"))
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::{read, row};
    use crate::record::Kind;

    #[test]
    fn every_kind_has_one_row_on_any_day() {
        for kind in Kind::ALL {
            for on in [date!(1999 - 01 - 01), date!(2026 - 03 - 31), date!(2026 - 04 - 01), date!(2040 - 02 - 29)] {
                assert!(row(kind, on).is_some(), "{kind:?} {on}");
            }
        }
    }

    #[test]
    fn a_file_that_names_what_is_not_there_is_refused() {
        let one = |line: &str| read(&format!("[[display]]\nkinds = [\"penalty\"]\nlevel = \"general\"\n{line}\n"));
        assert!(one("general = \"CR-13c\"").is_ok());
        assert!(one("general = \"CR-99\"").is_err());
        assert!(one("longest = 3").is_err());
        assert!(one("valid_from = 12:00:00").is_err());
    }
}
