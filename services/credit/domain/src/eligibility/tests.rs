//! Whether conditions are met, on days of the past and to come.

mod properties;
mod rating;
mod trial;

use time::Date;
use time::macros::date;
use uuid::Uuid;
use vocab::{OrganizationClass, UnifiedCode};

use super::*;
use crate::listing::{List, Listing};
use crate::organization::{Organization, OrganizationKind, Status};
use crate::record::{Kind, Record};
use crate::rules;

const TODAY: Date = date!(2026 - 11 - 27);

fn code() -> UnifiedCode {
    UnifiedCode::from_parts(OrganizationClass::SocialGroup, "330500".parse().unwrap(), "MJ000001").unwrap()
}

fn known(registered_on: Date) -> Known {
    let organization = Organization {
        code: code(),
        title: "湖州市某协会".into(),
        kind: OrganizationKind::SocialGroup,
        status: Status::Active,
        status_from: registered_on,
        division: "330500".into(),
        supervising_unit: String::new(),
        registered_on,
    };
    Known { organization, records: Vec::new(), listings: Vec::new(), qualifications: Vec::new(), minutes_behind: 0 }
}

fn old() -> Known {
    known(date!(2010 - 01 - 04))
}

fn record(kind: Kind, value: &str, from: Date) -> Record {
    Record {
        id: Uuid::from_u128(from.to_julian_day().unsigned_abs().into()),
        organization: code(),
        division: "330500".into(),
        department: "civil-affairs".into(),
        kind,
        source: "penalties/1".into(),
        document_number: "湖民罚〔2026〕1号".into(),
        year: Some(from.year()),
        value: value.into(),
        amount_fen: None,
        from,
        until: None,
        withdrawn: None,
        obtained: from,
    }
}

fn listing(list: List, listed_on: Date, removed_on: Option<Date>) -> Listing {
    Listing {
        id: Uuid::from_u128(7),
        organization: code(),
        division: "330500".into(),
        department: "civil-affairs".into(),
        list,
        ground: "CR-03a".into(),
        rule: "CR-03a@1".into(),
        document_number: "湖民决〔2026〕2号".into(),
        listed_on,
        period_from: listed_on,
        removed_on,
        withdrawn_on: None,
    }
}

fn with(records: Vec<Record>) -> Known {
    Known { records, ..old() }
}

fn answer(purpose: Purpose, known: &Known, on: Date) -> Answer<'static> {
    evaluate(purpose, known, on, &[], rules())
}

/// Outcome, cure and the day on which it cures by itself.
fn of(purpose: Purpose, known: &Known, on: Date, key: &str) -> (Outcome, Option<Cure>, Option<Date>) {
    let answer = answer(purpose, known, on);
    let found = answer.finding(key).unwrap_or_else(|| panic!("{key} is not asked on {on}"));
    (found.outcome, found.cure, found.cures_on)
}

const MET: (Outcome, Option<Cure>, Option<Date>) = (Outcome::Met, None, None);

fn failed(cure: Cure, on: Option<Date>) -> (Outcome, Option<Cure>, Option<Date>) {
    (Outcome::NotMet, Some(cure), on)
}

#[test]
fn every_condition_has_a_rule_with_the_number_that_it_needs_and_its_own_key() {
    for purpose in Purpose::ALL {
        let mut keys: Vec<&str> = purpose.conditions().iter().map(|condition| condition.key).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), purpose.conditions().len(), "{purpose:?}");
        for condition in purpose.conditions() {
            let rule = rules().rule(condition.rule).unwrap_or_else(|| panic!("{} is no rule", condition.rule));
            let needs = matches!(
                condition.test,
                Test::RegisteredFor
                    | Test::Rated { .. }
                    | Test::ReportsPassed
                    | Test::NotListed { window: Window::Years | Window::CalendarYears, .. }
                    | Test::NoPenalty { window: Window::Years | Window::CalendarYears, .. }
            );
            for version in &rule.versions {
                assert!(!needs || version.threshold.is_some_and(|it| it.value > 0), "{} needs a number", rule.id);
            }
        }
        for number in purpose.numbers() {
            let rule = rules().rule(number).unwrap_or_else(|| panic!("{number} is no rule"));
            assert!(rule.versions.iter().any(|version| version.threshold.is_some()), "{number} has no number");
        }
    }
}

