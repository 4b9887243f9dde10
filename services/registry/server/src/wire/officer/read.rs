//! Requests that read posts or rules, and their replies.

#![expect(clippy::needless_pass_by_value, reason = "replies have the signature that `Uow::read` calls")]

use ::time::Date;
use fault::Fault;
use onecode_proto::registry::v1 as pb;
use registry_domain::{Finding, Text};
use seal::Ring;
use uow::Call;
use uuid::Uuid;
use vocab::UnifiedCode;

use super::appointment::{Seat, appointment, identity};
use super::{enums, post};
use crate::ops::officer::{Check, FindPerson, GetPost, ListPosts, Listed, Seen};
use crate::wire::page::{self, Binding};
use crate::wire::violations::Violations;
use crate::wire::{enums as register_enums, name, time};

pub(crate) fn check(
    request: &pb::CheckAppointmentRequest,
    call: &Call,
    ring: &Ring,
    today: Date,
) -> Result<Check, Fault> {
    let mut violations = Violations::default();
    let organization = if request.organization.is_empty() {
        None
    } else {
        name::parse(&mut violations, "organization", &request.organization)
    };
    let kind = match organization {
        Some(code) => Some(code.class()),
        None => register_enums::read_kind(request.kind),
    };
    if kind.is_none() && request.organization.is_empty() {
        violations.note("kind", "must be a value of the contract, not UNSPECIFIED, where organization is left out");
    }
    let seat = kind.map(|kind| Seat { organization, kind, basis: Text::default() });
    let appointment = appointment(&mut violations, "appointment", request.appointment.as_ref(), seat);
    violations.finish(appointment.map(|appointment| Check {
        scope: call.scope.clone(),
        ring: ring.clone(),
        appointment,
        today,
    }))
}

pub(crate) fn check_reply(findings: Vec<Finding>) -> pb::CheckAppointmentResponse {
    pb::CheckAppointmentResponse { findings: findings.iter().map(finding).collect() }
}

fn finding(finding: &Finding) -> pb::AppointmentFinding {
    pb::AppointmentFinding {
        rule: finding.rule.id.clone(),
        version: i32::try_from(finding.rule.version).unwrap_or_default(),
        title: finding.title.clone(),
        field: finding.field.clone(),
        value: finding.value.clone(),
        threshold: finding.threshold.clone(),
        outcome: enums::outcome(finding.outcome).into(),
    }
}

pub(crate) fn get(request: &pb::GetPostRequest, call: &Call, ring: &Ring) -> Result<GetPost, Fault> {
    let mut violations = Violations::default();
    let name = parse_name(&mut violations, &request.name);
    violations.finish(name.map(|(code, id)| GetPost {
        scope: call.scope.clone(),
        ring: ring.clone(),
        code,
        id,
        personal: call.reveals,
    }))
}

pub(crate) fn get_reply(seen: Seen) -> pb::GetPostResponse {
    pb::GetPostResponse { post: Some(post::seen(&seen)) }
}

pub(crate) fn list(request: &pb::ListPostsRequest, call: &Call, ring: &Ring, today: Date) -> Result<ListPosts, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListPostsRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let code = name::parse(&mut violations, "parent", &request.parent);
    let day = time::parse_date(&mut violations, "as_of", request.as_of.as_ref()).unwrap_or(today);
    let size = page::size(&mut violations, request.page_size, 100, 200);
    let after = binding.key(&mut violations, &request.page_token);
    let after = after.and_then(|id| Uuid::parse_str(&id).ok()).unwrap_or_default();
    violations.finish(code.map(|code| ListPosts {
        scope: call.scope.clone(),
        ring: ring.clone(),
        code,
        day,
        after,
        size,
        binding,
        personal: call.reveals,
    }))
}

pub(crate) fn list_reply(listed: Listed) -> pb::ListPostsResponse {
    pb::ListPostsResponse {
        posts: listed.posts.iter().map(post::seen).collect(),
        next_page_token: listed.next_page_token,
    }
}

pub(crate) fn find_person(request: &pb::FindPersonPostsRequest, call: &Call, ring: &Ring) -> Result<FindPerson, Fault> {
    let mut violations = Violations::default();
    if call.purpose.is_none() {
        violations.note(format!("metadata[{}]", rpc::PURPOSE), "is required: a search for a person says why");
    }
    let identity = identity(&mut violations, "", request.id_kind, &request.id_number);
    violations.finish(identity.map(|identity| FindPerson {
        scope: call.scope.clone(),
        ring: ring.clone(),
        identity,
        personal: call.reveals,
    }))
}

pub(crate) fn find_person_reply(posts: Vec<Seen>) -> pb::FindPersonPostsResponse {
    pb::FindPersonPostsResponse { posts: posts.iter().map(post::seen).collect() }
}

/// The code and the id in the name of a post.
pub(super) fn parse_name(violations: &mut Violations, raw: &str) -> Option<(UnifiedCode, Uuid)> {
    let parts = raw.split_once("/posts/").and_then(|(parent, id)| Some((parent, Uuid::parse_str(id).ok()?)));
    let Some((parent, id)) = parts else {
        violations.note("name", "must be organizations/{code}/posts/{id}, the id a UUID");
        return None;
    };
    Some((name::parse(violations, "name", parent)?, id))
}
