//! Terms, last days, additions and grades at their edges.

use proptest::prelude::*;
use time::macros::date;
use vocab::workdays::Calendar;

use super::*;
use crate::money::MOST_FEN;

#[test]
fn a_term_is_a_year_or_with_four_reasons_three() {
    let (first, signed) = (date!(2026 - 12 - 01), date!(2026 - 11 - 24));
    let (last, rule) = longest_term(first, signed, false).unwrap();
    assert_eq!((last, rule.reference().to_string().as_str()), (date!(2027 - 11 - 30), "GP-04b@1"));
    let (last, rule) = longest_term(first, signed, true).unwrap();
    assert_eq!((last, rule.reference().to_string().as_str()), (date!(2029 - 11 - 30), "GP-04c@1"));
    assert!(longest_term(first, date!(2019 - 01 - 01), false).is_none(), "there was no rule");
    assert_eq!(longest_term(date!(2028 - 02 - 29), signed, false).unwrap().0, date!(2029 - 02 - 28));
}

#[test]
fn a_contract_is_signed_within_thirty_days() {
    let award = date!(2026 - 10 - 01);
    assert_eq!(signing_last_day(award), Some(date!(2026 - 10 - 31)));
    assert_eq!(signing_overdue(award, date!(2026 - 10 - 31)), 0);
    assert_eq!(signing_overdue(award, date!(2026 - 11 - 03)), 3);
}

#[test]
fn filing_is_a_matter_of_seven_working_days() {
    let calendar = Calendar::shipped();
    // the holidays of October lie between
    assert_eq!(filing_last_day(date!(2026 - 09 - 30), calendar), Some(date!(2026 - 10 - 15)));
    assert_eq!(filing_last_day(date!(2026 - 11 - 24), calendar), Some(date!(2026 - 12 - 03)));
    assert_eq!(filing_last_day(date!(2026 - 12 - 30), calendar), None, "nobody knows the year after yet");
    let overdue = |signed, on| filing_overdue(signed, on, calendar);
    assert!(
        !overdue(date!(2026 - 11 - 24), date!(2026 - 12 - 03)) && overdue(date!(2026 - 11 - 24), date!(2026 - 12 - 04))
    );
    assert!(overdue(date!(2026 - 11 - 24), date!(2028 - 01 - 01)), "the calendar may end before");
    assert!(!overdue(date!(2026 - 12 - 30), date!(2028 - 01 - 01)), "nobody knows its last day");
    assert_eq!(announcement_last_day(date!(2026 - 11 - 27), calendar), Some(date!(2026 - 12 - 01)));
}

#[test]
fn ten_per_cent_may_be_added_and_not_a_fen_more() {
    let signed = date!(2026 - 11 - 24);
    let room = |amount, added| room(amount, added, signed).0;
    assert_eq!((room(10_000, 0), room(10_000, 999), room(10_000, 1_000)), (1_000, 1, 0));
    assert_eq!(room(9_999, 0), 999, "what is below a fen is not allowed");
    assert_eq!(room(9, 0), 0);
    assert_eq!(room(MOST_FEN, 0), MOST_FEN / 10);
    assert_eq!(room(i64::MAX, i64::MIN), i64::MAX);
}

#[test]
fn papers_are_kept_for_fifteen_years() {
    assert_eq!(retention(date!(2026 - 11 - 24)), Some((date!(2041 - 11 - 24), 15)));
}

#[test]
fn a_grade_begins_at_its_least_score() {
    let on = |total| grade(total, date!(2026 - 11 - 24));
    assert_eq!(on(9_000), (Grade::Excellent, "GP-08f@1".into()));
    assert_eq!(on(8_999), (Grade::Good, "GP-08g@1".into()));
    assert_eq!(on(6_000), (Grade::Passed, "GP-08h@1".into()));
    assert_eq!(on(5_999), (Grade::Failed, "GP-08h@1".into()));
    for grade in Grade::ALL {
        assert_eq!(Grade::parse(grade.as_str()), Some(grade));
    }
}

#[test]
fn a_total_leaves_out_what_is_below_a_hundredth() {
    assert_eq!(total([(3_333, 9_999), (6_667, 1)]), 3_333);
    assert_eq!(total([(FULL, FULL)]), FULL);
    assert_eq!(total([]), 0);
}

proptest! {
    #[test]
    fn no_total_lies_outside_its_scores(scores in prop::collection::vec(0..=FULL, 4)) {
        let whole = total([4_000, 3_000, 2_000, 1_000].into_iter().zip(scores.iter().copied()));
        let (least, most) = (scores.iter().min().copied().unwrap(), scores.iter().max().copied().unwrap());
        prop_assert!((least..=most).contains(&whole));
    }

    #[test]
    fn additions_come_to_a_tenth_to_the_fen(
        (amount, added) in (1..=MOST_FEN).prop_flat_map(|amount| (Just(amount), 0..=amount / 10)),
    ) {
        let (room, _) = room(amount, added, date!(2026 - 11 - 24));
        let (all, amount) = (i128::from(added + room), i128::from(amount));
        prop_assert!(all * 10 <= amount && (all + 1) * 10 > amount, "{room}");
    }

    #[test]
    fn nothing_is_added_above_a_tenth(amount in 1..=MOST_FEN, above in 1..=MOST_FEN) {
        prop_assert_eq!(room(amount, amount / 10 + above, date!(2026 - 11 - 24)).0, 0);
    }
}
