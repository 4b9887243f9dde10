//! Deregistration: what ends with an organisation.

use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::certificate_service_client::CertificateServiceClient;
use tonic::Code;

use crate::papers::*;
use crate::town::*;

const TITLE: &str = "湖州市桑蚕文化研究会";

#[tokio::test]
async fn with_an_organisation_end_its_posts_branches_and_certificate_and_its_code_is_never_given_again() {
    let town = Town::new().await;
    let code = town.established(TITLE, 1).await;
    town.approved(set_up(&code, &format!("{TITLE}青年工作委员会")), RESOLVED).await;
    town.suite.clock().advance(time::Duration::days(1));
    town.approved(deregistration(&code), LIQUIDATED).await;

    assert_eq!(town.organization(&code).await.status(), pb::OrganizationStatus::Deregistered);
    assert_eq!(town.suite.count("select count(*) from registry.post where ended_on is null").await, 0);
    assert_eq!(town.branches(&code, false).await, []);
    assert_eq!(town.branches(&code, true).await.len(), 1);
    let certificate = town.certificates(&code).await.remove(0);
    let mut client = CertificateServiceClient::new(town.suite.client(town.suite.registrar().fresh()));
    let request = pb::CheckCertificateStatusRequest { number: certificate.number };
    let status = client.check_certificate_status(request).await.unwrap().into_inner();
    assert_eq!(status.status(), pb::CertificateStatus::Revoked);

    let next = town.established("湖州市丝绸文化研究会", 3).await;
    assert_ne!(next, code);
    let ready = town.ready(association(TITLE, 5), PAPERS).await;
    let refused = town.approve(&ready.name, "").await.unwrap_err();
    assert_eq!(metadata(&refused, "rules"), "NAME-02a", "nor is its name, for a year");
}

#[tokio::test]
async fn what_is_not_handed_in_or_not_liquidated_is_named() {
    let town = Town::new().await;
    let code = town.established(TITLE, 1).await;
    let mut early = deregistration(&code);
    let Some(pb::application::Content::Deregistration(content)) = &mut early.content else { unreachable!() };
    content.liquidated_date = None;
    content.seal_surrendered = false;
    let ready = town.ready(early, LIQUIDATED).await;
    let refused = town.approve(&ready.name, "").await.unwrap_err();
    assert_eq!(reason(&refused, Code::FailedPrecondition), "CONDITIONS_UNMET");
    assert_eq!(metadata(&refused, "rules"), "REG-11a,REG-11");
    assert_eq!(town.organization(&code).await.status(), pb::OrganizationStatus::Active);
}

#[tokio::test]
async fn an_organisation_ends_by_one_application_at_a_time() {
    let town = Town::new().await;
    let code = town.established(TITLE, 1).await;
    let (one, other) = (town.create(deregistration(&code)).await, town.create(simplified(&code)).await);
    town.submit(&one, LIQUIDATED).await;
    let documents = town.documents(PROMISED).await;
    let request = pb::SubmitApplicationRequest { name: other.name.clone(), etag: other.etag.clone(), documents };
    let refused = town.portal().submit_application(request.clone()).await.unwrap_err();
    assert_eq!(reason(&refused, Code::FailedPrecondition), "APPLICATION_PENDING");
    let first = town.get(&one.name).await;
    let withdraw = pb::WithdrawApplicationRequest { name: first.name, etag: first.etag, reasons: String::new() };
    town.portal().withdraw_application(withdraw).await.unwrap();
    town.portal().submit_application(request).await.unwrap();
}
