//! The listener's certificates, the callers', and tokens bound to them.

use std::fs;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use onecode_proto::registry::v1::ListOrganizationsRequest;
use onecode_proto::registry::v1::organization_service_client::OrganizationServiceClient;
use onecode_tests::harness::{Arrangement, Deployment, bearing, details, reason};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use sha2::{Digest as _, Sha256};
use tempfile::TempDir;
use tonic::metadata::MetadataValue;
use tonic::transport::{Certificate, Channel, ClientTlsConfig, Endpoint, Identity};
use tonic::{Code, Status};

/// A certificate authority of the test's own.
struct Authority(CertifiedIssuer<'static, KeyPair>);

/// A certificate and its key, PEM; and the certificate's thumbprint (RFC 8705).
struct Certified {
    certificate: String,
    key: String,
    thumbprint: String,
}

impl Authority {
    fn new() -> Self {
        let mut params = CertificateParams::new(Vec::new()).expect("no names");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().expect("a key can be made");
        Self(CertifiedIssuer::self_signed(params, key).expect("it can sign itself"))
    }

    fn pem(&self) -> String {
        self.0.pem()
    }

    fn certify(&self, name: &str) -> Certified {
        let key = KeyPair::generate().expect("a key can be made");
        let params = CertificateParams::new(vec![name.to_owned()]).expect("a name");
        let certificate = params.signed_by(&key, &self.0).expect("it can be signed");
        Certified {
            thumbprint: URL_SAFE_NO_PAD.encode(Sha256::digest(certificate.der())),
            certificate: certificate.pem(),
            key: key.serialize_pem(),
        }
    }
}

/// A suite whose gateway shows a certificate of the authority, and asks for one if `clients` are to show theirs.
async fn secured(arrangement: Arrangement, authority: &Authority, clients: bool) -> (Deployment, TempDir) {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let server = authority.certify("localhost");
    let mut knobs = vec![("plaintext", "false".to_owned())];
    let mut files = vec![("tls.certificate", &server.certificate), ("tls.key", &server.key)];
    let pem = authority.pem();
    if clients {
        files.push(("tls.client_authority", &pem));
    }
    for (key, content) in files {
        let file = folder.path().join(key);
        fs::write(&file, content).expect("the folder can be written");
        knobs.push((key, format!("\"{}\"", file.display())));
    }
    (Deployment::start_with(arrangement, &knobs).await, folder)
}

fn trusting(suite: &Deployment, authority: &str, identity: Option<&Certified>) -> Channel {
    let mut tls = ClientTlsConfig::new().ca_certificate(Certificate::from_pem(authority)).domain_name("localhost");
    if let Some(own) = identity {
        tls = tls.identity(Identity::from_pem(&own.certificate, &own.key));
    }
    let endpoint = Endpoint::from_shared(format!("https://{}", suite.address())).expect("a URL");
    endpoint.tls_config(tls).expect("the certificates are some").connect_lazy()
}

async fn list(channel: Channel, token: &str) -> Result<(), Status> {
    let request = bearing(token, ListOrganizationsRequest::default());
    OrganizationServiceClient::new(channel).list_organizations(request).await.map(|_| ())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_who_trusts_the_listeners_authority_gets_through_and_nobody_in_plaintext() {
    let authority = Authority::new();
    let (suite, _files) = secured(Arrangement::ProcessPerPart, &authority, false).await;
    let token = suite.site.tax().token().to_owned();
    list(trusting(&suite, &authority.pem(), None), &token).await.expect("the right authority");

    let distrustful =
        list(trusting(&suite, &Authority::new().pem(), None), &token).await.expect_err("the wrong authority");
    assert_eq!(reason(&distrustful), "", "the caller itself turned away: {distrustful:?}");
    let plaintext = list(suite.channel(), &token).await.expect_err("plaintext on a TLS port");
    assert_eq!(reason(&plaintext), "", "no call was answered: {plaintext:?}");
    suite.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_bound_to_a_certificate_is_good_with_that_certificate_alone() {
    let authority = Authority::new();
    let (suite, _files) = secured(Arrangement::OneProcess, &authority, true).await;
    let (own, others) = (authority.certify("tax.example"), authority.certify("customs.example"));
    let issue = |claims| suite.site.workshop().issue(&claims).expect("claims can be signed");
    let bound = issue(suite.site.claims("bound", Duration::ZERO).certificate(&own.thumbprint));

    let with_own = trusting(&suite, &authority.pem(), Some(&own));
    let unbound = issue(suite.site.claims("unbound", Duration::ZERO));
    list(with_own.clone(), &unbound).await.expect("a certificate and an unbound token");
    list(with_own, &bound).await.expect("the certificate that the token is bound to");
    let mut request = bearing(&bound, ListOrganizationsRequest::default());
    let pretended = MetadataValue::try_from(&own.thumbprint).expect("thumbprints are ASCII");
    request.metadata_mut().insert("onecode-client-certificate", pretended);
    let thief = trusting(&suite, &authority.pem(), Some(&others));
    let stolen = OrganizationServiceClient::new(thief).list_organizations(request).await.expect_err("a stolen token");
    assert_eq!((stolen.code(), reason(&stolen).as_str()), (Code::Unauthenticated, "UNAUTHENTICATED"));
    let info = details(&stolen).error_info().cloned().expect("details");
    assert_eq!(info.metadata.get("detail").map(String::as_str), Some("TOKEN_CERTIFICATE_BINDING"));

    let anonymous = list(trusting(&suite, &authority.pem(), None), &bound).await.expect_err("no certificate");
    assert_eq!(reason(&anonymous), "", "no connection came about: {anonymous:?}");
    suite.stop().await;
}
