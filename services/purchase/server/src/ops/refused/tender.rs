//! What is refused of tenders because of what is on record.

use fault::{Fault, Kind};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::instant;
use crate::wire::name;

pub(super) fn of_tender(kind: Kind, reason: &'static str, sentence: &str, id: Uuid) -> Fault {
    Fault::new(kind, reason, sentence).with("tender", name::tender(id))
}

pub(super) fn refused(reason: &'static str, sentence: &str, id: Uuid) -> Fault {
    of_tender(Kind::FailedPrecondition, reason, sentence, id)
}

/// No such tender, or the caller may not see it.
pub(crate) fn no_tender(id: Uuid) -> Fault {
    of_tender(Kind::NotFound, "TENDER_NOT_FOUND", "no such tender", id)
}

/// Somebody saw an older state.
pub(crate) fn changed(etag: String) -> Fault {
    Fault::new(Kind::Aborted, "TENDER_CHANGED", "the tender has changed since it was read").with("etag", etag)
}

/// It is another buyer's.
pub(crate) fn other_buyer(division: &str, department: &str) -> Fault {
    Fault::new(Kind::PermissionDenied, "TENDER_OTHER_BUYER", "only the buyer itself works on its tender")
        .with("division", division)
        .with("department", name::department(department))
}

/// It stands otherwise.
pub(crate) fn state(id: Uuid, status: &str) -> Fault {
    refused("TENDER_STATE", &format!("the tender is {status}"), id).with("status", status)
}

/// The project is busy.
pub(crate) fn under_way(id: Uuid) -> Fault {
    refused("TENDER_UNDER_WAY", "a tender of the project is under way", id)
}

/// Such procurements do not run here.
pub(crate) fn method(project: Uuid, method: &str) -> Fault {
    let sentence = "procurements by the method of the project do not run here, or it is another one than in the draft";
    Fault::new(Kind::FailedPrecondition, "TENDER_METHOD", sentence)
        .with("project", name::project(project))
        .with("method", method)
}

/// Bidders have too little time.
pub(crate) fn notice_too_short(rule: &str, first: Date) -> Fault {
    let sentence = format!("the deadline for bids may be on {first} at the earliest ({rule})");
    Fault::new(Kind::FailedPrecondition, "TENDER_NOTICE_TOO_SHORT", sentence)
        .with("rule", rule)
        .with("first_date", first.to_string())
}

/// It is too late to ask or to answer.
pub(crate) fn questions_closed(deadline: OffsetDateTime, arrival: OffsetDateTime) -> Fault {
    Fault::new(Kind::FailedPrecondition, "TENDER_QUESTIONS_CLOSED", "questions are closed")
        .with("deadline", instant(deadline))
        .with("arrival", instant(arrival))
}

/// It has as many as it takes.
pub(crate) fn too_many_questions(id: Uuid, most: i32) -> Fault {
    refused("TENDER_TOO_MANY_QUESTIONS", "the tender has as many questions as it takes", id)
        .with("most", most.to_string())
}

/// No such question.
pub(crate) fn no_question(id: Uuid, number: i32) -> Fault {
    let sentence = "the tender has no question of this number";
    of_tender(Kind::NotFound, "TENDER_QUESTION_NOT_FOUND", sentence, id).with("question_number", number.to_string())
}

/// It is answered.
pub(crate) fn question_answered(id: Uuid, number: i32) -> Fault {
    refused("TENDER_QUESTION_ANSWERED", "the question is answered already", id)
        .with("question_number", number.to_string())
}

/// It came too late, and this proves it.
pub(crate) fn late(id: Uuid, deadline: OffsetDateTime, arrival: OffsetDateTime) -> Fault {
    refused("TENDER_BID_LATE", "the deadline for bids had come when this arrived", id)
        .with("deadline", instant(deadline))
        .with("arrival", instant(arrival))
}

/// No such bid, or the caller may not see it.
pub(crate) fn no_bid(tender: Option<Uuid>) -> Fault {
    let fault = Fault::new(Kind::NotFound, "TENDER_BID_NOT_FOUND", "no such bid");
    match tender {
        Some(id) => fault.with("tender", name::tender(id)),
        None => fault,
    }
}

/// The bidder acts elsewhere.
pub(crate) fn other_system(id: Uuid) -> Fault {
    let sentence = "the bidder acts through another system in this tender";
    of_tender(Kind::PermissionDenied, "TENDER_BID_OTHER_SYSTEM", sentence, id)
}

/// Bids are still taken.
pub(crate) fn not_due(id: Uuid, deadline: OffsetDateTime) -> Fault {
    refused("TENDER_NOT_DUE", "the deadline for bids has not come", id).with("deadline", instant(deadline))
}

/// Nobody is named.
pub(crate) fn officer_required(id: Uuid) -> Fault {
    refused("TENDER_OFFICER_REQUIRED", "the token names no officer on whose behalf the system calls", id)
}

/// Two departments are wanted.
pub(crate) fn same_department(id: Uuid, department: &str) -> Fault {
    let sentence = "the other share must be released by another officer of another department";
    refused("TENDER_OPENING_SAME_DEPARTMENT", sentence, id).with("department", name::department(department))
}

/// There is no other share.
pub(crate) fn authorized(id: Uuid) -> Fault {
    refused("TENDER_OPENING_AUTHORIZED", "both shares of the key are released already", id)
}

