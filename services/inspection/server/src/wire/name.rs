//! Resource names of inspection, beside those that every service reads.

pub(crate) use intake::name::{
    department, document, hyphenated, organization, parse_department, parse_document, parse_id, parse_key,
    parse_organization, parse_resource,
};
use uuid::Uuid;
use vocab::UnifiedCode;

use super::violations::Violations;

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

/// The key in the name of an item.
pub(crate) fn parse_item(violations: &mut Violations, field: &str, raw: &str) -> Option<String> {
    parse_key(violations, field, raw, "inspectionItems/")
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
