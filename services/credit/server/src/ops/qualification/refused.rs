//! What is refused of qualifications, each with the reason that the contract declares.

use credit_domain::qualification::{Kind as Qualification, Obstacle};
use fault::{Fault, Kind, Unmet};
use time::Date;
use uuid::Uuid;
use vocab::UnifiedCode;

use crate::wire::name;

fn precondition(reason: &'static str, sentence: impl Into<String>) -> Fault {
    Fault::new(Kind::FailedPrecondition, reason, sentence)
}

/// No such qualification.
pub(super) fn no_qualification(id: Uuid) -> Fault {
    let fault = Fault::new(Kind::NotFound, "QUALIFICATION_NOT_FOUND", "no such qualification");
    fault.with("qualification", name::qualification(id))
}

/// Somebody was faster.
pub(super) fn changed(etag: String) -> Fault {
    let sentence = "the qualification has changed since it was read";
    Fault::new(Kind::Aborted, "QUALIFICATION_CHANGED", sentence).with("etag", etag)
}

/// Another division's, or another department's.
pub(super) fn other_authority(division: &str, department: &str) -> Fault {
    let sentence = "only the department that answers for the kind in the division may do this";
    let fault = Fault::new(Kind::PermissionDenied, "QUALIFICATION_OTHER_AUTHORITY", sentence);
    fault.with("division", division).with("department", name::department(department))
}

/// No such application, or the caller may not see it.
pub(super) fn no_application(id: Uuid) -> Fault {
    let fault = Fault::new(Kind::NotFound, "QUALIFICATION_APPLICATION_NOT_FOUND", "no such application");
    fault.with("qualification_application", name::qualification_application(id))
}

/// Somebody was faster.
pub(super) fn application_changed(id: Uuid, etag: String) -> Fault {
    let sentence = "the application has changed since it was read";
    let fault = Fault::new(Kind::Aborted, "QUALIFICATION_APPLICATION_CHANGED", sentence).with("etag", etag);
    fault.with("qualification_application", name::qualification_application(id))
}

/// One at a time.
pub(super) fn application_open(organization: UnifiedCode, kind: Qualification) -> Fault {
    let sentence = "an application of the organisation for the kind is open";
    let fault = Fault::new(Kind::AlreadyExists, "QUALIFICATION_APPLICATION_OPEN", sentence);
    fault.with("organization", name::organization(organization)).with("kind", kind.as_str())
}

/// What keeps an organisation from applying (TX-03, TX-04, TX-12, CH-08).
pub(super) fn obstacle(obstacle: Obstacle) -> Fault {
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    match obstacle {
        Obstacle::InForce(id, earliest) => {
            let fault = precondition("QUALIFICATION_IN_FORCE", "the organisation has the qualification");
            fault.with("qualification", name::qualification(id)).with("earliest", day(earliest))
        }
        Obstacle::Barred(id, ground, until) => {
            let fault = precondition("QUALIFICATION_BARRED", "it was cancelled, and nobody may apply again yet");
            let fault = fault.with("qualification", name::qualification(id)).with("until", day(until));
            fault.with("ground", ground)
        }
    }
}

/// Conditions are not met: their keys, each with its rule.
pub(super) fn not_met(id: Uuid, conditions: &[(&str, &str)]) -> Fault {
    conditioned("QUALIFICATION_CONDITIONS_NOT_MET", "conditions are not met", id, conditions)
}

/// Nobody knows whether conditions are met: their keys, each with its rule.
pub(super) fn not_known(id: Uuid, conditions: &[(&str, &str)]) -> Fault {
    let sentence = "nothing on record shows conditions, and no department has seen them proved";
    conditioned("QUALIFICATION_CONDITIONS_NOT_KNOWN", sentence, id, conditions)
}

fn conditioned(reason: &'static str, sentence: &str, id: Uuid, conditions: &[(&str, &str)]) -> Fault {
    let keys: Vec<&str> = conditions.iter().map(|(key, _)| *key).collect();
    let fault = precondition(reason, format!("{sentence}: {}", keys.join(", ")));
    let fault = fault.with("qualification_application", name::qualification_application(id));
    let fault = fault.with("conditions", keys.join(","));
    conditions.iter().fold(fault, |fault, (key, rule)| {
        fault.unmet(Unmet {
            rule: (*rule).to_owned(),
            subject: name::qualification_application(id),
            description: (*key).to_owned(),
        })
    })
}

/// Papers are missing.
pub(super) fn proof_missing(id: Uuid, kinds: &[&str]) -> Fault {
    let fault = precondition("QUALIFICATION_PROOF_MISSING", format!("papers are missing: {}", kinds.join(", ")));
    let fault = fault.with("qualification_application", name::qualification_application(id));
    fault.with("kinds", kinds.join(","))
}

/// It is decided here.
pub(super) fn not_proposed(kind: Qualification) -> Fault {
    let fault = precondition("QUALIFICATION_NOT_PROPOSED", "the departments of the division decide the kind");
    fault.with("kind", kind.as_str())
}

/// It lapsed, is cancelled, or is not.
pub(super) fn not_in_force(id: Uuid) -> Fault {
    let fault = precondition("QUALIFICATION_NOT_IN_FORCE", "the qualification has lapsed, is cancelled, or is not");
    fault.with("qualification", name::qualification(id))
}

/// No such draft, or the caller may not see it.
pub(super) fn no_draft(id: Uuid) -> Fault {
    let fault = Fault::new(Kind::NotFound, "QUALIFICATION_DRAFT_NOT_FOUND", "no such draft");
    fault.with("qualification_draft", name::qualification_draft(id))
}

/// Somebody was faster.
pub(super) fn draft_changed(etag: String) -> Fault {
    let sentence = "the draft has changed since it was read";
    Fault::new(Kind::Aborted, "QUALIFICATION_DRAFT_CHANGED", sentence).with("etag", etag)
}

/// No such list.
pub(super) fn no_batch(id: Uuid) -> Fault {
    let fault = Fault::new(Kind::NotFound, "QUALIFICATION_BATCH_NOT_FOUND", "no such list");
    fault.with("qualification_batch", name::qualification_batch(id))
}

/// It is granted on an application.
pub(super) fn own_decision(kind: Qualification) -> Fault {
    let sentence = "the departments of the division decide the kind; it is granted on an application";
    precondition("QUALIFICATION_OWN_DECISION", sentence).with("kind", kind.as_str())
}

/// The organisation has it in a part of the time.
pub(super) fn overlaps(id: Option<Uuid>) -> Fault {
    let sentence = "the organisation has the qualification in a part of the time already";
    let fault = Fault::new(Kind::AlreadyExists, "QUALIFICATION_OVERLAPS", sentence);
    fault.with("qualification", id.map(name::qualification).unwrap_or_default())
}