#[test]
fn who_has_nothing_against_it_is_honoured_and_needs_proof_of_its_taxes_to_be_hired() {
    assert_eq!(answer(Purpose::Award, &old(), TODAY).decision, Decision::Allowed);
    let purchase = answer(Purpose::Purchase, &old(), TODAY);
    assert_eq!(purchase.decision, Decision::Restricted);
    let unknown = purchase.findings.iter().filter(|it| it.outcome == Outcome::NotKnown).map(|it| it.key);
    assert_eq!(unknown.collect::<Vec<_>>(), ["taxes_paid", "not_barred"]);
    assert!(!purchase.finding("taxes_paid").unwrap().proof.is_empty());
    let proved = ["taxes_paid".to_owned(), "not_barred".to_owned(), "active".to_owned()];
    let seen = evaluate(Purpose::Purchase, &old(), TODAY, &proved, rules());
    assert_eq!(seen.decision, Decision::Allowed);
    assert!(seen.finding("taxes_paid").unwrap().proved && !seen.finding("active").unwrap().proved);
}

#[test]
fn what_stands_against_it_is_not_proved_away() {
    let revoked = with(vec![record(Kind::StatusChanged, "revoked", date!(2026 - 01 - 01))]);
    let answer = evaluate(Purpose::Award, &revoked, TODAY, &["active".to_owned()], rules());
    assert_eq!(answer.decision, Decision::Refused);
}

#[test]
fn the_status_is_that_of_the_day() {
    let mut records = vec![record(Kind::Registered, "active", date!(2010 - 01 - 04))];
    records.push(record(Kind::StatusChanged, "suspended", date!(2024 - 03 - 01)));
    records.push(record(Kind::StatusChanged, "active", date!(2024 - 09 - 01)));
    let known = with(records);
    let status = |on| of(Purpose::Award, &known, on, "active");
    assert_eq!(status(date!(2024 - 02 - 29)), MET);
    assert_eq!(status(date!(2024 - 03 - 01)), failed(Cure::ActiveRegistration, None));
    assert_eq!(status(date!(2024 - 08 - 31)), failed(Cure::ActiveRegistration, None));
    assert_eq!(status(date!(2024 - 09 - 01)), MET);
    let before = of(Purpose::Purchase, &known, date!(2010 - 01 - 03), "active");
    assert_eq!(before, failed(Cure::ActiveRegistration, Some(date!(2010 - 01 - 04))));
}

#[test]
fn a_listing_bars_from_its_day_to_its_removal_and_two_calendar_years_longer_for_deductions() {
    let removed = date!(2024 - 02 - 29);
    let known = Known { listings: vec![listing(List::Serious, date!(2022 - 02 - 28), Some(removed))], ..old() };
    let award = |on| of(Purpose::Award, &known, on, "not_serious");
    assert_eq!(award(date!(2022 - 02 - 27)), MET);
    assert_eq!(award(date!(2022 - 02 - 28)), failed(Cure::RemovalFromList, Some(removed)));
    assert_eq!(award(removed), MET);
    let deduction = |on| of(Purpose::DonationDeduction, &known, on, "not_serious");
    assert_eq!(deduction(removed), failed(Cure::Time, Some(date!(2027 - 01 - 01))));
    assert_eq!(deduction(date!(2027 - 01 - 01)), MET);
    let standing = Known { listings: vec![listing(List::Serious, date!(2022 - 02 - 28), None)], ..old() };
    assert_eq!(of(Purpose::Fund, &standing, TODAY, "not_serious"), failed(Cure::RemovalFromList, None));
    let abnormal = Known { listings: vec![listing(List::Abnormal, TODAY, None)], ..old() };
    assert_eq!(of(Purpose::CharityRecognition, &abnormal, TODAY, "not_abnormal").0, Outcome::NotMet);
    assert_eq!(of(Purpose::Purchase, &abnormal, TODAY, "not_serious"), MET);
}

#[test]
fn a_penalty_counts_for_years_and_its_kind_matters() {
    let fine = Record { amount_fen: Some(1_000_000), ..record(Kind::Penalty, "warning,fine", date!(2024 - 02 - 29)) };
    let known = with(vec![fine.clone()]);
    let charity = |on| of(Purpose::CharityRecognition, &known, on, "no_penalty");
    assert_eq!(charity(date!(2026 - 02 - 28)), failed(Cure::Time, Some(date!(2026 - 03 - 01))));
    assert_eq!(charity(date!(2026 - 03 - 01)), MET);
    assert_eq!(of(Purpose::Purchase, &known, date!(2024 - 06 - 01), "no_major_penalty"), MET);
    let large = Record { amount_fen: Some(200_000_000), ..fine.clone() };
    let barred = of(Purpose::Purchase, &with(vec![large]), date!(2027 - 02 - 28), "no_major_penalty");
    assert_eq!(barred, failed(Cure::Time, Some(date!(2027 - 03 - 01))));
    let deduction = |record| of(Purpose::DonationDeduction, &with(vec![record]), TODAY, "no_penalty");
    assert_eq!(deduction(fine.clone()), failed(Cure::Time, Some(date!(2027 - 01 - 01))));
    assert_eq!(deduction(record(Kind::Penalty, "warning", date!(2026 - 05 - 01))), MET);
    let foreign = Record { department: "market-regulation".into(), ..fine.clone() };
    assert_eq!(deduction(foreign), MET);
    assert_eq!(deduction(Record { department: String::new(), ..fine.clone() }).0, Outcome::NotMet);
    assert_eq!(deduction(Record { until: Some(date!(2025 - 01 - 01)), ..fine.clone() }), MET);
    assert_eq!(deduction(Record { withdrawn: Some(TODAY), ..fine }), MET);
}

