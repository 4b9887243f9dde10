//! GetCertificate: who sees the certificate, and who sees the statement that names a person.

use onecode_proto::registry::v1 as pb;
use testkit::{Caller, Suite};
use tonic::Code;

use crate::support::*;

async fn seen_by(suite: &Suite, caller: &Caller, name: &str) -> pb::Certificate {
    let request = pb::GetCertificateRequest { name: name.to_owned() };
    certificates(suite, caller).get_certificate(request).await.unwrap().into_inner().certificate.unwrap()
}

#[tokio::test]
async fn the_statement_is_shown_to_those_who_may_see_it_and_say_why() {
    let suite = registry().await;
    let seen = recorded(&suite, association(1)).await;
    let name = issued(&suite, &seen).await.name;
    let reader = suite.identities().caller("tax", HUZHOU, &["registry-reader"]);
    let disclosures = "select count(*) from uow.audit where kind = 'sensitive_read'";
    for caller in [reader.because("tax"), suite.registrar()] {
        let shown = seen_by(&suite, &caller, &name).await;
        assert_eq!((shown.jws.as_str(), shown.code.as_str()), ("", seen.code.as_str()));
    }
    assert_eq!(suite.count(disclosures).await, 0);
    let shown = seen_by(&suite, &suite.registrar().because("issue"), &name).await;
    assert_eq!(shown.jws.split('.').count(), 3);
    assert_eq!(suite.count(disclosures).await, 1);
}

#[tokio::test]
async fn what_is_not_there_or_lies_elsewhere_is_not_found() {
    let suite = registry().await;
    let seen = recorded(&suite, association(1)).await;
    let name = issued(&suite, &seen).await.name;
    let stranger = suite.identities().caller("civil-affairs", "330100", &["registry-registrar"]);
    for (caller, name) in [(suite.registrar(), name.replace("-001", "-002")), (stranger, name)] {
        let number = name.rsplit('/').next().unwrap().to_owned();
        let request = pb::GetCertificateRequest { name };
        let refused = certificates(&suite, &caller).get_certificate(request).await.unwrap_err();
        assert_eq!(reason(&refused), (Code::NotFound, "CERTIFICATE_NOT_FOUND".into()));
        assert_eq!(metadata(&refused, "number"), number);
    }
}

#[tokio::test]
async fn a_name_whose_two_codes_differ_is_refused() {
    let suite = registry().await;
    let (one, other) = (association(1).code, association(2).code);
    let mut client = certificates(&suite, &suite.registrar());
    for name in [format!("organizations/{one}/certificates/{other}-001"), format!("organizations/{one}"), one] {
        let refused = client.get_certificate(pb::GetCertificateRequest { name }).await.unwrap_err();
        assert_eq!(violated(&refused), ["name"]);
    }
}
