//! What talent is told by a deployment: what seals personal data.

use std::sync::Arc;

use seal::Ring;

/// What a deployment says of talent.
#[derive(Debug, Clone)]
pub struct Config {
    /// Seals the personal data of staff (加密存储).
    pub ring: Ring,
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
}
