//! Rules tried on the past.

use credit_domain::listing::List;
use credit_domain::risk::{Expression, Outcome, Rehearsal, Verdict};
use time::Date;
use time::macros::date;

use crate::support::story;

fn rehearsal(rule: &str, in_force: Option<&str>, outcome: Outcome) -> Rehearsal {
    let parse = |source: &str| Expression::parse(source).unwrap();
    let period = (date!(2022 - 01 - 15), date!(2025 - 12 - 01));
    Rehearsal::new(parse(rule), in_force.map(parse), period, (outcome, 12), date!(2025 - 11 - 30))
}

#[test]
fn only_months_that_are_over_are_looked_at() {
    let rehearsal = rehearsal("true", None, Outcome::Penalty);
    let ends: &[Date] = rehearsal.ends();
    assert_eq!((ends[0], ends[ends.len() - 1], ends.len()), (date!(2022 - 01 - 31), date!(2025 - 11 - 30), 47));
}

#[test]
fn a_warning_is_right_wrong_or_not_yet_decided() {
    let mut rehearsal = rehearsal("missed_reports >= 1", None, Outcome::AbnormalListing);
    let right = story().missed(2022, None).listed(List::Abnormal, date!(2024 - 06 - 30));
    let late = story().missed(2022, None).listed(List::Abnormal, date!(2024 - 07 - 01));
    let undecided = story().missed(2024, None);
    let unforeseen = story().listed(List::Abnormal, date!(2023 - 01 - 01));
    let verdicts: Vec<_> = [&right, &late, &undecided, &unforeseen]
        .map(|story| rehearsal.examine(story.subject()).unwrap())
        .into_iter()
        .map(|one| (one.alert_on, one.verdict))
        .collect();
    assert_eq!(
        verdicts,
        [
            (Some(date!(2023 - 06 - 30)), Some(Verdict::Right)),
            (Some(date!(2023 - 06 - 30)), Some(Verdict::Wrong)),
            (Some(date!(2025 - 06 - 30)), Some(Verdict::Undecided)),
            (None, None),
        ]
    );
    let totals = rehearsal.totals();
    assert_eq!((totals.organizations, totals.alerts, totals.unforeseen), (4, 3, 1));
    assert_eq!((totals.precision_per_mille(), totals.flags_most()), (Some(500), true));
}

#[test]
fn the_rule_in_force_is_compared() {
    let mut rehearsal = rehearsal("missed_reports >= 1", Some("penalties >= 1"), Outcome::SeriousListing);
    let penalty = |story: crate::support::Story| story.penalty(date!(2023 - 02 - 01), "warning", 0);
    for story in [story().missed(2022, None), penalty(story()), penalty(story().missed(2022, None)), story()] {
        rehearsal.examine(story.subject()).unwrap();
    }
    let totals = rehearsal.totals();
    assert_eq!((totals.only_new, totals.only_old, totals.both), (1, 1, 1));
    assert!(!totals.flags_most(), "two of four");
}

#[test]
fn one_that_cannot_be_evaluated_is_a_failure_and_one_not_yet_registered_is_nobody() {
    let mut rehearsal = rehearsal("fines_fen / penalties > 1", None, Outcome::Revocation);
    let examined = rehearsal.examine(story().subject()).unwrap();
    assert!(examined.alert_on.is_none() && examined.failure.is_some());
    let mut later = story();
    later.organization.registered_on = date!(2026 - 01 - 01);
    assert_eq!(rehearsal.examine(later.subject()), None);
    assert_eq!((rehearsal.totals().organizations, rehearsal.totals().failures), (1, 1));
    assert_eq!(rehearsal.totals().precision_per_mille(), None);
}
