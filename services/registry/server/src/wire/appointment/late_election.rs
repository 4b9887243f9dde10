//! Late elections: requests, replies, and what others may learn of them.

use ::time::Date;
use fault::Fault;
use intake::etag::stated_etag;
use intake::name::parse_department;
use onecode_proto::registry::v1 as pb;
use uow::Call;
use uuid::Uuid;

use super::name::{department, late_election_name, number, organization, parse_late_election, reasons};
use crate::desk::Desk;
use crate::ops::appointment::{ApproveLate, FileLate, GetLate, ListLate, ListedLate, OpineLate, StepLate};
use crate::ops::case::Step;
use crate::store::late_election::{LateElectionFilter, LateElectionRow};
use crate::wire::page::{self, Binding};
use crate::wire::read::within;
use crate::wire::violations::Violations;
use crate::wire::{name, time};

/// Some ten years: what no rule will ever let an election be late.
const MOST_DAYS: i32 = 3_660;

const STATES: [(pb::LateElectionState, &str); 4] = [
    (pb::LateElectionState::Reviewing, "reviewing"),
    (pb::LateElectionState::Approved, "approved"),
    (pb::LateElectionState::Refused, "refused"),
    (pb::LateElectionState::Withdrawn, "withdrawn"),
];

pub(crate) fn file_late(request: &pb::FileLateElectionRequest, desk: &Desk) -> Result<FileLate, Fault> {
    let mut violations = Violations::default();
    let empty = pb::LateElection::default();
    let source = request.late_election.as_ref().unwrap_or(&empty);
    let code = name::parse(&mut violations, "late_election.organization", &source.organization);
    days(&mut violations, "late_election.days", source.days);
    let reasons = reasons(&mut violations, "late_election.reasons", &source.reasons, true);
    let stated = &source.supervising_department;
    let field = "late_election.supervising_department";
    let supervising = Some(stated).filter(|stated| !stated.is_empty());
    let supervising = supervising.and_then(|stated| parse_department(&mut violations, field, stated));
    violations.finish(code.map(|code| FileLate { desk: desk.clone(), code, days: source.days, reasons, supervising }))
}

pub(crate) fn opine_late(request: &pb::GiveLateElectionOpinionRequest, desk: &Desk) -> Result<OpineLate, Fault> {
    let mut violations = Violations::default();
    let id = parse_late_election(&mut violations, &request.name);
    let favourable = request.favourable;
    let reasons = reasons(&mut violations, "reasons", &request.reasons, !favourable);
    violations.finish(id.map(|id| OpineLate { desk: desk.clone(), id, favourable, reasons }))
}

pub(crate) fn approve_late(request: &pb::ApproveLateElectionRequest, desk: &Desk) -> Result<ApproveLate, Fault> {
    let mut violations = Violations::default();
    let step = step(&mut violations, desk, "approve", &request.name, &request.etag);
    let number = number(&mut violations, &request.number);
    let reasons = reasons(&mut violations, "reasons", &request.reasons, false);
    if request.days != 0 {
        days(&mut violations, "days", request.days);
    }
    let days = Some(request.days).filter(|days| *days != 0);
    violations
        .finish(step.map(|step| ApproveLate { decision: StepLate { step: Step { reasons, ..step }, number }, days }))
}

pub(crate) fn refuse_late(request: &pb::RefuseLateElectionRequest, desk: &Desk) -> Result<StepLate, Fault> {
    let mut violations = Violations::default();
    let step = step(&mut violations, desk, "refuse", &request.name, &request.etag);
    let number = number(&mut violations, &request.number);
    let reasons = reasons(&mut violations, "reasons", &request.reasons, true);
    violations.finish(step.map(|step| StepLate { step: Step { reasons, ..step }, number }))
}

pub(crate) fn withdraw_late(request: &pb::WithdrawLateElectionRequest, desk: &Desk) -> Result<StepLate, Fault> {
    let mut violations = Violations::default();
    let step = step(&mut violations, desk, "withdraw", &request.name, &request.etag);
    violations.finish(step.map(|step| StepLate { step, number: String::new() }))
}

