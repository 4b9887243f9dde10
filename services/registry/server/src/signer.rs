//! Who signs certificates (签发者): an issuer's name and its keys.

use std::sync::Arc;

use fault::Fault;
use jose::{Compact, KeySet, SigningKeyError, SigningKeys};
use registry_domain::{CERTIFICATE_TYPE, CertificateClaims, Jws};

/// Signs certificates in the name of one issuer; cheap to clone.
#[derive(Debug, Clone)]
pub struct Signer(Arc<Named>);

#[derive(Debug)]
struct Named {
    issuer: String,
    keys: SigningKeys,
}

impl Signer {
    /// Signs as `issuer` (`iss`) with these keys.
    #[must_use]
    pub fn new(issuer: impl Into<String>, keys: SigningKeys) -> Self {
        Self(Arc::new(Named { issuer: issuer.into(), keys }))
    }

    /// Signs with a key that is gone with the process, for tests.
    ///
    /// # Errors
    /// The machine has no randomness.
    pub fn ephemeral() -> Result<Self, SigningKeyError> {
        Ok(Self::new("https://register.test", SigningKeys::generate()?))
    }

    pub(crate) fn issuer(&self) -> &str {
        &self.0.issuer
    }

    pub(crate) fn keys(&self) -> &SigningKeys {
        &self.0.keys
    }

    /// What a statement of ours says; one whose key was removed is no longer ours.
    pub(crate) fn read(&self, jws: &Jws) -> Result<CertificateClaims, Fault> {
        let keys = KeySet::parse(&self.0.keys.jwks()).map_err(Fault::internal)?;
        let payload = Compact::split(jws.reveal()).and_then(|statement| statement.verify(&keys));
        serde_json::from_slice(&payload.map_err(Fault::internal)?).map_err(Fault::internal)
    }

    pub(crate) fn sign(&self, claims: &CertificateClaims) -> Result<Jws, Fault> {
        self.0.keys.current().sign(CERTIFICATE_TYPE, claims).map(Jws::new).map_err(Fault::internal)
    }
}
