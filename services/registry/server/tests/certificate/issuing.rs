//! ReissueCertificate: what is signed, for whom, once.

use onecode_proto::registry::v1 as pb;
use testkit::START;
use tonic::Code;
use vocab::OrganizationClass;

use crate::support::*;

#[tokio::test]
async fn a_certificate_states_the_particulars_and_the_term_of_its_rule() {
    let suite = registry().await;
    let seen = recorded(&suite, association(1)).await;
    let certificate = issued(&suite, &seen).await;
    assert_eq!(certificate.number, format!("{}-001", seen.code));
    assert_eq!(certificate.name, format!("{}/certificates/{}", seen.name, certificate.number));
    assert_eq!((certificate.status(), certificate.revision), (pb::CertificateStatus::Valid, 1));
    assert_eq!((certificate.valid_from, certificate.expire_date), (date(2026, 11, 24), date(2031, 11, 24)));
    assert_eq!((certificate.term_rule.as_str(), certificate.term_rule_version), ("REG-24b", 1));
    assert_eq!(certificate.basis, "遗失补发，湖民社〔2026〕9号");
    assert_eq!(certificate.jws, "", "the reply is kept, so it names nobody");

    let claims = verified(&suite, &document(&suite, &certificate.name).await.jws).await;
    assert_eq!((claims.sub.as_str(), &claims.jti), (seen.code.as_str(), &certificate.number));
    assert_eq!(claims.iss, "https://register.test");
    assert_eq!(claims.iat, START.unix_timestamp());
    assert_eq!(claims.nbf, START.unix_timestamp() - 10 * 3_600, "from midnight in Shanghai");
    let days = (claims.exp - claims.nbf) / 86_400;
    assert_eq!(days, 5 * 365 + 1);
    let stated = claims.certified;
    assert_eq!((stated.title.as_str(), stated.kind.as_str()), ("湖州市第1协会", "social_group"));
    assert_eq!(stated.legal_representative.reveal(), "张三丰");
    assert_eq!((stated.registered_capital_fen, stated.established_date.as_str()), (3_000_000, "2026-03-01"));
    assert_eq!(stated.registration_authority, "湖州市民政局");
    assert_eq!(stated.supervising_unit, "湖州市文化广电旅游局");
    assert_eq!((stated.address.as_str(), stated.business_scope.as_str()), (&*seen.address, &*seen.business_scope));
}

#[tokio::test]
async fn another_certificate_takes_the_place_of_the_first() {
    let suite = registry().await;
    let seen = recorded(&suite, association(1)).await;
    let first = issued(&suite, &seen).await;
    let second = issued(&suite, &seen).await;
    assert!(second.number.ends_with("-002"));
    let ended = status(&suite, &first.number).await;
    assert_eq!(ended.status(), pb::CertificateStatus::Superseded);
    assert_eq!(ended.end_reason(), pb::CertificateEndReason::Reissued);
    assert_eq!(ended.end_time.unwrap().seconds, START.unix_timestamp());
    assert_eq!(status(&suite, &second.number).await.status(), pb::CertificateStatus::Valid);
    assert_eq!((suite.audited().await, suite.published().await), (3, 4), "registered, issued, ended, issued");
}

#[tokio::test]
async fn sixteen_repeats_issue_one_certificate() {
    let suite = registry().await;
    let seen = recorded(&suite, association(1)).await;
    let calls = (0..16).map(|_| {
        let mut client = Certificates::new(suite.client(suite.registrar().keyed("k")));
        let request = reissue(&seen);
        async move { client.reissue_certificate(request).await.unwrap().into_inner() }
    });
    let answers = futures::future::join_all(calls).await;
    assert!(answers.windows(2).all(|pair| pair[0] == pair[1]));
    assert_eq!(suite.count("select count(*) from registry.certificate").await, 1);
}

#[tokio::test]
async fn of_sixteen_issued_at_once_one_is_valid() {
    let suite = registry().await;
    let seen = recorded(&suite, association(1)).await;
    futures::future::join_all((0..16).map(|_| issued(&suite, &seen))).await;
    assert_eq!(suite.count("select count(*) from registry.certificate").await, 16);
    assert_eq!(suite.count("select max(serial)::bigint from registry.certificate").await, 16);
    assert_eq!(suite.count("select count(*) from registry.certificate where status = 'valid'").await, 1);
}

