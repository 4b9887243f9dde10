//! Which facts speak for cancelling a qualification, and that no others do.

use time::Date;
use time::macros::date;
use uuid::Uuid;
use vocab::{OrganizationClass, UnifiedCode};

use super::{TODAY, held};
use crate::eligibility::{Cure, Known, Outcome, Purpose, evaluate};
use crate::listing::{List, Listing};
use crate::organization::{Organization, OrganizationKind, Status};
use crate::qualification::{Bar, Cancelled, Cause, Held, Kind, proposals, terms};
use crate::record::{Kind as RecordKind, Record};
use crate::rules;

fn code() -> UnifiedCode {
    UnifiedCode::from_parts(OrganizationClass::SocialGroup, "330500".parse().unwrap(), "MJ000001").unwrap()
}

fn known(records: Vec<Record>, qualifications: Vec<Held>) -> Known {
    let organization = Organization {
        code: code(),
        title: "湖州市某协会".into(),
        kind: OrganizationKind::SocialGroup,
        status: Status::Active,
        status_from: date!(2010 - 01 - 04),
        division: "330500".into(),
        supervising_unit: String::new(),
        registered_on: date!(2010 - 01 - 04),
    };
    Known { organization, records, listings: Vec::new(), qualifications, minutes_behind: 0 }
}

fn record(kind: RecordKind, value: &str, from: Date) -> Record {
    Record {
        id: Uuid::from_u128(from.to_julian_day().unsigned_abs().into()),
        organization: code(),
        division: "330500".into(),
        department: "civil-affairs".into(),
        kind,
        source: "penalties/1".into(),
        document_number: String::new(),
        year: Some(from.year()),
        value: value.into(),
        amount_fen: None,
        from,
        until: None,
        withdrawn: None,
        obtained: from,
    }
}

fn deduction() -> Held {
    held(Kind::DonationDeduction, date!(2025 - 01 - 01), Some(date!(2028 - 01 - 01)))
}

fn grounds(one: &Held, known: &Known, on: Date) -> Vec<(String, Cause)> {
    let terms = terms(one.kind, on).unwrap();
    let found = proposals(terms, one, known, on, rules());
    found.into_iter().map(|proposal| (proposal.ground.key.clone(), proposal.cause)).collect()
}

fn rated() -> Record {
    record(RecordKind::Rating, "3A", date!(2024 - 06 - 01))
}

#[test]
fn a_penalty_above_warning_by_the_authority_since_it_began_speaks_for_cancelling() {
    let late = |value: &str, department: &str, from: Date| {
        let one = Record { department: department.into(), ..record(RecordKind::Penalty, value, from) };
        grounds(&deduction(), &known(vec![rated(), one], vec![]), TODAY)
    };
    let on = date!(2026 - 03 - 01);
    let id = Cause::Record(record(RecordKind::Penalty, "", on).id);
    assert_eq!(late("fine", "civil-affairs", on), [("penalty".to_owned(), id)]);
    assert_eq!(late("warning,fine", "", on), [("penalty".to_owned(), id)]);
    assert_eq!(late("warning", "civil-affairs", on), []);
    assert_eq!(late("fine", "market-regulation", on), []);
    assert_eq!(late("fine", "civil-affairs", date!(2024 - 03 - 01)), [], "before it began");
}

#[test]
fn a_grade_that_ended_or_never_was_speaks_for_cancelling() {
    let ended = Record { until: Some(date!(2026 - 06 - 01)), ..rated() };
    let found = grounds(&deduction(), &known(vec![ended.clone()], vec![]), TODAY);
    assert_eq!(found, [("rating".to_owned(), Cause::Record(ended.id))]);
    let low = Record { value: "2A".into(), ..rated() };
    assert_eq!(grounds(&deduction(), &known(vec![low.clone()], vec![]), TODAY)[0].1, Cause::Record(low.id));
    assert_eq!(grounds(&deduction(), &known(vec![], vec![]), TODAY)[0].1, Cause::Organization(code()));
    assert_eq!(grounds(&deduction(), &known(vec![rated()], vec![]), TODAY), []);
    assert_eq!(grounds(&deduction(), &known(vec![], vec![]), date!(2028 - 01 - 01)), [], "it has lapsed itself");
}

