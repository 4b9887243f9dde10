//! Who comes to represent an organisation is a particular of it.

use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::certificate_service_client::CertificateServiceClient;
use onecode_proto::registry::v1::organization_service_client::OrganizationServiceClient;
use vocab::{OrganizationClass, UnifiedCode};

use crate::support::*;

#[tokio::test]
async fn who_comes_to_represent_an_organisation_stands_in_the_register_and_the_former_certificate_ends() {
    let suite = registry().await;
    let code = UnifiedCode::from_parts(OrganizationClass::SocialGroup, HUZHOU.parse().unwrap(), "MJ700001").unwrap();
    let association = pb::Organization {
        code: code.to_string(),
        title: "湖州市钢琴协会".into(),
        kind: pb::OrganizationKind::SocialGroup.into(),
        division: HUZHOU.into(),
        registration_authority: "湖州市民政局".into(),
        address: "湖州市吴兴区仁皇山路1号".into(),
        business_scope: "学术交流".into(),
        legal_representative: "张三丰".into(),
        ..Default::default()
    };
    let request = pb::CreateOrganizationRequest {
        organization: Some(association),
        status: pb::OrganizationStatus::Active.into(),
        basis: "湖民社登〔2020〕1号".into(),
        valid_from: date(2020, 3, 1),
        ..Default::default()
    };
    let mut organizations = OrganizationServiceClient::new(suite.client(suite.registrar().fresh()));
    let seen = organizations.create_organization(request).await.unwrap().into_inner().organization.unwrap();
    let mut certificates = CertificateServiceClient::new(suite.client(suite.registrar().fresh()));
    let request = pb::ReissueCertificateRequest {
        parent: seen.name.clone(),
        basis: "补发〔2026〕9号".into(),
        etag: seen.etag.clone(),
    };
    let former = certificates.reissue_certificate(request).await.unwrap().into_inner().certificate.unwrap();

    appointed(&mut registrar(&suite), &seen.name, representative(7)).await;
    let request = pb::CheckCertificateStatusRequest { number: former.number.clone() };
    let status = certificates.check_certificate_status(request).await.unwrap().into_inner();
    assert_eq!(status.end_reason(), pb::CertificateEndReason::Changed);
    let request = pb::GetOrganizationRequest { name: seen.name, ..Default::default() };
    let today = organizations.get_organization(request).await.unwrap().into_inner().organization.unwrap();
    assert_eq!((today.revision, today.legal_representative.as_str()), (2, "欧*"));
}
