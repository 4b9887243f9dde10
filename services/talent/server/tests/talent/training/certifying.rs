//! Certificates vouch for what is on record, and for nothing else that the same keys sign.

use onecode_proto::talent::v1 as pb;
use talent_domain::certificate::{CERTIFICATE_TYPE, Claims};
use talent_server::Issuer;
use time::Duration;

use crate::training::site::{BEGIN, Site};

async fn is_genuine(site: &Site, jws: String) -> bool {
    let request = pb::VerifyTrainingCertificateRequest { jws };
    site.reader().verify_training_certificate(request).await.unwrap().into_inner().valid
}

#[tokio::test]
async fn what_the_same_keys_sign_otherwise_is_no_certificate() {
    let site = Site::start().await;
    let organization = site.organization(1).await;
    let course = site.published(3, 1).await.name;
    let mut made = Vec::new();
    for serial in 1..=3 {
        let person = site.person(serial, &organization).await;
        made.push(site.enrol(&course, &person, &organization).await.unwrap());
    }
    let [one, two, absent] = [0, 1, 2].map(|at: usize| &made[at]);
    site.days(BEGIN);
    site.attend(&course, 1, &[one.name.as_str(), two.name.as_str()], &[]).await.unwrap();
    site.city.suite.clock().advance(Duration::hours(3));
    site.close(&course).await.unwrap();

    let request = pb::GetTrainingCertificateRequest { name: one.name.clone() };
    let jws = site.portal().get_training_certificate(request).await.unwrap().into_inner().jws;
    let issuer = &site.city.issuer;
    let claims: Claims = issuer.read(CERTIFICATE_TYPE, &jws).unwrap();
    let foreign = Issuer::ephemeral(issuer.name()).unwrap();
    let certify = |claims: &Claims| issuer.sign(CERTIFICATE_TYPE, claims).unwrap();
    assert!(is_genuine(&site, certify(&claims)).await);
    let otherwise = [
        ("a certificate of registration", issuer.sign("onecode-certificate+jws", &claims).unwrap()),
        ("a token", issuer.sign("at+jwt", &claims).unwrap()),
        ("another's key", foreign.sign(CERTIFICATE_TYPE, &claims).unwrap()),
        ("another name", certify(&Claims { iss: "https://elsewhere.test".into(), ..claims.clone() })),
        ("another enrolment", certify(&Claims { jti: two.name.clone(), ..claims.clone() })),
        ("another person", certify(&Claims { sub: two.person.clone(), ..claims.clone() })),
        ("more hours", certify(&Claims { hours_tenths: 81, ..claims.clone() })),
        ("no hours", certify(&Claims { jti: absent.name.clone(), sub: absent.person.clone(), ..claims.clone() })),
        ("a course", certify(&Claims { jti: course.clone(), ..claims.clone() })),
    ];
    for (what, jws) in otherwise {
        assert!(!is_genuine(&site, jws).await, "{what}");
    }
    site.stop().await;
}
