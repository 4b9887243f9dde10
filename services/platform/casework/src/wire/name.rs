//! Resource names, and etags.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use intake::violations::Violations;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// The name of a case: `cases/{case}`.
#[must_use]
pub fn case_name(id: Uuid) -> String {
    format!("cases/{id}")
}

pub(crate) fn deadline_name(case: Uuid, id: Uuid) -> String {
    format!("cases/{case}/deadlines/{id}")
}

pub(crate) fn task_name(case: Uuid, id: Uuid) -> String {
    format!("cases/{case}/tasks/{id}")
}

pub(crate) fn publicity_name(id: Uuid) -> String {
    format!("publicities/{id}")
}

pub(crate) fn objection_name(publicity: Uuid, id: Uuid) -> String {
    format!("publicities/{publicity}/objections/{id}")
}

pub(crate) fn notice_name(id: Uuid) -> String {
    format!("notices/{id}")
}

pub(crate) fn announcement_name(id: Uuid) -> String {
    format!("announcements/{id}")
}

pub(crate) fn document_name(id: Uuid) -> String {
    format!("documents/{id}")
}

pub(crate) fn department(key: &str) -> String {
    format!("departments/{key}")
}

/// The etag of a case at a revision, in quotes as RFC 9110 has them.
#[must_use]
pub fn etag(id: Uuid, revision: i64) -> String {
    let digest = Sha256::new().chain_update(id.as_bytes()).chain_update(revision.to_be_bytes()).finalize();
    format!("\"{}\"", URL_SAFE_NO_PAD.encode(&digest[..9]))
}

/// The id in `cases/{case}`.
pub(crate) fn parse_case(violations: &mut Violations, field: &str, name: &str) -> Option<Uuid> {
    let id = name.strip_prefix("cases/").and_then(|id| Uuid::try_parse(id).ok());
    if id.is_none() {
        violations.note(field, "must be cases/{case}, the case a UUID");
    }
    id
}

/// The ids in `cases/{case}/deadlines/{deadline}`.
pub(crate) fn parse_deadline(violations: &mut Violations, field: &str, name: &str) -> Option<(Uuid, Uuid)> {
    let ids = both(name, ["cases", "deadlines"]);
    if ids.is_none() {
        violations.note(field, "must be cases/{case}/deadlines/{deadline}, both UUIDs");
    }
    ids
}

/// The id in `publicities/{publicity}`.
pub(crate) fn parse_publicity(violations: &mut Violations, field: &str, name: &str) -> Option<Uuid> {
    let id = name.strip_prefix("publicities/").and_then(|id| Uuid::try_parse(id).ok());
    if id.is_none() {
        violations.note(field, "must be publicities/{publicity}, the publicity a UUID");
    }
    id
}

/// The id in `notices/{notice}`.
pub(crate) fn parse_notice(violations: &mut Violations, field: &str, name: &str) -> Option<Uuid> {
    let id = name.strip_prefix("notices/").and_then(|id| Uuid::try_parse(id).ok());
    if id.is_none() {
        violations.note(field, "must be notices/{notice}, the notice a UUID");
    }
    id
}

/// The ids in `publicities/{publicity}/objections/{objection}`.
pub(crate) fn parse_objection(violations: &mut Violations, field: &str, name: &str) -> Option<(Uuid, Uuid)> {
    let ids = both(name, ["publicities", "objections"]);
    if ids.is_none() {
        violations.note(field, "must be publicities/{publicity}/objections/{objection}, both UUIDs");
    }
    ids
}

/// The ids in a name of two collections.
fn both(name: &str, collections: [&str; 2]) -> Option<(Uuid, Uuid)> {
    let parts: Vec<&str> = name.split('/').collect();
    let [outer, first, inner, second] = parts[..] else { return None };
    if [outer, inner] != collections {
        return None;
    }
    Uuid::try_parse(first).ok().zip(Uuid::try_parse(second).ok())
}
