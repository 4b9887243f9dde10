//! What is refused of consultations because of what is on record.

use fault::{Fault, Kind};
use talent_domain::consultation::MOST_ASKED;
use time::format_description::well_known::Rfc3339;
use time::{Date, OffsetDateTime};
use uuid::Uuid;
use vocab::UnifiedCode;

use crate::store::consultation::ConsultationRow;
use crate::wire::consultation::{name, standing};

/// How many codes one refusal tells.
const MOST_TOLD: usize = 20;

fn of(kind: Kind, reason: &'static str, sentence: &str, id: Uuid) -> Fault {
    Fault::new(kind, reason, sentence).with("consultation", name::consultation(id))
}

fn refused(reason: &'static str, sentence: &str, id: Uuid) -> Fault {
    of(Kind::FailedPrecondition, reason, sentence, id)
}

/// No such consultation, or the caller may not see it.
pub(crate) fn no_consultation(id: Uuid) -> Fault {
    of(Kind::NotFound, "CONSULTATION_NOT_FOUND", "no such consultation", id)
}

/// Somebody saw an older state.
pub(crate) fn changed(etag: String) -> Fault {
    let sentence = "the consultation has changed since it was read";
    Fault::new(Kind::Aborted, "CONSULTATION_CHANGED", sentence).with("etag", etag)
}

/// It is another department's.
pub(crate) fn other_department(row: &ConsultationRow) -> Fault {
    let sentence = "this is for the department of the consultation alone";
    Fault::new(Kind::PermissionDenied, "CONSULTATION_OTHER_DEPARTMENT", sentence)
        .with("division", row.division.clone())
        .with("department", intake::name::department(&row.department))
}

/// It stands otherwise.
pub(crate) fn state(row: &ConsultationRow, today: Date) -> Fault {
    let status = standing(row, today);
    refused("CONSULTATION_STATE", &format!("the consultation is {status}: this cannot be done"), row.id)
        .with("status", status)
}

/// Organisations have too little time.
pub(crate) fn term_short(rule: &str, first: Date) -> Fault {
    let sentence = format!("the last day may be {first} at the earliest ({rule})");
    Fault::new(Kind::FailedPrecondition, "CONSULTATION_TERM_SHORT", sentence)
        .with("rule", rule)
        .with("first_date", first.to_string())
}

/// Some that are named are not active, or not shown to the caller.
pub(crate) fn unknown(codes: &[String]) -> Fault {
    let told: Vec<&str> = codes.iter().take(MOST_TOLD).map(String::as_str).collect();
    let sentence = "organisations that are named are not active, or the register does not show them to the caller";
    Fault::new(Kind::FailedPrecondition, "CONSULTATION_ASKED_UNKNOWN", sentence)
        .with("count", codes.len().to_string())
        .with("codes", told.join(","))
}

/// There is nobody to ask.
pub(crate) fn nobody(id: Uuid) -> Fault {
    refused("CONSULTATION_ASKED_NONE", "no organisation is what the consultation asks for", id)
}

/// There are too many to ask.
pub(crate) fn too_many() -> Fault {
    let sentence = format!("one consultation asks {MOST_ASKED} organisations at most");
    Fault::new(Kind::FailedPrecondition, "CONSULTATION_ASKED_TOO_MANY", sentence).with("most", MOST_ASKED.to_string())
}

/// Nobody asked it.
pub(crate) fn not_asked(id: Uuid, code: UnifiedCode) -> Fault {
    refused("CONSULTATION_NOT_ASKED", "the organisation was not asked", id)
        .with("organization", intake::name::organization(code))
}

/// It came too late.
pub(crate) fn opinions_closed(last: Date, arrival: OffsetDateTime) -> Fault {
    let sentence = "the last day for opinions was over when this arrived";
    Fault::new(Kind::FailedPrecondition, "CONSULTATION_OPINIONS_CLOSED", sentence)
        .with("last_date", last.to_string())
        .with("arrival", arrival.format(&Rfc3339).unwrap_or_default())
}

/// It comes too early.
pub(crate) fn opinions_open(id: Uuid, last: Date) -> Fault {
    refused("CONSULTATION_OPINIONS_OPEN", "the last day for opinions is not over", id)
        .with("last_date", last.to_string())
}

fn of_opinion(kind: Kind, reason: &'static str, sentence: &str, (id, code): (Uuid, &str)) -> Fault {
    Fault::new(kind, reason, sentence).with("opinion", name::opinion(id, code))
}

/// No such opinion, or the caller may not see it.
pub(crate) fn no_opinion(opinion: (Uuid, &str)) -> Fault {
    of_opinion(Kind::NotFound, "CONSULTATION_OPINION_NOT_FOUND", "no such opinion", opinion)
}

/// Somebody saw an older state, or none.
pub(crate) fn opinion_changed(etag: String) -> Fault {
    let sentence = "the opinion has changed since it was read, or there is one already";
    Fault::new(Kind::Aborted, "CONSULTATION_OPINION_CHANGED", sentence).with("etag", etag)
}

/// The organisation acts through another system.
pub(crate) fn other_system(opinion: (Uuid, &str)) -> Fault {
    let sentence = "another system submitted the opinion of the organisation";
    of_opinion(Kind::AlreadyExists, "CONSULTATION_OPINION_OTHER_SYSTEM", sentence, opinion)
}

/// Opinions wait for a reply.
pub(crate) fn replies_missing(id: Uuid, count: i64) -> Fault {
    refused("CONSULTATION_REPLIES_MISSING", "opinions with a text or an answer have no reply", id)
        .with("count", count.to_string())
}