fn step(violations: &mut Violations, desk: &Desk, action: &'static str, name: &str, seen: &str) -> Option<Step> {
    let id = parse_late_election(violations, name);
    let etag = stated_etag(violations, seen);
    id.zip(etag).map(|(id, etag)| Step { desk: desk.clone(), id, etag, action, reasons: String::new() })
}

fn days(violations: &mut Violations, field: &str, stated: i32) {
    if !(1..=MOST_DAYS).contains(&stated) {
        violations.note(field, format_args!("must be 1 to {MOST_DAYS}"));
    }
}

pub(crate) fn get_late(request: &pb::GetLateElectionRequest, call: &Call) -> Result<GetLate, Fault> {
    let mut violations = Violations::default();
    let id = parse_late_election(&mut violations, &request.name);
    violations.finish(id.map(|id| GetLate { scope: call.scope.clone(), id }))
}

pub(crate) fn list_late(request: &pb::ListLateElectionsRequest, call: &Call) -> Result<ListLate, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListLateElectionsRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let size = page::size(&mut violations, request.page_size, 50, 500);
    let before = binding.key(&mut violations, &request.page_token).and_then(|key| Uuid::try_parse(&key).ok());
    let state = pb::LateElectionState::try_from(request.state);
    if state.is_err() {
        violations.note("state", "must be a value of the contract");
    }
    let filter = LateElectionFilter {
        within: within(&mut violations, &call.scope, &request.division),
        state: STATES.iter().find(|(known, _)| Ok(*known) == state).map_or("", |(_, key)| *key),
        organization: organization(&mut violations, &request.organization),
    };
    violations.finish(Some(ListLate { filter, before, size, binding }))
}

fn late_election(row: LateElectionRow) -> pb::LateElection {
    let state = STATES.iter().find(|(_, key)| *key == row.state).map(|(state, _)| *state);
    pb::LateElection {
        name: late_election_name(row.id),
        organization: name::organization(row.organization),
        state: state.unwrap_or_default().into(),
        term_number: row.term_number,
        ends_on: Some(time::date(row.ends_on)),
        days: row.days,
        reasons: row.reasons,
        supervising_department: department(&row.supervising_department),
        approved_days: row.approved_days,
        late_until: row.late_until.map(time::date),
        number: row.number,
        decision_reasons: row.decision_reasons,
        case: casework::case_name(row.id),
        applicant_department: department(&row.applicant_department),
        create_time: Some(time::timestamp(row.created_at)),
        update_time: Some(time::timestamp(row.updated_at)),
        etag: casework::etag(row.id, row.revision),
    }
}

pub(crate) fn list_late_reply(listed: ListedLate) -> pb::ListLateElectionsResponse {
    pb::ListLateElectionsResponse {
        late_elections: listed.rows.into_iter().map(late_election).collect(),
        next_page_token: listed.next_page_token,
    }
}

/// The fact that a term lasts longer.
pub(crate) fn late_election_approved(row: &LateElectionRow, until: Date) -> pb::LateElectionApproved {
    pb::LateElectionApproved {
        late_election: late_election_name(row.id),
        organization: name::organization(row.organization),
        term_number: row.term_number,
        ends_on: Some(time::date(row.ends_on)),
        late_until: Some(time::date(until)),
    }
}

macro_rules! replies {
    ($($function:ident => $message:ident),+ $(,)?) => {
        $(
            pub(crate) fn $function(row: LateElectionRow) -> pb::$message {
                pb::$message { late_election: Some(late_election(row)) }
            }
        )+
    };
}

replies! {
    file_late_reply => FileLateElectionResponse,
    opine_late_reply => GiveLateElectionOpinionResponse,
    approve_late_reply => ApproveLateElectionResponse,
    refuse_late_reply => RefuseLateElectionResponse,
    withdraw_late_reply => WithdrawLateElectionResponse,
    get_late_reply => GetLateElectionResponse,
}
