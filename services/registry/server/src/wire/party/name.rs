//! Resource names of party building.

use intake::name::parse_id;
pub(crate) use intake::name::{department, parse_department};
use uuid::Uuid;
use vocab::UnifiedCode;

use crate::wire::violations::Violations;
use crate::wire::{etag, name};

/// The name of an organisation's status.
pub(crate) fn status(code: UnifiedCode) -> String {
    format!("organizations/{code}/partyStatus")
}

/// The name of one of its reports.
pub(crate) fn report(code: UnifiedCode, number: i64) -> String {
    format!("organizations/{code}/partyReports/{number}")
}

/// The name of a joint branch.
pub(crate) fn joint_branch(id: Uuid) -> String {
    format!("jointBranches/{id}")
}

/// The etag of a joint branch at a revision.
pub(crate) fn branch_etag(id: Uuid, revision: i64) -> String {
    etag::etag_of(&joint_branch(id), revision)
}

/// The organisation in the name of a status.
pub(crate) fn parse_status(violations: &mut Violations, field: &str, raw: &str) -> Option<UnifiedCode> {
    let Some(organization) = raw.strip_suffix("/partyStatus") else {
        violations.note(field, "must be organizations/{code}/partyStatus");
        return None;
    };
    name::parse(violations, field, organization)
}

/// The id in the name of a joint branch.
pub(crate) fn parse_joint_branch(violations: &mut Violations, field: &str, raw: &str) -> Option<Uuid> {
    parse_id(violations, field, raw, "jointBranches/")
}
