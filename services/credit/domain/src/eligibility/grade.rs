//! Grades (评估等级): the one that holds, and those that ended.

use statute::years_later;
use time::Date;

use super::answer::{Cure, Fact, Finding};
use super::condition::GradeDay;
use super::evaluate::Ground;
use super::found::{of_record, of_registration};
use super::window::whole_years;
use crate::record::{Kind, Record};

/// A grade of at least as many A as the rule says.
pub(super) fn rated<'b>(ground: Ground<'_, 'b>, unless_younger: Option<&str>, blank: Finding<'b>) -> Finding<'b> {
    let least = blank.rule.value();
    let enough = |record: &&Record| grade(&record.value) >= least;
    let blank = Finding { required: format!("{least}A"), ..blank };
    let registered = ground.known.organization.registered_on;
    let young = unless_younger.and_then(|rule| ground.book.on(rule, ground.on).ok());
    let asked_from = young.map(|rule| years_later(registered, rule.value()));
    // How long it is met, from grade to grade, and while no grade is asked.
    let lapses = || {
        let mut day = ground.on;
        while day < Date::MAX {
            let grades = ground.known.counting(Kind::Rating, day).filter(enough).map(|record| record.until);
            let spared = asked_from.filter(|from| registered <= day && day < *from).map(Some);
            let Some(ends) = grades.chain(spared).map(|end| end.unwrap_or(Date::MAX)).max() else { break };
            day = ends;
        }
        Some(day).filter(|day| *day < Date::MAX)
    };
    let best = ground.known.counting(Kind::Rating, ground.on).max_by_key(|record| (grade(&record.value), record.until));
    if let Some(record) = best.filter(enough) {
        let (value, facts) = (record.value.clone(), vec![of_record(record)]);
        return Finding { value, facts, lapses_on: lapses(), ..blank };
    }
    if asked_from.is_some_and(|asked_from| registered <= ground.on && ground.on < asked_from) {
        let value = format!("{} years", whole_years(registered, ground.on));
        return Finding { value, facts: vec![of_registration(ground)], lapses_on: lapses(), ..blank };
    }
    let (value, facts) = best.map_or_else(Default::default, |record| (record.value.clone(), vec![of_record(record)]));
    let ratings = ground.known.records.iter().filter(|record| record.kind == Kind::Rating && record.stands());
    let later = ratings.filter(enough).filter(|record| record.counts_on(record.from) && record.from > ground.on);
    // Who is not registered yet is young once it is.
    let young_from = asked_from.map(|_| registered).filter(|registered| *registered > ground.on);
    let cures_on = later.map(|record| record.from).chain(young_from).min();
    Finding { value, facts, ..blank }.failed(Cure::Rating, cures_on)
}

/// The grade that holds, or is to hold, lets its holder apply again (RT-12b).
pub(super) fn reapplied<'b>(ground: Ground<'_, 'b>, from: GradeDay, blank: Finding<'b>) -> Finding<'b> {
    let years = blank.rule.value();
    let stands = |record: &&Record| record.kind == Kind::Rating && record.stands();
    let holds = |record: &&Record| record.until.is_none_or(|until| until > ground.on && until > record.from);
    let held = ground.known.records.iter().filter(stands).filter(holds);
    let Some(held) = held.max_by_key(|record| (record.until.unwrap_or(Date::MAX), record.from)) else { return blank };
    let found = Finding { value: held.value.clone(), facts: vec![of_record(held)], ..blank };
    match from {
        GradeDay::First => {
            let end = years_later(held.from, years);
            if ground.on < end {
                return Finding { lapses_on: Some(end), ..found };
            }
            found.unknown(Cure::Proof, "受理机关对再次申报时间的认定")
        }
        GradeDay::Last => {
            let begin = held.until.and_then(Date::previous_day).map(|last| years_later(last, -years));
            if begin.is_some_and(|begin| begin <= ground.on) { found } else { found.failed(Cure::Time, begin) }
        }
    }
}

/// No grade has ended within the years of the rule (RT-16): whether it was lowered or cancelled is not on record.
pub(super) fn kept<'b>(ground: Ground<'_, 'b>, blank: Finding<'b>) -> Finding<'b> {
    let years = blank.rule.version.threshold.map(|threshold| threshold.value);
    let ended = |record: &&Record| {
        let end = record.until.filter(|end| *end <= ground.on);
        record.kind == Kind::Rating
            && record.stands()
            && end.is_some_and(|end| years.is_none_or(|years| ground.on < years_later(end, years)))
    };
    let facts: Vec<Fact> = ground.known.records.iter().filter(ended).map(of_record).collect();
    if facts.is_empty() {
        return blank;
    }
    Finding { value: facts.len().to_string(), facts, ..blank }.unknown(Cure::Proof, "评估等级未被降低、取消的证明")
}

/// How many A; 0 for what is no grade.
fn grade(value: &str) -> i64 {
    value.strip_suffix('A').and_then(|number| number.parse().ok()).unwrap_or(0)
}
