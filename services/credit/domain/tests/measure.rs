//! Measures as they are declared, and what becomes of tasks.

use credit_domain::measure::{Outcome, State, Target, declared, last_day, measures};
use credit_domain::rules;
use time::macros::date;
use vocab::workdays::Calendar;

#[test]
fn every_measure_rests_on_a_rule_that_is_in_force_as_long_as_it_is_declared() {
    for measure in measures() {
        let cited = rules().on(&measure.rule, measure.valid_from);
        assert!(cited.is_ok(), "{}: {cited:?}", measure.key);
        let end = cited.unwrap().version.valid_to;
        assert!(end.is_none_or(|end| measure.valid_to.is_some_and(|own| own <= end)), "{}", measure.key);
    }
}

#[test]
fn what_is_declared_depends_on_the_day_and_what_is_for_4a_is_for_5a() {
    let keys = |target, day| declared(target, day).map(|measure| measure.key.as_str()).collect::<Vec<_>>();
    assert_eq!(keys(Target::Abnormal, date!(2024 - 09 - 04)), ["no-charity-recognition"]);
    assert_eq!(keys(Target::Abnormal, date!(2024 - 09 - 05)), ["no-charity-recognition", "no-public-fundraising"]);
    assert!(keys(Target::Serious, date!(2018 - 01 - 23)).is_empty());
    assert!(keys(Target::Serious, date!(2026 - 01 - 01)).contains(&"tax-exemption-cancelled"));
    let (four, five) = (keys(Target::Grade4A, date!(2026 - 01 - 01)), keys(Target::Grade5A, date!(2026 - 01 - 01)));
    assert!(four.iter().all(|key| five.contains(key)));
    assert!(five.contains(&"honours-priority") && !four.contains(&"honours-priority"));
    assert_eq!(["3A", "4A", "5A"].map(Target::of_grade), [None, Some(Target::Grade4A), Some(Target::Grade5A)]);
}

#[test]
fn a_last_day_counts_working_days_and_says_when_they_are_not_known() {
    let calendar = Calendar::shipped();
    let golden_week = last_day(calendar, date!(2025 - 09 - 30), 3);
    assert_eq!((golden_week.on, golden_week.provisional), (date!(2025 - 10 - 11), false));
    let (_, end) = calendar.span().unwrap();
    let beyond = last_day(calendar, end, 1);
    assert!(beyond.provisional && beyond.on > end, "{beyond:?}");
}

#[test]
fn answers_are_taken_while_something_is_to_be_done_and_no_longer() {
    for state in State::ALL {
        assert_eq!(State::parse(state.as_str()), Some(state));
        for outcome in Outcome::ALL {
            let after = state.answered(outcome);
            assert_eq!(after.is_some(), state.waits(), "{state:?}");
            assert!(after.is_none_or(|after| !after.waits()), "{state:?}");
        }
    }
}

#[test]
fn what_was_done_is_lifted_and_what_nobody_did_is_cancelled() {
    assert_eq!(State::Open.ended(false), State::Cancelled);
    assert_eq!(State::Acted.ended(false), State::Lifting);
    assert_eq!((State::Lifted.ended(false), State::Lifted.ended(true)), (State::Lifted, State::Lifting));
    for state in State::ALL {
        assert_ne!(state.ended(true), State::Open);
        assert_ne!(state.ended(true), State::Acted);
        assert_eq!(state.ended(true).ended(true), state.ended(true), "once is enough");
    }
}
