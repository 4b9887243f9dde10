//! Complaints.

use fault::Fault;
use onecode_proto::purchase::v1 as pb;
use purchase_domain::project::party_code;
use uow::Call;

use super::request::{number, seen};
use super::{lines, name, tender};
use crate::desk::Desk;
use crate::ops::tender::Shown;
use crate::ops::tender::complaint::{Decide, File, Get, Suspend};
use crate::store::tender::complaint::ComplaintRow;
use crate::wire::time as day;
use crate::wire::violations::Violations;

pub(crate) fn file(request: &pb::FileTenderComplaintRequest, desk: &Desk) -> Result<File, Fault> {
    let mut violations = Violations::default();
    let tender = name::parse_tender(&mut violations, "tender", &request.tender);
    let bidder_code = violations.take("bidder_code", party_code(&request.bidder_code));
    let challenge = number(&mut violations, "challenge_number", request.challenge_number);
    let ground = lines(&mut violations, "ground", &request.ground, 5_000);
    let read = || {
        let (tender, bidder_code, challenge, ground) = (tender?, bidder_code?, challenge?, ground?);
        Some(File { tender, bidder_code, challenge, ground, desk: desk.clone() })
    };
    violations.finish(read())
}

pub(crate) fn get(request: &pb::GetTenderComplaintRequest, call: &Call) -> Result<Get, Fault> {
    let mut violations = Violations::default();
    let tender = name::parse_tender(&mut violations, "tender", &request.tender);
    let number = number(&mut violations, "complaint_number", request.complaint_number);
    violations.finish((|| Some(Get { tender: tender?, number: number?, call: call.clone() }))())
}

pub(crate) fn suspend(request: &pb::SuspendTenderAwardRequest) -> Result<Suspend, Fault> {
    let mut violations = Violations::default();
    let which = seen(&mut violations, &request.name, &request.etag);
    let number = number(&mut violations, "complaint_number", request.complaint_number);
    if request.last_date.is_none() {
        violations.note("last_date", "is required");
    }
    let last = day::parse_date(&mut violations, "last_date", request.last_date.as_ref());
    violations.finish((|| Some(Suspend { which: which?, number: number?, last: last? }))())
}

pub(crate) fn decide(request: &pb::DecideTenderComplaintRequest) -> Result<Decide, Fault> {
    let mut violations = Violations::default();
    let which = seen(&mut violations, &request.name, &request.etag);
    let number = number(&mut violations, "complaint_number", request.complaint_number);
    let decision = lines(&mut violations, "decision", &request.decision, 5_000);
    let stated = request.excluded_bid.as_str();
    let is_upheld = match request.outcome() {
        pb::TenderComplaintOutcome::Upheld => Some(true),
        pb::TenderComplaintOutcome::Rejected => {
            if !stated.is_empty() {
                violations.note("excluded_bid", "must be empty where the complaint is rejected");
            }
            Some(false)
        }
        pb::TenderComplaintOutcome::Unspecified => {
            violations.note("outcome", "must be rejected or upheld");
            None
        }
    };
    let stated = Some(stated).filter(|bid| !bid.is_empty());
    let excluded = stated.and_then(|bid| name::parse_tender_bid(&mut violations, "excluded_bid", bid));
    let read = || {
        let (which, number, is_upheld, decision) = (which?, number?, is_upheld?, decision?);
        Some(Decide { which, number, is_upheld, excluded, decision })
    };
    violations.finish(read())
}

pub(super) fn outcome(word: &str) -> pb::TenderComplaintOutcome {
    match word {
        "rejected" => pb::TenderComplaintOutcome::Rejected,
        "upheld" => pb::TenderComplaintOutcome::Upheld,
        _ => pb::TenderComplaintOutcome::Unspecified,
    }
}

fn complaint(row: ComplaintRow) -> pb::TenderComplaint {
    pb::TenderComplaint {
        number: row.number,
        challenge_number: row.challenge,
        bidder_code: row.bidder_code,
        ground: row.ground,
        file_time: Some(day::timestamp(row.created_at)),
        decide_last_date: row.decide_last_on.map(day::date),
        suspend_last_date: row.suspend_last_on.map(day::date),
        outcome: outcome(&row.outcome).into(),
        decision: row.decision,
        decide_time: row.decided_at.map(day::timestamp),
        excluded_bid: row.excluded_bid.map(name::tender_bid).unwrap_or_default(),
    }
}

pub(crate) fn file_reply(row: ComplaintRow) -> pb::FileTenderComplaintResponse {
    pb::FileTenderComplaintResponse { complaint: Some(complaint(row)) }
}

pub(crate) fn get_reply(row: ComplaintRow) -> pb::GetTenderComplaintResponse {
    pb::GetTenderComplaintResponse { complaint: Some(complaint(row)) }
}

pub(crate) fn list_reply(rows: Vec<ComplaintRow>) -> pb::ListTenderComplaintsResponse {
    pb::ListTenderComplaintsResponse { complaints: rows.into_iter().map(complaint).collect() }
}

pub(crate) fn suspend_reply((shown, row): (Shown, ComplaintRow)) -> pb::SuspendTenderAwardResponse {
    pb::SuspendTenderAwardResponse { tender: Some(tender(shown)), complaint: Some(complaint(row)) }
}

pub(crate) fn decide_reply((shown, row): (Shown, ComplaintRow)) -> pb::DecideTenderComplaintResponse {
    pb::DecideTenderComplaintResponse { tender: Some(tender(shown)), complaint: Some(complaint(row)) }
}
