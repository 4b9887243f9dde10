//! Organisations to report on, builders of requests, and what is asked of answers.

use onecode_proto::google::r#type::Date;
use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::organization_service_client::OrganizationServiceClient;
use onecode_proto::registry::v1::party_building_service_client::PartyBuildingServiceClient;
use testkit::Suite;
pub(crate) use testkit::refusal::{metadata, reason, violated_sorted as violated};
use vocab::{OrganizationClass, UnifiedCode};

pub(crate) const HUZHOU: &str = "330500";
pub(crate) const WUXING: &str = "330502";
pub(crate) const HANGZHOU: &str = "330100";

pub(crate) type Client = PartyBuildingServiceClient<testkit::Client>;
type Register = OrganizationServiceClient<testkit::Client>;

pub(crate) async fn registry() -> Suite {
    crate::register::register().await
}

/// The social work department of a division, which minds party building.
pub(crate) fn party_of(suite: &Suite, division: &str) -> Client {
    Client::new(suite.client(suite.identities().caller("social-work", division, &["party-building"]).fresh()))
}

pub(crate) fn party(suite: &Suite) -> Client {
    party_of(suite, HUZHOU)
}

pub(crate) fn register(suite: &Suite) -> Register {
    Register::new(suite.client(suite.registrar().fresh()))
}

pub(crate) fn code_of(class: OrganizationClass, serial: u32) -> String {
    UnifiedCode::from_parts(class, HUZHOU.parse().unwrap(), &format!("MJ{serial:06}")).unwrap().to_string()
}

/// The name of the `serial`-th association.
pub(crate) fn name(serial: u32) -> String {
    format!("organizations/{}", code_of(OrganizationClass::SocialGroup, serial))
}

#[expect(clippy::unnecessary_wraps, reason = "as the fields of messages have it")]
pub(crate) fn date(year: i32, month: i32, day: i32) -> Option<Date> {
    Some(Date { year, month, day })
}

/// What an organisation of a class in a division is, active since 1 March 2020.
pub(crate) fn organization(class: OrganizationClass, serial: u32, division: &str) -> pb::CreateOrganizationRequest {
    let kind = match class {
        OrganizationClass::SocialGroup => pb::OrganizationKind::SocialGroup,
        OrganizationClass::PrivateNonEnterprise => pb::OrganizationKind::PrivateNonEnterprise,
        OrganizationClass::Foundation => pb::OrganizationKind::Foundation,
        OrganizationClass::Other => pb::OrganizationKind::Other,
    };
    pb::CreateOrganizationRequest {
        organization: Some(pb::Organization {
            code: code_of(class, serial),
            title: format!("湖州市第{serial}社会组织"),
            kind: kind.into(),
            division: division.into(),
            established_date: date(2020, 3, 1),
            ..Default::default()
        }),
        status: pb::OrganizationStatus::Active.into(),
        valid_from: date(2020, 3, 1),
        basis: "湖民社登〔2020〕1号".into(),
        validate_only: false,
    }
}

/// Registers the `serial`-th association in Huzhou.
pub(crate) async fn registered(suite: &Suite, serial: u32) -> pb::Organization {
    let request = organization(OrganizationClass::SocialGroup, serial, HUZHOU);
    register(suite).create_organization(request).await.unwrap().into_inner().organization.unwrap()
}

/// Lets an organisation end on a day.
pub(crate) async fn deregister(suite: &Suite, serial: u32, day: Option<Date>) {
    let request = pb::GetOrganizationRequest { name: name(serial), ..Default::default() };
    let seen = register(suite).get_organization(request).await.unwrap().into_inner().organization.unwrap();
    let request = pb::ChangeOrganizationStatusRequest {
        name: seen.name,
        status: pb::OrganizationStatus::Deregistered.into(),
        valid_from: day,
        basis: "湖民社注〔2026〕1号".into(),
        etag: seen.etag,
    };
    register(suite).change_organization_status(request).await.unwrap();
}

/// A report that holds from 1 June 2024: nothing but the charter's clause.
pub(crate) fn bare(full_member_count: i32) -> pb::PartyReport {
    pb::PartyReport {
        valid_from: date(2024, 6, 1),
        basis: "2024年党建情况统计".into(),
        full_member_count,
        own_organization: pb::PartyOrganizationForm::None.into(),
        discipline: pb::PartyDiscipline::None.into(),
        charter_clause: true,
        ..Default::default()
    }
}

/// A report of an organisation that has a branch and a member for discipline.
pub(crate) fn branched(full_member_count: i32) -> pb::PartyReport {
    pb::PartyReport {
        own_organization: pb::PartyOrganizationForm::Branch.into(),
        discipline: pb::PartyDiscipline::Member.into(),
        ..bare(full_member_count)
    }
}

pub(crate) fn of(serial: u32, report: pb::PartyReport) -> pb::ReportPartyStatusRequest {
    pb::ReportPartyStatusRequest { parent: name(serial), report: Some(report) }
}

pub(crate) async fn report(client: &mut Client, serial: u32, report: pb::PartyReport) -> pb::ReportPartyStatusResponse {
    client.report_party_status(of(serial, report)).await.unwrap().into_inner()
}

pub(crate) async fn status(client: &mut Client, serial: u32, as_of: Option<Date>) -> pb::PartyStatus {
    let request = pb::GetPartyStatusRequest { name: format!("{}/partyStatus", name(serial)), as_of };
    client.get_party_status(request).await.unwrap().into_inner().status.unwrap()
}

/// What is not met, with the rule.
pub(crate) fn missing(findings: &[pb::PartyFinding]) -> Vec<(pb::PartyRequirement, &str)> {
    let missing = findings.iter().filter(|finding| outcome(finding) == pb::FindingOutcome::NotMet);
    missing.map(|finding| (finding.requirement(), rule(finding).id.as_str())).collect()
}

pub(crate) fn outcome(finding: &pb::PartyFinding) -> pb::FindingOutcome {
    finding.finding.as_ref().unwrap().outcome()
}

pub(crate) fn rule(finding: &pb::PartyFinding) -> &pb::RuleVersion {
    finding.finding.as_ref().unwrap().rule.as_ref().unwrap()
}

pub(crate) fn branch(title: &str) -> pb::JointBranch {
    pb::JointBranch {
        title: title.into(),
        division: HUZHOU.into(),
        ground: pb::JointBranchGround::Nearness.into(),
        ground_description: "同在仁皇山街道".into(),
        managing_department: "departments/social-organisation-party-committee".into(),
        established_date: date(2025, 1, 1),
        ..Default::default()
    }
}

/// Founds a joint branch of associations.
pub(crate) async fn founded(client: &mut Client, serials: &[u32]) -> pb::JointBranch {
    let organizations = serials.iter().map(|serial| name(*serial)).collect();
    let request =
        pb::CreateJointBranchRequest { joint_branch: Some(branch("仁皇山联合党支部")), organizations };
    client.create_joint_branch(request).await.unwrap().into_inner().joint_branch.unwrap()
}

pub(crate) fn members(branch: &pb::JointBranch) -> Vec<&str> {
    branch.members.iter().map(|member| member.organization.as_str()).collect()
}
