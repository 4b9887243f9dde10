//! A register with some organisations in it, and what is asked of the check.

use onecode_proto::google::r#type::Date;
use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::name_service_client::NameServiceClient;
use onecode_proto::registry::v1::organization_service_client::OrganizationServiceClient;
use prost_types::FieldMask;
use testkit::Suite;
pub(crate) use testkit::refusal::{metadata, reason};
use tonic::Status;
use vocab::{OrganizationClass, UnifiedCode};

pub(crate) const HUZHOU: &str = "330500";

pub(crate) type Organizations = OrganizationServiceClient<testkit::Client>;
pub(crate) type Names = NameServiceClient<testkit::Client>;

pub(crate) async fn registry() -> Suite {
    crate::register::register().await
}

pub(crate) fn organizations(suite: &Suite) -> Organizations {
    OrganizationServiceClient::new(suite.client(suite.registrar().fresh()))
}

pub(crate) fn names(suite: &Suite) -> Names {
    NameServiceClient::new(suite.client(suite.registrar().fresh()))
}

/// The registrar of another division.
pub(crate) fn names_of(suite: &Suite, division: &str) -> Names {
    let caller = suite.identities().caller("civil-affairs", division, &["registry-registrar"]);
    NameServiceClient::new(suite.client(caller.fresh()))
}

#[expect(clippy::unnecessary_wraps, reason = "as the fields of messages have it")]
pub(crate) fn date(year: i32, month: i32, day: i32) -> Option<Date> {
    Some(Date { year, month, day })
}

pub(crate) fn code(class: OrganizationClass, serial: u32) -> String {
    let division = HUZHOU.parse().unwrap();
    UnifiedCode::from_parts(class, division, &format!("MJ{serial:06}")).unwrap().to_string()
}

/// An organisation of Huzhou, active since 2020.
pub(crate) async fn registered(client: &mut Organizations, serial: u32, title: &str) -> pb::Organization {
    registered_as(client, OrganizationClass::SocialGroup, serial, title).await.unwrap()
}

pub(crate) async fn registered_as(
    client: &mut Organizations,
    class: OrganizationClass,
    serial: u32,
    title: &str,
) -> Result<pb::Organization, Status> {
    let kind = match class {
        OrganizationClass::SocialGroup => pb::OrganizationKind::SocialGroup,
        OrganizationClass::PrivateNonEnterprise => pb::OrganizationKind::PrivateNonEnterprise,
        OrganizationClass::Foundation => pb::OrganizationKind::Foundation,
        OrganizationClass::Other => pb::OrganizationKind::Other,
    };
    let request = pb::CreateOrganizationRequest {
        organization: Some(pb::Organization {
            code: code(class, serial),
            title: title.into(),
            kind: kind.into(),
            division: HUZHOU.into(),
            ..Default::default()
        }),
        status: pb::OrganizationStatus::Active.into(),
        valid_from: date(2020, 1, 1),
        basis: "湖民社登〔2020〕1号".into(),
        validate_only: false,
    };
    Ok(client.create_organization(request).await?.into_inner().organization.unwrap())
}

pub(crate) async fn ended(
    client: &mut Organizations,
    seen: &pb::Organization,
    status: pb::OrganizationStatus,
    valid_from: Option<Date>,
) -> pb::Organization {
    let request = pb::ChangeOrganizationStatusRequest {
        name: seen.name.clone(),
        status: status.into(),
        valid_from,
        basis: "湖民社注〔2026〕3号".into(),
        etag: seen.etag.clone(),
    };
    client.change_organization_status(request).await.unwrap().into_inner().organization.unwrap()
}

pub(crate) async fn renamed(
    client: &mut Organizations,
    seen: &pb::Organization,
    title: &str,
    valid_from: Option<Date>,
) -> pb::Organization {
    let request = pb::UpdateOrganizationRequest {
        organization: Some(pb::Organization { title: title.into(), ..seen.clone() }),
        update_mask: Some(FieldMask { paths: vec!["title".into()] }),
        valid_from,
        basis: "湖民社变〔2026〕2号".into(),
        validate_only: false,
    };
    client.update_organization(request).await.unwrap().into_inner().organization.unwrap()
}

/// Asks for the name of an association of Huzhou.
pub(crate) fn check(title: &str) -> pb::CheckNameRequest {
    pb::CheckNameRequest {
        title: title.into(),
        kind: pb::OrganizationKind::SocialGroup.into(),
        division: HUZHOU.into(),
        ..Default::default()
    }
}

pub(crate) async fn checked(client: &mut Names, request: pb::CheckNameRequest) -> pb::CheckNameResponse {
    client.check_name(request).await.unwrap().into_inner()
}

/// The verdict, and rule and value of each finding that is not met or asked.
pub(crate) async fn judged(client: &mut Names, title: &str) -> (pb::NameVerdict, Vec<(String, String)>) {
    let answer = checked(client, check(title)).await;
    let open = answer.findings.iter().filter(|finding| finding.outcome() != pb::FindingOutcome::Met);
    let open = open.map(|finding| (finding.rule.clone().unwrap().id, finding.value.clone())).collect();
    (answer.verdict(), open)
}

/// Keeps the name of an association of Huzhou free.
pub(crate) fn reserve(title: &str) -> pb::ReserveNameRequest {
    pb::ReserveNameRequest {
        title: title.into(),
        kind: pb::OrganizationKind::SocialGroup.into(),
        division: HUZHOU.into(),
        matter: "湖名预〔2026〕7号".into(),
        organization: String::new(),
    }
}
