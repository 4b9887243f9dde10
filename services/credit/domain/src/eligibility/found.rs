//! How each condition is found out.

use statute::years_later;

use super::answer::{Cure, Fact, Finding, Thing};
use super::condition::Test;
use super::evaluate::Ground;
use super::window::whole_years;
use super::{grade, listed, penalty, qualified, report};
use crate::listing::Listing;
use crate::organization::Status;
use crate::record::{Kind, Record};

/// Finds a condition out; `blank` is met.
pub(super) fn find<'b>(ground: Ground<'_, 'b>, test: Test, blank: Finding<'b>) -> Finding<'b> {
    match test {
        Test::Active => active(ground, blank),
        Test::RegisteredFor => registered_for(ground, blank),
        Test::NotListed { list, window } => listed::find(ground, list, window, blank),
        Test::NoPenalty { window, which } => penalty::find(ground, window, which, blank),
        Test::NoPenaltyLastYear => penalty::last_year(ground, blank),
        Test::Rated { unless_younger } => grade::rated(ground, unless_younger, blank),
        Test::Reapplied { from } => grade::reapplied(ground, from, blank),
        Test::GradeKept => grade::kept(ground, blank),
        Test::LastReportPassed => report::last_passed(ground, blank),
        Test::ReportsPassed => report::passed(ground, blank),
        Test::LastYearReported => report::made(ground, blank),
        Test::NoCourtDefault => no_court_default(ground, blank),
        Test::TaxCredit => tax_credit(ground, blank),
        Test::Qualified { kind, proof } => qualified::find(ground, kind, proof, blank),
        Test::NotBarred { kind, proof } => qualified::not_barred(ground, kind, proof, blank),
        Test::Proof(proof) => blank.unknown(Cure::Proof, proof),
    }
}

/// The fact that a record is.
pub(super) fn of_record(record: &Record) -> Fact {
    Fact {
        thing: Thing::Record(record.id),
        source: record.source.clone(),
        value: record.value.clone(),
        document_number: record.document_number.clone(),
        from: record.from,
        until: record.until,
    }
}

/// The fact that a listing is.
pub(super) fn of_listing(listing: &Listing) -> Fact {
    Fact {
        thing: Thing::Listing(listing.id),
        source: String::new(),
        value: listing.ground.clone(),
        document_number: listing.document_number.clone(),
        from: listing.listed_on,
        until: listing.removed_on,
    }
}

/// The fact that the organisation is registered.
pub(super) fn of_registration(ground: Ground<'_, '_>) -> Fact {
    let organization = &ground.known.organization;
    Fact {
        thing: Thing::Organization(organization.code),
        source: String::new(),
        value: organization.status.as_str().to_owned(),
        document_number: String::new(),
        from: organization.registered_on,
        until: None,
    }
}

fn active<'b>(ground: Ground<'_, 'b>, blank: Finding<'b>) -> Finding<'b> {
    let blank = Finding { required: Status::Active.as_str().to_owned(), ..blank };
    let Some((status, told)) = ground.known.status_on(ground.on) else {
        let registered = ground.known.organization.registered_on;
        let none = Finding { value: "not_registered".to_owned(), facts: vec![of_registration(ground)], ..blank };
        return none.failed(Cure::ActiveRegistration, Some(registered));
    };
    let facts = vec![told.map_or_else(|| of_registration(ground), of_record)];
    let found = Finding { value: status.as_str().to_owned(), facts, ..blank };
    match status {
        Status::Active => found,
        Status::Unknown => found.unknown(Cure::ActiveRegistration, ""),
        Status::Suspended | Status::Liquidating | Status::Revoked | Status::Deregistered => {
            found.failed(Cure::ActiveRegistration, None)
        }
    }
}

fn registered_for<'b>(ground: Ground<'_, 'b>, blank: Finding<'b>) -> Finding<'b> {
    let since = ground.known.organization.registered_on;
    let full = years_later(since, blank.rule.value());
    let value = format!("{} years", whole_years(since, ground.on));
    let found = Finding { value, facts: vec![of_registration(ground)], ..blank };
    if ground.on >= full { found } else { found.failed(Cure::Time, Some(full)) }
}

fn no_court_default<'b>(ground: Ground<'_, 'b>, blank: Finding<'b>) -> Finding<'b> {
    let facts: Vec<Fact> = ground.known.counting(Kind::CourtDefaulter, ground.on).map(of_record).collect();
    if facts.is_empty() {
        return blank;
    }
    // The last of them ends it, if each of them has an end.
    let cures_on =
        facts.iter().map(|fact| fact.until).collect::<Option<Vec<_>>>().and_then(|all| all.into_iter().max());
    Finding { value: facts.len().to_string(), facts, ..blank }.failed(Cure::PerformJudgment, cures_on)
}

fn tax_credit<'b>(ground: Ground<'_, 'b>, blank: Finding<'b>) -> Finding<'b> {
    let graded = ground.known.counting(Kind::TaxCredit, ground.on);
    let Some(last) = graded.max_by_key(|record| (record.year, record.from, record.id)) else {
        return blank.unknown(Cure::Proof, "纳税信用等级查询结果");
    };
    let found = Finding { value: last.value.clone(), facts: vec![of_record(last)], ..blank };
    match last.value.as_str() {
        "A" | "B" | "M" => found,
        "C" | "D" => found.failed(Cure::TaxCredit, None),
        _ => found.unknown(Cure::Proof, "纳税信用等级查询结果"),
    }
}
