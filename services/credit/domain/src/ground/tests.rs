//! What records amount to, and that a withdrawn one is as if it had never been.

use proptest::prelude::*;
use time::macros::date;
use time::{Date, Duration};
use uuid::Uuid;
use vocab::UnifiedCode;

use super::{Cause, Ground, Proposal, escalation, matters, proposals};
use crate::listing::{List, Listing};
use crate::record::{Kind, Record};

const TODAY: Date = date!(2026 - 11 - 27);

fn record(number: u128, kind: Kind, value: &str, amount_fen: Option<i64>, from: Date) -> Record {
    Record {
        id: Uuid::from_u128(number),
        organization: UnifiedCode::parse("51110000500309493D").unwrap(),
        division: "330500".into(),
        department: "civil-affairs".into(),
        kind,
        source: format!("sources/{number}"),
        document_number: String::new(),
        year: None,
        value: value.into(),
        amount_fen,
        from,
        until: None,
        withdrawn: None,
        obtained: from,
    }
}

fn grounds(records: &[Record]) -> Vec<&'static str> {
    proposals(records, TODAY).into_iter().map(|found| found.ground.as_str()).collect()
}

fn penalty(number: u128, value: &str, amount_fen: i64, from: Date) -> Record {
    record(number, Kind::Penalty, value, Some(amount_fen), from)
}

#[test]
fn each_kind_of_record_leads_to_its_ground() {
    let day = date!(2026 - 01 - 05);
    let cases = [
        (Kind::ReportMissed, "", vec!["CR-03.1"]),
        (Kind::PartyGap, "PB-01@1", vec!["CR-03.2"]),
        (Kind::RectificationMissed, "", vec!["CR-03.3"]),
        (Kind::ReportRectificationMissed, "", vec!["CR-03.3"]),
        (Kind::FundraisingUnqualified, "", vec!["CR-03.4"]),
        (Kind::Unreachable, "", vec!["CR-03.6"]),
        (Kind::OtherGround, "abnormal", vec!["CR-03.7"]),
        (Kind::FraudRevoked, "", vec!["CR-07.2"]),
        (Kind::CourtDefaulter, "", vec!["CR-07.6"]),
        (Kind::StatusChanged, "revoked", vec!["CR-07.7"]),
        (Kind::StatusChanged, "suspended", vec![]),
        (Kind::OtherGround, "serious", vec!["CR-07.8"]),
        (Kind::SeriousFinding, "", vec![]),
        (Kind::Commendation, "", vec![]),
    ];
    for (kind, value, expected) in cases {
        let one = record(1, kind, value, None, day);
        assert_eq!(grounds(std::slice::from_ref(&one)), expected, "{kind:?} {value}");
        assert!(matters(kind) || expected.is_empty(), "{kind:?}");
    }
}

#[test]
fn a_penalty_of_any_department_is_weighed_by_what_it_says() {
    let day = date!(2026 - 01 - 05);
    let cases = [
        ("warning", 0, vec!["CR-03.5"]),
        ("fine", 4_999_999, vec!["CR-03.5"]),
        ("fine", 5_000_000, vec!["CR-07.4"]),
        ("warning,fine", 5_000_000, vec!["CR-07.4"]),
        ("suspension", 0, vec!["CR-07.3"]),
        ("warning,suspension", 0, vec!["CR-07.3"]),
        ("suspension,fine", 6_000_000, vec!["CR-07.3", "CR-07.4"]),
        ("revocation", 0, vec!["CR-07.7"]),
        ("criticism,confiscation", 0, vec![]),
    ];
    for (value, amount, expected) in cases {
        assert_eq!(grounds(&[penalty(1, value, amount, day)]), expected, "{value} {amount}");
    }
}

#[test]
fn two_small_penalties_within_three_years_are_serious_and_leap_days_end_with_february() {
    let cases = [
        (date!(2021 - 03 - 01), date!(2024 - 03 - 01), true),
        (date!(2021 - 03 - 01), date!(2024 - 03 - 02), false),
        (date!(2024 - 02 - 29), date!(2027 - 02 - 28), true),
        (date!(2024 - 02 - 29), date!(2027 - 03 - 01), false),
        (date!(2021 - 02 - 28), date!(2024 - 02 - 28), true),
        (date!(2021 - 02 - 28), date!(2024 - 02 - 29), false),
    ];
    for (first, second, counts) in cases {
        let both = [penalty(1, "warning", 0, first), penalty(2, "fine", 100, second)];
        let found = proposals(&both, date!(2027 - 06 - 01));
        let serious: Vec<&Proposal> = found.iter().filter(|one| one.ground == Ground::RepeatedPenalties).collect();
        assert_eq!(serious.len(), usize::from(counts), "{first} {second}");
        for one in serious {
            assert_eq!(one.records, [Uuid::from_u128(1), Uuid::from_u128(2)]);
            assert_eq!((one.cause, one.rule.to_string().as_str()), (Cause::Record(Uuid::from_u128(2)), "CR-07e@1"));
        }
    }
}

