//! Keys that change while the suite runs.

use std::time::Duration;

use onecode_proto::registry::v1::ListOrganizationsRequest;
use onecode_proto::registry::v1::organization_service_client::OrganizationServiceClient;
use onecode_tests::harness::{Deployment, bearing, eventually};
use tonic::Code;

/// The code with which a token is answered.
pub(crate) async fn answered(suite: &Deployment, token: &str) -> Code {
    let mut client = OrganizationServiceClient::new(suite.channel());
    let answer = client.list_organizations(bearing(token, ListOrganizationsRequest::default())).await;
    answer.map_or_else(|status| status.code(), |_| Code::Ok)
}

pub(crate) async fn rotated(suite: &Deployment) {
    let mut issuer = suite.site.workshop();
    let token = |issuer: &auth::Issuer, id: &str| {
        issuer.issue(&suite.site.claims(id, Duration::ZERO)).expect("claims can be signed")
    };
    let old = token(&issuer, "old");
    assert_eq!(answered(suite, &old).await, Code::Ok);

    issuer.rotate().expect("keys can be rotated");
    suite.site.trust(&[&issuer]);
    let new = token(&issuer, "new");
    eventually("the new key is trusted", async || (answered(suite, &new).await == Code::Ok).then_some(())).await;
    assert_eq!(answered(suite, &old).await, Code::Ok, "tokens of the retired key live on");

    issuer.forget_retired().expect("keys can be retired");
    suite.site.trust(&[&issuer]);
    eventually("the old key is forgotten", async || {
        (answered(suite, &old).await == Code::Unauthenticated).then_some(())
    })
    .await;
    assert_eq!(answered(suite, &new).await, Code::Ok);
}
