//! Requests about a plan as a whole and about its rounds.

use ::intake::etag::stated_etag;
use ::time::OffsetDateTime;
use fault::Fault;
use inspection_domain::draw::{Field, Hash, Share};
use inspection_domain::plan::State;
use onecode_proto::inspection::v1 as pb;
use prost_types::Timestamp;
use uow::Call;
use uuid::Uuid;

use crate::ops::plan::draft::Cancel;
use crate::ops::plan::draw::DrawPlan;
use crate::ops::plan::read::{GetPlan, ListPlans};
use crate::ops::plan::round::{Close, Open};
use crate::ops::plan::share::{Commit, Reveal, Say};
use crate::store::plan::Filter;
use crate::wire::page::{self, Binding};
use crate::wire::violations::Violations;
use crate::wire::{name, text, time};

pub(crate) fn get(request: &pb::GetPlanRequest, call: &Call) -> Result<GetPlan, Fault> {
    seen(&request.name, call)
}

pub(crate) fn proof(request: &pb::GetDrawProofRequest, call: &Call) -> Result<GetPlan, Fault> {
    seen(&request.name, call)
}

pub(crate) fn preview(request: &pb::PreviewPlanRequest) -> Result<Uuid, Fault> {
    named(&request.name)
}

pub(crate) fn list(request: &pb::ListPlansRequest, call: &Call) -> Result<ListPlans, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListPlansRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let state = read_state(&mut violations, request.state);
    let size = page::size(&mut violations, request.page_size, 50, 200);
    let before = binding.key(&mut violations, &request.page_token).and_then(|id| Uuid::try_parse(&id).ok());
    violations.finish(state.map(|state| ListPlans {
        filter: Filter { scope: call.scope.clone(), year: request.year, state: state.to_owned() },
        before,
        size,
        binding,
    }))
}

pub(crate) fn cancel(request: &pb::CancelPlanRequest) -> Result<Cancel, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_plan(&mut violations, "name", &request.name);
    let reason = field(&mut violations, "reason", &request.reason);
    violations.finish(id.zip(reason).map(|(id, reason)| Cancel { id, reason }))
}

pub(crate) fn freeze(request: &pb::FreezePlanRequest) -> Result<(Uuid, String), Fault> {
    let mut violations = Violations::default();
    let id = name::parse_plan(&mut violations, "name", &request.name);
    let etag = stated_etag(&mut violations, &request.etag);
    violations.finish(id.zip(etag))
}

pub(crate) fn commit(request: &pb::CommitShareRequest) -> Result<Commit, Fault> {
    let mut violations = Violations::default();
    let of = of_round(&mut violations, &request.name, request.round);
    let hash = bytes(&mut violations, "commitment", &request.commitment).map(Hash);
    violations.finish(of.zip(hash).map(|((id, round), hash)| Commit { id, round, hash }))
}

pub(crate) fn reveal(request: &pb::RevealShareRequest) -> Result<Reveal, Fault> {
    let mut violations = Violations::default();
    let of = of_round(&mut violations, &request.name, request.round);
    let share = bytes(&mut violations, "share", &request.share).map(Share);
    violations.finish(of.zip(share).map(|((id, round), share)| Reveal { id, round, share }))
}

pub(crate) fn beacon(request: &pb::RecordBeaconRequest) -> Result<Say, Fault> {
    let mut violations = Violations::default();
    let of = of_round(&mut violations, &request.name, request.round);
    let printed = request.value.bytes().all(|byte| byte.is_ascii_graphic());
    let value = if (1..=200).contains(&request.value.len()) && printed {
        violations.take("value", Field::parse(&request.value))
    } else {
        violations.note("value", "must be 1 to 200 visible ASCII characters");
        None
    };
    violations.finish(of.zip(value).map(|((id, round), value)| Say { id, round, value }))
}

pub(crate) fn close(request: &pb::CloseRoundRequest) -> Result<Close, Fault> {
    let mut violations = Violations::default();
    let of = of_round(&mut violations, &request.name, request.round);
    violations.finish(of.map(|(id, round)| Close { id, round }))
}

pub(crate) fn open(request: &pb::OpenRoundRequest) -> Result<Open, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_plan(&mut violations, "name", &request.name);
    let reason = (!request.reason.trim().is_empty()).then(|| field(&mut violations, "reason", &request.reason));
    let commit_by = require_instant(&mut violations, "commit_due_time", request.commit_due_time.as_ref());
    let reveal_by = require_instant(&mut violations, "reveal_due_time", request.reveal_due_time.as_ref());
    let known = request.beacon_known_time.as_ref();
    let beacon_at = time::parse_timestamp(&mut violations, "beacon_known_time", known);
    violations.finish(id.zip(commit_by).zip(reveal_by).map(|((id, commit_by), reveal_by)| Open {
        id,
        commit_by,
        reveal_by,
        beacon_at,
        reason: reason.flatten(),
    }))
}

pub(crate) fn draw(request: &pb::DrawPlanRequest) -> Result<DrawPlan, Fault> {
    named(&request.name).map(|id| DrawPlan { id })
}

fn named(raw: &str) -> Result<Uuid, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_plan(&mut violations, "name", raw);
    violations.finish(id)
}

fn seen(raw: &str, call: &Call) -> Result<GetPlan, Fault> {
    named(raw).map(|id| GetPlan { scope: call.scope.clone(), id })
}

fn of_round(violations: &mut Violations, raw: &str, round: i32) -> Option<(Uuid, u32)> {
    let id = name::parse_plan(violations, "name", raw);
    let number = u32::try_from(round).ok().filter(|number| *number > 0);
    if number.is_none() {
        violations.note("round", "must be 1 or more");
    }
    id.zip(number)
}

/// 32 bytes. What is there instead is not repeated.
fn bytes(violations: &mut Violations, field: &str, stated: &[u8]) -> Option<[u8; 32]> {
    let bytes = stated.try_into().ok();
    if bytes.is_none() {
        violations.note(field, format_args!("has {} bytes, must have 32", stated.len()));
    }
    bytes
}

/// A text of 1 to 200 characters that can stand in a proof.
fn field(violations: &mut Violations, path: &str, raw: &str) -> Option<Field> {
    let text = text::text(violations, path, raw, 200)?;
    violations.take(path, Field::parse(&text))
}

fn require_instant(violations: &mut Violations, field: &str, stamp: Option<&Timestamp>) -> Option<OffsetDateTime> {
    if stamp.is_none() {
        violations.note(field, "is required");
    }
    time::parse_timestamp(violations, field, stamp)
}

fn read_state(violations: &mut Violations, number: i32) -> Option<&'static str> {
    match pb::PlanState::try_from(number) {
        Ok(pb::PlanState::Unspecified) => Some(""),
        Ok(pb::PlanState::Draft) => Some(State::Draft.as_str()),
        Ok(pb::PlanState::Frozen) => Some(State::Frozen.as_str()),
        Ok(pb::PlanState::Committing) => Some(State::Committing.as_str()),
        Ok(pb::PlanState::Revealing) => Some(State::Revealing.as_str()),
        Ok(pb::PlanState::Drawn) => Some(State::Drawn.as_str()),
        Ok(pb::PlanState::Cancelled) => Some(State::Cancelled.as_str()),
        Err(_) => {
            violations.note("state", "must be a value of the contract");
            None
        }
    }
}
