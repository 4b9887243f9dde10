//! ListCertificates: newest first, page by page, without the statements.

use onecode_proto::registry::v1 as pb;
use tonic::Code;

use crate::support::*;

#[tokio::test]
async fn pages_join_into_all_certificates_newest_first() {
    let suite = registry().await;
    let seen = recorded(&suite, association(1)).await;
    for _ in 0..5 {
        issued(&suite, &seen).await;
    }
    let mut client = certificates(&suite, &suite.registrar().because("look"));
    let (mut numbers, mut page_token) = (Vec::new(), String::new());
    loop {
        let request = pb::ListCertificatesRequest { parent: seen.name.clone(), page_size: 2, page_token };
        let page = client.list_certificates(request).await.unwrap().into_inner();
        assert!(page.certificates.len() <= 2);
        assert!(page.certificates.iter().all(|certificate| certificate.jws.is_empty()));
        numbers.extend(page.certificates.into_iter().map(|certificate| certificate.number));
        page_token = page.next_page_token;
        if page_token.is_empty() {
            break;
        }
    }
    let expected: Vec<String> = (1..=5).rev().map(|serial| format!("{}-{serial:03}", seen.code)).collect();
    assert_eq!(numbers, expected);
}

#[tokio::test]
async fn an_organisation_that_the_caller_may_not_see_has_no_list() {
    let suite = registry().await;
    let seen = recorded(&suite, association(1)).await;
    issued(&suite, &seen).await;
    let stranger = suite.identities().caller("civil-affairs", "330100", &["registry-registrar"]);
    let request = pb::ListCertificatesRequest { parent: seen.name, ..Default::default() };
    let refused = certificates(&suite, &stranger).list_certificates(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "ORGANIZATION_NOT_FOUND".into()));
}

#[tokio::test]
async fn every_violation_is_named_at_once() {
    let suite = registry().await;
    let request = pb::ListCertificatesRequest { page_size: 101, page_token: "x".into(), ..Default::default() };
    let refused = certificates(&suite, &suite.registrar()).list_certificates(request).await.unwrap_err();
    assert_eq!(violated(&refused), ["page_size", "page_token", "parent"]);
}
