//! Requests about recusals, and their replies.

#![expect(clippy::needless_pass_by_value, reason = "replies have the signature that `Uow` calls")]

use ::time::Date;
use fault::Fault;
use onecode_proto::inspection::v1 as pb;
use uow::Call;
use uuid::Uuid;

use super::page::{self, Binding};
use super::violations::Violations;
use super::{inspector, name, text, time};
use crate::ops::recusal::{Create, End, Ground, ListRecusals, Listed};
use crate::store::recusal::RecusalRow;

pub(crate) fn create(request: &pb::CreateRecusalRequest, today: Date) -> Result<Create, Fault> {
    let mut violations = Violations::default();
    let inspector = name::parse_inspector(&mut violations, "parent", &request.parent);
    let empty = pb::Recusal::default();
    let source = request.recusal.as_ref().unwrap_or(&empty);
    let code = name::parse_organization(&mut violations, "recusal.organization", &source.organization);
    let ground = read_ground(source.ground);
    if ground.is_none() {
        violations.note("recusal.ground", "must be a value of the contract, not UNSPECIFIED");
    }
    let reason = if ground == Some(Ground::Other) {
        text::text(&mut violations, "recusal.reason", &source.reason, 200)
    } else {
        text::optional(&mut violations, "recusal.reason", &source.reason, 200)
    };
    let from = inspector::require_date(&mut violations, "recusal.valid_from", source.valid_from.as_ref());
    let to = time::parse_past(&mut violations, "recusal.valid_to", source.valid_to.as_ref(), today);
    if from.zip(to).is_some_and(|(from, to)| to <= from) {
        violations.note("recusal.valid_to", "must be later than valid_from");
    }
    let stated = inspector.zip(code).zip(ground).zip(reason).zip(from);
    violations.finish(stated.map(|((((inspector, code), ground), reason), valid_from)| Create {
        inspector,
        code,
        ground,
        reason,
        valid_from,
        valid_to: to,
    }))
}

pub(crate) fn create_reply(row: RecusalRow) -> pb::CreateRecusalResponse {
    pb::CreateRecusalResponse { recusal: Some(recusal(&row)) }
}

pub(crate) fn end(request: &pb::EndRecusalRequest, today: Date) -> Result<End, Fault> {
    let mut violations = Violations::default();
    let ids = name::parse_recusal(&mut violations, "name", &request.name);
    let to = time::require_past(&mut violations, "valid_to", request.valid_to.as_ref(), today);
    violations.finish(ids.zip(to).map(|((inspector, id), valid_to)| End { inspector, id, valid_to }))
}

pub(crate) fn end_reply(row: RecusalRow) -> pb::EndRecusalResponse {
    pb::EndRecusalResponse { recusal: Some(recusal(&row)) }
}

pub(crate) fn list(request: &pb::ListRecusalsRequest, call: &Call) -> Result<ListRecusals, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListRecusalsRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let inspector = name::parse_inspector(&mut violations, "parent", &request.parent);
    let size = page::size(&mut violations, request.page_size, 100, 200);
    let after = binding.key(&mut violations, &request.page_token);
    violations.finish(inspector.map(|inspector| ListRecusals {
        department: call.department.clone(),
        division: call.division.clone(),
        inspector,
        after: after.and_then(|id| Uuid::try_parse(&id).ok()).unwrap_or_default(),
        size,
        binding,
    }))
}

pub(crate) fn list_reply(listed: Listed) -> pb::ListRecusalsResponse {
    pb::ListRecusalsResponse {
        recusals: listed.rows.iter().map(recusal).collect(),
        next_page_token: listed.next_page_token,
    }
}

fn read_ground(ground: i32) -> Option<Ground> {
    match pb::RecusalGround::try_from(ground).ok()? {
        pb::RecusalGround::Unspecified => None,
        pb::RecusalGround::Post => Some(Ground::Post),
        pb::RecusalGround::Relative => Some(Ground::Relative),
        pb::RecusalGround::Complaint => Some(Ground::Complaint),
        pb::RecusalGround::Appointee => Some(Ground::Appointee),
        pb::RecusalGround::Other => Some(Ground::Other),
    }
}

fn recusal(row: &RecusalRow) -> pb::Recusal {
    let ground = match row.ground {
        Ground::Post => pb::RecusalGround::Post,
        Ground::Relative => pb::RecusalGround::Relative,
        Ground::Complaint => pb::RecusalGround::Complaint,
        Ground::Appointee => pb::RecusalGround::Appointee,
        Ground::Other => pb::RecusalGround::Other,
    };
    pb::Recusal {
        name: name::recusal(row.inspector, row.id),
        organization: name::organization(row.code),
        ground: ground.into(),
        reason: row.reason.clone(),
        valid_from: Some(time::date(row.valid_from)),
        valid_to: row.valid_to.map(time::date),
        create_time: Some(time::timestamp(row.created_at)),
    }
}
