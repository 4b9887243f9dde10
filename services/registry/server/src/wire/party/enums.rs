//! Enumerations of party building, both ways.

use onecode_proto::registry::v1 as pb;
use registry_domain::party::{Discipline, Ground, ManagementCase, ManagingBody, OwnOrganization, Requirement};

/// A form of party organisation as the contract has it.
pub(crate) fn own_organization(own: OwnOrganization) -> pb::PartyOrganizationForm {
    match own {
        OwnOrganization::None => pb::PartyOrganizationForm::None,
        OwnOrganization::Branch => pb::PartyOrganizationForm::Branch,
        OwnOrganization::GeneralBranch => pb::PartyOrganizationForm::GeneralBranch,
        OwnOrganization::Committee => pb::PartyOrganizationForm::Committee,
    }
}

/// A form of discipline inspection as the contract has it.
pub(crate) fn discipline(discipline: Discipline) -> pb::PartyDiscipline {
    match discipline {
        Discipline::None => pb::PartyDiscipline::None,
        Discipline::Member => pb::PartyDiscipline::Member,
        Discipline::Body => pb::PartyDiscipline::Body,
    }
}

/// A requirement as the contract has it.
pub(crate) fn requirement(requirement: Requirement) -> pb::PartyRequirement {
    match requirement {
        Requirement::Report => pb::PartyRequirement::Report,
        Requirement::OwnOrganization => pb::PartyRequirement::OwnOrganization,
        Requirement::Form => pb::PartyRequirement::Form,
        Requirement::JointBranch => pb::PartyRequirement::JointBranch,
        Requirement::Instructor => pb::PartyRequirement::Instructor,
        Requirement::MassOrganization => pb::PartyRequirement::MassOrganization,
        Requirement::Discipline => pb::PartyRequirement::Discipline,
        Requirement::CharterClause => pb::PartyRequirement::CharterClause,
        Requirement::Management => pb::PartyRequirement::Management,
    }
}

/// A case as the contract has it.
pub(crate) fn case(case: ManagementCase) -> pb::PartyManagementCase {
    match case {
        ManagementCase::Supervised => pb::PartyManagementCase::Supervised,
        ManagementCase::Decoupled => pb::PartyManagementCase::Decoupled,
        ManagementCase::Direct => pb::PartyManagementCase::Direct,
        ManagementCase::Community => pb::PartyManagementCase::Community,
    }
}

/// A managing body as the contract has it.
pub(crate) fn body(body: ManagingBody) -> pb::PartyManagingBody {
    match body {
        ManagingBody::SupervisingUnit => pb::PartyManagingBody::SupervisingUnit,
        ManagingBody::Industry => pb::PartyManagingBody::Industry,
        ManagingBody::Territory => pb::PartyManagingBody::Territory,
        ManagingBody::Comprehensive => pb::PartyManagingBody::Comprehensive,
        ManagingBody::Community => pb::PartyManagingBody::Community,
    }
}

/// A ground of a joint branch as the contract has it.
pub(crate) fn ground(ground: Ground) -> pb::JointBranchGround {
    match ground {
        Ground::Nearness => pb::JointBranchGround::Nearness,
        Ground::Trade => pb::JointBranchGround::Trade,
    }
}

/// The form with a number of the contract; `None` for "not stated" and for numbers it does not have.
pub(crate) fn read_own_organization(number: i32) -> Option<OwnOrganization> {
    OwnOrganization::ALL.into_iter().find(|own| own_organization(*own) as i32 == number)
}

/// The form of discipline inspection with a number of the contract.
pub(crate) fn read_discipline(number: i32) -> Option<Discipline> {
    Discipline::ALL.into_iter().find(|candidate| discipline(*candidate) as i32 == number)
}

/// The requirement with a number of the contract.
pub(crate) fn read_requirement(number: i32) -> Option<Requirement> {
    Requirement::ALL.into_iter().find(|candidate| requirement(*candidate) as i32 == number)
}

/// The managing body with a number of the contract.
pub(crate) fn read_body(number: i32) -> Option<ManagingBody> {
    ManagingBody::ALL.into_iter().find(|candidate| body(*candidate) as i32 == number)
}

/// The ground with a number of the contract.
pub(crate) fn read_ground(number: i32) -> Option<Ground> {
    Ground::ALL.into_iter().find(|candidate| ground(*candidate) as i32 == number)
}
