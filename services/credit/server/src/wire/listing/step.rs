//! What is done with drafts and listings.

use ::time::Date;
use casework::Casework;
use fault::Fault;
use intake::etag::stated_etag;
use onecode_proto::credit::v1 as pb;
use uuid::Uuid;

use crate::ops::listing::Step;
use crate::ops::listing::act::{Deliver, Exempt};
use crate::ops::listing::decide::Decision;
use crate::ops::listing::removal::{Apply, DecideRemoval};
use crate::wire::text::text;
use crate::wire::violations::Violations;
use crate::wire::{name, time as day};

/// Reads what every step has, and what this one says.
fn step<T>(
    office: &Casework,
    (raw, etag): (&str, &str),
    read: impl FnOnce(&mut Violations) -> Option<T>,
) -> Result<Step<T>, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_listing_draft(&mut violations, "name", raw);
    let etag = stated_etag(&mut violations, etag);
    let what = read(&mut violations);
    let command = || Some(Step { office: office.clone(), id: id?, etag: etag?, what: what? });
    violations.finish(command())
}

pub(crate) fn exempt(request: &pb::ExemptListingRequest, office: &Casework) -> Result<Step<Exempt>, Fault> {
    step(office, (&request.name, &request.etag), |violations| {
        let proof = name::parse_document(violations, "proof", &request.proof);
        let reasons = text(violations, "reasons", &request.reasons, 1_000);
        proof.zip(reasons).map(|(proof, reasons)| Exempt { proof, reasons })
    })
}

pub(crate) fn dismiss(request: &pb::DismissListingRequest, office: &Casework) -> Result<Step<String>, Fault> {
    let read = |violations: &mut Violations| text(violations, "reasons", &request.reasons, 1_000);
    step(office, (&request.name, &request.etag), read)
}

pub(crate) fn notify(request: &pb::NotifyListingRequest, office: &Casework) -> Result<Step<String>, Fault> {
    let read = |violations: &mut Violations| text(violations, "notice", &request.notice, 2_000);
    step(office, (&request.name, &request.etag), read)
}

pub(crate) fn deliver(
    request: &pb::DeliverListingNoticeRequest,
    office: &Casework,
    today: Date,
) -> Result<Step<Deliver>, Fault> {
    step(office, (&request.name, &request.etag), |violations| {
        let on = day::parse_past(violations, "serve_date", request.serve_date.as_ref(), today);
        match request.method() {
            pb::ListingNoticeMethod::Delivered => Some(Deliver::Received(on.unwrap_or(today))),
            pb::ListingNoticeMethod::Announced => {
                if on.is_some_and(|on| on != today) {
                    violations.note("serve_date", "is today where it is announced");
                }
                Some(Deliver::Announced)
            }
            pb::ListingNoticeMethod::Unspecified => {
                violations.note("method", "must be a value of the contract, not UNSPECIFIED");
                None
            }
        }
    })
}

pub(crate) fn hear(request: &pb::HearListingStatementRequest, office: &Casework) -> Result<Step<String>, Fault> {
    let read = |violations: &mut Violations| text(violations, "statement", &request.statement, 2_000);
    step(office, (&request.name, &request.etag), read)
}

pub(crate) fn decide(request: &pb::DecideListingRequest, office: &Casework) -> Result<Step<Decision>, Fault> {
    step(office, (&request.name, &request.etag), |violations| {
        let document_number = text(violations, "document_number", &request.document_number, 60);
        let reasons = text(violations, "reasons", &request.reasons, 1_000);
        document_number.zip(reasons).map(|(document_number, reasons)| Decision { document_number, reasons })
    })
}

pub(crate) fn request_removal(request: &pb::RequestListingRemovalRequest, office: &Casework) -> Result<Apply, Fault> {
    let mut violations = Violations::default();
    let listing = name::parse_listing(&mut violations, "parent", &request.parent);
    let statement = text(&mut violations, "statement", &request.statement, 2_000);
    let command = listing.zip(statement);
    violations.finish(command.map(|(listing, statement)| Apply { office: office.clone(), listing, statement }))
}

pub(crate) fn decide_removal(
    request: &pb::DecideListingRemovalRequest,
    office: &Casework,
) -> Result<DecideRemoval, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_listing_removal(&mut violations, "name", &request.name);
    let etag = stated_etag(&mut violations, &request.etag);
    let reasons = text(&mut violations, "reasons", &request.reasons, 1_000);
    let document_number = match request.decision() {
        pb::ListingRemovalState::Removed => {
            text(&mut violations, "document_number", &request.document_number, 60).map(Some)
        }
        pb::ListingRemovalState::Refused => {
            if !request.document_number.is_empty() {
                violations.note("document_number", "must be empty where it is refused");
            }
            Some(None)
        }
        pb::ListingRemovalState::Unspecified | pb::ListingRemovalState::Verifying | pb::ListingRemovalState::Moot => {
            violations.note("decision", "must be REMOVED or REFUSED");
            None
        }
    };
    let command = |id: Uuid| {
        let (etag, document_number, reasons) = (etag?, document_number?, reasons?);
        Some(DecideRemoval { office: office.clone(), id, etag, document_number, reasons })
    };
    violations.finish(id.and_then(command))
}