#[test]
fn a_penalty_of_another_law_is_for_a_person_to_judge_when_it_comes_to_fundraising() {
    let own = record(Kind::Penalty, "warning", date!(2026 - 05 - 01));
    let other = Record { department: "fire-rescue".into(), ..own.clone() };
    let unnamed = Record { department: String::new(), ..own.clone() };
    let fundraising = |records, on| of(Purpose::PublicFundraising, &with(records), on, "no_penalty");
    let unsure = (Outcome::NotKnown, Some(Cure::Proof), None);
    assert_eq!(fundraising(vec![own.clone()], TODAY), failed(Cure::Time, Some(date!(2027 - 05 - 02))));
    assert_eq!(fundraising(vec![other.clone()], TODAY), unsure);
    assert_eq!(fundraising(vec![unnamed], TODAY), unsure);
    assert_eq!(fundraising(vec![other.clone(), own], TODAY).0, Outcome::NotMet);
    assert_eq!(fundraising(vec![other.clone()], date!(2027 - 05 - 02)), MET, "it is over");
    let proved = ["no_penalty".to_owned()];
    let seen = evaluate(Purpose::PublicFundraising, &with(vec![other]), TODAY, &proved, rules());
    assert!(seen.finding("no_penalty").unwrap().proved);
}

#[test]
fn a_small_penalty_barred_a_grade_until_the_rule_changed() {
    let small = Record { amount_fen: Some(100_000), ..record(Kind::Penalty, "fine", date!(2025 - 06 - 01)) };
    let rating = |records, on| of(Purpose::Rating, &with(records), on, "no_penalty");
    let last_year = failed(Cure::Time, None);
    assert_eq!(rating(vec![small.clone()], date!(2026 - 02 - 28)), last_year);
    assert_eq!(rating(vec![small.clone()], date!(2026 - 03 - 01)), MET);
    let large = Record { amount_fen: Some(5_000_000), ..small };
    assert_eq!(rating(vec![large.clone()], date!(2026 - 03 - 01)), last_year);
    let executed = (Outcome::NotKnown, Some(Cure::Proof), None);
    assert_eq!(
        rating(vec![large.clone()], date!(2025 - 12 - 31)),
        executed,
        "of this year: it must have been executed"
    );
    assert_eq!(rating(vec![large], date!(2027 - 01 - 01)), executed);
}

#[test]
fn a_grade_lapses_and_the_young_need_none_for_fundraising() {
    let grade = Record { until: Some(date!(2027 - 01 - 01)), ..record(Kind::Rating, "3A", date!(2022 - 01 - 01)) };
    let graded = with(vec![grade.clone()]);
    let answer = answer(Purpose::DonationDeduction, &graded, TODAY);
    let rated = answer.finding("rating").unwrap();
    assert_eq!((rated.value.as_str(), rated.required.as_str(), rated.lapses_on), ("3A", "3A", grade.until));
    assert_eq!(of(Purpose::DonationDeduction, &graded, date!(2027 - 01 - 01), "rating"), failed(Cure::Rating, None));
    let low = with(vec![Record { value: "2A".into(), ..grade.clone() }]);
    assert_eq!(of(Purpose::DonationDeduction, &low, TODAY, "rating").0, Outcome::NotMet);
    let coming = with(vec![Record { from: date!(2027 - 01 - 01), until: None, ..grade }]);
    let starts = failed(Cure::Rating, Some(date!(2027 - 01 - 01)));
    assert_eq!(of(Purpose::DonationDeduction, &coming, TODAY, "rating"), starts);

    let young = known(date!(2025 - 06 - 01));
    assert_eq!(of(Purpose::PublicFundraising, &young, TODAY, "rating"), MET);
    assert_eq!(of(Purpose::PublicFundraising, &young, date!(2027 - 06 - 01), "rating").0, Outcome::NotMet);
    assert_eq!(of(Purpose::DonationDeduction, &young, TODAY, "rating").0, Outcome::NotMet);
}

