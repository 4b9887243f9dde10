//! What talent is told by a deployment: what seals personal data, and who signs certificates.

use std::sync::Arc;

use jose::Issuer;
use seal::Ring;

/// What a deployment says of talent.
#[derive(Debug, Clone)]
pub struct Config {
    /// Seals the personal data of staff (加密存储).
    pub ring: Ring,
    /// Signs certificates of training (培训证书), with the keys of the register's certificates.
    pub issuer: Issuer,
}

/// The same, for operations; cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct Desk(Arc<Config>);

impl Desk {
    pub(crate) fn new(config: Config) -> Self {
        Self(Arc::new(config))
    }

    pub(crate) fn ring(&self) -> &Ring {
        &self.0.ring
    }

    pub(crate) fn issuer(&self) -> &Issuer {
        &self.0.issuer
    }
}
