//! What would change if numbers of the rules were others.

use proptest::prelude::*;
use statute::{Draft, Threshold, Unit};
use time::macros::date;

use super::{TODAY, answer, known, old, record, with};
use crate::eligibility::{Decision, Decisions, Known, Outcome, Purpose, Trial};
use crate::record::{Kind, Record};
use crate::rules;

fn draft(rule: &str, value: i64, unit: Unit) -> Draft {
    Draft { rule: rule.to_owned(), threshold: Threshold { value, unit } }
}

fn trial_of(purpose: Purpose, drafts: &[Draft]) -> Trial<'static> {
    Trial::new(purpose, TODAY, drafts, rules()).unwrap()
}

/// Two kept from recognition by what happened one and three years ago, and one that never was.
fn register() -> [Known; 3] {
    let penalty = |on| with(vec![record(Kind::Penalty, "warning", on)]);
    [penalty(date!(2025 - 10 - 01)), penalty(date!(2023 - 10 - 01)), old()]
}

#[test]
fn whose_decision_changes_is_told_with_the_condition_that_is_why() {
    let mut trial = trial_of(Purpose::CharityRecognition, &[draft("CH-01b", 5, Unit::Years)]);
    let changes: Vec<_> = register().iter().map(|known| trial.examine(known)).collect();
    assert!(changes[0].is_none() && changes[2].is_none());
    let change = changes[1].as_ref().unwrap();
    assert_eq!((change.before, change.after), (Decision::Restricted, Decision::Refused));
    let differing: Vec<_> = change.conditions.iter().map(|one| (one.key, one.before, one.after)).collect();
    assert_eq!(differing, [("no_penalty", Outcome::Met, Outcome::NotMet)]);
    assert_eq!((change.conditions[0].rule.as_str(), change.conditions[0].value.as_str()), ("CH-01b", "1"));
    let expected = (
        Decisions { restricted: 2, refused: 1, ..Decisions::default() },
        Decisions { restricted: 1, refused: 2, ..Decisions::default() },
    );
    assert_eq!((trial.decisions(), trial.changed()), (expected, 1));
    let tally = trial.tallies().iter().find(|tally| tally.key == "no_penalty").unwrap();
    assert_eq!((tally.not_met, tally.not_known), ((1, 2), (0, 0)));
    let proofs = trial.tallies().iter().find(|tally| tally.key == "charitable").unwrap();
    assert_eq!(proofs.not_known, (3, 3));
}

#[test]
fn a_number_beside_a_condition_can_be_drafted_too() {
    let young = known(date!(2025 - 06 - 01));
    let mut trial = trial_of(Purpose::PublicFundraising, &[draft("CH-02c", 1, Unit::Years)]);
    let change = trial.examine(&young).unwrap();
    assert_eq!(change.conditions[0].key, "rating");
    let late = Known { minutes_behind: 90, ..old() };
    let mut patient = trial_of(Purpose::Award, &[draft("EL-01", 120, Unit::Count)]);
    let change = patient.examine(&late).unwrap();
    assert_eq!((change.before, change.after), (Decision::Restricted, Decision::Allowed));
    assert_eq!(change.conditions[0].key, crate::eligibility::CURRENT);
}

#[test]
fn what_changes_nothing_whatever_it_is_cannot_be_tried() {
    let drafts = [
        draft("CH-99", 1, Unit::Years),
        draft("TX-10h", 1, Unit::Count),  // of another purpose
        draft("CH-02g", 1, Unit::Thirds), // proved by papers
        draft("CH-02a", 1, Unit::Months),
        draft("CH-02a", 1, Unit::Years),
    ];
    let wrong = Trial::new(Purpose::PublicFundraising, TODAY, &drafts, rules()).unwrap_err();
    let told: Vec<_> = wrong.iter().map(|(at, why)| (*at, why.to_string())).collect();
    let expected = [
        (0, "there is no rule CH-99"),
        (1, "no condition of the purpose is judged by the number of rule TX-10h"),
        (2, "no condition of the purpose is judged by the number of rule CH-02g"),
        (3, "the number of rule CH-02a is in years"),
        (4, "rule CH-02a is drafted twice"),
    ];
    assert_eq!(told, expected.map(|(at, why)| (at, why.to_owned())));
}

proptest! {
    /// Whatever is drafted, the side without the draft is what the check says; the numbers as they are change nothing.
    #[test]
    fn the_rules_as_they_are_stay_what_they_are(years in 1_i64..40, fine in 0_i64..1_000_000, age in 0_i64..6_000) {
        let penalty = Record {
            amount_fen: Some(fine),
            ..record(Kind::Penalty, "fine", TODAY - time::Duration::days(age))
        };
        let known = with(vec![penalty]);
        let mut drafted = trial_of(Purpose::CharityRecognition, &[draft("CH-01b", years, Unit::Years)]);
        let change = drafted.examine(&known);
        let before = answer(Purpose::CharityRecognition, &known, TODAY).decision;
        let (as_it_is, as_drafted) = drafted.decisions();
        prop_assert_eq!((as_it_is.total(), as_it_is.refused), (1, u64::from(before == Decision::Refused)));
        prop_assert_eq!(change.is_some(), as_it_is != as_drafted);
        prop_assert!(change.is_none_or(|change| change.before == before && change.after != before));
        let mut same = trial_of(Purpose::CharityRecognition, &[draft("CH-01b", 2, Unit::Years)]);
        prop_assert_eq!(same.examine(&known), None);
        let (as_it_is, as_drafted) = same.decisions();
        prop_assert_eq!(as_it_is, as_drafted);
    }
}
