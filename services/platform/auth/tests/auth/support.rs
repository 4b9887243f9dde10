//! One trusted issuer, one verifier and one instant.

use std::path::Path;
use std::sync::Arc;

use auth::{Claims, Issuer, JwksSource, LOCAL_ISSUER, Principal, Roles, TokenError, Verifier, VerifierConfig};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Value, json};
use time::OffsetDateTime;
use time::macros::datetime;

pub(crate) const NOW: OffsetDateTime = datetime!(2026-11-24 09:00 UTC);

pub(crate) const ROLES: &str = r#"
    [roles.registry-reader]
    permissions = ["registry.organization.read", "event.read"]
    [roles.tax-registrar]
    departments = ["tax"]
    permissions = ["registry.organization.write"]
"#;

/// A complete token's claims, as the issuer makes them.
pub(crate) fn claims(token_id: &str) -> Claims {
    Claims::new("tax-core", token_id, NOW)
        .department("tax")
        .division("310000")
        .roles(["registry-reader"])
        .actor("officer-7")
}

/// The same claims as a value to be bent.
pub(crate) fn payload() -> Value {
    let now = NOW.unix_timestamp();
    json!({
        "iss": LOCAL_ISSUER, "aud": "onecode", "sub": "tax-core", "dept": "tax", "div": "310000",
        "roles": ["registry-reader"], "jti": "t-1", "iat": now, "nbf": now, "exp": now + 300,
    })
}

pub(crate) fn verifier(jwks: JwksSource) -> Verifier {
    let config = VerifierConfig::new(LOCAL_ISSUER, vec!["onecode".to_owned()], jwks);
    Verifier::new(config, Roles::parse(ROLES).expect("the table is sound")).expect("the keys are sound")
}

/// An Ed25519 issuer whose private key a test can sign with at will, and a verifier that trusts it.
pub(crate) struct Trusted {
    pub(crate) issuer: Issuer,
    pub(crate) verifier: Verifier,
    key: EncodingKey,
}

impl Trusted {
    pub(crate) fn new() -> Self {
        let directory = tempfile::tempdir().expect("a temporary directory");
        let issuer = Issuer::load_or_create(directory.path()).expect("a new issuer");
        let key = private_key(directory.path());
        Self { verifier: verifier(JwksSource::Inline(issuer.jwks())), issuer, key }
    }

    pub(crate) fn header(&self) -> Header {
        let mut header = Header::new(Algorithm::EdDSA);
        header.kid = Some(self.issuer.key_id().to_owned());
        header
    }

    pub(crate) fn signed(&self, payload: &Value) -> String {
        self.signed_under(&self.header(), payload)
    }

    pub(crate) fn signed_under(&self, header: &Header, payload: &Value) -> String {
        jsonwebtoken::encode(header, payload, &self.key).expect("the key signs")
    }

    pub(crate) fn verify(&self, token: &str) -> Result<Arc<Principal>, TokenError> {
        self.verifier.verify(token, NOW, None)
    }
}

pub(crate) fn private_key(directory: &Path) -> EncodingKey {
    let pem = std::fs::read(directory.join("issuer.pem")).expect("the issuer keeps its key");
    EncodingKey::from_ed_pem(&pem).expect("an Ed25519 key")
}
