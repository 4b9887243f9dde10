//! Penalties within a time.

use time::Date;

use super::answer::{Cure, Fact, Finding};
use super::condition::{Penalties, Window};
use super::evaluate::Ground;
use super::found::of_record;
use crate::record::{Kind, Record};

/// What ended, because it was repaired, is not used any more (信用修复管理办法).
pub(super) fn find<'b>(ground: Ground<'_, 'b>, window: Window, which: Penalties, blank: Finding<'b>) -> Finding<'b> {
    let years = blank.rule.value();
    let free_from = |record: &Record| {
        let free = window.free_from(record.from, years);
        record.until.map_or(free, |until| until.min(free))
    };
    let penalties = ground.known.counting(Kind::Penalty, ground.on);
    let counting: Vec<&Record> =
        penalties.filter(|record| ground.on < free_from(record) && counts(ground, which, record)).collect();
    let Some(cures_on) = counting.iter().map(|record| free_from(record)).max() else { return blank };
    let facts: Vec<Fact> = counting.into_iter().map(of_record).collect();
    Finding { value: facts.len().to_string(), facts, ..blank }
        .failed(Cure::Time, Some(cures_on).filter(|day| *day < Date::MAX))
}

fn counts(ground: Ground<'_, '_>, which: Penalties, record: &Record) -> bool {
    let all = |spared: &[&str]| !record.value.is_empty() && record.value.split(',').all(|word| spared.contains(&word));
    let any = |words: &[&str]| record.value.split(',').any(|word| words.contains(&word));
    let fine = record.amount_fen.unwrap_or(0);
    let amount = |rule: &str| ground.book.on(rule, ground.on).ok().map(|cited| cited.value());
    match which {
        Penalties::Any => true,
        Penalties::ByAuthorityAboveWarning { departments } => {
            let ours = record.department.is_empty() || departments.contains(&record.department.as_str());
            ours && !all(&["warning"])
        }
        Penalties::Major { fine_from } => {
            any(&["suspension", "revocation"]) || amount(fine_from).is_some_and(|from| fine >= from)
        }
        Penalties::AboveLight { fine_from } => {
            let light = |from: i64| fine < from && all(&["warning", "criticism", "fine"]);
            !amount(fine_from).is_some_and(light)
        }
    }
}
