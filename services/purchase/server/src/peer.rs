//! Other parts as purchase reaches them: by their contracts, on the caller's behalf, never by their tables.

use std::time::Duration;

use fault::{Fault, Kind};
use onecode_proto::credit::v1 as pb;
use tonic::{Code, Status};

/// What another part's refusal is to our caller, who must hold the permission there too. Whatever the part said is for the log.
pub(crate) fn refused(permission: &'static str, status: Status) -> Fault {
    if status.code() == Code::PermissionDenied {
        let sentence = format!("the caller's roles do not hold {permission}");
        return Fault::new(Kind::PermissionDenied, "PERMISSION_MISSING", sentence).with("permission", permission);
    }
    if status.code() == Code::DeadlineExceeded {
        return Fault::new(Kind::DeadlineExceeded, "DEADLINE_EXCEEDED", "the deadline passed");
    }
    unreachable().caused_by(status)
}

/// It does not answer, or answers what it should not.
pub(crate) fn unreachable() -> Fault {
    Fault::unavailable("a service that was asked does not answer; repeat the call", Duration::from_secs(1))
}

/// A condition of credit's, with its rule: `key rule@version`.
pub(crate) fn condition(one: &pb::EligibilityCondition) -> String {
    format!("{} {}@{}", one.key, one.rule, one.rule_version)
}
