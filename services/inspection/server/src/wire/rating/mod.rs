//! Rating: requests, replies, and what others may learn of it.

pub(crate) mod application;
pub(crate) mod check;
pub(crate) mod enums;
pub(crate) mod expert;
pub(crate) mod facts;
pub(crate) mod grade;
pub(crate) mod name;
pub(crate) mod reply;
pub(crate) mod round;
pub(crate) mod scoring;

use onecode_proto::procedure::v1::RuleVersionRef;

/// A version of a rule as it is stored.
pub(super) fn rule(id: &str, version: i32) -> RuleVersionRef {
    RuleVersionRef { rule: format!("rules/{id}"), version }
}
