//! Who signs certificates (签发者): an issuer's name and its keys.

use fault::Fault;
use jose::{Issuer, SigningKeyError, SigningKeys};
use registry_domain::{CERTIFICATE_TYPE, CertificateClaims, Jws};

/// Signs certificates in the name of one issuer; cheap to clone.
#[derive(Debug, Clone)]
pub struct Signer(Issuer);

impl Signer {
    /// Signs as `issuer` (`iss`) with these keys.
    #[must_use]
    pub fn new(issuer: impl Into<String>, keys: SigningKeys) -> Self {
        Self(Issuer::new(issuer, keys))
    }

    /// Signs with a key that is gone with the process, for tests.
    ///
    /// # Errors
    /// The machine has no randomness.
    pub fn ephemeral() -> Result<Self, SigningKeyError> {
        Issuer::ephemeral("https://register.test").map(Self)
    }

    pub(crate) fn issuer(&self) -> &str {
        self.0.name()
    }

    pub(crate) fn keys(&self) -> &SigningKeys {
        self.0.keys()
    }

    /// What a statement of ours says; one whose key was removed is no longer ours.
    pub(crate) fn read(&self, jws: &Jws) -> Result<CertificateClaims, Fault> {
        self.0.read(CERTIFICATE_TYPE, jws.reveal()).map_err(Fault::internal)
    }

    pub(crate) fn sign(&self, claims: &CertificateClaims) -> Result<Jws, Fault> {
        self.0.sign(CERTIFICATE_TYPE, claims).map(Jws::new).map_err(Fault::internal)
    }
}
