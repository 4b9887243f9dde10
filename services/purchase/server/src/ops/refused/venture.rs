//! What is refused of venture rounds because of what is on record.

use fault::{Fault, Kind};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::instant;
use crate::wire::{fund, name};

fn of_round(kind: Kind, reason: &'static str, sentence: &str, id: Uuid) -> Fault {
    Fault::new(kind, reason, sentence).with("venture_round", name::venture_round(id))
}

fn refused(reason: &'static str, sentence: &str, id: Uuid) -> Fault {
    of_round(Kind::FailedPrecondition, reason, sentence, id)
}

/// No such round, or the caller may not see it.
pub(crate) fn no_round(id: Uuid) -> Fault {
    of_round(Kind::NotFound, "VENTURE_ROUND_NOT_FOUND", "no such round", id)
}

/// Somebody saw an older state.
pub(crate) fn round_changed(etag: String) -> Fault {
    let sentence = "the round has changed since it was read";
    Fault::new(Kind::Aborted, "VENTURE_ROUND_CHANGED", sentence).with("etag", etag)
}

/// It is another department's.
pub(crate) fn other_department(division: &str, department: &str) -> Fault {
    let sentence = "only the department of the round works on it";
    Fault::new(Kind::PermissionDenied, "VENTURE_OTHER_DEPARTMENT", sentence)
        .with("division", division)
        .with("department", name::department(department))
}

/// It stands otherwise.
pub(crate) fn round_state(id: Uuid, status: &str) -> Fault {
    refused("VENTURE_ROUND_STATE", &format!("the round is {status}: this cannot be done"), id).with("status", status)
}

/// Organisations have too little time.
pub(crate) fn term_short(rule: &str, first: Date) -> Fault {
    let sentence = format!("the deadline may be on {first} at the earliest ({rule})");
    Fault::new(Kind::FailedPrecondition, "VENTURE_FILING_TERM_SHORT", sentence)
        .with("rule", rule)
        .with("first_date", first.to_string())
}

/// It came too late: after an instant, or a day.
pub(crate) fn filing_closed(deadline: String, arrival: OffsetDateTime) -> Fault {
    let sentence = "the deadline had come when this arrived";
    Fault::new(Kind::FailedPrecondition, "VENTURE_FILING_CLOSED", sentence)
        .with("deadline", deadline)
        .with("arrival", instant(arrival))
}

/// The same, after the deadline of a round.
pub(crate) fn deadline_over(deadline: OffsetDateTime, arrival: OffsetDateTime) -> Fault {
    filing_closed(instant(deadline), arrival)
}

/// Proposals are still filed.
pub(crate) fn filing_open(id: Uuid, deadline: OffsetDateTime) -> Fault {
    refused("VENTURE_FILING_OPEN", "the deadline has not come", id).with("deadline", instant(deadline))
}

/// No such proposal, or the caller may not see it.
pub(crate) fn no_proposal(round: Uuid, id: Uuid) -> Fault {
    Fault::new(Kind::NotFound, "VENTURE_PROPOSAL_NOT_FOUND", "no such proposal")
        .with("venture_proposal", name::venture_proposal(round, id))
}

/// Somebody saw an older state.
pub(crate) fn proposal_changed(etag: String) -> Fault {
    let sentence = "the proposal has changed since it was read";
    Fault::new(Kind::Aborted, "VENTURE_PROPOSAL_CHANGED", sentence).with("etag", etag)
}

/// It stands otherwise.
pub(crate) fn proposal_state((round, id): (Uuid, Uuid), status: &str) -> Fault {
    let sentence = format!("the proposal is {status}: this cannot be done");
    Fault::new(Kind::FailedPrecondition, "VENTURE_PROPOSAL_STATE", sentence)
        .with("venture_proposal", name::venture_proposal(round, id))
        .with("status", status)
}

/// One is enough (VT-05).
pub(crate) fn proposal_exists(round: Uuid, organization: &str) -> Fault {
    let sentence = "the organisation has a proposal in the round already";
    of_round(Kind::AlreadyExists, "VENTURE_PROPOSAL_EXISTS", sentence, round)
        .with("organization", format!("organizations/{organization}"))
}

/// So many are not checked, or may be filed again.
pub(crate) fn checks_open(id: Uuid, open: usize) -> Fault {
    let sentence = "proposals are not checked yet, or may still be filed again";
    refused("VENTURE_FORMAL_CHECK_OPEN", sentence, id).with("open", open.to_string())
}

