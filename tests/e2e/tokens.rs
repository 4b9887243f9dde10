//! Tokens made to deceive, presented to the gateway.

use std::fs;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use onecode_proto::registry::v1::GetOrganizationRequest;
use onecode_proto::registry::v1::organization_service_client::OrganizationServiceClient;
use onecode_tests::harness::{Deployment, Site, bearing, details, reason};
use serde_json::{Value, json};
use tonic::{Code, Request, Status};

use crate::register::name;

/// Signs what no honest issuer would.
struct Forger {
    key: EncodingKey,
    key_id: String,
    public: String,
    now: i64,
}

impl Forger {
    fn at(site: &Site) -> Self {
        let issuer = site.workshop();
        let pem = fs::read(site.issuer().join("issuer.pem")).expect("the key lies there");
        let now = uow::Clock::system().now().unix_timestamp();
        let key = EncodingKey::from_ed_pem(&pem).expect("it is an Ed25519 key");
        Self { key, key_id: issuer.key_id().to_owned(), public: issuer.jwks(), now }
    }

    fn payload(&self) -> Value {
        json!({
            "iss": auth::LOCAL_ISSUER, "aud": "onecode", "sub": "tax-core", "dept": "tax", "div": "330500",
            "roles": ["registry-reader"], "jti": "forged", "iat": self.now, "nbf": self.now, "exp": self.now + 300,
        })
    }

    fn header(&self) -> Header {
        let mut header = Header::new(Algorithm::EdDSA);
        header.kid = Some(self.key_id.clone());
        header
    }

    fn with(&self, claim: &str, value: Value) -> String {
        let mut payload = self.payload();
        payload[claim] = value;
        jsonwebtoken::encode(&self.header(), &payload, &self.key).expect("the key signs")
    }

    /// Another's division, under the signature of the honest token.
    fn tampered(&self) -> String {
        let honest = self.with("jti", json!("tampered"));
        let mut parts: Vec<&str> = honest.split('.').collect();
        let mut payload = self.payload();
        payload["div"] = json!("330000");
        let encoded = URL_SAFE_NO_PAD.encode(payload.to_string());
        parts[1] = &encoded;
        parts.join(".")
    }

    fn unsigned(&self) -> String {
        let header = json!({ "alg": "none", "typ": "JWT", "kid": self.key_id });
        format!(
            "{}.{}.",
            URL_SAFE_NO_PAD.encode(header.to_string()),
            URL_SAFE_NO_PAD.encode(self.payload().to_string())
        )
    }

    /// The public key as if it were a shared secret.
    fn symmetric(&self) -> String {
        let set: Value = serde_json::from_str(&self.public).expect("a key set is JSON");
        let secret = URL_SAFE_NO_PAD.decode(set["keys"][0]["x"].as_str().unwrap_or_default()).expect("base64url");
        let mut header = self.header();
        header.alg = Algorithm::HS256;
        jsonwebtoken::encode(&header, &self.payload(), &EncodingKey::from_secret(&secret)).expect("it can be made")
    }
}

pub(crate) async fn deceitful(suite: &Deployment) {
    let forger = Forger::at(&suite.site);
    let (past, future) = (Duration::from_hours(1), forger.now + 3_600);
    let stranger = auth::Issuer::generate_ed25519().expect("a key can be made");
    let of_stranger = stranger.issue(&suite.site.claims("t-stranger", Duration::ZERO)).expect("claims can be signed");
    let expired = suite.site.workshop().issue(&suite.site.claims("t-old", past)).expect("claims can be signed");
    let tokens = [
        ("TOKEN_MALFORMED", "noise".to_owned()),
        ("TOKEN_SIGNATURE", forger.tampered()),
        ("TOKEN_ALGORITHM", forger.unsigned()),
        ("TOKEN_ALGORITHM", forger.symmetric()),
        ("TOKEN_UNKNOWN_KEY", of_stranger),
        ("TOKEN_EXPIRED", expired),
        ("TOKEN_EXPIRED", forger.with("exp", json!(forger.now - 60))),
        ("TOKEN_NOT_YET_VALID", forger.with("nbf", json!(future))),
        ("TOKEN_ISSUER", forger.with("iss", json!("https://elsewhere.example"))),
        ("TOKEN_AUDIENCE", forger.with("aud", json!("elsewhere"))),
        ("TOKEN_CLAIMS", forger.with("div", json!("everywhere"))),
        ("TOKEN_TOO_LARGE", forger.with("padding", json!("x".repeat(9_000)))),
    ];
    for (expected, token) in tokens {
        let refused = present(suite, &token).await.expect_err(expected);
        assert_eq!(
            (refused.code(), reason(&refused).as_str()),
            (Code::Unauthenticated, "UNAUTHENTICATED"),
            "{expected}"
        );
        let info = details(&refused).error_info().cloned().expect("details");
        assert_eq!(info.metadata.get("detail").map(String::as_str), Some(expected));
        assert!(!refused.message().contains(&token), "a token is not repeated");
    }
    let mut client = OrganizationServiceClient::new(suite.channel());
    let missing = client.get_organization(Request::new(request())).await.expect_err("no token");
    assert_eq!(missing.code(), Code::Unauthenticated);

    let honest = present(suite, &forger.with("jti", json!("honest"))).await.expect_err("it is not registered");
    assert_eq!(honest.code(), Code::NotFound, "the same key signs what is accepted");
}

fn request() -> GetOrganizationRequest {
    GetOrganizationRequest { name: name(1), ..GetOrganizationRequest::default() }
}

async fn present(suite: &Deployment, token: &str) -> Result<(), Status> {
    let mut client = OrganizationServiceClient::new(suite.channel());
    client.get_organization(bearing(token, request())).await.map(|_| ())
}
