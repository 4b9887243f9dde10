//! Whether and until when the public may see a record (公示), and from when it may be repaired (CR-13, CR-15).
//!
//! What holds for a kind is data: `rules/display_kinds.toml` says which rule of `rules/display.toml` it goes by, and from when.
//! How long a record is shown follows from the law of the day on which it was determined; from when it may be repaired, from
//! that of the day that is asked about.

mod kinds;

use statute::{RuleRef, months_later};
use time::Date;

use crate::record::{Kind, Record};
use crate::rules;
use kinds::{Basis, Row};

/// How grave a breach is (失信程度).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// It is no breach.
    None,
    /// 轻微.
    Minor,
    /// 一般.
    General,
    /// 严重.
    Serious,
}

/// What the display of a record depends on beside the record.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Around {
    /// When it was repaired.
    pub repaired: Option<Date>,
    /// Whether the organisation is on the serious list on the day.
    pub seriously_listed: bool,
}

/// Whether and until when the public may see a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Display {
    /// How grave it is.
    pub level: Level,
    /// Whether the public may see it on the day.
    pub shown: bool,
    /// The first day on which it may.
    pub since: Option<Date>,
    /// The first day on which it may not any more.
    pub until: Option<Date>,
    /// The first day on which it may be repaired.
    pub repairable: Option<Date>,
    /// The versions of rules that say so.
    pub rules: Vec<RuleRef>,
}

/// How a record is displayed on a day.
#[must_use]
pub fn display(record: &Record, around: Around, day: Date) -> Display {
    let hidden =
        Display { level: Level::None, shown: false, since: None, until: None, repairable: None, rules: Vec::new() };
    let Some(row) = kinds::row(record.kind, record.from) else { return hidden };
    let level = level(row, record);
    if !record.stands() || !row.applies_to(&record.value) {
        return Display { level, ..hidden };
    }
    if level == Level::None {
        let shown = record.counts_on(day);
        return Display { level, shown, since: Some(record.from), until: record.until, ..hidden };
    }
    let mut rules = Vec::new();
    let repairable = around.repaired.is_none().then(|| {
        let least = shortest(level).and_then(|rule| rules::rules().on(rule, day).ok());
        rules.extend(least.map(|cited| cited.reference()));
        least.map_or(record.from, |cited| months_later(record.from, cited.value()))
    });
    let Some((rule, months)) = row.longest(level).and_then(|rule| kinds::period(rule, record.from)) else {
        return Display { level, repairable, rules, ..hidden };
    };
    rules.push(rule);
    let over = months_later(record.from, months);
    let stays = around.seriously_listed && row.while_listed && over <= day;
    let until = if stays { around.repaired } else { Some(around.repaired.map_or(over, |repaired| repaired.min(over))) };
    let shown = record.from <= day && until.is_none_or(|until| day < until);
    Display { level, shown, since: Some(record.from), until, repairable, rules }
}

/// How grave what a record tells is.
fn level(row: &Row, record: &Record) -> Level {
    match row.basis {
        Basis::Fixed(level) => level,
        Basis::List if record.value == "serious" => Level::Serious,
        Basis::List => Level::General,
        Basis::Sanction => of_penalty(record),
    }
}

fn of_penalty(record: &Record) -> Level {
    let huge = kinds::period("CR-13g", record.from).map_or(i64::MAX, |(_, fen)| fen);
    let words: Vec<&str> = record.value.split(',').collect();
    let has = |word| words.contains(&word);
    if has("suspension") || has("revocation") || record.amount_fen.is_some_and(|fen| fen >= huge) {
        Level::Serious
    } else if words.iter().all(|word| matches!(*word, "warning" | "criticism")) {
        Level::Minor
    } else {
        Level::General
    }
}

/// The rule of the shortest display, before which nothing is repaired.
fn shortest(level: Level) -> Option<&'static str> {
    match level {
        Level::None | Level::Minor => None,
        Level::General => Some("CR-13b"),
        Level::Serious => Some("CR-13d"),
    }
}

/// Whether a kind is a breach at all.
#[must_use]
pub fn is_breach(kind: Kind, on: Date) -> bool {
    kinds::row(kind, on).is_some_and(|row| row.basis != Basis::Fixed(Level::None))
}

#[cfg(test)]
mod tests;
