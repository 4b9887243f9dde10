//! What is refused because of what is on record, each with the reason that the contract declares.

use fault::{Fault, Kind};
use uuid::Uuid;

use crate::wire::name;

/// No such plan, or the caller may not see it.
pub(crate) fn no_plan(id: Uuid) -> Fault {
    Fault::new(Kind::NotFound, "PLAN_NOT_FOUND", "no such plan is on record").with("plan", name::plan(id))
}

/// Somebody was faster.
pub(crate) fn plan_changed(etag: String) -> Fault {
    Fault::new(Kind::Aborted, "PLAN_CHANGED", "the plan has changed since it was read").with("etag", etag)
}

/// The plan is another department's.
pub(crate) fn not_initiator() -> Fault {
    Fault::new(Kind::PermissionDenied, "NOT_INITIATOR", "only the department that initiated the plan may do this")
}

/// The caller's department, or its division's, is not in the plan.
pub(crate) fn not_participating(department: &str) -> Fault {
    Fault::new(Kind::PermissionDenied, "NOT_PARTICIPATING", "the department takes no part in the plan")
        .with("department", department)
}

/// Not the last round.
pub(crate) fn other_round(last: u32) -> Fault {
    Fault::new(Kind::FailedPrecondition, "ROUND_OTHER", format!("round {last} is the last one"))
        .with("round", last.to_string())
}

/// No such inspector, or another department's.
pub(crate) fn no_inspector(id: Uuid) -> Fault {
    Fault::new(Kind::NotFound, "INSPECTOR_NOT_FOUND", "no such inspector of the caller's department is on record")
        .with("inspector", name::inspector(id))
}
