//! CheckCertificateStatus: anybody with the permission learns whether a certificate may be relied on, and nothing else.

use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::CertificateStatus;
use time::Duration;
use tonic::Code;

use crate::support::*;

#[tokio::test]
async fn an_answer_from_anywhere_holds_code_number_and_status() {
    let suite = registry().await;
    let seen = recorded(&suite, association(1)).await;
    let number = issued(&suite, &seen).await.number;
    let expected = pb::CheckCertificateStatusResponse {
        number: number.clone(),
        code: seen.code,
        status: CertificateStatus::Valid.into(),
        expire_date: date(2031, 11, 24),
        end_time: None,
        end_reason: 0,
    };
    assert_eq!(status(&suite, &number).await, expected);
}

#[tokio::test]
async fn a_certificate_is_valid_on_its_last_day_and_expired_on_the_next() {
    let suite = registry().await;
    let seen = recorded(&suite, association(1)).await;
    let number = issued(&suite, &seen).await.number;
    suite.clock().advance(Duration::days(5 * 365));
    assert_eq!(status(&suite, &number).await.status(), CertificateStatus::Valid);
    suite.clock().advance(Duration::DAY);
    let expired = status(&suite, &number).await;
    assert_eq!((expired.status(), expired.end_time), (CertificateStatus::Expired, None));
    let fresh = issued(&suite, &seen).await;
    assert_eq!(status(&suite, &fresh.number).await.status(), CertificateStatus::Valid);
    assert_eq!(status(&suite, &number).await.status(), CertificateStatus::Superseded);
}

#[tokio::test]
async fn a_number_that_was_never_issued_is_not_found_and_what_is_none_is_refused() {
    let suite = registry().await;
    let number = format!("{}-001", association(1).code);
    let mut client = certificates(&suite, &suite.registrar());
    let request = pb::CheckCertificateStatusRequest { number };
    let refused = client.check_certificate_status(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "CERTIFICATE_NOT_FOUND".into()));
    let request = pb::CheckCertificateStatusRequest { number: association(1).code };
    let refused = client.check_certificate_status(request).await.unwrap_err();
    assert_eq!(violated(&refused), ["number"]);
}

#[tokio::test]
async fn who_only_checks_certificates_sees_no_organisation() {
    let suite = registry().await;
    let seen = recorded(&suite, association(1)).await;
    let verifier = suite.identities().caller("bank", HUZHOU, &["certificate-verifier"]);
    let request = pb::ListCertificatesRequest { parent: seen.name, ..Default::default() };
    let refused = certificates(&suite, &verifier).list_certificates(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "PERMISSION_MISSING".into()));
}