#[test]
fn an_exemption_that_ended_six_months_ago_speaks_for_cancelling_the_deduction() {
    let exempt = |until: Date| held(Kind::TaxExemption, date!(2021 - 01 - 01), Some(until));
    let found = |qualifications: Vec<Held>| grounds(&deduction(), &known(vec![rated()], qualifications), TODAY);
    let old = exempt(date!(2026 - 05 - 27));
    assert_eq!(found(vec![old.clone()]), [("exemption-lapsed".to_owned(), Cause::Qualification(old.id))]);
    assert_eq!(found(vec![exempt(date!(2026 - 05 - 28))]), [], "six months are not over");
    let anew = held(Kind::TaxExemption, date!(2026 - 06 - 01), None);
    assert_eq!(found(vec![old, anew]), []);
    assert_eq!(found(vec![]), [], "nothing on hand proves nothing");
}

#[test]
fn the_serious_list_a_bad_tax_credit_and_the_end_of_the_organisation_speak_for_cancelling_an_exemption() {
    let exempt = held(Kind::TaxExemption, date!(2024 - 01 - 01), Some(date!(2029 - 01 - 01)));
    let older = record(RecordKind::TaxCredit, "A", date!(2025 - 04 - 30));
    let worse = record(RecordKind::TaxCredit, "D", date!(2026 - 04 - 30));
    let mut known = known(vec![older, worse.clone()], vec![exempt.clone()]);
    assert_eq!(grounds(&exempt, &known, TODAY), [("tax-credit".to_owned(), Cause::Record(worse.id))]);
    known.records.truncate(1);
    let listing = Listing {
        id: Uuid::from_u128(7),
        organization: code(),
        division: "330500".into(),
        department: "civil-affairs".into(),
        list: List::Serious,
        ground: "CR-07.1".into(),
        rule: "CR-07a@1".into(),
        document_number: String::new(),
        listed_on: date!(2026 - 11 - 01),
        period_from: date!(2026 - 11 - 01),
        removed_on: None,
        withdrawn_on: None,
    };
    known.listings.push(listing);
    assert_eq!(grounds(&exempt, &known, TODAY), [("serious-listing".to_owned(), Cause::Listing(Uuid::from_u128(7)))]);
    known.listings[0].withdrawn_on = Some(TODAY);
    known.organization.status = Status::Deregistered;
    assert_eq!(grounds(&exempt, &known, TODAY), [("ended".to_owned(), Cause::Organization(code()))]);
}

#[test]
fn eligibility_knows_the_qualifications_on_hand() {
    let of = |held: Vec<Held>, purpose: Purpose, key: &str, proved: &[String]| {
        let known = known(vec![], held);
        let answer = evaluate(purpose, &known, TODAY, proved, rules());
        let finding = answer.finding(key).unwrap();
        (finding.outcome, finding.cure, finding.cures_on, finding.lapses_on)
    };
    let exempt = held(Kind::TaxExemption, date!(2024 - 01 - 01), Some(date!(2029 - 01 - 01)));
    let deduct = |held: Vec<Held>| of(held, Purpose::DonationDeduction, "tax_exempt", &[]);
    assert_eq!(deduct(vec![exempt.clone()]), (Outcome::Met, None, None, exempt.until));
    assert_eq!(deduct(vec![]), (Outcome::NotKnown, Some(Cure::Proof), None, None));
    let lapsed = Held { until: Some(date!(2026 - 01 - 01)), ..exempt.clone() };
    assert_eq!(deduct(vec![lapsed.clone()]), (Outcome::NotMet, Some(Cure::Qualification), None, None));
    let seen = ["tax_exempt".to_owned()];
    assert_eq!(of(vec![], Purpose::DonationDeduction, "tax_exempt", &seen).0, Outcome::Met);
    assert_eq!(of(vec![lapsed], Purpose::DonationDeduction, "tax_exempt", &seen).0, Outcome::NotMet);

    let bar = Bar::Until(date!(2028 - 01 - 01));
    let gone = Cancelled { ground: "serious-listing".into(), on: date!(2026 - 05 - 01), bar };
    let barred = Held { cancelled: Some(gone), ..exempt.clone() };
    let again = |held: Vec<Held>| of(held, Purpose::TaxExemption, "not_barred", &[]);
    assert_eq!(again(vec![barred]), (Outcome::NotMet, Some(Cure::Time), Some(date!(2028 - 01 - 01)), None));
    assert_eq!(again(vec![exempt]).0, Outcome::NotKnown, "others may have cancelled one");
    let charity = held(Kind::Charity, date!(2020 - 01 - 01), None);
    assert_eq!(of(vec![charity], Purpose::PublicFundraising, "charity", &[]).0, Outcome::Met);
}
