//! Enumerations of officers, both ways.

use onecode_proto::registry::v1 as pb;
use registry_domain::Outcome;
use registry_domain::officer::{IdentityKind, Role};

use crate::ops::officer::TermState;

pub(crate) fn role(role: Role) -> pb::OfficerRole {
    match role {
        Role::President => pb::OfficerRole::President,
        Role::VicePresident => pb::OfficerRole::VicePresident,
        Role::SecretaryGeneral => pb::OfficerRole::SecretaryGeneral,
        Role::CouncilMember => pb::OfficerRole::CouncilMember,
        Role::Supervisor => pb::OfficerRole::Supervisor,
    }
}

pub(super) fn identity_kind(kind: IdentityKind) -> pb::IdentityKind {
    match kind {
        IdentityKind::ResidentId => pb::IdentityKind::ResidentId,
        IdentityKind::Passport => pb::IdentityKind::Passport,
        IdentityKind::HongKongMacaoPermit => pb::IdentityKind::HongKongMacaoPermit,
        IdentityKind::TaiwanPermit => pb::IdentityKind::TaiwanPermit,
    }
}

pub(super) fn outcome(outcome: Outcome) -> pb::AppointmentOutcome {
    match outcome {
        Outcome::Met => pb::AppointmentOutcome::Met,
        Outcome::NotMet => pb::AppointmentOutcome::NotMet,
        Outcome::Ask => pb::AppointmentOutcome::Ask,
    }
}

pub(super) fn term_state(state: TermState) -> pb::TermState {
    match state {
        TermState::Due => pb::TermState::Due,
        TermState::Late => pb::TermState::Late,
        TermState::Beyond => pb::TermState::Beyond,
        TermState::Extended => pb::TermState::Extended,
    }
}

/// The role with a number of the contract.
pub(super) fn read_role(number: i32) -> Option<Role> {
    Role::ALL.into_iter().find(|candidate| role(*candidate) as i32 == number)
}

/// The kind of document with a number of the contract.
pub(super) fn read_identity_kind(number: i32) -> Option<IdentityKind> {
    IdentityKind::ALL.into_iter().find(|candidate| identity_kind(*candidate) as i32 == number)
}
