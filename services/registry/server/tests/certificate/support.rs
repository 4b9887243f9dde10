//! Organisations that can have a certificate, and what is asked of answers.

use jose::{Compact, KeySet};
use onecode_proto::google::r#type::Date;
use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::certificate_service_client::CertificateServiceClient;
use onecode_proto::registry::v1::organization_service_client::OrganizationServiceClient;
use prost_types::FieldMask;
use registry_domain::CertificateClaims;
pub(crate) use testkit::refusal::{metadata, reason, violated_sorted as violated};
use testkit::{Caller, Suite};
use vocab::{OrganizationClass, UnifiedCode};

/// Huzhou, where the registrar of the suite is at home.
pub(crate) const HUZHOU: &str = "330500";

pub(crate) type Certificates = CertificateServiceClient<testkit::Client>;
pub(crate) type Organizations = OrganizationServiceClient<testkit::Client>;

pub(crate) async fn registry() -> Suite {
    crate::register::register().await
}

pub(crate) fn certificates(suite: &Suite, caller: &Caller) -> Certificates {
    CertificateServiceClient::new(suite.client(caller.fresh()))
}

pub(crate) fn organizations(suite: &Suite) -> Organizations {
    OrganizationServiceClient::new(suite.client(suite.registrar().fresh()))
}

pub(crate) fn code(class: OrganizationClass, serial: u32) -> String {
    UnifiedCode::from_parts(class, HUZHOU.parse().unwrap(), &format!("MJ{serial:06}")).unwrap().to_string()
}

#[expect(clippy::unnecessary_wraps, reason = "as the fields of messages have it")]
pub(crate) fn date(year: i32, month: i32, day: i32) -> Option<Date> {
    Some(Date { year, month, day })
}

/// An active association with everything that a certificate states.
pub(crate) fn association(serial: u32) -> pb::Organization {
    pb::Organization {
        code: code(OrganizationClass::SocialGroup, serial),
        title: format!("湖州市第{serial}协会"),
        kind: pb::OrganizationKind::SocialGroup.into(),
        division: HUZHOU.into(),
        registration_authority: "湖州市民政局".into(),
        supervising_unit: "湖州市文化广电旅游局".into(),
        established_date: date(2026, 3, 1),
        address: "湖州市吴兴区仁皇山路1号".into(),
        business_scope: "学术交流、业务培训、咨询服务".into(),
        registered_capital_fen: 3_000_000,
        legal_representative: "张三丰".into(),
        contact_phone: "0572-1234567".into(),
        ..Default::default()
    }
}

/// Records it.
pub(crate) async fn recorded(suite: &Suite, organization: pb::Organization) -> pb::Organization {
    let request = pb::CreateOrganizationRequest {
        organization: Some(organization),
        status: pb::OrganizationStatus::Active.into(),
        basis: "湖民社登〔2026〕1号".into(),
        ..Default::default()
    };
    organizations(suite).create_organization(request).await.unwrap().into_inner().organization.unwrap()
}

pub(crate) fn reissue(seen: &pb::Organization) -> pb::ReissueCertificateRequest {
    pb::ReissueCertificateRequest {
        parent: seen.name.clone(),
        basis: "遗失补发，湖民社〔2026〕9号".into(),
        etag: seen.etag.clone(),
    }
}

/// Issues a certificate to an organisation as it was seen.
pub(crate) async fn issued(suite: &Suite, seen: &pb::Organization) -> pb::Certificate {
    let mut client = certificates(suite, &suite.registrar());
    client.reissue_certificate(reissue(seen)).await.unwrap().into_inner().certificate.unwrap()
}

/// The state of a certificate, by its number.
pub(crate) async fn status(suite: &Suite, number: &str) -> pb::CheckCertificateStatusResponse {
    let verifier = suite.identities().caller("bank", "110000", &["certificate-verifier"]);
    let request = pb::CheckCertificateStatusRequest { number: number.to_owned() };
    certificates(suite, &verifier).check_certificate_status(request).await.unwrap().into_inner()
}

/// The certificate with its signed statement, as a registrar with a purpose gets it.
pub(crate) async fn document(suite: &Suite, name: &str) -> pb::Certificate {
    let request = pb::GetCertificateRequest { name: name.to_owned() };
    let mut client = certificates(suite, &suite.registrar().because("issue"));
    client.get_certificate(request).await.unwrap().into_inner().certificate.unwrap()
}

/// What a statement says, verified with the keys that the suite publishes.
pub(crate) async fn verified(suite: &Suite, jws: &str) -> CertificateClaims {
    let mut client = certificates(suite, &suite.registrar());
    let keys = client.list_certificate_keys(pb::ListCertificateKeysRequest {}).await.unwrap().into_inner();
    let keys = KeySet::parse(&keys.jwk_set).unwrap();
    let statement = Compact::split(jws).unwrap();
    assert!(statement.header().is_of_type(&["onecode-certificate+jws"]));
    serde_json::from_slice(&statement.verify(&keys).unwrap()).unwrap()
}

pub(crate) fn update(seen: &pb::Organization, paths: &[&str]) -> pb::UpdateOrganizationRequest {
    pb::UpdateOrganizationRequest {
        organization: Some(seen.clone()),
        update_mask: Some(FieldMask { paths: paths.iter().map(ToString::to_string).collect() }),
        basis: "湖民社变〔2026〕2号".into(),
        ..Default::default()
    }
}

pub(crate) fn change_status(
    seen: &pb::Organization,
    status: pb::OrganizationStatus,
) -> pb::ChangeOrganizationStatusRequest {
    pb::ChangeOrganizationStatusRequest {
        name: seen.name.clone(),
        status: status.into(),
        basis: "湖民社罚〔2026〕3号".into(),
        etag: seen.etag.clone(),
        ..Default::default()
    }
}
