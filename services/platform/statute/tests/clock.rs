//! The steps that a clock takes and refuses, and what is stored of it.

use statute::{Cause, Clock, ClockError, Extension, RuleBook};
use time::macros::date;

fn clock() -> Clock {
    let book = RuleBook::parse(
        "[[rule]]\nid = 'REG-05'\ntitle = '期限'\n[[rule.version]]\ntext = '一'\nvalid_from = 2016-02-06\n\
         threshold = { value = 60, unit = 'calendar_days' }\nsource = '一'\nmark = 'V'\n",
    )
    .expect("a good file");
    Clock::start(book.on("REG-05", date!(2026 - 03 - 02)).expect("in force"), date!(2026 - 03 - 02))
}

#[test]
fn a_clock_is_suspended_and_resumed_in_turn() {
    let mut clock = clock();
    assert_eq!(clock.resume(date!(2026 - 03 - 03), Cause::Measure), Err(ClockError::NotSuspended));
    assert!(!clock.is_suspended());
    clock.suspend(date!(2026 - 03 - 05), Cause::Measure, "听证").expect("running");
    assert!(clock.is_suspended());
    let again = clock.suspend(date!(2026 - 03 - 06), Cause::Measure, "专家评审");
    assert_eq!(again, Err(ClockError::AlreadySuspended { since: date!(2026 - 03 - 05) }));
    clock.resume(date!(2026 - 03 - 09), Cause::Measure).expect("suspended");
    assert!(!clock.is_suspended());
    assert_eq!(clock.resume(date!(2026 - 03 - 10), Cause::Measure), Err(ClockError::NotSuspended));
    clock.suspend(date!(2026 - 03 - 09), Cause::Measure, "专家评审").expect("running");
    assert_eq!(clock.suspensions.len(), 2);
}

#[test]
fn a_step_does_not_go_back_behind_the_one_before() {
    let early = |day, earliest| Err(ClockError::TooEarly { day, earliest });
    let mut clock = clock();
    assert_eq!(
        clock.suspend(date!(2026 - 03 - 01), Cause::Measure, "听证"),
        early(date!(2026 - 03 - 01), date!(2026 - 03 - 02))
    );
    clock.suspend(date!(2026 - 03 - 05), Cause::Measure, "听证").expect("running");
    assert_eq!(
        clock.resume(date!(2026 - 03 - 04), Cause::Measure),
        early(date!(2026 - 03 - 04), date!(2026 - 03 - 05))
    );
    clock.resume(date!(2026 - 03 - 05), Cause::Measure).expect("a suspension of no day");
    clock.suspend(date!(2026 - 03 - 05), Cause::Measure, "听证").expect("running");
    clock.resume(date!(2026 - 03 - 20), Cause::Measure).expect("suspended");
    assert_eq!(
        clock.suspend(date!(2026 - 03 - 19), Cause::Measure, "听证"),
        early(date!(2026 - 03 - 19), date!(2026 - 03 - 20))
    );
}

#[test]
fn what_is_stored_of_a_clock_has_readable_days_and_comes_back() {
    let mut clock = clock();
    clock.suspend(date!(2026 - 03 - 05), Cause::Measure, "听证").expect("running");
    clock.resume(date!(2026 - 03 - 09), Cause::Measure).expect("suspended");
    clock.suspend(date!(2026 - 04 - 01), Cause::Measure, "专家评审").expect("running");
    clock.extend(Extension { days: 10, reason: "案情复杂".to_owned(), approved_by: "civil-affairs".to_owned() });
    let stored = serde_json::to_value(&clock).expect("it can be stored");
    let expected = serde_json::json!({
        "rule": { "id": "REG-05", "version": 1 },
        "started_on": "2026-03-02",
        "suspensions": [
            { "from": "2026-03-05", "to": "2026-03-09", "cause": "measure", "reason": "听证" },
            { "from": "2026-04-01", "cause": "measure", "reason": "专家评审" },
        ],
        "extensions": [{ "days": 10, "reason": "案情复杂", "approved_by": "civil-affairs" }],
    });
    assert_eq!(stored, expected);
    assert_eq!(serde_json::from_value::<Clock>(stored).expect("it comes back"), clock);
}

#[test]
fn each_cause_ends_by_itself_and_the_term_goes_on_when_none_holds_it() {
    let mut clock = clock();
    clock.suspend(date!(2026 - 03 - 03), Cause::Measure, "听证").expect("running");
    clock.suspend(date!(2026 - 03 - 05), Cause::Correction, "补正").expect("another cause");
    clock.resume(date!(2026 - 03 - 10), Cause::Correction).expect("suspended");
    assert!(clock.is_suspended() && !clock.is_suspended_by(Cause::Correction));
    assert_eq!(clock.resume(date!(2026 - 03 - 11), Cause::Correction), Err(ClockError::NotSuspended));
    clock.suspend(date!(2026 - 03 - 12), Cause::Correction, "补正").expect("again");
    clock.resume(date!(2026 - 03 - 13), Cause::Measure).expect("suspended");
    assert!(clock.is_suspended_by(Cause::Correction));
    clock.resume(date!(2026 - 03 - 16), Cause::Correction).expect("suspended");
    assert!(!clock.is_suspended());
}
