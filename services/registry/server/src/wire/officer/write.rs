//! Requests that appoint and that end a post, and their replies.

#![expect(clippy::needless_pass_by_value, reason = "replies have the signature that `Uow::write` calls")]

use ::time::Date;
use fault::Fault;
use onecode_proto::registry::v1 as pb;
use seal::Ring;

use super::appointment::{Seat, appointment};
use super::{post, read};
use crate::ops::officer::{Appoint, EndPost};
use crate::store::post::PostRow;
use crate::wire::violations::Violations;
use crate::wire::{change, name, time};

pub(crate) fn appoint(request: &pb::AppointOfficerRequest, ring: &Ring, today: Date) -> Result<Appoint, Fault> {
    let mut violations = Violations::default();
    let code = name::parse(&mut violations, "parent", &request.parent);
    let basis = change::basis(&mut violations, &request.basis);
    let seat = code.zip(basis).map(|(code, basis)| Seat { organization: Some(code), kind: code.class(), basis });
    let appointment = appointment(&mut violations, "appointment", request.appointment.as_ref(), seat);
    if appointment.as_ref().is_some_and(|appointment| appointment.term.starts_on > today) {
        violations.note("appointment.starts_on", format_args!("must not be later than today, {today}"));
    }
    violations.finish(code.zip(appointment).map(|(code, appointment)| Appoint {
        ring: ring.clone(),
        code,
        appointment,
    }))
}

pub(crate) fn appoint_reply(row: PostRow) -> pb::AppointOfficerResponse {
    pb::AppointOfficerResponse { post: Some(post::post(&row)) }
}

pub(crate) fn end(request: &pb::EndPostRequest, ring: &Ring, today: Date) -> Result<EndPost, Fault> {
    let mut violations = Violations::default();
    let name = read::parse_name(&mut violations, &request.name);
    let on = time::parse_past(&mut violations, "ended_on", request.ended_on.as_ref(), today).unwrap_or(today);
    let basis = change::basis(&mut violations, &request.basis);
    change::require(&mut violations, "etag", &request.etag);
    violations.finish(name.zip(basis).map(|((code, id), basis)| EndPost {
        ring: ring.clone(),
        code,
        id,
        on,
        basis,
        etag: request.etag.clone(),
    }))
}

pub(crate) fn end_reply(row: PostRow) -> pb::EndPostResponse {
    pb::EndPostResponse { post: Some(post::post(&row)) }
}
