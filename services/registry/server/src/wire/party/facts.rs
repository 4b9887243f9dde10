//! What other services may learn of party building. No person is in it.

use ::time::Date;
use onecode_proto::registry::v1 as pb;
use registry_domain::party::{Assignment, Gap, JointBranch, ManagementCase, Member};
use uuid::Uuid;
use vocab::UnifiedCode;

use super::{enums, finding, name as party_name};
use crate::store::party::report::Reported;
use crate::wire::{name, time};

/// The ground of the list of abnormal activities that the credit service is told of (PB-08).
const GROUND: &str = "CR-03.2";

pub(crate) fn reported(row: &Reported) -> pb::PartyStatusReported {
    pb::PartyStatusReported {
        organization: name::organization(row.code),
        report: party_name::report(row.code, row.number),
        valid_from: Some(time::date(row.valid_from)),
        full_member_count: i32::try_from(row.report.full_members).unwrap_or(i32::MAX),
        own_organization: enums::own_organization(row.report.own_organization).into(),
    }
}

pub(crate) fn gap_opened(organization: &str, gap: &Gap) -> pb::PartyGapOpened {
    pb::PartyGapOpened {
        organization: organization.to_owned(),
        requirement: enums::requirement(gap.requirement).into(),
        rule: gap.finding.rule.id.clone(),
        rule_version: finding::version(&gap.finding),
        since_date: Some(time::date(gap.since)),
        ground: ground(gap),
    }
}

pub(crate) fn gap_closed(organization: &str, gap: &Gap, day: Date) -> pb::PartyGapClosed {
    pb::PartyGapClosed {
        organization: organization.to_owned(),
        requirement: enums::requirement(gap.requirement).into(),
        rule: gap.finding.rule.id.clone(),
        rule_version: finding::version(&gap.finding),
        closed_date: Some(time::date(day)),
        ground: ground(gap),
    }
}

pub(crate) fn management_assigned(
    code: UnifiedCode,
    case: ManagementCase,
    assignment: &Assignment,
) -> pb::PartyManagementAssigned {
    pb::PartyManagementAssigned {
        organization: name::organization(code),
        case: enums::case(case).into(),
        body: enums::body(assignment.body).into(),
        department: party_name::department(&assignment.department),
        valid_from: Some(time::date(assignment.valid_from)),
    }
}

pub(crate) fn branch_created(branch: &JointBranch) -> pb::JointBranchCreated {
    pb::JointBranchCreated {
        joint_branch: party_name::joint_branch(branch.id),
        title: branch.title.as_str().to_owned(),
        division: branch.division.to_string(),
        managing_department: party_name::department(&branch.managing_department),
        established_date: Some(time::date(branch.established_on)),
    }
}

pub(crate) fn organization_added(branch: Uuid, member: Member) -> pb::JointBranchOrganizationAdded {
    pb::JointBranchOrganizationAdded {
        joint_branch: party_name::joint_branch(branch),
        organization: name::organization(member.code),
        joined_date: Some(time::date(member.joined_on)),
    }
}

pub(crate) fn organization_removed(branch: Uuid, code: UnifiedCode, on: Date) -> pb::JointBranchOrganizationRemoved {
    pb::JointBranchOrganizationRemoved {
        joint_branch: party_name::joint_branch(branch),
        organization: name::organization(code),
        left_date: Some(time::date(on)),
    }
}

pub(crate) fn branch_dissolved(branch: Uuid, on: Date) -> pb::JointBranchDissolved {
    pb::JointBranchDissolved { joint_branch: party_name::joint_branch(branch), dissolved_date: Some(time::date(on)) }
}

fn ground(gap: &Gap) -> String {
    if gap.requirement.is_ground() { GROUND.to_owned() } else { String::new() }
}
