//! Requests that ask about complaints.

use ::time::Date;
use fault::Fault;
use onecode_proto::inspection::v1 as pb;
use uow::{Call, Scope};
use uuid::Uuid;
use vocab::DivisionCode;

use super::enums;
use crate::ops::complaint::{Candidates, Desk, GetComplaint, GetReporter, ListComplaints, StatisticsOf};
use crate::store::complaint::ComplaintFilter;
use crate::wire::page::{self, Binding};
use crate::wire::violations::Violations;
use crate::wire::{name, time};

pub(crate) fn get(request: &pb::GetComplaintRequest, call: &Call, desk: &Desk) -> Result<GetComplaint, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_complaint(&mut violations, "name", &request.name);
    violations.finish(id.map(|id| GetComplaint {
        desk: desk.clone(),
        scope: call.scope.clone(),
        id,
        statement: call.reveals,
    }))
}

pub(crate) fn reporter(
    request: &pb::GetComplaintReporterRequest,
    call: &Call,
    desk: &Desk,
) -> Result<GetReporter, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_complaint(&mut violations, "name", &request.name);
    violations.finish(id.map(|id| GetReporter { desk: desk.clone(), call: call.clone(), id }))
}

pub(crate) fn candidates(
    request: &pb::ListDuplicateCandidatesRequest,
    call: &Call,
    (desk, today): (&Desk, Date),
) -> Result<Candidates, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_complaint(&mut violations, "name", &request.name);
    violations.finish(id.map(|id| Candidates { desk: desk.clone(), scope: call.scope.clone(), id, today }))
}

pub(crate) fn list(request: &pb::ListComplaintsRequest, call: &Call, today: Date) -> Result<ListComplaints, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListComplaintsRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let size = page::size(&mut violations, request.page_size, 50, 200);
    let before = binding.key(&mut violations, &request.page_token).and_then(|key| Uuid::try_parse(&key).ok());
    let state = enums::state_word(request.state);
    if state.is_none() {
        violations.note("state", "must be a value of the contract");
    }
    let channel = enums::read_channel(request.channel);
    if channel.is_none() && request.channel != 0 {
        violations.note("channel", "must be a value of the contract");
    }
    let stated = !request.organization.is_empty();
    let code =
        if stated { name::parse_organization(&mut violations, "organization", &request.organization) } else { None };
    let filter = ComplaintFilter {
        within: within(&mut violations, &call.scope, &request.division),
        state: state.unwrap_or_default(),
        code: code.map(|code| code.to_string()).unwrap_or_default(),
        channel: channel.map_or("", |channel| channel.as_str()),
        overdue_on: request.overdue.then_some(today),
    };
    violations.finish(Some(ListComplaints { filter, before, size, binding }))
}

pub(crate) fn grounds(request: &pb::ListComplaintGroundsRequest, today: Date) -> Result<Date, Fault> {
    let mut violations = Violations::default();
    let day = time::parse_date(&mut violations, "as_of", request.as_of.as_ref()).unwrap_or(today);
    violations.finish(Some(day))
}

pub(crate) fn statistics(request: &pb::GetComplaintStatisticsRequest, call: &Call) -> Result<StatisticsOf, Fault> {
    let mut violations = Violations::default();
    let within = within(&mut violations, &call.scope, &request.division);
    let mut day = |field: &str, date: Option<&onecode_proto::google::r#type::Date>| {
        if date.is_none() {
            violations.note(field, "is required");
        }
        time::parse_date(&mut violations, field, date)
    };
    let from = day("from_date", request.from_date.as_ref());
    let before = day("before_date", request.before_date.as_ref());
    if from.zip(before).is_some_and(|(from, before)| before <= from) {
        violations.note("before_date", "must be later than from_date");
    }
    violations.finish(from.zip(before).map(|(from, before)| StatisticsOf { within, from, before }))
}

/// What lies both in the caller's scope and in the division asked for.
fn within(violations: &mut Violations, scope: &Scope, division: &str) -> Option<Scope> {
    if division.is_empty() {
        return Some(scope.clone());
    }
    let division = violations.take("division", DivisionCode::parse(division))?;
    scope.narrowed(&Scope::division(division.as_str()))
}
