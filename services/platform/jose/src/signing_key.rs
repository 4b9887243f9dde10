//! A private key (签名密钥) and its public half.

use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jsonwebtoken::jwk::{AlgorithmParameters, Jwk, PublicKeyUse, ThumbprintHash};
use jsonwebtoken::{Algorithm, AlgorithmFamily, EncodingKey, Header};
use serde::Serialize;

/// Why a key cannot be made or used. Nothing of the key is repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SigningKeyError {
    /// No key could be generated.
    #[error("no key could be generated")]
    Generation,
    /// Neither Ed25519 nor P-256 in PKCS#8, or it does not sign.
    #[error("the signing key is unusable")]
    Unusable,
}

/// Signs statements; what it shows of itself is its public half.
#[derive(Debug)]
pub struct SigningKey {
    private: EncodingKey,
    algorithm: Algorithm,
    id: String,
    public: Jwk,
}

impl SigningKey {
    /// A fresh Ed25519 key.
    pub fn generate_ed25519() -> Result<Self, SigningKeyError> {
        let pair = Ed25519KeyPair::generate().map_err(|_| SigningKeyError::Generation)?;
        let document = pair.to_pkcs8v1().map_err(|_| SigningKeyError::Generation)?;
        Self::new(EncodingKey::from_ed_der(document.as_ref()))
    }

    /// A fresh P-256 key.
    pub fn generate_es256() -> Result<Self, SigningKeyError> {
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).map_err(|_| SigningKeyError::Generation)?;
        let document = pair.to_pkcs8v1().map_err(|_| SigningKeyError::Generation)?;
        Self::new(EncodingKey::from_ec_der(document.as_ref()))
    }

    /// A fresh key of the same algorithm.
    pub fn generate_alike(&self) -> Result<Self, SigningKeyError> {
        if self.algorithm == Algorithm::ES256 { Self::generate_es256() } else { Self::generate_ed25519() }
    }

    /// An Ed25519 or P-256 key in PKCS#8, as PEM.
    pub fn from_pem(pem: &str) -> Result<Self, SigningKeyError> {
        let pem = pem.as_bytes();
        let private = EncodingKey::from_ed_pem(pem).or_else(|_| EncodingKey::from_ec_pem(pem));
        Self::new(private.map_err(|_| SigningKeyError::Unusable)?)
    }

    fn new(private: EncodingKey) -> Result<Self, SigningKeyError> {
        let algorithm = if private.family() == AlgorithmFamily::Ec { Algorithm::ES256 } else { Algorithm::EdDSA };
        let mut public = Jwk::from_encoding_key(&private, algorithm).map_err(|_| SigningKeyError::Unusable)?;
        let id = public.thumbprint(ThumbprintHash::SHA256).map_err(|_| SigningKeyError::Unusable)?;
        public.common.key_id = Some(id.clone());
        public.common.public_key_use = Some(PublicKeyUse::Signature);
        Ok(Self { private, algorithm, id, public })
    }

    /// The `kid`: its thumbprint (RFC 7638).
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The name of its algorithm (`alg`): `EdDSA` or `ES256`.
    #[must_use]
    pub fn algorithm(&self) -> &'static str {
        if self.algorithm == Algorithm::ES256 { "ES256" } else { "EdDSA" }
    }

    /// The public key's bytes (`x`), base64url without padding.
    #[must_use]
    pub fn x(&self) -> &str {
        match &self.public.algorithm {
            AlgorithmParameters::OctetKeyPair(key) => &key.x,
            AlgorithmParameters::EllipticCurve(key) => &key.x,
            AlgorithmParameters::RSA(_) | AlgorithmParameters::OctetKey(_) | AlgorithmParameters::Other(_) | _ => "",
        }
    }

    /// The public half.
    #[must_use]
    pub fn public(&self) -> &Jwk {
        &self.public
    }

    /// The payload as a compact JWS of a type (`typ`).
    pub fn sign(&self, typ: &str, payload: &impl Serialize) -> Result<String, SigningKeyError> {
        let mut header = Header::new(self.algorithm);
        header.typ = Some(typ.to_owned());
        header.kid = Some(self.id.clone());
        jsonwebtoken::encode(&header, payload, &self.private).map_err(|_| SigningKeyError::Unusable)
    }

    /// PKCS#8 in the textual encoding of RFC 7468: base64 in lines of 64.
    #[must_use]
    pub fn to_pem(&self) -> String {
        let mut body = STANDARD.encode(self.private.as_bytes());
        for line_end in (64..body.len()).step_by(64).rev() {
            body.insert(line_end, '\n');
        }
        format!("-----BEGIN PRIVATE KEY-----\n{body}\n-----END PRIVATE KEY-----\n")
    }
}
