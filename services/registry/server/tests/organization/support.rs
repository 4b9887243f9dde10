//! Builders of requests, and what is asked of answers.

use onecode_proto::google::r#type::Date;
use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::organization_service_client::OrganizationServiceClient;
use prost_types::FieldMask;
pub(crate) use testkit::refusal::{metadata, reason, violated_sorted as violated};
use testkit::{Caller, Suite};
use vocab::{OrganizationClass, UnifiedCode};

/// Huzhou, where the registrar of the suite is at home.
pub(crate) const HUZHOU: &str = "330500";
/// Hangzhou, which the registrar does not see.
pub(crate) const HANGZHOU: &str = "330100";

pub(crate) type Client = OrganizationServiceClient<testkit::Client>;

pub(crate) async fn registry() -> Suite {
    crate::register::register().await
}

/// The registrar, with a fresh key for each call.
pub(crate) fn registrar(suite: &Suite) -> Client {
    OrganizationServiceClient::new(suite.client(suite.registrar().fresh()))
}

/// The registrar, with one key for all calls.
pub(crate) fn keyed(suite: &Suite, key: &str) -> Client {
    OrganizationServiceClient::new(suite.client(suite.registrar().keyed(key)))
}

/// A registrar of another division.
pub(crate) fn registrar_of(suite: &Suite, division: &str) -> Client {
    let roles = ["registry-registrar"];
    OrganizationServiceClient::new(suite.client(suite.identities().caller("civil-affairs", division, &roles).fresh()))
}

/// A registrar of Huzhou who may see personal data.
pub(crate) fn privy(suite: &Suite) -> Caller {
    suite.identities().caller("civil-affairs", HUZHOU, &["registry-registrar", "registry-personal-reader"])
}

pub(crate) fn code_of(class: OrganizationClass, division: &str, serial: u32) -> String {
    let division = division.parse().unwrap();
    UnifiedCode::from_parts(class, division, &format!("MJ{serial:06}")).unwrap().to_string()
}

pub(crate) fn code_in(division: &str, serial: u32) -> String {
    code_of(OrganizationClass::SocialGroup, division, serial)
}

/// The code of the `serial`-th association of Huzhou.
pub(crate) fn code(serial: u32) -> String {
    code_in(HUZHOU, serial)
}

pub(crate) fn name(serial: u32) -> String {
    format!("organizations/{}", code(serial))
}

#[expect(clippy::unnecessary_wraps, reason = "as the fields of messages have it")]
pub(crate) fn date(year: i32, month: i32, day: i32) -> Option<Date> {
    Some(Date { year, month, day })
}

/// An active association, registered on 1 March 2026.
pub(crate) fn create(serial: u32) -> pb::CreateOrganizationRequest {
    pb::CreateOrganizationRequest {
        organization: Some(pb::Organization {
            code: code(serial),
            title: format!("湖州市第{serial}协会"),
            kind: pb::OrganizationKind::SocialGroup.into(),
            division: HUZHOU.into(),
            address: "湖州市吴兴区仁皇山路1号".into(),
            legal_representative: "张三丰".into(),
            contact_phone: "0572-1234567".into(),
            ..Default::default()
        }),
        status: pb::OrganizationStatus::Active.into(),
        valid_from: date(2026, 3, 1),
        basis: "湖民社登〔2026〕1号".into(),
        validate_only: false,
    }
}

/// Records the association and returns it.
pub(crate) async fn created(client: &mut Client, serial: u32) -> pb::Organization {
    client.create_organization(create(serial)).await.unwrap().into_inner().organization.unwrap()
}

/// An update of some paths of an organisation as the caller saw it.
pub(crate) fn update(seen: &pb::Organization, paths: &[&str]) -> pb::UpdateOrganizationRequest {
    pb::UpdateOrganizationRequest {
        organization: Some(seen.clone()),
        update_mask: Some(FieldMask { paths: paths.iter().map(ToString::to_string).collect() }),
        basis: "湖民社变〔2026〕2号".into(),
        ..Default::default()
    }
}

/// Another title from a day on.
pub(crate) fn retitle(seen: &pb::Organization, title: &str, valid_from: Option<Date>) -> pb::UpdateOrganizationRequest {
    let renamed = pb::Organization { title: title.into(), ..seen.clone() };
    pb::UpdateOrganizationRequest { valid_from, ..update(&renamed, &["title"]) }
}

pub(crate) fn change_status(
    seen: &pb::Organization,
    status: pb::OrganizationStatus,
    valid_from: Option<Date>,
) -> pb::ChangeOrganizationStatusRequest {
    pb::ChangeOrganizationStatusRequest {
        name: seen.name.clone(),
        status: status.into(),
        valid_from,
        basis: "湖民社罚〔2026〕3号".into(),
        etag: seen.etag.clone(),
    }
}

pub(crate) async fn get(client: &mut Client, serial: u32) -> pb::Organization {
    let request = pb::GetOrganizationRequest { name: name(serial), ..Default::default() };
    client.get_organization(request).await.unwrap().into_inner().organization.unwrap()
}
