//! What may follow what, on every day of the valid-time sequence.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

use fault::Reason;
use proptest::prelude::*;
use registry_domain::{Change, History, Patch, Refusal, Stamp, Status, Text, Title};
use time::macros::{date, datetime};
use time::{Date, Duration};
use vocab::UnifiedCode;

fn day(number: i64) -> Date {
    date!(2026 - 01 - 01) + Duration::days(number)
}

fn change(number: i64, patch: Patch) -> Change {
    Change { valid_from: day(number), basis: Text::default(), patch }
}

fn status(number: i64, status: Status) -> Change {
    change(number, Patch { status: Some(status), ..Patch::default() })
}

fn stamp() -> Stamp {
    Stamp { at: datetime!(2026-06-01 00:00 UTC), department: "civil-affairs".into(), actor: "test".into() }
}

fn open(first: Status) -> History {
    let patch = Patch { title: Title::parse("甲").ok(), status: Some(first), ..Patch::default() };
    History::open(UnifiedCode::parse("51100000500002862F").unwrap(), change(0, patch), stamp())
}

fn any_status() -> impl Strategy<Value = Status> {
    proptest::sample::select(Status::ALL.to_vec())
}

proptest! {
    #[test]
    fn the_sequence_on_valid_time_never_holds_a_forbidden_step(
        first in any_status(),
        steps in proptest::collection::vec((0..8_i64, any_status()), 0..12),
    ) {
        let mut history = open(first);
        let mut accepted = vec![(0, 0_usize, first)];
        for (index, (valid_from, to)) in steps.into_iter().enumerate() {
            let mut wanted = accepted.clone();
            wanted.push((valid_from, index + 1, to));
            wanted.sort_by_key(|(day, number, _)| (*day, *number));
            let at = wanted.iter().position(|(_, number, _)| *number == index + 1).unwrap();
            let enters = wanted[at - 1].2.allowed().contains(&to);
            let leaves = wanted.get(at + 1).is_none_or(|(_, _, next)| *next == to || to.allowed().contains(next));
            let recorded = history.record(status(valid_from, to), stamp());
            prop_assert_eq!(recorded.is_ok(), enters && leaves);
            match recorded {
                Ok(()) => accepted = wanted,
                Err(refusal) => prop_assert_eq!(refusal.reason(), "STATUS_TRANSITION"),
            }
        }
        prop_assert!(accepted.windows(2).all(|pair| pair[0].2 == pair[1].2 || pair[0].2.allowed().contains(&pair[1].2)));
    }
}

#[test]
fn the_refusal_names_what_is_allowed() {
    let refusal = open(Status::Liquidating).record(status(1, Status::Active), stamp()).unwrap_err();
    assert_eq!(
        refusal.metadata(),
        [
            ("from", "liquidating".to_owned()),
            ("to", "active".to_owned()),
            ("allowed", "revoked,deregistered".to_owned())
        ]
    );
    assert_eq!(refusal.to_string(), "liquidating may not be followed by active; allowed: revoked, deregistered");
}

#[test]
fn nothing_follows_deregistration_not_even_on_the_same_day() {
    let mut history = open(Status::Active);
    history.record(status(3, Status::Deregistered), stamp()).unwrap();
    for to in Status::ALL {
        let refusal = history.record(status(3, to), stamp()).unwrap_err();
        assert_eq!(refusal, Refusal::StatusTransition { from: Status::Deregistered, to });
    }
}

#[test]
fn a_correction_of_the_past_must_fit_what_is_recorded_after_it() {
    let mut history = open(Status::Active);
    history.record(status(5, Status::Suspended), stamp()).unwrap();
    let refusal = history.record(status(3, Status::Liquidating), stamp()).unwrap_err();
    assert_eq!(refusal, Refusal::StatusTransition { from: Status::Liquidating, to: Status::Suspended });
    history.record(status(3, Status::Suspended), stamp()).unwrap();
}

#[test]
fn an_ended_organisation_takes_corrections_of_the_time_before_and_nothing_later() {
    let moved = Patch { address: Text::parse("湖州").ok(), ..Patch::default() };
    let mut history = open(Status::Active);
    history.record(status(5, Status::Deregistered), stamp()).unwrap();
    assert_eq!(history.record(change(5, moved.clone()), stamp()), Err(Refusal::Ended));
    assert_eq!(history.record(change(9, moved.clone()), stamp()), Err(Refusal::Ended));
    history.record(change(4, moved), stamp()).unwrap();
}