#[test]
fn before_the_rule_was_in_force_nothing_is_a_ground() {
    let old = record(1, Kind::ReportMissed, "", None, date!(2017 - 06 - 01));
    assert_eq!(proposals(std::slice::from_ref(&old), date!(2018 - 01 - 23)), []);
    assert_eq!(proposals(&[old], date!(2018 - 01 - 24)).len(), 1);
}

#[test]
fn two_years_on_the_abnormal_list_are_full_after_the_day_of_the_same_number() {
    let listing = Listing {
        id: Uuid::from_u128(9),
        organization: UnifiedCode::parse("51110000500309493D").unwrap(),
        division: "330500".into(),
        department: "civil-affairs".into(),
        list: List::Abnormal,
        ground: "CR-03.1".into(),
        rule: "CR-03a@1".into(),
        document_number: String::new(),
        listed_on: date!(2024 - 02 - 29),
        period_from: date!(2024 - 02 - 29),
        removed_on: None,
        withdrawn_on: None,
    };
    assert_eq!(escalation(&listing, Vec::new(), date!(2026 - 02 - 28)), None);
    let found = escalation(&listing, Vec::new(), date!(2026 - 03 - 01)).unwrap();
    assert_eq!((found.cause, found.ground), (Cause::Listing(listing.id), Ground::TwoYears));
    let restarted = Listing { period_from: date!(2025 - 01 - 01), ..listing.clone() };
    assert_eq!(escalation(&restarted, Vec::new(), date!(2026 - 03 - 01)), None);
    let serious = Listing { list: List::Serious, ..listing };
    assert_eq!(escalation(&serious, Vec::new(), date!(2027 - 03 - 01)), None);
}

/// Records of every kind, over some years around leap days, some ended, some withdrawn.
fn any_records() -> impl Strategy<Value = Vec<Record>> {
    let values = prop::sample::select(vec!["", "warning", "fine", "suspension", "revocation", "revoked", "serious"]);
    let kind = prop::sample::select(vec![Kind::Penalty, Kind::ReportMissed, Kind::StatusChanged, Kind::OtherGround]);
    let one = (kind, values, 0_i64..10_000_000, 0_i64..2_600, prop::option::of(1_i64..900), prop::bool::ANY);
    prop::collection::vec(one, 0..12).prop_map(|all| {
        let read = |(number, (kind, value, amount, day, lasts, withdrawn)): (usize, _)| {
            let from = date!(2019 - 12 - 30) + Duration::days(day);
            let until = Option::map(lasts, |days: i64| from + Duration::days(days));
            let withdrawn = Some(TODAY).filter(|_| withdrawn);
            let bare = record(number as u128, kind, value, Some(amount), from);
            Record { until, withdrawn, ..bare }
        };
        all.into_iter().enumerate().map(read).collect()
    })
}

proptest! {
    #[test]
    fn a_withdrawn_record_is_as_if_it_had_never_been(records in any_records(), place in any::<prop::sample::Index>()) {
        prop_assume!(!records.is_empty());
        let mut withdrawn = records.clone();
        let place = place.index(records.len());
        withdrawn[place].withdrawn = Some(TODAY);
        let mut without = records;
        without.remove(place);
        prop_assert_eq!(proposals(&withdrawn, TODAY), proposals(&without, TODAY));
    }

    #[test]
    fn the_order_of_records_changes_nothing(records in any_records()) {
        let mut turned = records.clone();
        turned.reverse();
        prop_assert_eq!(proposals(&turned, TODAY), proposals(&records, TODAY));
    }

    #[test]
    fn what_is_proposed_rests_on_records_that_count(records in any_records()) {
        for found in proposals(&records, TODAY) {
            prop_assert!(!found.records.is_empty());
            for id in found.records {
                prop_assert!(records.iter().any(|record| record.id == id && record.counts_on(TODAY)));
            }
        }
    }
}

#[test]
fn a_revocation_and_what_the_register_notes_of_it_are_one_ground() {
    let (decided, noted) = (date!(2026 - 03 - 02), date!(2026 - 03 - 20));
    let told = Record { source: "penalties/1".into(), ..penalty(1, "revocation", 0, decided) };
    let status = record(2, Kind::StatusChanged, "revoked", None, noted);
    let both = proposals(&[status.clone(), told.clone()], TODAY);
    let [one] = both.as_slice() else { panic!("{both:?}") };
    assert_eq!((one.ground, one.cause, one.penal), (Ground::Revoked, Cause::Record(told.id), true));
    assert_eq!(one.records, [told.id, status.id]);
    // without the penalty the register's word is a ground by itself
    let annulled = Record { withdrawn: Some(noted), ..told.clone() };
    assert_eq!(proposals(&[annulled, status.clone()], TODAY)[0].cause, Cause::Record(status.id));
    // what came later, and the licence that another department revoked, is another matter
    let later = Record { from: date!(2026 - 04 - 01), ..told };
    let licence = penalty(3, "revocation", 0, decided);
    for other in [later, licence] {
        assert_eq!(grounds(&[other, status.clone()]), ["CR-07.7", "CR-07.7"]);
    }
}