#[test]
fn years_of_registration_are_those_that_the_law_of_the_day_asks() {
    let leap = known(date!(2024 - 02 - 29));
    let fundraising = |on| of(Purpose::PublicFundraising, &leap, on, "registered_for");
    assert_eq!(fundraising(date!(2024 - 09 - 04)), failed(Cure::Time, Some(date!(2026 - 02 - 28))));
    assert_eq!(fundraising(date!(2024 - 09 - 05)), failed(Cure::Time, Some(date!(2025 - 02 - 28))));
    assert_eq!(fundraising(date!(2025 - 02 - 27)).0, Outcome::NotMet);
    assert_eq!(fundraising(date!(2025 - 02 - 28)), MET);
    let then = answer(Purpose::PublicFundraising, &leap, date!(2024 - 09 - 04));
    assert_eq!(then.finding("registered_for").unwrap().rule.reference().to_string(), "CH-02a@1");
}

#[test]
fn reports_that_failed_or_are_missing_bar() {
    let concluded = |year, value| {
        let from = Date::from_calendar_date(year + 1, time::Month::July, 1).unwrap();
        Record { year: Some(year), ..record(Kind::ReportConcluded, value, from) }
    };
    let failing = with(vec![concluded(2024, "qualified"), concluded(2025, "unqualified")]);
    assert_eq!(of(Purpose::Purchase, &failing, TODAY, "last_report"), failed(Cure::BetterConclusion, None));
    assert_eq!(of(Purpose::Purchase, &failing, date!(2026 - 06 - 30), "last_report"), MET);
    let basically = with(vec![concluded(2023, "basically_qualified"), concluded(2024, "basically_qualified")]);
    assert_eq!(of(Purpose::Rating, &basically, date!(2025 - 12 - 01), "reports_passed").0, Outcome::NotMet);
    assert!(answer(Purpose::Rating, &basically, TODAY).finding("reports_passed").is_none(), "not asked since 2026");
    let once = with(vec![concluded(2023, "qualified"), concluded(2024, "basically_qualified")]);
    assert_eq!(of(Purpose::Rating, &once, date!(2025 - 12 - 01), "reports_passed"), MET);

    let missed = Record { year: Some(2025), ..record(Kind::ReportMissed, "", date!(2026 - 06 - 01)) };
    assert_eq!(of(Purpose::Rating, &with(vec![missed.clone()]), TODAY, "reports_made"), failed(Cure::Report, None));
    let late = Record { until: Some(date!(2026 - 07 - 01)), ..missed };
    assert_eq!(of(Purpose::Rating, &with(vec![late]), TODAY, "reports_made"), MET);
}

#[test]
fn tax_credit_and_judgments_count_while_they_last() {
    let graded = |year, value| Record {
        year: Some(year),
        ..record(Kind::TaxCredit, value, Date::from_calendar_date(year + 1, time::Month::April, 1).unwrap())
    };
    let known = with(vec![graded(2024, "D"), graded(2025, "B")]);
    assert_eq!(of(Purpose::TaxExemption, &known, TODAY, "tax_credit"), MET);
    assert_eq!(of(Purpose::TaxExemption, &known, date!(2026 - 03 - 31), "tax_credit"), failed(Cure::TaxCredit, None));
    assert_eq!(of(Purpose::TaxExemption, &old(), TODAY, "tax_credit").0, Outcome::NotKnown);
    let defaulter = with(vec![record(Kind::CourtDefaulter, "", date!(2026 - 01 - 01))]);
    let found = of(Purpose::Purchase, &defaulter, TODAY, "no_court_default");
    assert_eq!(found, failed(Cure::PerformJudgment, None));
}

#[test]
fn what_is_known_only_up_to_an_hour_ago_allows_nothing_by_itself() {
    let at = |minutes_behind| answer(Purpose::Award, &Known { minutes_behind, ..old() }, TODAY);
    assert_eq!(at(60).decision, Decision::Allowed);
    assert!(at(60).finding(CURRENT).is_none());
    let late = at(61);
    assert_eq!((late.decision, late.finding(CURRENT).unwrap().cure), (Decision::Restricted, Some(Cure::FreshFacts)));
}

#[test]
fn before_there_was_a_rule_nothing_is_allowed_unseen() {
    let ancient = known(date!(1990 - 01 - 01));
    assert_eq!(answer(Purpose::Award, &ancient, date!(1995 - 01 - 01)).decision, Decision::Restricted);
}
