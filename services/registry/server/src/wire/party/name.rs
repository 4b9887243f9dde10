//! Resource names of party building.

use uuid::Uuid;
use vocab::UnifiedCode;

use crate::wire::department::is_key;
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

/// The name of a department.
pub(crate) fn department(key: &str) -> String {
    format!("departments/{key}")
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
    let id = raw.strip_prefix("jointBranches/").and_then(|id| Uuid::try_parse(id).ok());
    if id.is_none() {
        violations.note(field, "must be jointBranches/{uuid}");
    }
    id
}

/// The key in the name of a department.
pub(crate) fn parse_department(violations: &mut Violations, field: &str, raw: &str) -> Option<String> {
    let key = raw.strip_prefix("departments/").filter(|key| is_key(key));
    if key.is_none() {
        violations.note(field, "must be departments/{key}, the key in lower case with hyphens");
    }
    key.map(str::to_owned)
}
