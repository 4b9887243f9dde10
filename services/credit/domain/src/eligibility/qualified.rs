//! That an organisation has a qualification, or is barred from one, as far as qualifications are on hand here.

use time::Date;

use super::answer::{Cure, Fact, Finding, Thing};
use super::evaluate::Ground;
use crate::qualification::{Bar, Held, Kind};

/// In force on the day; not, where one on hand is over; not known, where none is on hand.
pub(super) fn find<'b>(ground: Ground<'_, 'b>, kind: Kind, proof: &'static str, blank: Finding<'b>) -> Finding<'b> {
    let of_kind = || ground.known.qualifications.iter().filter(|held| held.kind == kind);
    let in_force = of_kind().filter(|held| held.in_force(ground.on));
    if let Some(held) = in_force.max_by_key(|held| held.ends_on().unwrap_or(Date::MAX)) {
        return Finding { value: "in_force".to_owned(), facts: vec![of(held)], lapses_on: held.ends_on(), ..blank };
    }
    let Some(last) = of_kind().filter(|held| held.over(ground.on)).max_by_key(|held| held.ends_on()) else {
        return blank.unknown(Cure::Proof, proof);
    };
    let to_come = of_kind().filter(|held| held.from > ground.on && held.ends_on().is_none_or(|ends| held.from < ends));
    let cures_on = to_come.map(|held| held.from).min();
    let value = if last.cancelled.is_some() { "cancelled" } else { "lapsed" }.to_owned();
    Finding { value, facts: vec![of(last)], ..blank }.failed(Cure::Qualification, cures_on)
}

/// Not met, where a cancellation on hand bars on the day; not known otherwise: others may have cancelled one.
pub(super) fn not_barred<'b>(
    ground: Ground<'_, 'b>,
    kind: Kind,
    proof: &'static str,
    blank: Finding<'b>,
) -> Finding<'b> {
    let of_kind = ground.known.qualifications.iter().filter(|held| held.kind == kind);
    let barring: Vec<&Held> = of_kind.filter(|held| held.barring(ground.on).is_some()).collect();
    if barring.is_empty() {
        return blank.unknown(Cure::Proof, proof);
    }
    let until = |held: &&Held| match held.cancelled.as_ref().map(|cancelled| cancelled.bar) {
        Some(Bar::Until(until)) => Some(until),
        Some(Bar::None | Bar::Forever) | None => None,
    };
    let ends: Option<Vec<Date>> = barring.iter().map(until).collect();
    let cures_on = ends.and_then(|ends| ends.into_iter().max());
    let facts = barring.into_iter().map(of).collect();
    Finding { value: "barred".to_owned(), facts, ..blank }.failed(Cure::Time, cures_on)
}

/// The fact that a qualification is.
fn of(held: &Held) -> Fact {
    Fact {
        thing: Thing::Qualification(held.id),
        source: String::new(),
        value: held.kind.as_str().to_owned(),
        document_number: held.document_number.clone(),
        from: held.from,
        until: held.ends_on(),
    }
}
