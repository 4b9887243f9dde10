//! What is refused of single sources because of what is on record.

use fault::{Fault, Kind};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::instant;
use crate::wire::name;

fn of_notice(reason: &'static str, sentence: &str, id: Uuid) -> Fault {
    Fault::new(Kind::FailedPrecondition, reason, sentence).with("single_source_notice", name::single_source_notice(id))
}

fn not_found(subject: String, sentence: &str) -> Fault {
    Fault::new(Kind::NotFound, "SINGLE_SOURCE_NOT_FOUND", sentence).with("subject", subject)
}

/// No such notice.
pub(crate) fn no_notice(id: Uuid) -> Fault {
    not_found(name::single_source_notice(id), "no such notice")
}

/// No such objection, or the caller may not see it.
pub(crate) fn no_objection(notice: Uuid, id: Uuid) -> Fault {
    not_found(name::single_source_objection(notice, id), "no such objection")
}

/// Somebody saw an older state.
pub(crate) fn changed(etag: String) -> Fault {
    let sentence = "the notice has changed since it was read";
    Fault::new(Kind::Aborted, "SINGLE_SOURCE_CHANGED", sentence).with("etag", etag)
}

fn state(subject: String, sentence: &str, status: &str) -> Fault {
    Fault::new(Kind::FailedPrecondition, "SINGLE_SOURCE_STATE", sentence)
        .with("subject", subject)
        .with("status", status)
}

/// The notice stands otherwise.
pub(crate) fn notice_state(id: Uuid, status: &str) -> Fault {
    state(name::single_source_notice(id), &format!("the notice is {status}"), status)
}

/// It is decided.
pub(crate) fn objection_decided(notice: Uuid, id: Uuid, outcome: &str) -> Fault {
    state(name::single_source_objection(notice, id), "the objection is decided already", outcome)
}

/// The project is purchased otherwise.
pub(crate) fn method(project: Uuid, method: &str) -> Fault {
    let sentence = "the method of the project is another one than single source";
    Fault::new(Kind::FailedPrecondition, "SINGLE_SOURCE_METHOD", sentence)
        .with("project", name::project(project))
        .with("method", method)
}

/// What it says binds the project.
pub(crate) fn standing(id: Uuid) -> Fault {
    let sentence = "a notice of the project is published or cleared; withdraw it first";
    of_notice("SINGLE_SOURCE_NOTICE_STANDING", sentence, id)
}

/// There is no award without it.
pub(crate) fn required(project: Uuid, supplier_code: &str) -> Fault {
    let sentence = "no cleared notice of a single source names the supplier";
    Fault::new(Kind::FailedPrecondition, "SINGLE_SOURCE_NOTICE_REQUIRED", sentence)
        .with("project", name::project(project))
        .with("supplier_code", supplier_code)
}

/// Nobody knows the days.
pub(crate) fn calendar_unknown(from: Date) -> Fault {
    let sentence = format!("the working days after {from} are not known");
    Fault::new(Kind::FailedPrecondition, "SINGLE_SOURCE_CALENDAR_UNKNOWN", sentence).with("date", from.to_string())
}

/// The publicity lasts, or somebody waits for an answer.
pub(crate) fn unsettled(id: Uuid, last: Date, open: i64) -> Fault {
    of_notice("SINGLE_SOURCE_UNSETTLED", "the publicity is not over, or an objection is not decided", id)
        .with("last_date", last.to_string())
        .with("open", open.to_string())
}

/// The publicity is over.
pub(crate) fn late(id: Uuid, last: Date, arrival: OffsetDateTime) -> Fault {
    of_notice("SINGLE_SOURCE_OBJECTION_LATE", "the publicity is over", id)
        .with("last_date", last.to_string())
        .with("arrival", instant(arrival))
}

/// Once is enough.
pub(crate) fn made(notice: Uuid, id: Uuid) -> Fault {
    let sentence = "there is an objection of the body by the system already";
    Fault::new(Kind::AlreadyExists, "SINGLE_SOURCE_OBJECTION_MADE", sentence)
        .with("objection", name::single_source_objection(notice, id))
}
