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

/// Last year's is not 不合格, nor are those of as many years as the rule says 基本合格 (RT-13b).
pub(super) fn passed<'b>(ground: Ground<'_, 'b>, blank: Finding<'b>) -> Finding<'b> {
    let concluded = conclusions(ground);
    let asked = i32::try_from(blank.rule.value()).unwrap_or(i32::MAX);
    let mut facts: Vec<Fact> = Vec::new();
    for back in 1..=asked {
        let Some(record) = concluded.get(&(ground.on.year() - back)) else {
            return Finding { facts, ..blank }.unknown(Cure::Proof, "年度检查结论");
        };
        facts.push(of_record(record));
        let found = Finding { value: record.value.clone(), facts: facts.clone(), ..blank.clone() };
        match record.value.as_str() {
            UNQUALIFIED if back == 1 => return found.failed(Cure::BetterConclusion, None),
            BASICALLY => {}
            _ => return found,
        }
    }
    if facts.is_empty() {
        return blank;
    }
    Finding { value: BASICALLY.to_owned(), facts, ..blank }.failed(Cure::BetterConclusion, None)
}

/// Last year's report was made, if late (RT-13a).
pub(super) fn made<'b>(ground: Ground<'_, 'b>, blank: Finding<'b>) -> Finding<'b> {
    let year = ground.on.year() - 1;
    if let Some(record) = conclusions(ground).get(&year) {
        return Finding { value: record.value.clone(), facts: vec![of_record(record)], ..blank };
    }
    let happened = |record: &&Record| {
        let missed = record.kind == Kind::ReportMissed && record.year == Some(year);
        missed && record.stands() && record.from <= ground.on
    };
    let missed: Vec<&Record> = ground.known.records.iter().filter(happened).collect();
    let missing: Vec<Fact> =
        missed.iter().filter(|record| record.counts_on(ground.on)).map(|record| of_record(record)).collect();
    if !missing.is_empty() {
        return Finding { value: missing.len().to_string(), facts: missing, ..blank }.failed(Cure::Report, None);
    }
    if missed.is_empty() {
        return blank.unknown(Cure::Proof, "上年度年度报告的报送回执");
    }
    Finding { facts: missed.into_iter().map(of_record).collect(), ..blank }
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
