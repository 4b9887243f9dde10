//! Notices before taking office: requests and replies. No violation repeats what was stated of a person.

#![expect(clippy::needless_pass_by_value, reason = "replies have the signature that `Uow::write` calls")]

use fault::Fault;
use intake::etag::stated_etag;
use onecode_proto::registry::v1 as pb;
use registry_domain::Text;
use registry_domain::officer::Appointment;
use uow::Call;
use uuid::Uuid;
use vocab::UnifiedCode;

use super::name::{department, notice_name, organization, parse_notice, reasons};
use crate::desk::Desk;
use crate::ops::appointment::{Confirm, GetNotice, ListNotices, Listed, Propose, SeenNotice};
use crate::ops::case::Step;
use crate::store::appointment_notice::{NoticeFilter, NoticeRow};
use crate::wire::officer::{Seat, appointment, confirmed_rules, officer, post_name, role};
use crate::wire::page::{self, Binding};
use crate::wire::read::within;
use crate::wire::violations::Violations;
use crate::wire::{change, name, time};

const STATES: [(pb::AppointmentNoticeState, &str); 5] = [
    (pb::AppointmentNoticeState::Proposed, "proposed"),
    (pb::AppointmentNoticeState::PublicNotice, "public-notice"),
    (pb::AppointmentNoticeState::Appointed, "appointed"),
    (pb::AppointmentNoticeState::Rejected, "rejected"),
    (pb::AppointmentNoticeState::Withdrawn, "withdrawn"),
];

pub(crate) fn propose(request: &pb::ProposeAppointmentRequest, desk: &Desk) -> Result<Propose, Fault> {
    let mut violations = Violations::default();
    let code = name::parse(&mut violations, "parent", &request.parent);
    let basis = change::basis(&mut violations, &request.basis);
    let seat = code.zip(basis).map(|(code, basis)| Seat { organization: Some(code), kind: code.class(), basis });
    let read = appointment(&mut violations, "appointment", request.appointment.as_ref(), seat);
    let stated = request.appointment.clone().unwrap_or_default();
    violations.finish(code.zip(read).map(|(code, appointment)| Propose {
        desk: desk.clone(),
        code,
        appointment,
        stated,
    }))
}

/// An appointment as it was stored; it was read before, so what is wrong with it is our mistake.
pub(crate) fn read_appointment(
    stated: &pb::Appointment,
    code: UnifiedCode,
    basis: Text<200>,
) -> Result<Appointment, Fault> {
    let mut violations = Violations::default();
    let seat = Seat { organization: Some(code), kind: code.class(), basis };
    let read = appointment(&mut violations, "appointment", Some(stated), Some(seat));
    violations.finish(read).map_err(|_| Fault::internal("a stored appointment cannot be read"))
}

pub(crate) fn publish(request: &pb::PublishAppointmentRequest, desk: &Desk) -> Result<Step, Fault> {
    step(desk, "publish", &request.name, &request.etag, ("", false))
}

pub(crate) fn confirm(request: &pb::ConfirmAppointmentRequest, desk: &Desk) -> Result<Confirm, Fault> {
    let mut violations = Violations::default();
    let id = parse_notice(&mut violations, &request.name);
    let etag = stated_etag(&mut violations, &request.etag);
    let confirmed_rules = confirmed_rules(&mut violations, "confirmed_rules", &request.confirmed_rules);
    violations.finish(id.zip(etag).map(|(id, etag)| Confirm {
        step: Step { desk: desk.clone(), id, etag, action: "confirm", reasons: String::new() },
        confirmed_rules,
    }))
}

pub(crate) fn reject(request: &pb::RejectAppointmentRequest, desk: &Desk) -> Result<Step, Fault> {
    step(desk, "reject", &request.name, &request.etag, (&request.reasons, true))
}

pub(crate) fn withdraw(request: &pb::WithdrawAppointmentRequest, desk: &Desk) -> Result<Step, Fault> {
    step(desk, "withdraw", &request.name, &request.etag, (&request.reasons, false))
}

