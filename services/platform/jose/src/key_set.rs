//! The key set (RFC 7517): public keys by `kid`, each pinned to the one algorithm it may verify.

use std::collections::HashMap;

use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED, ParsedPublicKey};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::jwk::{AlgorithmParameters, EllipticCurve, Jwk, KeyAlgorithm, KeyOperations, PublicKeyUse};
use jsonwebtoken::{Algorithm, DecodingKey};
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::JwsError;

/// The sizes of RSA modulus accepted, in bits (NIST SP 800-131A; the upper bound is the library's).
const RSA_BITS: std::ops::RangeInclusive<usize> = 2048..=8192;

/// Why a document is no usable key set. Nothing of the document is repeated.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeySetError {
    /// Not a JSON object with a list `keys`.
    #[error("not a JWK set (line {line}, column {column})")]
    Malformed {
        /// Line of the fault, from 1.
        line: usize,
        /// Column of the fault, from 1.
        column: usize,
    },
    /// A private key stands in it; it must be considered lost.
    #[error("the JWK set publishes a private key")]
    PrivateKey,
    /// Two keys share a `kid`.
    #[error("two keys of the JWK set have the same kid")]
    DuplicateKeyId,
    /// None of its keys can verify a statement.
    #[error("no key of the JWK set is usable")]
    NoUsableKey,
}

/// The keys of an issuer that can verify what it signed.
#[derive(Debug, Default)]
pub struct KeySet(HashMap<String, Key>);

/// A public key and its algorithm.
#[derive(Debug)]
pub struct Key {
    algorithm: Algorithm,
    public: DecodingKey,
}

#[derive(Deserialize)]
struct Document {
    keys: Vec<Map<String, Value>>,
}

impl KeySet {
    /// Reads a JWK set. Keys that cannot verify here (other types, curves, uses or algorithms, no `kid`, too
    /// small) are left out with a warning, so that an issuer may publish them beside the others (RFC 7517 §5).
    pub fn parse(json: &str) -> Result<Self, KeySetError> {
        let document: Document = serde_json::from_str(json)
            .map_err(|error| KeySetError::Malformed { line: error.line(), column: error.column() })?;
        if document.keys.iter().any(|key| key.contains_key("d") || key.contains_key("k")) {
            return Err(KeySetError::PrivateKey);
        }
        let mut keys = HashMap::new();
        for (index, key) in document.keys.into_iter().enumerate() {
            match read(key) {
                Ok((id, key)) => {
                    if keys.insert(id, key).is_some() {
                        return Err(KeySetError::DuplicateKeyId);
                    }
                }
                Err(unusable) => tracing::warn!(key.index = index, unusable, "key of the JWK set left out"),
            }
        }
        if keys.is_empty() { Err(KeySetError::NoUsableKey) } else { Ok(Self(keys)) }
    }

    /// The key of that `kid`.
    #[must_use]
    pub fn get(&self, key_id: &str) -> Option<&Key> {
        self.0.get(key_id)
    }

    /// How many keys can verify.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether no key can.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Key {
    /// Checks a signature (base64url) over a message, which must claim the algorithm this key is pinned to.
    pub fn verify(&self, message: &[u8], signature: &str, claimed: Algorithm) -> Result<(), JwsError> {
        if claimed != self.algorithm {
            return Err(JwsError::Algorithm);
        }
        match jsonwebtoken::crypto::verify(signature, message, &self.public, self.algorithm) {
            Ok(true) => Ok(()),
            Ok(false) | Err(_) => Err(JwsError::Signature),
        }
    }
}

fn read(key: Map<String, Value>) -> Result<(String, Key), &'static str> {
    let jwk: Jwk = serde_json::from_value(Value::Object(key)).map_err(|_| "not a JWK")?;
    let id = jwk.common.key_id.clone().filter(|id| !id.is_empty()).ok_or("no kid")?;
    if jwk.common.public_key_use.as_ref().is_some_and(|usage| *usage != PublicKeyUse::Signature)
        || jwk.common.key_operations.as_ref().is_some_and(|operations| !operations.contains(&KeyOperations::Verify))
    {
        return Err("not for signatures");
    }
    let algorithm = pinned(&jwk)?;
    let public = DecodingKey::from_jwk(&jwk).map_err(|_| "not base64url")?;
    check_material(&jwk, &public)?;
    Ok((id, Key { algorithm, public }))
}

/// The only algorithm the key may verify. An RSA key that does not say is for RS256, which RFC 9068 §2.1 requires.
fn pinned(jwk: &Jwk) -> Result<Algorithm, &'static str> {
    let stated = jwk.common.key_algorithm;
    match (&jwk.algorithm, stated) {
        (AlgorithmParameters::OctetKeyPair(key), None | Some(KeyAlgorithm::EdDSA))
            if key.curve == EllipticCurve::Ed25519 =>
        {
            Ok(Algorithm::EdDSA)
        }
        (AlgorithmParameters::EllipticCurve(key), None | Some(KeyAlgorithm::ES256))
            if key.curve == EllipticCurve::P256 =>
        {
            Ok(Algorithm::ES256)
        }
        (AlgorithmParameters::RSA(_), None | Some(KeyAlgorithm::RS256)) => Ok(Algorithm::RS256),
        (AlgorithmParameters::RSA(_), Some(KeyAlgorithm::PS256)) => Ok(Algorithm::PS256),
        _ => Err("type, curve or algorithm not accepted"),
    }
}

fn check_material(jwk: &Jwk, public: &DecodingKey) -> Result<(), &'static str> {
    let sound = match &jwk.algorithm {
        AlgorithmParameters::RSA(key) => {
            URL_SAFE_NO_PAD.decode(&key.n).is_ok_and(|modulus| RSA_BITS.contains(&bits(&modulus)))
        }
        AlgorithmParameters::EllipticCurve(_) => {
            public.try_get_as_bytes().is_ok_and(|point| ParsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).is_ok())
        }
        AlgorithmParameters::OctetKeyPair(_) => public.try_get_as_bytes().is_ok_and(|key| key.len() == 32),
        AlgorithmParameters::OctetKey(_) | AlgorithmParameters::Other(_) | _ => false,
    };
    if sound { Ok(()) } else { Err("size or point not acceptable") }
}

fn bits(modulus: &[u8]) -> usize {
    match modulus.iter().position(|byte| *byte != 0) {
        Some(start) => (modulus.len() - start) * 8 - modulus[start].leading_zeros() as usize,
        None => 0,
    }
}
