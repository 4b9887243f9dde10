//! What is refused of honours because of what is on record, each with the reason that the contract declares.

use fault::{Fault, Kind};
use time::format_description::well_known::Rfc3339;
use time::{Date, OffsetDateTime};
use uuid::Uuid;
use vocab::UnifiedCode;

use crate::wire::name;

/// How many are named in a refusal at most.
const MOST_NAMED: usize = 40;

fn instant(at: OffsetDateTime) -> String {
    at.format(&Rfc3339).unwrap_or_default()
}

fn of_round(kind: Kind, reason: &'static str, sentence: &str, id: Uuid) -> Fault {
    Fault::new(kind, reason, sentence).with("honour_round", name::honour_round(id))
}

fn refused(reason: &'static str, sentence: &str, id: Uuid) -> Fault {
    of_round(Kind::FailedPrecondition, reason, sentence, id)
}

/// No such round, or the caller may not see it.
pub(crate) fn no_round(id: Uuid) -> Fault {
    of_round(Kind::NotFound, "HONOUR_ROUND_NOT_FOUND", "no such round", id)
}

/// It is another department's.
pub(crate) fn other_department(division: &str, department: &str) -> Fault {
    let sentence = "only the department of the round works on it and on its honours";
    Fault::new(Kind::PermissionDenied, "HONOUR_OTHER_DEPARTMENT", sentence)
        .with("division", division)
        .with("department", name::department(department))
}

/// Somebody saw an older state.
pub(crate) fn round_changed(etag: String) -> Fault {
    let sentence = "the round has changed since it was read";
    Fault::new(Kind::Aborted, "HONOUR_ROUND_CHANGED", sentence).with("etag", etag)
}

/// It stands otherwise.
pub(crate) fn round_state(id: Uuid, status: &str) -> Fault {
    refused("HONOUR_ROUND_STATE", &format!("the round is {status}: this cannot be done"), id).with("status", status)
}

/// It came too late.
pub(crate) fn nomination_closed(id: Uuid, deadline: OffsetDateTime) -> Fault {
    let sentence = "the deadline for nominations had come";
    refused("HONOUR_NOMINATION_CLOSED", sentence, id).with("deadline", instant(deadline))
}

/// Nominations are still filed.
pub(crate) fn nomination_open(id: Uuid, deadline: OffsetDateTime) -> Fault {
    let sentence = "the deadline for nominations has not come";
    refused("HONOUR_NOMINATION_OPEN", sentence, id).with("deadline", instant(deadline))
}

/// The register does not show it as active.
pub(crate) fn not_active(code: UnifiedCode) -> Fault {
    let sentence = "the register does not show the organisation as active";
    Fault::new(Kind::FailedPrecondition, "HONOUR_ORGANIZATION_NOT_ACTIVE", sentence).with("code", code.to_string())
}

/// It lies outside the division of the round.
pub(crate) fn elsewhere(code: UnifiedCode, division: &str) -> Fault {
    let sentence = "the organisation lies outside the division of the round";
    Fault::new(Kind::FailedPrecondition, "HONOUR_ORGANIZATION_ELSEWHERE", sentence)
        .with("code", code.to_string())
        .with("division", division)
}

/// The same stands nominated by the caller, or is proposed twice.
pub(crate) fn nominated(id: Uuid) -> Fault {
    of_round(Kind::AlreadyExists, "HONOUR_NOMINATED", "the same stands in the round already", id)
}

/// No such nomination, or the caller may not see it.
pub(crate) fn no_nomination(round: Uuid, id: Uuid) -> Fault {
    Fault::new(Kind::NotFound, "NOMINATION_NOT_FOUND", "no such nomination")
        .with("nomination", name::nomination(round, id))
}

/// Somebody saw an older state.
pub(crate) fn nomination_changed(etag: String) -> Fault {
    let sentence = "the nomination has changed since it was read";
    Fault::new(Kind::Aborted, "NOMINATION_CHANGED", sentence).with("etag", etag)
}

/// It stands otherwise.
pub(crate) fn nomination_state((round, id): (Uuid, Uuid), status: &str) -> Fault {
    let sentence = format!("the nomination is {status}: this cannot be done");
    Fault::new(Kind::FailedPrecondition, "NOMINATION_STATE", sentence)
        .with("nomination", name::nomination(round, id))
        .with("status", status)
}

/// More than may be honoured.
pub(crate) fn places_exceeded(id: Uuid, places: i32) -> Fault {
    let sentence = format!("at most {places} may be honoured");
    refused("HONOUR_PLACES_EXCEEDED", &sentence, id).with("places", places.to_string())
}

/// Some of many: a status travels in the trailers of an answer, which peers take up to 16 KiB of.
fn some(of: &[String]) -> String {
    of.iter().take(MOST_NAMED).map(String::as_str).collect::<Vec<_>>().join(", ")
}

/// Credit refuses the organisations of some nominations, for these conditions.
pub(crate) fn not_eligible(nominations: &[String], conditions: &[String]) -> Fault {
    let sentence = "by what credit answers the organisations of some nominations may not be honoured (CR-11)";
    Fault::new(Kind::FailedPrecondition, "HONOUR_NOT_ELIGIBLE", sentence)
        .with("nominations", some(nominations))
        .with("conditions", some(conditions))
}

/// Whoever proposed the honours does not confer them.
pub(crate) fn two_people(id: Uuid) -> Fault {
    refused("HONOUR_TWO_PEOPLE", "somebody else than proposed the honours must confer them (TA-08c)", id)
}

/// The publicity is not over.
pub(crate) fn notice_period(id: Uuid, last: Date) -> Fault {
    refused("HONOUR_NOTICE_PERIOD", "the publicity is not over", id).with("last_date", last.to_string())
}

/// The publicity is over.
pub(crate) fn objection_late(id: Uuid, last: Date) -> Fault {
    refused("HONOUR_OBJECTION_LATE", "the publicity is over", id).with("last_date", last.to_string())
}

/// An objection waits for its answer.
pub(crate) fn objection_open(id: Uuid, number: i32) -> Fault {
    refused("HONOUR_OBJECTION_OPEN", "an objection is not decided", id).with("objection_number", number.to_string())
}

/// No such objection, or the caller may not see it.
pub(crate) fn no_objection(id: Uuid, number: i32) -> Fault {
    of_round(Kind::NotFound, "HONOUR_OBJECTION_NOT_FOUND", "no such objection", id)
        .with("objection_number", number.to_string())
}

/// It has its answer.
pub(crate) fn objection_decided(id: Uuid, number: i32) -> Fault {
    refused("HONOUR_OBJECTION_DECIDED", "the objection is decided", id).with("objection_number", number.to_string())
}

/// No such honour.
pub(crate) fn no_honour(id: Uuid) -> Fault {
    Fault::new(Kind::NotFound, "HONOUR_NOT_FOUND", "no such honour").with("honour", name::honour(id))
}

/// Somebody saw an older state.
pub(crate) fn honour_changed(etag: String) -> Fault {
    let sentence = "the honour has changed since it was read";
    Fault::new(Kind::Aborted, "HONOUR_CHANGED", sentence).with("etag", etag)
}

/// It is withdrawn already.
pub(crate) fn withdrawn(id: Uuid) -> Fault {
    Fault::new(Kind::FailedPrecondition, "HONOUR_WITHDRAWN", "the honour is withdrawn already")
        .with("honour", name::honour(id))
}
