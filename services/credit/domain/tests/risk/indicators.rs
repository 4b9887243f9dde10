//! What is measured on a day.

use credit_domain::listing::List;
use credit_domain::organization::Status;
use credit_domain::record::Kind;
use credit_domain::risk::{Expression, Measured, Subject, Type, indicators};
use time::macros::date;

use crate::support::story;

#[test]
fn a_report_that_came_late_is_missed_until_it_came() {
    let story = story().missed(2021, None).missed(2022, None).missed(2024, Some(date!(2025 - 09 - 01)));
    assert_eq!(story.value("missed_reports", date!(2025 - 08 - 31)), 3);
    assert_eq!(story.value("missed_reports", date!(2025 - 09 - 01)), 2);
    assert_eq!(story.value("consecutive_missed_reports", date!(2025 - 08 - 31)), 2);
    assert_eq!(story.value("missed_reports", date!(2027 - 06 - 01)), 1, "the one of 2021 is sixty months old");
    assert_eq!(story.value("consecutive_missed_reports", date!(2027 - 06 - 01)), 2);
}

#[test]
fn penalties_count_for_thirty_six_months_and_small_ones_apart() {
    let story = story()
        .penalty(date!(2023 - 03 - 02), "warning", 0)
        .penalty(date!(2024 - 03 - 02), "warning,fine", 4_999_999)
        .penalty(date!(2024 - 04 - 02), "fine", 5_000_000)
        .penalty(date!(2024 - 05 - 02), "fine,suspension", 10_000);
    let day = date!(2026 - 03 - 01);
    assert_eq!((story.value("penalties", day), story.value("small_penalties_3y", day)), (4, 2));
    assert_eq!(story.value("fines_fen", day), 10_009_999);
    assert_eq!(story.value("penalties", date!(2026 - 03 - 02)), 3);
    assert_eq!(story.value("penalties", date!(2023 - 03 - 01)), 0);
}

#[test]
fn what_was_withdrawn_never_counted() {
    let mut story = story().penalty(date!(2025 - 03 - 02), "warning", 0);
    story.records[0].withdrawn = Some(date!(2025 - 06 - 01));
    assert_eq!(story.value("penalties", date!(2025 - 04 - 01)), 0);
}

#[test]
fn lists_grades_and_signs_are_as_of_the_day() {
    let story = story()
        .listed(List::Abnormal, date!(2024 - 02 - 29))
        .record(Kind::Rating, date!(2020 - 01 - 01), |one| one.value = "5A".into())
        .record(Kind::Rating, date!(2022 - 01 - 01), |one| one.value = "3A".into())
        .record(Kind::PartyGap, date!(2023 - 01 - 01), |one| one.until = Some(date!(2023 - 07 - 01)))
        .record(Kind::TaxCredit, date!(2023 - 01 - 01), |one| one.value = "D".into());
    assert_eq!(story.value("on_abnormal_list", date!(2024 - 02 - 28)), 0);
    assert_eq!(story.value("on_abnormal_list", date!(2024 - 02 - 29)), 1);
    assert_eq!(story.value("abnormal_list_days", date!(2025 - 02 - 28)), 365);
    assert_eq!(story.value("on_serious_list", date!(2025 - 02 - 28)), 0);
    assert_eq!((story.value("grade", date!(2021 - 01 - 01)), story.value("grade", date!(2022 - 01 - 01))), (5, 3));
    assert_eq!(
        (story.value("party_gap", date!(2023 - 06 - 30)), story.value("party_gap", date!(2023 - 07 - 01))),
        (1, 0)
    );
    assert_eq!(story.value("tax_credit_d", date!(2023 - 06 - 30)), 1);
    assert_eq!(story.value("days_since_registration", date!(2015 - 01 - 11)), 10);
}

#[test]
fn an_organisation_lives_from_registration_until_its_end() {
    let mut story = story().record(Kind::StatusChanged, date!(2020 - 01 - 01), |one| one.value = "suspended".into());
    (story.organization.status, story.organization.status_from) = (Status::Deregistered, date!(2024 - 05 - 01));
    let lives = |day| story.subject().lives_on(day);
    assert_eq!(story.subject().status_on(date!(2022 - 01 - 01)), Status::Suspended);
    assert!(!lives(date!(2014 - 12 - 31)) && lives(date!(2015 - 01 - 01)));
    assert!(lives(date!(2024 - 04 - 30)) && !lives(date!(2024 - 05 - 01)));
}

#[test]
fn a_period_that_begins_anew_takes_nothing_from_the_days_before() {
    let mut story = story().listed(List::Abnormal, date!(2024 - 01 - 01));
    story.listings[0].period_from = date!(2026 - 01 - 01);
    assert_eq!(story.value("abnormal_list_days", date!(2025 - 12 - 31)), 730, "it had been listed for two years");
    assert_eq!(story.value("abnormal_list_days", date!(2026 - 01 - 01)), 0);
    assert_eq!(story.value("abnormal_list_days", date!(2026 - 01 - 02)), 1);
}

#[test]
fn what_one_buyer_purchases_is_told_as_a_share_of_thirty_six_months() {
    let story = story()
        .record(Kind::Purchase, date!(2023 - 11 - 24), |one| one.amount_fen = Some(9_000))
        .record(Kind::Purchase, date!(2024 - 01 - 01), |one| one.amount_fen = Some(600))
        .record(Kind::Purchase, date!(2025 - 01 - 01), |one| {
            (one.department, one.amount_fen) = ("tax".into(), Some(399));
        })
        .record(Kind::Purchase, date!(2026 - 01 - 01), |one| {
            (one.division, one.amount_fen) = ("330521".into(), Some(100));
        })
        .record(Kind::Purchase, date!(2026 - 01 - 02), |_| {});
    let day = date!(2026 - 11 - 24);
    assert_eq!((story.value("purchases", day), story.value("purchases_fen", day)), (4, 1_099));
    // 600 of 1,099: the civil affairs of a county is another buyer
    assert_eq!(story.value("largest_buyer_share", day), 5_459);
    assert_eq!(story.value("largest_buyer_share", date!(2023 - 11 - 23)), 0, "nothing was purchased yet");
    let unstated = crate::support::story().record(Kind::Purchase, date!(2026 - 01 - 01), |_| {});
    assert_eq!(unstated.value("largest_buyer_share", day), 0, "for nothing that is known");
}

#[test]
fn nothing_is_measured_from_records_of_a_kind_that_a_rule_does_not_look_at() {
    let (of_old, day) = (date!(2024 - 02 - 29), date!(2026 - 02 - 28));
    let mut all = story().listed(List::Abnormal, of_old).listed(List::Serious, of_old);
    for (kind, value) in
        Kind::ALL.into_iter().flat_map(|kind| ["", "warning", "unqualified", "D", "3A"].map(|value| (kind, value)))
    {
        all = all
            .record(kind, of_old, |one| (one.year, one.value, one.amount_fen) = (Some(2023), value.into(), Some(100)));
    }
    for indicator in indicators() {
        let key = &indicator.key;
        let source = if indicator.measure.gives() == Type::Bool { key.clone() } else { format!("{key} > 0") };
        let kinds = Expression::parse(&source).unwrap().looks_at();
        let records: Vec<_> = all.records.iter().filter(|one| kinds.contains(&one.kind)).cloned().collect();
        assert!(records.len() < all.records.len(), "{key} does not look at everything");
        let measured = Measured::of(Subject { records: &records, ..all.subject() }, day).value(key);
        assert!(measured > Some(0), "{key} is measured of what this organisation has on record");
        assert_eq!(measured, all.measured(day).value(key), "{key}");
    }
}
