//! What is refused because of what is on record, each with the reason that the contract declares. None tells whose it is.

use fault::{Fault, Kind, Unmet};
use talent_domain::Unregistered;
use time::Date;
use uuid::Uuid;
use vocab::UnifiedCode;

use crate::store::personnel::engagement::EngagementRow;
use crate::store::personnel::qualification::QualificationRow;
use crate::wire::personnel::name;

/// Deregistered: nobody begins to work for it.
pub(crate) fn organization_ended() -> Fault {
    let sentence = "the organisation is deregistered; nobody is recorded as working for it any more";
    Fault::new(Kind::FailedPrecondition, "ORGANIZATION_ENDED", sentence)
}

/// No such person, or none of the caller's concern.
pub(crate) fn no_person(id: Uuid) -> Fault {
    Fault::new(Kind::NotFound, "PERSON_NOT_FOUND", "no such person").with("person", name::person(id))
}

/// Somebody saw an older state.
pub(crate) fn person_changed(etag: String) -> Fault {
    Fault::new(Kind::Aborted, "PERSON_CHANGED", "the person has changed since it was read").with("etag", etag)
}

/// The document is another's, or the name has changed.
pub(crate) fn name_differs() -> Fault {
    let sentence =
        "the identity document is on record with another name; check both, or say that the name is corrected";
    Fault::new(Kind::FailedPrecondition, "PERSON_NAME_DIFFERS", sentence)
}

/// No such engagement, or the caller may not see it.
pub(crate) fn no_engagement(code: UnifiedCode, id: Uuid) -> Fault {
    Fault::new(Kind::NotFound, "ENGAGEMENT_NOT_FOUND", "no such engagement")
        .with("engagement", name::engagement(code, id))
}

/// Somebody saw an older state.
pub(crate) fn engagement_changed(etag: String) -> Fault {
    Fault::new(Kind::Aborted, "ENGAGEMENT_CHANGED", "the engagement has changed since it was read").with("etag", etag)
}

/// It has ended, by the day that is stated.
pub(crate) fn engagement_over(row: &EngagementRow) -> Fault {
    Fault::new(Kind::FailedPrecondition, "ENGAGEMENT_OVER", "the engagement has ended")
        .with("engagement", name::engagement(row.organization, row.id))
}

/// The person works there already.
pub(crate) fn engaged(row: &EngagementRow) -> Fault {
    let sentence = "the person works for the organisation during these days already; end that engagement first";
    Fault::new(Kind::AlreadyExists, "ENGAGEMENT_EXISTS", sentence)
        .with("engagement", name::engagement(row.organization, row.id))
}

/// The person works full-time elsewhere; where, is not the caller's concern.
pub(crate) fn full_time_elsewhere() -> Fault {
    let sentence = "the person works full-time for another organisation during these days";
    Fault::new(Kind::FailedPrecondition, "ENGAGEMENT_FULL_TIME_ELSEWHERE", sentence)
}

fn of(kind: Kind, reason: &'static str, sentence: &str, (person, id): (Uuid, Uuid)) -> Fault {
    Fault::new(kind, reason, sentence).with("qualification", name::qualification(person, id))
}

/// No such qualification, or the caller may not see the person.
pub(crate) fn no_qualification(ids: (Uuid, Uuid)) -> Fault {
    of(Kind::NotFound, "STAFF_QUALIFICATION_NOT_FOUND", "no such qualification", ids)
}

/// Somebody saw an older state.
pub(crate) fn qualification_changed(etag: String) -> Fault {
    let sentence = "the qualification has changed since it was read";
    Fault::new(Kind::Aborted, "STAFF_QUALIFICATION_CHANGED", sentence).with("etag", etag)
}

/// The number is taken.
pub(crate) fn qualification_exists() -> Fault {
    let sentence = "a certificate of this kind and number is on record";
    Fault::new(Kind::AlreadyExists, "STAFF_QUALIFICATION_EXISTS", sentence)
}

/// It was revoked.
pub(crate) fn revoked(row: &QualificationRow) -> Fault {
    let sentence = "the qualification was revoked";
    of(Kind::FailedPrecondition, "STAFF_QUALIFICATION_REVOKED", sentence, (row.person, row.id))
}

/// It is registered; renewals follow.
pub(crate) fn registered(row: &QualificationRow) -> Fault {
    let sentence = "the certificate has its first registration; renew it";
    of(Kind::FailedPrecondition, "STAFF_QUALIFICATION_REGISTERED", sentence, (row.person, row.id))
}

/// There is nothing to renew.
pub(crate) fn not_registered(row: &QualificationRow) -> Fault {
    let sentence = "the certificate has no first registration that could be renewed";
    of(Kind::FailedPrecondition, "STAFF_QUALIFICATION_NOT_REGISTERED", sentence, (row.person, row.id))
}

/// Why a certificate is not registered.
pub(crate) fn unregistered(row: &QualificationRow, why: Unregistered) -> Fault {
    let failed = |reason, sentence: String| Fault::new(Kind::FailedPrecondition, reason, sentence);
    match why {
        Unregistered::NotRegistrable => {
            let sentence = "certificates of this kind are not registered";
            of(Kind::FailedPrecondition, "STAFF_QUALIFICATION_NOT_REGISTRABLE", sentence, (row.person, row.id))
        }
        Unregistered::Late(until) => {
            let sentence = format!("the first registration was due by {until}; a later one needs a reason");
            failed("STAFF_QUALIFICATION_LATE", sentence).with("until", until.to_string())
        }
        Unregistered::Renewed(until) => renewed(until),
        Unregistered::Hours { least, rule } => {
            let sentence = format!("the renewal asks for {least} hours of continuing education");
            let unmet = Unmet {
                rule: rule.id.clone(),
                subject: name::qualification(row.person, row.id),
                description: sentence.clone(),
            };
            failed("STAFF_QUALIFICATION_HOURS_MISSING", sentence)
                .with("hours", least.to_string())
                .with("rule", rule.to_string())
                .unmet(unmet)
        }
        Unregistered::NotInForce(missing) => Fault::invalid_field("register_date", missing.to_string()),
    }
}

fn renewed(until: Date) -> Fault {
    let sentence = format!("the certificate is renewed ahead already, until {until}");
    Fault::new(Kind::FailedPrecondition, "STAFF_QUALIFICATION_RENEWED", sentence).with("until", until.to_string())
}
