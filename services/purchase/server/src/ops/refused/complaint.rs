//! What is refused of complaints because of what is on record.

use fault::{Fault, Kind};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::instant;
use crate::wire::name;

fn of_tender(kind: Kind, reason: &'static str, sentence: &str, id: Uuid) -> Fault {
    Fault::new(kind, reason, sentence).with("tender", name::tender(id))
}

fn refused(reason: &'static str, sentence: &str, id: Uuid) -> Fault {
    of_tender(Kind::FailedPrecondition, reason, sentence, id)
}

/// The buyer may still answer.
pub(crate) fn early(id: Uuid, challenge: i32) -> Fault {
    let sentence = "the challenge is not answered, and the term for the answer is not over";
    refused("TENDER_COMPLAINT_EARLY", sentence, id).with("challenge_number", challenge.to_string())
}

/// The term is over.
pub(crate) fn late(id: Uuid, last: Date, arrival: OffsetDateTime) -> Fault {
    refused("TENDER_COMPLAINT_LATE", "the term for complaints is over", id)
        .with("last_date", last.to_string())
        .with("arrival", instant(arrival))
}

/// There is one about the challenge.
pub(crate) fn made(id: Uuid, number: i32) -> Fault {
    let sentence = "there is a complaint about the challenge already";
    of_tender(Kind::AlreadyExists, "TENDER_COMPLAINT_MADE", sentence, id).with("complaint_number", number.to_string())
}

/// No such complaint.
pub(crate) fn no_complaint(id: Uuid, number: i32) -> Fault {
    let sentence = "the tender has no complaint of this number";
    of_tender(Kind::NotFound, "TENDER_COMPLAINT_NOT_FOUND", sentence, id).with("complaint_number", number.to_string())
}

/// It is decided.
pub(crate) fn decided(id: Uuid, number: i32) -> Fault {
    refused("TENDER_COMPLAINT_DECIDED", "the complaint is decided already", id)
        .with("complaint_number", number.to_string())
}

/// The buyer does not supervise itself.
pub(crate) fn not_supervisor(id: Uuid) -> Fault {
    let sentence = "complaints are for another department than the buyer's, of its division";
    of_tender(Kind::PermissionDenied, "TENDER_COMPLAINT_NOT_SUPERVISOR", sentence, id)
}

/// Nothing is awarded meanwhile.
pub(crate) fn suspended(id: Uuid, last: Date) -> Fault {
    refused("TENDER_AWARD_SUSPENDED", "a complaint suspends the award", id).with("last_date", last.to_string())
}
