//! Whether a filing could be registered: the request that asks, and its reply.

#![expect(clippy::needless_pass_by_value, reason = "replies have the signature that `Uow::read` calls")]

use fault::Fault;
use onecode_proto::registry::v1 as pb;
use registry_domain::{Finding, Outcome};
use time::Date;
use uow::Call;
use vocab::OrganizationClass;

use super::filing;
use crate::ops::community::check::Check;
use crate::wire::enums;
use crate::wire::party::finding::plain;
use crate::wire::violations::Violations;

/// What a filing states of the things that conditions look at.
const STATED: [&str; 3] = ["individual_members", "unit_members", "activity_funds_fen"];

pub(crate) fn check(request: &pb::CheckPromotionRequest, call: &Call, today: Date) -> Result<Check, Fault> {
    let mut violations = Violations::default();
    let id = filing::parse_name(&mut violations, "name", &request.name);
    let kind = match request.kind {
        0 => Some(OrganizationClass::SocialGroup),
        stated => enums::read_kind(stated),
    };
    if kind.is_none() {
        violations.note("kind", "must be a value of the contract");
    }
    violations.finish(id.zip(kind).map(|(id, kind)| Check { scope: call.scope.clone(), id, kind, today }))
}

pub(crate) fn reply(findings: Vec<Finding>) -> pb::CheckPromotionResponse {
    let mut on_stated = findings.iter().filter(|finding| STATED.contains(&finding.field.as_str()));
    pb::CheckPromotionResponse {
        reaches_thresholds: on_stated.all(|finding| finding.outcome == Outcome::Met),
        findings: findings.iter().map(plain).collect(),
    }
}
