//! Penalties within a time.

use time::Date;

use super::answer::{Cure, Fact, Finding};
use super::condition::{Penalties, Window};
use super::evaluate::Ground;
use super::found::of_record;
use crate::record::{Kind, Record};

/// Whether a penalty counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Counts {
    Yes,
    No,
    NotKnown,
}

/// What ended, because it was repaired, is not used any more (信用修复管理办法).
pub(super) fn find<'b>(ground: Ground<'_, 'b>, window: Window, which: Penalties, blank: Finding<'b>) -> Finding<'b> {
    let years = blank.rule.value();
    let free_from = |record: &Record| {
        let free = window.free_from(record.from, years);
        record.until.map_or(free, |until| until.min(free))
    };
    let recent = ground.known.counting(Kind::Penalty, ground.on).filter(|record| ground.on < free_from(record));
    let recent: Vec<(&Record, Counts)> = recent.map(|record| (record, counts(ground, which, record))).collect();
    let of = |wanted: Counts| recent.iter().filter(move |(_, counts)| *counts == wanted).map(|(record, _)| *record);
    if let Some(cures_on) = of(Counts::Yes).map(free_from).max() {
        let facts: Vec<Fact> = of(Counts::Yes).map(of_record).collect();
        return Finding { value: facts.len().to_string(), facts, ..blank }
            .failed(Cure::Time, Some(cures_on).filter(|day| *day < Date::MAX));
    }
    let unsure: Vec<Fact> = of(Counts::NotKnown).map(of_record).collect();
    if unsure.is_empty() {
        return blank;
    }
    let value = unsure.len().to_string();
    Finding { value, facts: unsure, ..blank }.unknown(Cure::Proof, "行政处罚决定书（所依据的法律法规）")
}

/// None of last year but light ones (RT-13c). One of another year bars while it is not executed, which is not on record here.
pub(super) fn last_year<'b>(ground: Ground<'_, 'b>, blank: Finding<'b>) -> Finding<'b> {
    let from = blank.rule.value();
    let heavy = |record: &&Record| !is_light(record, from);
    let (last, others): (Vec<&Record>, Vec<&Record>) = ground
        .known
        .counting(Kind::Penalty, ground.on)
        .filter(heavy)
        .partition(|record| record.from.year() == ground.on.year() - 1);
    let found = |records: Vec<&Record>| {
        let facts: Vec<Fact> = records.into_iter().map(of_record).collect();
        Finding { value: facts.len().to_string(), facts, ..blank.clone() }
    };
    if !last.is_empty() {
        return found(last).failed(Cure::Time, None);
    }
    if others.is_empty() {
        blank
    } else {
        found(others).unknown(Cure::Proof, "行政处罚已经执行完毕的证明")
    }
}

/// Warnings, criticism and fines below an amount; nothing, if the amount is 0.
fn is_light(record: &Record, from: i64) -> bool {
    record.amount_fen.unwrap_or(0) < from && all(record, &["warning", "criticism", "fine"])
}

fn all(record: &Record, spared: &[&str]) -> bool {
    !record.value.is_empty() && record.value.split(',').all(|word| spared.contains(&word))
}

fn counts(ground: Ground<'_, '_>, which: Penalties, record: &Record) -> Counts {
    let sure = |yes: bool| if yes { Counts::Yes } else { Counts::No };
    match which {
        Penalties::Any => Counts::Yes,
        Penalties::ByAuthorityAboveWarning { departments } => {
            let ours = record.department.is_empty() || departments.contains(&record.department.as_str());
            sure(ours && !all(record, &["warning"]))
        }
        Penalties::Major { fine_from } => {
            let large = ground.book.on(fine_from, ground.on).ok().map(|cited| cited.value());
            let stops = record.value.split(',').any(|word| ["suspension", "revocation"].contains(&word));
            sure(stops || large.is_some_and(|from| record.amount_fen.unwrap_or(0) >= from))
        }
        Penalties::UnderOwnLaw { departments } => {
            if departments.contains(&record.department.as_str()) {
                Counts::Yes
            } else {
                Counts::NotKnown
            }
        }
    }
}
