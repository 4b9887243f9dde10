//! The three parts of a compact JWS (RFC 7515 §3.1), and the check of its signature.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::Algorithm;
use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::KeySet;

/// Why a text is no JWS that a key set vouches for. Nothing of the text is repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum JwsError {
    /// Not three parts in base64url with a JSON header.
    #[error("not a JWS in compact form")]
    Malformed,
    /// The algorithm is not accepted, or not the one its key is for.
    #[error("the algorithm is not the one of the key")]
    Algorithm,
    /// No key is named, or one that is not in the set.
    #[error("no trusted key is named")]
    UnknownKey,
    /// The signature does not verify.
    #[error("the signature is wrong")]
    Signature,
}

/// An unverified JWS, taken apart.
#[derive(Debug)]
pub struct Compact<'a> {
    header: Header,
    /// What is signed: header and payload as transmitted.
    message: &'a str,
    payload: &'a str,
    signature: &'a str,
}

/// What a header may say.
#[derive(Debug, Deserialize)]
pub struct Header {
    alg: String,
    kid: Option<String>,
    typ: Option<String>,
    crit: Option<IgnoredAny>,
}

impl<'a> Compact<'a> {
    /// Takes a text apart and verifies nothing.
    pub fn split(text: &'a str) -> Result<Self, JwsError> {
        let (message, signature) = text.rsplit_once('.').ok_or(JwsError::Malformed)?;
        let (header, payload) = message.split_once('.').ok_or(JwsError::Malformed)?;
        if payload.contains('.') {
            return Err(JwsError::Malformed);
        }
        let header: Header = serde_json::from_slice(&decode(header)?).map_err(|_| JwsError::Malformed)?;
        Ok(Self { header, message, payload, signature })
    }

    /// What the header says; trusted only once [`Self::verify`] has said yes.
    #[must_use]
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// The payload, if a key of the set has signed it with the key's own algorithm.
    pub fn verify(&self, keys: &KeySet) -> Result<Vec<u8>, JwsError> {
        let algorithm = self.header.algorithm()?;
        let key = keys.get(self.header.key_id()?).ok_or(JwsError::UnknownKey)?;
        key.verify(self.message.as_bytes(), self.signature, algorithm)?;
        decode(self.payload)
    }
}

impl Header {
    /// The algorithm claimed, if it is one of the four accepted. It selects nothing: the key's own must equal it.
    fn algorithm(&self) -> Result<Algorithm, JwsError> {
        match self.alg.as_str() {
            "EdDSA" => Ok(Algorithm::EdDSA),
            "ES256" => Ok(Algorithm::ES256),
            "RS256" => Ok(Algorithm::RS256),
            "PS256" => Ok(Algorithm::PS256),
            _ => Err(JwsError::Algorithm),
        }
    }

    /// The id of the key that is said to have signed.
    pub fn key_id(&self) -> Result<&str, JwsError> {
        self.kid.as_deref().ok_or(JwsError::UnknownKey)
    }

    /// Whether it is of one of these types, in any case, without extensions that must be understood (RFC 7515 §4.1.11).
    #[must_use]
    pub fn is_of_type(&self, types: &[&str]) -> bool {
        let accepted = |typ: &str| types.iter().any(|known| known.eq_ignore_ascii_case(typ));
        self.crit.is_none() && self.typ.as_deref().is_some_and(accepted)
    }
}

fn decode(part: &str) -> Result<Vec<u8>, JwsError> {
    URL_SAFE_NO_PAD.decode(part).map_err(|_| JwsError::Malformed)
}
