//! Why a token was refused, in words that repeat nothing of the token.

use jose::JwsError;

/// A refused token. Neither form shown to a caller contains any part of the token or the values of its claims.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// No token was presented.
    #[error("no bearer token was presented")]
    Missing,
    /// Not a signed JWT in compact form, or of a type that is no access token.
    #[error("the token is not a well-formed access token")]
    Malformed,
    /// The key id is absent or not in the trusted key set.
    #[error("the token names no trusted key")]
    UnknownKey,
    /// The algorithm is not accepted, or not the one its key is for.
    #[error("the token's algorithm is not the one of its key")]
    Algorithm,
    /// The signature does not verify.
    #[error("the token's signature is wrong")]
    Signature,
    /// `exp` has passed.
    #[error("the token has expired")]
    Expired,
    /// `nbf` or `iat` is still to come.
    #[error("the token is not valid yet")]
    NotYetValid,
    /// `iss` is not the trusted issuer.
    #[error("the token is from another issuer")]
    Issuer,
    /// `aud` does not name this service.
    #[error("the token is for another audience")]
    Audience,
    /// The claims named are absent or unusable.
    #[error("claims absent or unusable: {}", .0.join(", "))]
    Claims(Vec<&'static str>),
    /// The token, or every token of its subject up to some time, was revoked.
    #[error("the token was revoked")]
    Revoked,
    /// The token is bound to a client certificate other than the one presented (RFC 8705).
    #[error("the token is bound to another client certificate")]
    CertificateBinding,
    /// Longer than 8 KiB.
    #[error("the token is too large")]
    TooLarge,
}

impl From<JwsError> for TokenError {
    fn from(error: JwsError) -> Self {
        match error {
            JwsError::Malformed => Self::Malformed,
            JwsError::Algorithm => Self::Algorithm,
            JwsError::UnknownKey => Self::UnknownKey,
            JwsError::Signature => Self::Signature,
        }
    }
}

impl TokenError {
    /// The stable reason a program can act on, as it stands in `ErrorInfo.reason`.
    #[must_use]
    pub fn reason(&self) -> &'static str {
        match self {
            Self::Missing => "TOKEN_MISSING",
            Self::Malformed => "TOKEN_MALFORMED",
            Self::UnknownKey => "TOKEN_UNKNOWN_KEY",
            Self::Algorithm => "TOKEN_ALGORITHM",
            Self::Signature => "TOKEN_SIGNATURE",
            Self::Expired => "TOKEN_EXPIRED",
            Self::NotYetValid => "TOKEN_NOT_YET_VALID",
            Self::Issuer => "TOKEN_ISSUER",
            Self::Audience => "TOKEN_AUDIENCE",
            Self::Claims(_) => "TOKEN_CLAIMS",
            Self::Revoked => "TOKEN_REVOKED",
            Self::CertificateBinding => "TOKEN_CERTIFICATE_BINDING",
            Self::TooLarge => "TOKEN_TOO_LARGE",
        }
    }
}
