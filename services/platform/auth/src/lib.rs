//! Who calls (主体), and what they may do: bearer tokens, the keys that sign them, roles and revocations.
//!
//! A [`Verifier`] turns a token (RFC 9068) into a [`Principal`], whose permissions come from the [`Roles`] of the
//! deployment. An [`Issuer`] signs tokens for development and tests; production trusts an identity provider's JWKS.

mod claims;
mod error;
mod issuer;
mod principal;
mod revocations;
mod roles;
mod source;
mod verified;
mod verifier;

pub use error::TokenError;
pub use issuer::{Claims, Issuer, IssuerError, LOCAL_ISSUER};
pub use jose::{Key, KeySet, KeySetError};
pub use principal::Principal;
pub use revocations::Revocations;
pub use roles::{PermissionSet, Roles, RolesError};
pub use source::{JwksError, JwksSource};
pub use verifier::{Verifier, VerifierConfig, VerifierError};