/// Shares are missing.
pub(crate) fn not_authorized(id: Uuid, missing: usize) -> Fault {
    refused("TENDER_OPENING_NOT_AUTHORIZED", "a share of the key is not released", id)
        .with("missing", missing.to_string())
}

/// Some are related to bidders: by their places in the request.
pub(crate) fn conflict(id: Uuid, experts: &str, rule: &str) -> Fault {
    let sentence = format!("experts are related to bidders ({rule}): {experts}");
    refused("TENDER_EXPERT_CONFLICT", &sentence, id).with("experts", experts).with("rule", rule)
}

/// Some withdrew: by their places in the request.
pub(crate) fn recused(id: Uuid, experts: &str) -> Fault {
    refused("TENDER_EXPERT_RECUSED", "experts withdrew from the tender", id).with("experts", experts)
}

/// So many must stay.
pub(crate) fn expert_scored(id: Uuid, scored: usize) -> Fault {
    refused("TENDER_EXPERT_SCORED", "experts who have scored must stay", id).with("scored", scored.to_string())
}

/// So many of those who are left are the buyer's own.
pub(crate) fn experts_of_buyer(id: Uuid, experts: usize, rule: &str) -> Fault {
    let sentence =
        format!("of those who judge, {experts} are of the buyer, which is more than a third ({rule}); name others");
    refused("TENDER_EXPERTS_OF_BUYER", &sentence, id).with("experts", experts.to_string()).with("rule", rule)
}

/// Not one of the experts.
pub(crate) fn not_expert(id: Uuid) -> Fault {
    let sentence = "the caller is neither an expert of the tender nor its buyer";
    of_tender(Kind::PermissionDenied, "TENDER_NOT_EXPERT", sentence, id)
}

/// Once is enough.
pub(crate) fn scored(id: Uuid) -> Fault {
    of_tender(Kind::AlreadyExists, "TENDER_SCORED", "the expert has scored already", id)
}

/// Points of so many are missing.
pub(crate) fn scores_missing(id: Uuid, missing: usize) -> Fault {
    refused("TENDER_SCORES_MISSING", "experts are missing or have not scored", id).with("missing", missing.to_string())
}

/// Nobody knows the days.
pub(crate) fn calendar_unknown(from: Date) -> Fault {
    let sentence = format!("the working days after {from} are not known");
    Fault::new(Kind::FailedPrecondition, "TENDER_CALENDAR_UNKNOWN", sentence).with("date", from.to_string())
}

/// The term is over.
pub(crate) fn challenge_late(id: Uuid, last: Date, arrival: OffsetDateTime) -> Fault {
    refused("TENDER_CHALLENGE_LATE", "the term for challenges is over", id)
        .with("last_date", last.to_string())
        .with("arrival", instant(arrival))
}

/// No such challenge.
pub(crate) fn no_challenge(id: Uuid, number: i32) -> Fault {
    let sentence = "the tender has no challenge of this number";
    of_tender(Kind::NotFound, "TENDER_CHALLENGE_NOT_FOUND", sentence, id).with("challenge_number", number.to_string())
}

/// It is decided.
pub(crate) fn challenge_decided(id: Uuid, number: i32) -> Fault {
    refused("TENDER_CHALLENGE_DECIDED", "the challenge is decided already", id)
        .with("challenge_number", number.to_string())
}

/// The bidder waits for the answer to one.
pub(crate) fn challenge_undecided(id: Uuid, number: i32) -> Fault {
    refused("TENDER_CHALLENGE_UNDECIDED", "a challenge of the bidder is not decided", id)
        .with("challenge_number", number.to_string())
}

/// The term is not over.
pub(crate) fn challenge_period(id: Uuid, last: Date) -> Fault {
    refused("TENDER_CHALLENGE_PERIOD", "the term for challenges is not over", id).with("last_date", last.to_string())
}

/// One is open.
pub(crate) fn challenge_open(id: Uuid, number: i32) -> Fault {
    refused("TENDER_CHALLENGE_OPEN", "a challenge is not decided", id).with("challenge_number", number.to_string())
}

/// The bidder takes no part in the talks.
pub(crate) fn not_negotiating(id: Uuid) -> Fault {
    let sentence = "the bidder has no valid bid in the tender, so that it makes no last offer";
    of_tender(Kind::PermissionDenied, "TENDER_NOT_NEGOTIATING", sentence, id)
}

/// There are none yet.
pub(crate) fn offers_required(id: Uuid) -> Fault {
    let sentence = "the last offers of the tender must be called and opened before";
    refused("TENDER_OFFERS_REQUIRED", sentence, id)
}

/// Once is enough.
pub(crate) fn offers_called(id: Uuid, deadline: OffsetDateTime) -> Fault {
    refused("TENDER_OFFERS_CALLED", "the last offers of the tender were called already", id)
        .with("deadline", instant(deadline))
}

/// So many have scored what was bid.
pub(crate) fn offers_scored(id: Uuid, scored: usize) -> Fault {
    let sentence = "experts have scored the bids, so that no last offers can be called";
    refused("TENDER_OFFERS_SCORED", sentence, id).with("scored", scored.to_string())
}

/// So many are not seated who hold the talks.
pub(crate) fn experts_missing(id: Uuid, missing: usize) -> Fault {
    refused("TENDER_EXPERTS_MISSING", "experts are missing who hold the talks", id).with("missing", missing.to_string())
}
