//! A private key of the issuer and its public half.

use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jsonwebtoken::jwk::{Jwk, PublicKeyUse, ThumbprintHash};
use jsonwebtoken::{Algorithm, AlgorithmFamily, EncodingKey, Header};
use serde_json::{Map, Value};

use super::IssuerError;

#[derive(Debug)]
pub(super) struct SigningKey {
    private: EncodingKey,
    algorithm: Algorithm,
    id: String,
    public: Jwk,
}

impl SigningKey {
    /// A fresh key: P-256 for ES256, else Ed25519.
    pub(super) fn generate(algorithm: Algorithm) -> Result<Self, IssuerError> {
        let private = if algorithm == Algorithm::ES256 {
            let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).map_err(|_| IssuerError::Generation)?;
            EncodingKey::from_ec_der(pair.to_pkcs8v1().map_err(|_| IssuerError::Generation)?.as_ref())
        } else {
            let pair = Ed25519KeyPair::generate().map_err(|_| IssuerError::Generation)?;
            EncodingKey::from_ed_der(pair.to_pkcs8v1().map_err(|_| IssuerError::Generation)?.as_ref())
        };
        Self::new(private)
    }

    pub(super) fn from_pem(pem: &str) -> Result<Self, IssuerError> {
        let pem = pem.as_bytes();
        let private = EncodingKey::from_ed_pem(pem).or_else(|_| EncodingKey::from_ec_pem(pem));
        Self::new(private.map_err(|_| IssuerError::Key)?)
    }

    fn new(private: EncodingKey) -> Result<Self, IssuerError> {
        let algorithm = if private.family() == AlgorithmFamily::Ec { Algorithm::ES256 } else { Algorithm::EdDSA };
        let mut public = Jwk::from_encoding_key(&private, algorithm).map_err(|_| IssuerError::Key)?;
        let id = public.thumbprint(ThumbprintHash::SHA256).map_err(|_| IssuerError::Key)?;
        public.common.key_id = Some(id.clone());
        public.common.public_key_use = Some(PublicKeyUse::Signature);
        Ok(Self { private, algorithm, id, public })
    }

    pub(super) fn id(&self) -> &str {
        &self.id
    }

    pub(super) fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    pub(super) fn public(&self) -> &Jwk {
        &self.public
    }

    pub(super) fn sign(&self, header: &Header, claims: &Map<String, Value>) -> Result<String, IssuerError> {
        jsonwebtoken::encode(header, claims, &self.private).map_err(|_| IssuerError::Key)
    }

    /// PKCS#8 in the textual encoding of RFC 7468: base64 in lines of 64.
    pub(super) fn to_pem(&self) -> String {
        let mut body = STANDARD.encode(self.private.as_bytes());
        for line_end in (64..body.len()).step_by(64).rev() {
            body.insert(line_end, '\n');
        }
        format!("-----BEGIN PRIVATE KEY-----\n{body}\n-----END PRIVATE KEY-----\n")
    }
}
