//! Resource names.

use std::fmt::Display;

use uuid::Uuid;
use vocab::{CodeError, UnifiedCode};

use super::violations::Violations;

const LONGEST_KEY: usize = 60;

/// The name of a plan.
pub(crate) fn plan(id: Uuid) -> String {
    format!("plans/{id}")
}

/// The name of an organisation that a plan drew.
pub(crate) fn object(plan: Uuid, code: UnifiedCode) -> String {
    format!("plans/{plan}/objects/{code}")
}

/// The name of an inspector.
pub(crate) fn inspector(id: Uuid) -> String {
    format!("inspectors/{id}")
}

/// The name of one of an inspector's recusals.
pub(crate) fn recusal(inspector: Uuid, id: Uuid) -> String {
    format!("inspectors/{inspector}/recusals/{id}")
}

/// The name of a department.
pub(crate) fn department(key: impl Display) -> String {
    format!("departments/{key}")
}

/// The name of an organisation.
pub(crate) fn organization(code: UnifiedCode) -> String {
    format!("organizations/{code}")
}

/// The name of an item.
pub(crate) fn item(key: &str) -> String {
    format!("inspectionItems/{key}")
}

/// The id in the name of a plan.
pub(crate) fn parse_plan(violations: &mut Violations, field: &str, raw: &str) -> Option<Uuid> {
    parse_id(violations, field, raw, "plans/")
}

/// The id in the name of an inspector.
pub(crate) fn parse_inspector(violations: &mut Violations, field: &str, raw: &str) -> Option<Uuid> {
    parse_id(violations, field, raw, "inspectors/")
}

/// The ids of inspector and recusal in the name of a recusal.
pub(crate) fn parse_recusal(violations: &mut Violations, field: &str, raw: &str) -> Option<(Uuid, Uuid)> {
    let ids = raw
        .strip_prefix("inspectors/")
        .and_then(|rest| rest.split_once("/recusals/"))
        .and_then(|(inspector, id)| Some((hyphenated(inspector)?, hyphenated(id)?)));
    if ids.is_none() {
        violations.note(field, "must be inspectors/{uuid}/recusals/{uuid}");
    }
    ids
}

/// The key in the name of a department.
pub(crate) fn parse_department(violations: &mut Violations, field: &str, raw: &str) -> Option<String> {
    parse_key(violations, field, raw, "departments/")
}

/// The key in the name of an item.
pub(crate) fn parse_item(violations: &mut Violations, field: &str, raw: &str) -> Option<String> {
    parse_key(violations, field, raw, "inspectionItems/")
}

/// The code in the name of an organisation.
pub(crate) fn parse_organization(violations: &mut Violations, field: &str, raw: &str) -> Option<UnifiedCode> {
    let Some(code) = raw.strip_prefix("organizations/") else {
        violations.note(field, "must be organizations/{code}");
        return None;
    };
    let parsed: Result<UnifiedCode, CodeError> = UnifiedCode::parse(code);
    violations.take(field, parsed)
}

pub(crate) fn parse_id(violations: &mut Violations, field: &str, raw: &str, collection: &str) -> Option<Uuid> {
    let id = raw.strip_prefix(collection).and_then(hyphenated);
    if id.is_none() {
        violations.note(field, format_args!("must be {collection}{{uuid}}"));
    }
    id
}

/// A UUID in its one form: another form would be another name of the same thing.
pub(crate) fn hyphenated(text: &str) -> Option<Uuid> {
    Uuid::try_parse(text).ok().filter(|id| id.to_string() == text)
}

fn parse_key(violations: &mut Violations, field: &str, raw: &str, collection: &str) -> Option<String> {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let key =
        raw.strip_prefix(collection).filter(|key| (1..=LONGEST_KEY).contains(&key.len()) && key.bytes().all(plain));
    if key.is_none() {
        violations.note(field, format_args!("must be {collection}{{key}}, the key in lower case with hyphens"));
    }
    key.map(str::to_owned)
}

/// The name of a complaint.
pub(crate) fn complaint(id: Uuid) -> String {
    format!("complaints/{id}")
}

/// The name of a ground of complaints.
pub(crate) fn complaint_ground(key: &str) -> String {
    format!("complaintGrounds/{key}")
}

/// The name of a review of a complaint.
pub(crate) fn complaint_review(id: Uuid) -> String {
    format!("complaintReviews/{id}")
}

/// The name of a document.
pub(crate) fn document(id: Uuid) -> String {
    format!("documents/{id}")
}

/// The id in the name of a complaint.
pub(crate) fn parse_complaint(violations: &mut Violations, field: &str, raw: &str) -> Option<Uuid> {
    parse_id(violations, field, raw, "complaints/")
}

/// The id in the name of a review of a complaint.
pub(crate) fn parse_complaint_review(violations: &mut Violations, field: &str, raw: &str) -> Option<Uuid> {
    parse_id(violations, field, raw, "complaintReviews/")
}

/// The key in the name of a ground of complaints.
pub(crate) fn parse_complaint_ground(violations: &mut Violations, field: &str, raw: &str) -> Option<String> {
    parse_key(violations, field, raw, "complaintGrounds/")
}

/// The id in the name of a document.
pub(crate) fn parse_document(violations: &mut Violations, field: &str, raw: &str) -> Option<Uuid> {
    parse_id(violations, field, raw, "documents/")
}

/// The name of a resource of whatever kind: collections and ids by turns.
pub(crate) fn parse_resource(violations: &mut Violations, field: &str, raw: &str) -> Option<String> {
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let parts: Vec<&str> = raw.split('/').collect();
    let good = raw.len() <= 200 && parts.len().is_multiple_of(2) && parts.into_iter().all(plain);
    if !good {
        violations.note(field, "must be the name of a resource, such as checks/{uuid}");
    }
    good.then(|| raw.to_owned())
}

/// The name of a penalty.
pub(crate) fn penalty(id: Uuid) -> String {
    format!("penalties/{id}")
}

/// The name of a case of an illegal organisation.
pub(crate) fn ban(id: Uuid) -> String {
    format!("bans/{id}")
}

/// The name of an item of evidence of a case.
pub(crate) fn evidence(parent: &str, id: Uuid) -> String {
    format!("{parent}/evidence/{id}")
}

/// The etag of a penalty at a revision.
pub(crate) fn penalty_etag(id: Uuid, revision: i64) -> String {
    super::etag(&penalty(id), revision)
}

/// The etag of a ban at a revision.
pub(crate) fn ban_etag(id: Uuid, revision: i64) -> String {
    super::etag(&ban(id), revision)
}

/// The id in the name of a penalty.
pub(crate) fn parse_penalty(violations: &mut Violations, field: &str, raw: &str) -> Option<Uuid> {
    parse_id(violations, field, raw, "penalties/")
}

/// The id in the name of a ban.
pub(crate) fn parse_ban(violations: &mut Violations, field: &str, raw: &str) -> Option<Uuid> {
    parse_id(violations, field, raw, "bans/")
}
