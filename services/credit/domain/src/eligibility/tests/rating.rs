//! Grades: how long they last one after the other, and when somebody may be rated again.

use time::Date;
use time::macros::date;

use super::{MET, TODAY, answer, failed, known, of, record, with};
use crate::eligibility::{Cure, Outcome, Purpose};
use crate::record::{Kind, Record};

fn grade(value: &str, from: Date, until: Option<Date>) -> Record {
    Record { until, ..record(Kind::Rating, value, from) }
}

fn lapses(purpose: Purpose, records: Vec<Record>) -> Option<Date> {
    answer(purpose, &with(records), TODAY).finding("rating").unwrap().lapses_on
}

#[test]
fn grades_that_overlap_lapse_with_the_last_of_them() {
    let high = grade("4A", date!(2022 - 01 - 01), Some(date!(2027 - 01 - 01)));
    let longer = grade("3A", date!(2024 - 01 - 01), Some(date!(2029 - 01 - 01)));
    let deduction = |records| lapses(Purpose::DonationDeduction, records);
    assert_eq!(deduction(vec![high.clone()]), Some(date!(2027 - 01 - 01)));
    assert_eq!(deduction(vec![high.clone(), longer.clone()]), Some(date!(2029 - 01 - 01)));
    let next = grade("3A", date!(2027 - 01 - 01), Some(date!(2032 - 01 - 01)));
    assert_eq!(deduction(vec![high.clone(), next.clone()]), Some(date!(2032 - 01 - 01)), "without a day between");
    let late = Record { from: date!(2027 - 01 - 02), ..next };
    assert_eq!(deduction(vec![high.clone(), late]), Some(date!(2027 - 01 - 01)));
    let low = grade("2A", date!(2024 - 01 - 01), Some(date!(2029 - 01 - 01)));
    assert_eq!(deduction(vec![high.clone(), low]), Some(date!(2027 - 01 - 01)), "it is not enough");
    assert_eq!(deduction(vec![high, grade("3A", date!(2024 - 01 - 01), None)]), None);

    // registered for less than two years until 1 June 2027: no grade is asked before
    let mut young = known(date!(2025 - 06 - 01));
    young.records = vec![grade("3A", date!(2026 - 01 - 01), Some(date!(2027 - 01 - 01)))];
    let rated = answer(Purpose::PublicFundraising, &young, TODAY);
    assert_eq!(rated.finding("rating").unwrap().lapses_on, Some(date!(2027 - 06 - 01)));
}

#[test]
fn whoever_has_a_grade_is_rated_again_near_its_end_by_the_old_rule_and_in_its_first_years_by_the_new() {
    let held = with(vec![grade("3A", date!(2022 - 07 - 01), Some(date!(2027 - 07 - 01)))]);
    let old = |on| of(Purpose::Rating, &held, on, "reapplied");
    assert_eq!(old(date!(2025 - 06 - 29)), failed(Cure::Time, Some(date!(2025 - 06 - 30))));
    assert_eq!(old(date!(2025 - 06 - 30)), MET);
    let new = |on| of(Purpose::Rating, &held, on, "reapplied_early");
    assert_eq!(new(date!(2026 - 06 - 30)), MET);
    let unsaid = (Outcome::NotKnown, Some(Cure::Proof), None);
    assert_eq!(new(date!(2026 - 07 - 01)), unsaid, "what holds in the fifth year the summary does not say");
    assert_eq!(new(date!(2027 - 07 - 01)), MET, "it has ended");
    assert_eq!(of(Purpose::Rating, &with(Vec::new()), date!(2020 - 01 - 01), "reapplied"), MET);
}

#[test]
fn a_grade_that_ended_may_have_been_taken_away() {
    let ended = with(vec![grade("3A", date!(2019 - 01 - 01), Some(date!(2021 - 05 - 01)))]);
    let unsure = (Outcome::NotKnown, Some(Cure::Proof), None);
    let of = |on, key| of(Purpose::Rating, &ended, on, key);
    assert_eq!(of(date!(2021 - 04 - 30), "not_downgraded"), MET, "it holds");
    assert_eq!(of(date!(2023 - 04 - 30), "not_downgraded"), unsure);
    assert_eq!(of(date!(2023 - 05 - 01), "not_downgraded"), MET, "two years are over");
    assert_eq!(of(date!(2024 - 04 - 30), "not_cancelled"), unsure);
    assert_eq!(of(date!(2024 - 05 - 01), "not_cancelled"), MET, "three years are over");
    assert_eq!(of(TODAY, "not_cancelled"), unsure, "nobody saw how long the revised rule bars");
    assert_eq!(super::of(Purpose::Rating, &with(Vec::new()), TODAY, "not_cancelled"), MET);
}

#[test]
fn last_years_report_must_be_on_record() {
    let of = |records, on| of(Purpose::Rating, &with(records), on, "reports_made");
    let missed = |year, until| {
        let from = Date::from_calendar_date(year + 1, time::Month::June, 1).unwrap();
        Record { year: Some(year), until, ..record(Kind::ReportMissed, "", from) }
    };
    assert_eq!(of(Vec::new(), TODAY), (Outcome::NotKnown, Some(Cure::Proof), None), "nothing on record says");
    assert_eq!(of(vec![missed(2025, None)], TODAY), failed(Cure::Report, None));
    assert_eq!(of(vec![missed(2025, Some(date!(2026 - 07 - 01)))], TODAY), MET, "it came after all");
    assert_eq!(of(vec![missed(2025, None)], date!(2027 - 01 - 01)).0, Outcome::NotKnown, "2026 is asked for then");
    let concluded =
        Record { year: Some(2025), ..record(Kind::ReportConcluded, "basically_qualified", date!(2026 - 07 - 01)) };
    assert_eq!(of(vec![concluded], TODAY), MET);
}
