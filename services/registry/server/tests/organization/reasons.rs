//! Every refusal of the register is declared in its contract, and the other way round.

use std::collections::BTreeSet;

use fault::{Fault, Reason};
use onecode_proto::reasons::REASONS;
use registry_domain::community::{FilingRefusal, FilingStatus};
use registry_domain::officer::{AppointmentRefusal, OfficerRefusal};
use registry_domain::party::PartyRefusal;
use registry_domain::{ApplicationRefusal, CertificateNumber, CertificateStatus, Refusal, Status};
use time::macros::date;
use uuid::Uuid;

use crate::support::code;

fn party_refusals() -> Vec<PartyRefusal> {
    let code = code(1).parse().unwrap();
    vec![
        PartyRefusal::BodyNotAllowed { article: "", allowed: &[] },
        PartyRefusal::NotFound { id: Uuid::nil() },
        PartyRefusal::EtagMismatch { etag: String::new() },
        PartyRefusal::Dissolved,
        PartyRefusal::InAnotherBranch { code },
        PartyRefusal::NotInBranch { code },
        PartyRefusal::NotActive { code, status: Status::Suspended },
        PartyRefusal::TooEarly { first: date!(2026 - 01 - 01) },
    ]
}

fn of_officers() -> Vec<OfficerRefusal> {
    vec![
        OfficerRefusal::Barred { unmet: Vec::new(), subject: String::new() },
        OfficerRefusal::Unconfirmed { asked: Vec::new(), subject: String::new() },
        OfficerRefusal::PostNotFound,
        OfficerRefusal::PostEnded,
        OfficerRefusal::PostTaken,
        OfficerRefusal::LegalRepresentativeTaken,
        OfficerRefusal::PostChanged { etag: String::new() },
        OfficerRefusal::DutyReportFiled { year: 2025 },
        OfficerRefusal::Interested,
        OfficerRefusal::NoLegalRepresentative { year: 2025 },
    ]
}

fn appointment_refusals() -> Vec<AppointmentRefusal> {
    let (id, day) = (Uuid::nil(), date!(2026 - 01 - 01));
    vec![
        AppointmentRefusal::NoticeNotFound { id },
        AppointmentRefusal::BeforeFirstDay { first: day },
        AppointmentRefusal::LateElectionNotFound { id },
        AppointmentRefusal::TooLong { until: day },
        AppointmentRefusal::Exists,
        AppointmentRefusal::NoTerm,
    ]
}

fn application_refusals() -> Vec<ApplicationRefusal> {
    vec![
        ApplicationRefusal::NotFound { id: Uuid::nil() },
        ApplicationRefusal::Unmet(Vec::new()),
        ApplicationRefusal::Open(Vec::new()),
        ApplicationRefusal::TypeFixed,
        ApplicationRefusal::BranchNotFound { id: Uuid::nil() },
        ApplicationRefusal::Pending,
    ]
}

fn filing_refusals() -> Vec<FilingRefusal> {
    vec![
        FilingRefusal::NotFound { id: Uuid::nil() },
        FilingRefusal::Exists { township_code: String::new() },
        FilingRefusal::EtagMismatch { etag: String::new() },
        FilingRefusal::Closed { status: FilingStatus::Ended },
        FilingRefusal::PromotionUnderWay { application: Uuid::nil() },
        FilingRefusal::TooEarly { first: date!(2026 - 01 - 01) },
    ]
}

fn refusals() -> Vec<Refusal> {
    let code = code(1).parse().unwrap();
    vec![
        Refusal::NotFound { code },
        Refusal::CodeTaken { code },
        Refusal::EtagMismatch { etag: String::new() },
        Refusal::StatusTransition { from: Status::Active, to: Status::Unknown },
        Refusal::Ended,
        Refusal::BeforeRegistration { first: date!(2026 - 01 - 01) },
        Refusal::ImportGap { next_row: 1 },
        Refusal::DepartmentNotFound { department: String::new() },
        Refusal::CodeBlockOverlap { prefix: String::new() },
        Refusal::CodeBlockExhausted { division: code.division() },
        Refusal::RuleNotFound { rule: String::new() },
        Refusal::CertificateNotFound { number: CertificateNumber { code, serial: 1 } },
        Refusal::CertificateNeedsActive { status: Status::Suspended },
        Refusal::CertificateIncomplete { missing: vec!["address"] },
        Refusal::CertificateNotForKind { kind: code.class() },
        Refusal::NameRefused { rules: Vec::new() },
        Refusal::NameReserved { until: date!(2026 - 01 - 01) },
        Refusal::NameReservationNotFound { reservation: String::new() },
        Refusal::NameReservationEnded { state: "" },
        Refusal::CertificateNotValid { status: CertificateStatus::Expired },
        Refusal::CertificateUnprintable { field: "address", position: 1 },
        Refusal::PurposeRequired,
        Refusal::OutsideDivision { division: code.division() },
    ]
}

#[test]
fn every_refusal_is_in_the_contract_with_its_code_and_metadata() {
    refusals().into_iter().for_each(is_declared);
    party_refusals().into_iter().for_each(is_declared);
    of_officers().into_iter().for_each(is_declared);
    filing_refusals().into_iter().for_each(is_declared);
    application_refusals().into_iter().for_each(is_declared);
    appointment_refusals().into_iter().for_each(is_declared);
}

fn is_declared<R: Reason + Into<Fault>>(refusal: R) {
    let declared = REASONS.iter().find(|declared| declared.reason == refusal.reason()).unwrap();
    let keys: Vec<&str> = refusal.metadata().into_iter().map(|(key, _)| key).collect();
    assert_eq!(keys, declared.metadata, "{}", refusal.reason());
    let status = tonic::Status::from(refusal.into());
    assert_eq!(format!("{:?}", status.code()).to_uppercase(), declared.code.replace('_', ""));
}

#[test]
fn every_reason_of_the_contract_is_some_refusal() {
    let mut given: BTreeSet<&str> = refusals().iter().map(Reason::reason).collect();
    given.extend(party_refusals().iter().map(Reason::reason));
    given.extend(of_officers().iter().map(Reason::reason));
    given.extend(filing_refusals().iter().map(Reason::reason));
    given.extend(application_refusals().iter().map(Reason::reason));
    given.extend(appointment_refusals().iter().map(Reason::reason));
    let declared = REASONS.iter().filter(|reason| reason.package == "onecode.registry.v1");
    assert!(declared.clone().count() > 0);
    assert!(declared.into_iter().all(|reason| given.contains(reason.reason)));
}
