//! An issuer (签发者) of tokens for development and tests; in production the identity provider is another system.

mod claims;
mod store;

use std::io;
use std::path::{Path, PathBuf};

use jose::{SigningKey, SigningKeyError};
use jsonwebtoken::jwk::{Jwk, JwkSet};

pub use claims::Claims;

/// The `iss` of an issuer that is given no other name.
pub const LOCAL_ISSUER: &str = "onecode-local";

/// Why the issuer cannot make, keep or use its key. Nothing of the key is repeated.
#[derive(Debug, thiserror::Error)]
pub enum IssuerError {
    /// A file of the issuer cannot be read or written.
    #[error("the issuer's files cannot be read or written: {0}")]
    File(#[from] io::Error),
    /// The private key's file can be read by others than its owner.
    #[error("the private key's file must be readable by its owner only (chmod 600)")]
    Exposed,
    /// No key could be generated.
    #[error("no key could be generated")]
    Generation,
    /// The key is neither Ed25519 nor P-256 in PKCS#8, or does not sign.
    #[error("the signing key is unusable")]
    Key,
    /// The published key set is not a JWK set.
    #[error("the published key set is unusable")]
    KeySet,
}

impl From<SigningKeyError> for IssuerError {
    fn from(error: SigningKeyError) -> Self {
        match error {
            SigningKeyError::Generation => Self::Generation,
            SigningKeyError::Unusable => Self::Key,
        }
    }
}

/// Signs tokens with one current key and publishes it with those retired by rotation.
#[derive(Debug)]
pub struct Issuer {
    name: String,
    current: SigningKey,
    retired: Vec<Jwk>,
    directory: Option<PathBuf>,
}

impl Issuer {
    /// An issuer with a fresh Ed25519 key, kept in memory.
    pub fn generate_ed25519() -> Result<Self, IssuerError> {
        Ok(Self::of(SigningKey::generate_ed25519()?))
    }

    /// An issuer with a fresh P-256 key, kept in memory.
    pub fn generate_es256() -> Result<Self, IssuerError> {
        Ok(Self::of(SigningKey::generate_es256()?))
    }

    /// The issuer kept in a directory: `issuer.pem` (PKCS#8, mode 0600) and `jwks.json` for its verifiers. Both are
    /// made, with an Ed25519 key, where there are none; of two processes that start at once, both use one key.
    pub fn load_or_create(directory: &Path) -> Result<Self, IssuerError> {
        let pem = store::read_or_create_key(directory, || Ok(SigningKey::generate_ed25519()?.to_pem()))?;
        let mut issuer = Self::of(SigningKey::from_pem(&pem)?);
        issuer.retired = store::read_key_set(directory)?.unwrap_or_default().keys;
        issuer.retired.retain(|jwk| jwk.common.key_id.as_deref() != Some(issuer.current.id()));
        issuer.directory = Some(directory.to_owned());
        issuer.publish()?;
        Ok(issuer)
    }

    fn of(current: SigningKey) -> Self {
        Self { name: LOCAL_ISSUER.to_owned(), current, retired: Vec::new(), directory: None }
    }

    /// The same issuer under another name (`iss`).
    #[must_use]
    pub fn named(self, name: impl Into<String>) -> Self {
        Self { name: name.into(), ..self }
    }

    /// What stands in `iss`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The `kid` of the current key: its thumbprint (RFC 7638).
    #[must_use]
    pub fn key_id(&self) -> &str {
        self.current.id()
    }

    /// A signed token of type `at+jwt`.
    pub fn issue(&self, claims: &Claims) -> Result<String, IssuerError> {
        Ok(self.current.sign("at+jwt", &claims.payload(&self.name))?)
    }

    /// The JWK set its verifiers need: the current key first, then the retired ones.
    #[must_use]
    pub fn jwks(&self) -> String {
        serde_json::json!({ "keys": self.key_set().keys }).to_string()
    }

    /// Signs with a fresh key of the same algorithm from now on. The old one stays published until
    /// [`Self::forget_retired`], so that tokens already issued stay valid.
    pub fn rotate(&mut self) -> Result<(), IssuerError> {
        let next = self.current.generate_alike()?;
        let previous = std::mem::replace(&mut self.current, next);
        self.retired.insert(0, previous.public().clone());
        // Verifiers must be able to learn of a key before any process signs with it.
        self.publish()?;
        match &self.directory {
            Some(directory) => store::replace_key(directory, &self.current.to_pem()),
            None => Ok(()),
        }
    }

    /// Publishes the current key alone: tokens of retired keys are refused from now on.
    pub fn forget_retired(&mut self) -> Result<(), IssuerError> {
        self.retired.clear();
        self.publish()
    }

    fn key_set(&self) -> JwkSet {
        let current = std::iter::once(self.current.public());
        JwkSet { keys: current.chain(&self.retired).cloned().collect() }
    }

    fn publish(&self) -> Result<(), IssuerError> {
        match &self.directory {
            Some(directory) => store::write_key_set(directory, &self.jwks()),
            None => Ok(()),
        }
    }
}
