//! Annual reports, and what was concluded of them.

use std::collections::BTreeMap;

use super::answer::{Cure, Fact, Finding};
use super::evaluate::Ground;
use super::found::of_record;
use crate::record::{Kind, Record};

const UNQUALIFIED: &str = "unqualified";
const BASICALLY: &str = "basically_qualified";

/// The last conclusion is not 不合格. Who has none yet has no bad one.
pub(super) fn last_passed<'b>(ground: Ground<'_, 'b>, blank: Finding<'b>) -> Finding<'b> {
    let concluded = conclusions(ground);
    let Some((_, last)) = concluded.last_key_value() else { return blank };
    let found = Finding { value: last.value.clone(), facts: vec![of_record(last)], ..blank };
    if last.value == UNQUALIFIED { found.failed(Cure::BetterConclusion, None) } else { found }
}

/// The last conclusion, if it is of the last two years, is not 不合格, nor the last of as many 基本合格 in a row as the rule says.
pub(super) fn passed<'b>(ground: Ground<'_, 'b>, blank: Finding<'b>) -> Finding<'b> {
    let concluded = conclusions(ground);
    let Some((year, last)) = concluded.last_key_value().filter(|(year, _)| **year >= ground.on.year() - 2) else {
        return blank;
    };
    let row: Vec<&Record> = (0..)
        .map_while(|back| concluded.get(&(year - back)).copied())
        .take_while(|record| record.value == BASICALLY)
        .collect();
    let found = Finding { value: last.value.clone(), facts: vec![of_record(last)], ..blank };
    if last.value == UNQUALIFIED {
        return found.failed(Cure::BetterConclusion, None);
    }
    let asked = usize::try_from(found.rule.value()).unwrap_or(usize::MAX);
    if asked > 0 && row.len() >= asked {
        let facts = row.into_iter().map(of_record).collect();
        return Finding { facts, ..found }.failed(Cure::BetterConclusion, None);
    }
    found
}

/// No report of the last two years is missing still.
pub(super) fn made<'b>(ground: Ground<'_, 'b>, blank: Finding<'b>) -> Finding<'b> {
    let missed = ground.known.counting(Kind::ReportMissed, ground.on);
    let recent = missed.filter(|record| record.year.is_none_or(|year| year >= ground.on.year() - 2));
    let facts: Vec<Fact> = recent.map(of_record).collect();
    if facts.is_empty() {
        return blank;
    }
    Finding { value: facts.len().to_string(), facts, ..blank }.failed(Cure::Report, None)
}

/// The conclusion of each year that counts on the day.
fn conclusions<'k>(ground: Ground<'k, '_>) -> BTreeMap<i32, &'k Record> {
    let mut concluded: BTreeMap<i32, &Record> = BTreeMap::new();
    for record in ground.known.counting(Kind::ReportConcluded, ground.on) {
        let Some(year) = record.year else { continue };
        let before = concluded.get(&year).map(|before| (before.from, before.id));
        if before.is_none_or(|before| before < (record.from, record.id)) {
            concluded.insert(year, record);
        }
    }
    concluded
}
