//! What is refused of secondments because of what is on record, each with the reason that the contract declares.

use fault::{Fault, Kind};
use time::Date;
use uuid::Uuid;
use vocab::UnifiedCode;

use crate::wire::name;

fn of(kind: Kind, reason: &'static str, sentence: &str, id: Uuid) -> Fault {
    Fault::new(kind, reason, sentence).with("secondment", name::secondment(id))
}

/// No such secondment, or the caller may not see it.
pub(crate) fn no_secondment(id: Uuid) -> Fault {
    of(Kind::NotFound, "SECONDMENT_NOT_FOUND", "no such secondment", id)
}

/// It is another department's.
pub(crate) fn other_department(division: &str, department: &str) -> Fault {
    let sentence = "only the department that sends the official works on the secondment";
    Fault::new(Kind::PermissionDenied, "SECONDMENT_OTHER_DEPARTMENT", sentence)
        .with("division", division)
        .with("department", name::department(department))
}

/// Somebody saw an older state.
pub(crate) fn changed(etag: String) -> Fault {
    let sentence = "the secondment has changed since it was read";
    Fault::new(Kind::Aborted, "SECONDMENT_CHANGED", sentence).with("etag", etag)
}

/// It stands otherwise.
pub(crate) fn state(id: Uuid, status: &str) -> Fault {
    let sentence = format!("the secondment is {status}: this cannot be done");
    of(Kind::FailedPrecondition, "SECONDMENT_STATE", &sentence, id).with("status", status)
}

/// The register does not show the organisation as active.
pub(crate) fn not_active(code: UnifiedCode) -> Fault {
    let sentence = "the register does not show the organisation as active";
    Fault::new(Kind::FailedPrecondition, "SECONDMENT_ORGANIZATION_NOT_ACTIVE", sentence).with("code", code.to_string())
}

/// It is longer than a rule allows.
pub(crate) fn too_long(rule: &str, last: Date) -> Fault {
    let sentence = format!("the last day may be {last} at the latest ({rule})");
    Fault::new(Kind::FailedPrecondition, "SECONDMENT_TOO_LONG", sentence)
        .with("rule", rule)
        .with("last_date", last.to_string())
}

/// The official has one already.
pub(crate) fn exists() -> Fault {
    let sentence = "the official has a secondment that is planned or active (TA-09b)";
    Fault::new(Kind::AlreadyExists, "SECONDMENT_EXISTS", sentence)
}

/// Today is none of its days.
pub(crate) fn other_day(id: Uuid, begin: Date, end: Date) -> Fault {
    of(Kind::FailedPrecondition, "SECONDMENT_OTHER_DAY", "today is no day of the secondment", id)
        .with("begin_date", begin.to_string())
        .with("end_date", end.to_string())
}

/// The quarter has its report.
pub(crate) fn report_filed(id: Uuid) -> Fault {
    of(Kind::AlreadyExists, "SECONDMENT_REPORT_FILED", "the quarter has its report", id)
}