/// Some are related to organisations: by their places in the request.
pub(crate) fn conflict(id: Uuid, experts: &str, rule: &str) -> Fault {
    let sentence = format!("experts are related to organisations of their tracks ({rule}): {experts}");
    refused("VENTURE_EXPERT_CONFLICT", &sentence, id).with("experts", experts).with("rule", rule)
}

/// Some withdrew: by their places in the request.
pub(crate) fn recused(id: Uuid, experts: &str) -> Fault {
    refused("VENTURE_EXPERT_RECUSED", "experts withdrew from the round", id).with("experts", experts)
}

/// So many must stay as they are.
pub(crate) fn expert_scored(id: Uuid, scored: usize) -> Fault {
    let sentence = "experts who have scored must stay, with their tracks";
    refused("VENTURE_EXPERT_SCORED", sentence, id).with("scored", scored.to_string())
}

/// Not one of the experts.
pub(crate) fn not_expert(id: Uuid) -> Fault {
    of_round(Kind::PermissionDenied, "VENTURE_NOT_EXPERT", "the caller is no expert of the round", id)
}

/// Once is enough.
pub(crate) fn scored(id: Uuid) -> Fault {
    of_round(Kind::AlreadyExists, "VENTURE_SCORED", "the expert has scored already", id)
}

/// Points of so many are missing.
pub(crate) fn scores_missing(id: Uuid, missing: usize) -> Fault {
    refused("VENTURE_SCORES_MISSING", "experts are missing or have not scored", id).with("missing", missing.to_string())
}

/// There is less in the budget.
pub(crate) fn budget_exceeded(id: Uuid, available: i64) -> Fault {
    let sentence = format!("the budget of the round has {available} fen available");
    refused("VENTURE_BUDGET_EXCEEDED", &sentence, id).with("available_fen", available.to_string())
}

/// Whoever proposed the list does not decide it (VT-06).
pub(crate) fn two_people(id: Uuid) -> Fault {
    refused("VENTURE_TWO_PEOPLE", "somebody else than proposed the list must do this", id)
}

/// The public notice is not over.
pub(crate) fn notice_period(id: Uuid, last: Date) -> Fault {
    refused("VENTURE_NOTICE_PERIOD", "the public notice is not over", id).with("last_date", last.to_string())
}

/// It is over.
pub(crate) fn objection_late(id: Uuid, last: Date) -> Fault {
    refused("VENTURE_OBJECTION_LATE", "the public notice is over", id).with("last_date", last.to_string())
}

/// One is open.
pub(crate) fn objection_open(id: Uuid, number: i32) -> Fault {
    refused("VENTURE_OBJECTION_OPEN", "an objection to the proposal is not decided", id)
        .with("objection_number", number.to_string())
}

/// No such objection.
pub(crate) fn no_objection(id: Uuid, number: i32) -> Fault {
    let sentence = "the round has no objection of this number";
    of_round(Kind::NotFound, "VENTURE_OBJECTION_NOT_FOUND", sentence, id).with("objection_number", number.to_string())
}

/// It is decided.
pub(crate) fn objection_decided(id: Uuid, number: i32) -> Fault {
    refused("VENTURE_OBJECTION_DECIDED", "the objection is decided already", id)
        .with("objection_number", number.to_string())
}

fn of_application(reason: &'static str, sentence: &str, id: Uuid) -> Fault {
    Fault::new(Kind::FailedPrecondition, reason, sentence).with("fund_application", fund::name::application(id))
}

/// The instalment waits for something.
pub(crate) fn gate_closed(application: Uuid, gate: &str) -> Fault {
    let sentence = format!("the instalment may be paid after the {gate} alone");
    of_application("VENTURE_GATE_CLOSED", &sentence, application).with("gate", gate)
}

/// A payment must be confirmed or fail first.
pub(crate) fn payment_under_way(application: Uuid) -> Fault {
    of_application("VENTURE_PAYMENT_UNDER_WAY", "a payment of the grant is under way", application)
}

/// Its money goes by the checks of the project.
pub(crate) fn of_grant(application: Uuid, (round, id): (Uuid, Uuid)) -> Fault {
    let sentence = "until its project is completed, an instalment is freed by the checks of it or by dropping it alone";
    of_application("VENTURE_GRANT_APPLICATION", sentence, application)
        .with("venture_proposal", name::venture_proposal(round, id))
}

/// Another report is due, or one waits.
pub(crate) fn report_state((round, id): (Uuid, Uuid), due: &str) -> Fault {
    let sentence = format!("a report waits for its decision, none does, or it is not the time for it: {due} is due");
    Fault::new(Kind::FailedPrecondition, "VENTURE_REPORT_STATE", sentence)
        .with("venture_proposal", name::venture_proposal(round, id))
        .with("stage", due)
}
