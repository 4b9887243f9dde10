//! Requests that read, and their replies.

use ::time::OffsetDateTime;
use fault::Fault;
use onecode_proto::registry::v1 as pb;
use registry_domain::{Organization, Text};
use uow::{Call, Scope};
use vocab::{DivisionCode, UnifiedCode};

use super::enums::{self, View};
use super::organization::{Show, organization};
use super::page::{self, Binding};
use super::violations::Violations;
use super::{name, time};
use crate::ops::batch_get::{BatchGet, Found};
use crate::ops::get::Get;
use crate::ops::list::{List, Listed};
use crate::store::page::Filter;

const MOST_NAMES: usize = 1_000;

pub(crate) fn get(request: &pb::GetOrganizationRequest, call: &Call, now: OffsetDateTime) -> Result<Get, Fault> {
    let mut violations = Violations::default();
    let code = name::parse(&mut violations, "name", &request.name);
    let view = enums::parse_view(&mut violations, request.view, View::Full);
    let as_of = time::parse_date(&mut violations, "as_of", request.as_of.as_ref());
    let known_at = time::parse_timestamp(&mut violations, "known_at", request.known_at.as_ref());
    let show = Show::read(call, view);
    violations.finish(code.map(|code| Get { scope: call.scope.clone(), code, as_of, known_at, show, now }))
}

pub(crate) fn get_reply((found, show): (Organization, Show)) -> pb::GetOrganizationResponse {
    pb::GetOrganizationResponse { organization: Some(organization(&found, show)) }
}

pub(crate) fn batch_get(request: &pb::BatchGetOrganizationsRequest, call: &Call) -> Result<BatchGet, Fault> {
    let mut violations = Violations::default();
    if request.names.is_empty() {
        violations.note("names", "must hold at least one name");
    }
    let codes = name::parse_all(&mut violations, "names", &request.names, MOST_NAMES);
    let view = enums::parse_view(&mut violations, request.view, View::Basic);
    violations.finish(Some(BatchGet { scope: call.scope.clone(), codes, show: Show::read(call, view) }))
}

pub(crate) fn batch_get_reply(found: Found) -> pb::BatchGetOrganizationsResponse {
    pb::BatchGetOrganizationsResponse {
        organizations: found.organizations.iter().map(|row| organization(row, found.show)).collect(),
        missing_names: found.missing.into_iter().map(name::organization).collect(),
    }
}

pub(crate) fn list(request: &pb::ListOrganizationsRequest, call: &Call) -> Result<List, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListOrganizationsRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let size = page::size(&mut violations, request.page_size, 100, 1_000);
    let after = binding.key(&mut violations, &request.page_token);
    let view = enums::parse_view(&mut violations, request.view, View::Basic);
    let filter = Filter {
        within: within(&mut violations, &call.scope, &request.division),
        kinds: enums::parse_kinds(&mut violations, &request.kinds),
        statuses: enums::parse_statuses(&mut violations, &request.statuses),
        supervising_unit: violations
            .take("supervising_unit", Text::parse(&request.supervising_unit))
            .unwrap_or_default(),
        established_from: time::parse_date(&mut violations, "established_from", request.established_from.as_ref()),
        established_before: time::parse_date(
            &mut violations,
            "established_before",
            request.established_before.as_ref(),
        ),
    };
    let after = after.and_then(|code| UnifiedCode::parse_vouched(&code).ok());
    violations.finish(Some(List {
        scope: call.scope.clone(),
        filter,
        after,
        size,
        binding,
        show: Show::read(call, view),
    }))
}

pub(crate) fn list_reply(listed: Listed) -> pb::ListOrganizationsResponse {
    pb::ListOrganizationsResponse {
        organizations: listed.organizations.iter().map(|row| organization(row, listed.show)).collect(),
        next_page_token: listed.next_page_token,
    }
}

/// What lies both in the caller's scope and in the division of a filter, if one is stated; `None` if no place does.
pub(crate) fn within(violations: &mut Violations, scope: &Scope, division: &str) -> Option<Scope> {
    if division.is_empty() {
        return Some(scope.clone());
    }
    let division = violations.take("division", DivisionCode::parse(division))?;
    scope.narrowed(&Scope::division(division.as_str()))
}