#[tokio::test]
async fn the_database_itself_keeps_a_second_valid_one_out() {
    let suite = registry().await;
    let seen = recorded(&suite, association(1)).await;
    issued(&suite, &seen).await;
    let copy =
        "insert into registry.certificate select number || 'x', code, serial + 1, kid, jws, issued_at, valid_from,
        expires_on, term_rule, term_rule_version, revision, basis, status from registry.certificate";
    let refused = sqlx::raw_sql(copy).execute(&mut suite.database().connection().await).await.unwrap_err();
    assert_eq!(refused.as_database_error().unwrap().constraint(), Some("certificate_valid_key"));
}

#[tokio::test]
async fn only_an_active_organisation_gets_one() {
    let suite = registry().await;
    let seen = recorded(&suite, association(1)).await;
    let request = change_status(&seen, pb::OrganizationStatus::Suspended);
    organizations(&suite).change_organization_status(request).await.unwrap();
    let request = pb::GetOrganizationRequest { name: seen.name, ..Default::default() };
    let seen = organizations(&suite).get_organization(request).await.unwrap().into_inner().organization.unwrap();
    let mut client = certificates(&suite, &suite.registrar());
    let refused = client.reissue_certificate(reissue(&seen)).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "CERTIFICATE_NEEDS_ACTIVE".into()));
    assert_eq!(metadata(&refused, "status"), "suspended");
}

#[tokio::test]
async fn what_is_missing_is_named_and_nothing_is_assumed() {
    let suite = registry().await;
    let bare = pb::Organization {
        address: String::new(),
        business_scope: String::new(),
        supervising_unit: String::new(),
        ..association(1)
    };
    let seen = recorded(&suite, bare).await;
    let mut client = certificates(&suite, &suite.registrar());
    let refused = client.reissue_certificate(reissue(&seen)).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "CERTIFICATE_INCOMPLETE".into()));
    assert_eq!(metadata(&refused, "missing"), "address,business_scope");
}

#[tokio::test]
async fn a_kind_without_a_rule_has_no_certificate() {
    let suite = registry().await;
    let other = pb::Organization {
        code: code(OrganizationClass::Other, 1),
        kind: pb::OrganizationKind::Other.into(),
        ..association(1)
    };
    let seen = recorded(&suite, other).await;
    let mut client = certificates(&suite, &suite.registrar());
    let refused = client.reissue_certificate(reissue(&seen)).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "CERTIFICATE_NOT_FOR_KIND".into()));
    assert_eq!(metadata(&refused, "kind"), "other");
}

#[tokio::test]
async fn who_decided_on_another_state_is_told_the_present_one() {
    let suite = registry().await;
    let seen = recorded(&suite, association(1)).await;
    let stale = pb::ReissueCertificateRequest { etag: "\"stale\"".into(), ..reissue(&seen) };
    let mut client = certificates(&suite, &suite.registrar());
    let refused = client.reissue_certificate(stale).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::Aborted, "ETAG_MISMATCH".into()));
    assert_eq!(metadata(&refused, "etag"), seen.etag);
}

#[tokio::test]
async fn every_violation_is_named_at_once() {
    let suite = registry().await;
    let mut client = certificates(&suite, &suite.registrar());
    let refused = client.reissue_certificate(pb::ReissueCertificateRequest::default()).await.unwrap_err();
    assert_eq!(violated(&refused), ["basis", "etag", "parent"]);
}

#[tokio::test]
async fn who_may_only_read_or_sits_elsewhere_issues_nothing() {
    let suite = registry().await;
    let seen = recorded(&suite, association(1)).await;
    let reader = suite.identities().caller("tax", HUZHOU, &["registry-reader"]);
    let refused = certificates(&suite, &reader).reissue_certificate(reissue(&seen)).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "PERMISSION_MISSING".into()));
    let stranger = suite.identities().caller("civil-affairs", "330100", &["registry-registrar"]);
    let refused = certificates(&suite, &stranger).reissue_certificate(reissue(&seen)).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "ORGANIZATION_NOT_FOUND".into()));
}
