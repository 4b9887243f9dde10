//! The request that says whose party body manages an organisation, and its reply.

#![expect(clippy::needless_pass_by_value, reason = "replies have the signature that `Uow::write` calls")]

use fault::Fault;
use onecode_proto::registry::v1 as pb;
use registry_domain::party::Assignment;
use time::Date;
use vocab::OrganizationClass;

use super::{enums, name as party_name, status};
use crate::ops::party::manage::Assign;
use crate::ops::party::status::Managed;
use crate::wire::violations::Violations;
use crate::wire::{change, time as wire_time};

pub(crate) fn assign(request: &pb::AssignPartyManagementRequest, today: Date) -> Result<Assign, Fault> {
    let mut violations = Violations::default();
    let code = party_name::parse_status(&mut violations, "name", &request.name);
    let body = enums::read_body(request.body);
    if body.is_none() {
        violations.note("body", "must be a value of the contract, not UNSPECIFIED");
    }
    let department = party_name::parse_department(&mut violations, "department", &request.department);
    if request.decoupled && code.is_some_and(|code| code.class() != OrganizationClass::SocialGroup) {
        violations.note("decoupled", "only a trade association or chamber, a SOCIAL_GROUP, is ever decoupled");
    }
    if request.decoupled && request.community {
        violations.note("community", "a decoupled trade association is no community organisation");
    }
    let valid_from = wire_time::parse_past(&mut violations, "valid_from", request.valid_from.as_ref(), today);
    let basis = change::basis(&mut violations, &request.basis);
    let stated = code.zip(body).zip(department).zip(basis);
    violations.finish(stated.map(|(((code, body), department), basis)| Assign {
        code,
        assignment: Assignment {
            valid_from: valid_from.unwrap_or(today),
            body,
            department,
            decoupled: request.decoupled,
            community: request.community,
            unit_without_party_body: request.supervising_unit_without_party_body,
        },
        basis,
    }))
}

pub(crate) fn assign_reply(managed: Managed) -> pb::AssignPartyManagementResponse {
    pb::AssignPartyManagementResponse { management: Some(status::management(&managed)) }
}
