//! The three parts of a compact JWS (RFC 7515 §3.1) and what its header may say.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::Algorithm;
use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::TokenError;

/// An unverified token, taken apart.
pub(crate) struct Parts<'a> {
    pub(crate) header: Header,
    /// What is signed: header and payload as transmitted.
    pub(crate) message: &'a str,
    pub(crate) payload: &'a str,
    pub(crate) signature: &'a str,
}

#[derive(Deserialize)]
pub(crate) struct Header {
    alg: String,
    kid: Option<String>,
    typ: Option<String>,
    crit: Option<IgnoredAny>,
}

impl<'a> Parts<'a> {
    pub(crate) fn split(token: &'a str) -> Result<Self, TokenError> {
        let (message, signature) = token.rsplit_once('.').ok_or(TokenError::Malformed)?;
        let (header, payload) = message.split_once('.').ok_or(TokenError::Malformed)?;
        if payload.contains('.') {
            return Err(TokenError::Malformed);
        }
        let header: Header = serde_json::from_slice(&decode(header)?).map_err(|_| TokenError::Malformed)?;
        Ok(Self { header, message, payload, signature })
    }
}

impl Header {
    /// The algorithm claimed, if it is one of the four accepted. It selects nothing: the key's own must equal it.
    pub(crate) fn algorithm(&self) -> Result<Algorithm, TokenError> {
        match self.alg.as_str() {
            "EdDSA" => Ok(Algorithm::EdDSA),
            "ES256" => Ok(Algorithm::ES256),
            "RS256" => Ok(Algorithm::RS256),
            "PS256" => Ok(Algorithm::PS256),
            _ => Err(TokenError::Algorithm),
        }
    }

    pub(crate) fn key_id(&self) -> Result<&str, TokenError> {
        self.kid.as_deref().ok_or(TokenError::UnknownKey)
    }

    /// An access token (RFC 9068 §4) or a plain JWT, without extensions that must be understood (RFC 7515 §4.1.11).
    pub(crate) fn check_type(&self) -> Result<(), TokenError> {
        let accepted = |typ: &str| ["at+jwt", "application/at+jwt", "JWT"].iter().any(|t| t.eq_ignore_ascii_case(typ));
        let plain = self.crit.is_none() && self.typ.as_deref().is_some_and(accepted);
        if plain { Ok(()) } else { Err(TokenError::Malformed) }
    }
}

pub(crate) fn decode(part: &str) -> Result<Vec<u8>, TokenError> {
    URL_SAFE_NO_PAD.decode(part).map_err(|_| TokenError::Malformed)
}