fn step(
    desk: &Desk,
    action: &'static str,
    name: &str,
    seen: &str,
    (stated, required): (&str, bool),
) -> Result<Step, Fault> {
    let mut violations = Violations::default();
    let id = parse_notice(&mut violations, name);
    let etag = stated_etag(&mut violations, seen);
    let reasons = reasons(&mut violations, "reasons", stated, required);
    violations.finish(id.zip(etag).map(|(id, etag)| Step { desk: desk.clone(), id, etag, action, reasons }))
}

pub(crate) fn get(request: &pb::GetAppointmentNoticeRequest, call: &Call, desk: &Desk) -> Result<GetNotice, Fault> {
    let mut violations = Violations::default();
    let id = parse_notice(&mut violations, &request.name);
    let (scope, personal) = (call.scope.clone(), call.reveals);
    violations.finish(id.map(|id| GetNotice { desk: desk.clone(), scope, id, personal }))
}

pub(crate) fn list(request: &pb::ListAppointmentNoticesRequest, call: &Call) -> Result<ListNotices, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListAppointmentNoticesRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let size = page::size(&mut violations, request.page_size, 50, 500);
    let before = binding.key(&mut violations, &request.page_token).and_then(|key| Uuid::try_parse(&key).ok());
    let state = pb::AppointmentNoticeState::try_from(request.state);
    if state.is_err() {
        violations.note("state", "must be a value of the contract");
    }
    let filter = NoticeFilter {
        within: within(&mut violations, &call.scope, &request.division),
        state: STATES.iter().find(|(known, _)| Ok(*known) == state).map_or("", |(_, key)| *key),
        organization: organization(&mut violations, &request.organization),
    };
    violations.finish(Some(ListNotices { filter, before, size, binding }))
}

/// A notice without who is proposed.
fn notice(row: &NoticeRow) -> pb::AppointmentNotice {
    let state = STATES.iter().find(|(_, key)| *key == row.state).map(|(state, _)| *state);
    pb::AppointmentNotice {
        name: notice_name(row.id),
        organization: name::organization(row.organization),
        state: state.unwrap_or_default().into(),
        officer: None,
        role: role(row.role).into(),
        legal_representative: row.legal_representative,
        term_number: row.term_number,
        starts_on: Some(time::date(row.starts_on)),
        ends_on: Some(time::date(row.ends_on)),
        basis: row.basis.as_str().to_owned(),
        case: casework::case_name(row.id),
        publicity: row.publicity.clone(),
        post: row.post.map(|post| post_name(row.organization, post)).unwrap_or_default(),
        reasons: row.reasons.clone(),
        applicant_department: department(&row.applicant_department),
        create_time: Some(time::timestamp(row.created_at)),
        update_time: Some(time::timestamp(row.updated_at)),
        etag: casework::etag(row.id, row.revision),
    }
}

pub(crate) fn get_reply(seen: SeenNotice) -> pb::GetAppointmentNoticeResponse {
    let officer = Some(officer(&seen.officer, seen.personal));
    pb::GetAppointmentNoticeResponse {
        appointment_notice: Some(pb::AppointmentNotice { officer, ..notice(&seen.row) }),
    }
}

pub(crate) fn list_reply(listed: Listed) -> pb::ListAppointmentNoticesResponse {
    pb::ListAppointmentNoticesResponse {
        appointment_notices: listed.rows.iter().map(notice).collect(),
        next_page_token: listed.next_page_token,
    }
}

macro_rules! replies {
    ($($function:ident => $message:ident),+ $(,)?) => {
        $(
            pub(crate) fn $function(row: NoticeRow) -> pb::$message {
                pb::$message { appointment_notice: Some(notice(&row)) }
            }
        )+
    };
}

replies! {
    propose_reply => ProposeAppointmentResponse,
    publish_reply => PublishAppointmentResponse,
    confirm_reply => ConfirmAppointmentResponse,
    reject_reply => RejectAppointmentResponse,
    withdraw_reply => WithdrawAppointmentResponse,
}
