//! Requests on names before registration, and their replies.

use ::time::Date;
use fault::Fault;
use onecode_proto::registry::v1 as pb;
use registry_domain::naming::Verdict;
use registry_domain::{Text, Title};
use uow::Call;
use uuid::Uuid;
use vocab::workdays::Calendar;
use vocab::{DivisionCode, OrganizationClass};

use super::application::application_name;
use super::page::{self, Binding};
use super::violations::Violations;
use super::{enums, finding, name, time};
use crate::ops::name::{
    CheckName, Checked, ListReservations, Listed, NameProposal, ReleaseName, Reservation, ReserveName, Reserved, Stated,
};
use crate::store::reservation::ReservationState;

/// The name of a reservation.
pub(crate) fn reservation_name(id: Uuid) -> String {
    format!("nameReservations/{id}")
}

pub(crate) fn check(request: &pb::CheckNameRequest, call: &Call, today: Date) -> Result<CheckName, Fault> {
    let mut violations = Violations::default();
    let proposal = proposal(&mut violations, &request.title, request.kind, &request.division, &request.organization);
    let parent =
        (!request.parent.is_empty()).then(|| name::parse(&mut violations, "parent", &request.parent)).flatten();
    let held = &request.reservation;
    let reservation = (!held.is_empty()).then(|| parse(&mut violations, "reservation", held)).flatten();
    let reservation = reservation.map(|id| Stated { id, applicant: call.department.clone() });
    let proposal = proposal.map(|proposal| NameProposal { parent, reservation, ..proposal });
    violations.finish(proposal.map(|proposal| CheckName { proposal, today }))
}

pub(crate) fn check_reply(checked: Checked) -> pb::CheckNameResponse {
    let verdict = match checked.verdict {
        Verdict::Passed => pb::NameVerdict::Passed,
        Verdict::Refused => pb::NameVerdict::Refused,
        Verdict::NeedsReview => pb::NameVerdict::NeedsReview,
    };
    pb::CheckNameResponse {
        verdict: verdict.into(),
        findings: finding::findings(checked.findings),
        check_date: Some(time::date(checked.day)),
    }
}

pub(crate) fn reserve(request: &pb::ReserveNameRequest, calendar: &Calendar) -> Result<ReserveName, Fault> {
    let mut violations = Violations::default();
    let proposal = proposal(&mut violations, &request.title, request.kind, &request.division, &request.organization);
    let matter = violations.take("matter", Text::<100>::parse(&request.matter));
    if matter.as_ref().is_some_and(Text::is_empty) {
        violations.note("matter", "is required");
    }
    let command = proposal.zip(matter);
    violations.finish(command.map(|(proposal, matter)| ReserveName {
        proposal,
        matter: matter.as_str().to_owned(),
        calendar: calendar.clone(),
    }))
}

pub(crate) fn reserve_reply(reserved: Reserved) -> pb::ReserveNameResponse {
    pb::ReserveNameResponse {
        reservation: Some(reservation(reserved.reservation)),
        findings: finding::findings(reserved.findings),
    }
}

pub(crate) fn release(request: &pb::ReleaseNameRequest) -> Result<ReleaseName, Fault> {
    let mut violations = Violations::default();
    let id = parse(&mut violations, "name", &request.name);
    violations.finish(id.map(|id| ReleaseName { id }))
}

pub(crate) fn release_reply(released: Reservation) -> pb::ReleaseNameResponse {
    pb::ReleaseNameResponse { reservation: Some(reservation(released)) }
}

pub(crate) fn list(
    request: &pb::ListNameReservationsRequest,
    call: &Call,
    today: Date,
) -> Result<ListReservations, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListNameReservationsRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let size = page::size(&mut violations, request.page_size, 50, 200);
    let before = binding.key(&mut violations, &request.page_token).and_then(|key| Uuid::parse_str(&key).ok());
    let (scope, ended) = (call.scope.clone(), request.include_ended);
    violations.finish(Some(ListReservations { scope, today, ended, before, size, binding }))
}

pub(crate) fn list_reply(listed: Listed) -> pb::ListNameReservationsResponse {
    pb::ListNameReservationsResponse {
        reservations: listed.reservations.into_iter().map(reservation).collect(),
        next_page_token: listed.next_page_token,
    }
}

/// A state as the contract has it; what nobody has let lapse yet is told apart by its day.
pub(crate) fn state(state: ReservationState) -> pb::NameReservationState {
    match state {
        ReservationState::Held => pb::NameReservationState::Held,
        ReservationState::Lapsed => pb::NameReservationState::Expired,
        ReservationState::Released => pb::NameReservationState::Released,
        ReservationState::Consumed => pb::NameReservationState::Consumed,
    }
}

fn reservation(Reservation { row, day }: Reservation) -> pb::NameReservation {
    let expired = row.state == ReservationState::Held && row.expires_on < day && row.application.is_none();
    let state = if expired { pb::NameReservationState::Expired } else { state(row.state) };
    pb::NameReservation {
        name: reservation_name(row.id),
        title: row.title.as_str().to_owned(),
        kind: enums::kind(row.kind.into()).into(),
        division: row.division.to_string(),
        matter: row.matter,
        state: state.into(),
        reserved_date: Some(time::date(row.reserved_on)),
        expire_date: Some(time::date(row.expires_on)),
        rule: Some(pb::RuleVersion { id: row.rule, version: row.rule_version }),
        department: row.department,
        create_time: Some(time::timestamp(row.created_at)),
        application: row.application.map(|id| application_name(&id)).unwrap_or_default(),
    }
}

fn proposal(
    violations: &mut Violations,
    title: &str,
    kind: i32,
    division: &str,
    organization: &str,
) -> Option<NameProposal> {
    let title = match Title::parse(title) {
        Ok(title) => Some(title),
        Err(problems) => {
            for problem in &problems {
                violations.note("title", problem);
            }
            None
        }
    };
    let kind = enums::read_kind(kind).filter(|kind| *kind != OrganizationClass::Other);
    if kind.is_none() {
        violations.note("kind", "must be SOCIAL_GROUP, PRIVATE_NON_ENTERPRISE or FOUNDATION");
    }
    let division = violations.take("division", DivisionCode::parse(division));
    let organization =
        (!organization.is_empty()).then(|| name::parse(violations, "organization", organization)).flatten();
    Some(NameProposal {
        title: title?,
        kind: kind?,
        division: division?,
        organization,
        parent: None,
        reservation: None,
    })
}

fn parse(violations: &mut Violations, field: &str, text: &str) -> Option<Uuid> {
    let id = text.strip_prefix("nameReservations/").and_then(|id| Uuid::parse_str(id).ok());
    if id.is_none() {
        violations.note(field, "must be nameReservations/{id}, the id a UUID");
    }
    id
}
