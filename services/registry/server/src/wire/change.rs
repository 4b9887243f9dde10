//! Requests that write one organisation, and their replies.

#![expect(clippy::needless_pass_by_value, reason = "replies have the signature that `Uow::write` calls")]

use std::collections::BTreeSet;

use fault::Fault;
use onecode_proto::registry::v1 as pb;
use prost_types::FieldMask;
use registry_domain::{Change, Organization, Patch, Status, Text};
use time::Date;
use vocab::UnifiedCode;

use super::organization::{Show, organization};
use super::particulars::{Reader, Stated, WRITABLE};
use super::violations::Violations;
use super::{enums, name, time as wire_time};
use crate::ops::create::Create;
use crate::ops::revise::Revise;

pub(crate) fn create(request: &pb::CreateOrganizationRequest, today: Date) -> Result<Create, Fault> {
    let mut violations = Violations::default();
    let empty = pb::Organization::default();
    let source = request.organization.as_ref().unwrap_or(&empty);
    let code = violations.take("organization.code", UnifiedCode::parse(&source.code));
    check_kind(&mut violations, source, code);
    require(&mut violations, "organization.title", &source.title);
    require(&mut violations, "organization.division", &source.division);
    let status = enums::read_status(request.status).filter(|status| matches!(status, Status::Unknown | Status::Active));
    if status.is_none() {
        violations.note("status", "must be UNKNOWN or ACTIVE");
    }
    let kind = code.map(|code| code.class());
    let patch = Reader { source, kind, stated: Stated::Filled, today, violations: &mut violations }.patch();
    let valid_from = wire_time::parse_past(&mut violations, "valid_from", request.valid_from.as_ref(), today);
    let valid_from = valid_from.or(patch.established_date.flatten()).unwrap_or(today);
    let basis = basis(&mut violations, &request.basis);
    let change = basis.map(|basis| Change { valid_from, basis, patch: Patch { status, ..patch } });
    violations.finish(code.zip(change).map(|(code, change)| Create { code, change }))
}

pub(crate) fn create_reply(created: Organization) -> pb::CreateOrganizationResponse {
    pb::CreateOrganizationResponse { organization: Some(organization(&created, Show::WRITE)) }
}

pub(crate) fn update(request: &pb::UpdateOrganizationRequest, today: Date) -> Result<Revise, Fault> {
    let mut violations = Violations::default();
    let empty = pb::Organization::default();
    let source = request.organization.as_ref().unwrap_or(&empty);
    let code = name::parse(&mut violations, "organization.name", &source.name);
    require(&mut violations, "organization.etag", &source.etag);
    let stated = Stated::Named(mask(&mut violations, request.update_mask.as_ref(), &WRITABLE));
    let kind = code.map(|code| code.class());
    let patch = Reader { source, kind, stated, today, violations: &mut violations }.patch();
    let valid_from = wire_time::parse_past(&mut violations, "valid_from", request.valid_from.as_ref(), today);
    let basis = basis(&mut violations, &request.basis);
    let change = basis.map(|basis| Change { valid_from: valid_from.unwrap_or(today), basis, patch });
    violations.finish(code.zip(change).map(|(code, change)| Revise { code, etag: source.etag.clone(), change }))
}

pub(crate) fn update_reply(updated: Organization) -> pb::UpdateOrganizationResponse {
    pb::UpdateOrganizationResponse { organization: Some(organization(&updated, Show::WRITE)) }
}

pub(crate) fn change_status(request: &pb::ChangeOrganizationStatusRequest, today: Date) -> Result<Revise, Fault> {
    let mut violations = Violations::default();
    let code = name::parse(&mut violations, "name", &request.name);
    let status = enums::read_status(request.status);
    if status.is_none() {
        violations.note("status", "must be a value of the contract, not UNSPECIFIED");
    }
    require(&mut violations, "etag", &request.etag);
    let valid_from = wire_time::parse_past(&mut violations, "valid_from", request.valid_from.as_ref(), today);
    let basis = basis(&mut violations, &request.basis);
    let patch = Patch { status, ..Patch::default() };
    let change = basis.map(|basis| Change { valid_from: valid_from.unwrap_or(today), basis, patch });
    violations.finish(code.zip(change).map(|(code, change)| Revise { code, etag: request.etag.clone(), change }))
}

pub(crate) fn change_status_reply(changed: Organization) -> pb::ChangeOrganizationStatusResponse {
    pb::ChangeOrganizationStatusResponse { organization: Some(organization(&changed, Show::WRITE)) }
}

/// A kind is not a statement of its own: the code says it (USCC table, position 2).
fn check_kind(violations: &mut Violations, source: &pb::Organization, code: Option<UnifiedCode>) {
    let stated = enums::read_kind(source.kind);
    match (stated, code.map(|code| code.class())) {
        (None, _) => violations.note("organization.kind", "must be a value of the contract, not UNSPECIFIED"),
        (Some(stated), Some(class)) if stated != class => {
            violations.note(
                "organization.kind",
                format_args!("the code's second character says {}", enums::kind(class).as_str_name()),
            );
        }
        (Some(_), _) => {}
    }
}

pub(super) fn require(violations: &mut Violations, field: &str, value: &str) {
    if value.trim().is_empty() {
        violations.note(field, "is required");
    }
}

pub(super) fn basis(violations: &mut Violations, raw: &str) -> Option<Text<200>> {
    text(violations, "basis", raw)
}

/// A text that must not be empty.
pub(super) fn text<const MOST: usize>(violations: &mut Violations, field: &str, raw: &str) -> Option<Text<MOST>> {
    require(violations, field, raw);
    violations.take(field, Text::parse(raw))
}

/// The paths of a mask, each of which must be one that can be updated.
pub(super) fn mask(violations: &mut Violations, mask: Option<&FieldMask>, writable: &[&str]) -> BTreeSet<String> {
    let paths = mask.map(|mask| mask.paths.as_slice()).unwrap_or_default();
    if paths.is_empty() {
        violations.note("update_mask", "must name at least one path");
    }
    for path in paths.iter().filter(|path| !writable.contains(&path.as_str())) {
        violations.note("update_mask", format_args!("`{path}` is not a path that can be updated"));
    }
    paths.iter().cloned().collect()
}
