//! The status of one organisation: the request that asks for it, and its reply.

#![expect(clippy::needless_pass_by_value, reason = "replies have the signature that `Uow::read` calls")]

use fault::Fault;
use onecode_proto::registry::v1 as pb;
use time::Date;
use uow::Call;

use super::{enums, finding, name as party_name, report};
use crate::ops::party::status::{GetStatus, Managed, Standing};
use crate::wire::violations::Violations;
use crate::wire::{name, time as wire_time};

pub(crate) fn get(request: &pb::GetPartyStatusRequest, call: &Call, today: Date) -> Result<GetStatus, Fault> {
    let mut violations = Violations::default();
    let code = party_name::parse_status(&mut violations, "name", &request.name);
    let as_of = wire_time::parse_past(&mut violations, "as_of", request.as_of.as_ref(), today);
    violations.finish(code.map(|code| GetStatus { scope: call.scope.clone(), code, as_of, today }))
}

pub(crate) fn get_reply(standing: Standing) -> pb::GetPartyStatusResponse {
    pb::GetPartyStatusResponse {
        status: Some(pb::PartyStatus {
            name: party_name::status(standing.code),
            organization: name::organization(standing.code),
            as_of: Some(wire_time::date(standing.day)),
            report: standing.reported.as_ref().map(report::reported),
            joint_branch: standing.joint_branch.map(party_name::joint_branch).unwrap_or_default(),
            management: Some(management(&standing.managed)),
            findings: finding::checked(&standing.checked),
        }),
    }
}

/// The management of an organisation as its callers see it.
pub(super) fn management(managed: &Managed) -> pb::PartyManagement {
    let case = pb::PartyManagement {
        case: enums::case(managed.management.case).into(),
        article: managed.management.article.to_owned(),
        allowed_bodies: managed.management.bodies.iter().map(|body| enums::body(*body).into()).collect(),
        ..pb::PartyManagement::default()
    };
    let Some(assigned) = &managed.assigned else { return case };
    pb::PartyManagement {
        body: enums::body(assigned.assignment.body).into(),
        department: party_name::department(&assigned.assignment.department),
        department_title: managed.title.clone(),
        since_date: Some(wire_time::date(assigned.assignment.valid_from)),
        basis: assigned.basis.as_str().to_owned(),
        ..case
    }
}
