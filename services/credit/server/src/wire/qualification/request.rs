//! What is asked of qualifications.

use ::time::Date;
use casework::Casework;
use credit_domain::qualification::Kind;
use fault::Fault;
use onecode_proto::credit::v1 as pb;
use uow::{Call, Scope};
use uuid::Uuid;
use vocab::UnifiedCode;

use super::word;
use crate::ops::qualification::read::{GetApplication, Paged, Qualified};
use crate::store::qualification::application::ApplicationFilter;
use crate::store::qualification::batch::BatchFilter;
use crate::store::qualification::draft::DraftFilter;
use crate::wire::page::{self, Binding};
use crate::wire::violations::Violations;
use crate::wire::{name, time as day};

pub(crate) fn get(request: &pb::GetQualificationRequest, today: Date) -> Result<(Uuid, Date), Fault> {
    let mut violations = Violations::default();
    let id = name::parse_qualification(&mut violations, "name", &request.name);
    violations.finish(id.map(|id| (id, today)))
}

pub(crate) fn list(
    request: &pb::ListQualificationsRequest,
    call: &Call,
    today: Date,
) -> Result<Paged<(UnifiedCode, Option<Kind>)>, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListQualificationsRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let code = name::parse_organization(&mut violations, "parent", &request.parent);
    let kind = word::read_kind(&mut violations, request.kind);
    let size = page::size(&mut violations, request.page_size, 50, 200);
    let before = before(&mut violations, &binding, &request.page_token);
    violations.finish(code.map(|code| Paged { filter: (code, kind), before, size, binding, today }))
}

pub(crate) fn qualified(request: &pb::ListQualifiedRequest, call: &Call, today: Date) -> Result<Qualified, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListQualifiedRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let kind = word::require_kind(&mut violations, request.kind);
    let day = day::parse_date(&mut violations, "on_date", request.on_date.as_ref()).unwrap_or(today);
    let division = division(&mut violations, &request.division);
    let size = page::size(&mut violations, request.page_size, 50, 200);
    let after = binding.key(&mut violations, &request.page_token).and_then(|key| {
        let (code, id) = key.split_once(' ')?;
        Some((code.to_owned(), Uuid::try_parse(id).ok()?))
    });
    violations.finish(kind.map(|kind| Qualified { kind, day, division, after, size, binding }))
}

pub(crate) fn terms(request: &pb::ListQualificationTermsRequest, today: Date) -> Result<Date, Fault> {
    let mut violations = Violations::default();
    let on = day::parse_date(&mut violations, "on_date", request.on_date.as_ref());
    violations.finish(Some(on.unwrap_or(today)))
}

pub(crate) fn receipts(request: &pb::GetReceiptEntitlementRequest, today: Date) -> Result<(UnifiedCode, Date), Fault> {
    let mut violations = Violations::default();
    let code = name::parse_organization(&mut violations, "name", &request.name);
    let on = day::parse_date(&mut violations, "on_date", request.on_date.as_ref());
    violations.finish(code.map(|code| (code, on.unwrap_or(today))))
}

pub(crate) fn get_batch(request: &pb::GetQualificationBatchRequest) -> Result<Uuid, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_qualification_batch(&mut violations, "name", &request.name);
    violations.finish(id)
}

pub(crate) fn list_batches(
    request: &pb::ListQualificationBatchesRequest,
    call: &Call,
    today: Date,
) -> Result<Paged<BatchFilter>, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListQualificationBatchesRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let kind = word::read_kind(&mut violations, request.kind);
    let year = Some(request.year).filter(|year| *year != 0);
    if year.is_some_and(|year| !(1..=9999).contains(&year)) {
        violations.note("year", "must be 1-9999, or 0 for any");
    }
    let division = division(&mut violations, &request.division);
    let size = page::size(&mut violations, request.page_size, 50, 200);
    let before = before(&mut violations, &binding, &request.page_token);
    violations.finish(Some(Paged { filter: BatchFilter { kind, year, division }, before, size, binding, today }))
}

pub(crate) fn list_drafts(
    request: &pb::ListQualificationDraftsRequest,
    call: &Call,
    today: Date,
) -> Result<Paged<DraftFilter>, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListQualificationDraftsRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let organization = organization(&mut violations, &request.organization);
    let kind = word::read_kind(&mut violations, request.kind);
    let size = page::size(&mut violations, request.page_size, 50, 200);
    let before = before(&mut violations, &binding, &request.page_token);
    let filter = DraftFilter { scope: call.scope.clone(), organization, kind, with_ended: request.with_ended };
    violations.finish(Some(Paged { filter, before, size, binding, today }))
}

pub(crate) fn get_application(
    request: &pb::GetQualificationApplicationRequest,
    call: &Call,
    office: &Casework,
) -> Result<GetApplication, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_qualification_application(&mut violations, "name", &request.name);
    violations.finish(id.map(|id| GetApplication { office: office.clone(), scope: call.scope.clone(), id }))
}

pub(crate) fn list_applications(
    request: &pb::ListQualificationApplicationsRequest,
    call: &Call,
    today: Date,
) -> Result<Paged<ApplicationFilter>, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListQualificationApplicationsRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let organization = organization(&mut violations, &request.organization);
    let kind = word::read_kind(&mut violations, request.kind);
    let state = word::read_application_state(&mut violations, request.state);
    let size = page::size(&mut violations, request.page_size, 50, 200);
    let before = before(&mut violations, &binding, &request.page_token);
    let filter = ApplicationFilter { scope: call.scope.clone(), organization, kind, state };
    violations.finish(Some(Paged { filter, before, size, binding, today }))
}

fn organization(violations: &mut Violations, raw: &str) -> Option<UnifiedCode> {
    if raw.is_empty() { None } else { name::parse_organization(violations, "organization", raw) }
}

/// A division and everything below it; everywhere, if none is stated.
fn division(violations: &mut Violations, raw: &str) -> Scope {
    if raw.is_empty() {
        return Scope::everywhere();
    }
    let read: Result<vocab::DivisionCode, _> = vocab::DivisionCode::parse(raw);
    violations.take("division", read).map_or_else(Scope::everywhere, |division| Scope::division(division.as_str()))
}

fn before(violations: &mut Violations, binding: &Binding, token: &str) -> Option<Uuid> {
    binding.key(violations, token).and_then(|id| Uuid::try_parse(&id).ok())
}
