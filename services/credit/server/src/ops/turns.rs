//! How many long readings go on at once: each goes over the whole register, and keeps a core and a connection busy.

use std::sync::Arc;

use fault::Fault;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::refused;

/// So many in one process; whoever comes later is asked to come again.
pub(crate) const MOST: usize = 4;

/// Who may begin.
#[derive(Debug, Clone)]
pub(crate) struct Turns(Arc<Semaphore>);

impl Default for Turns {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(MOST)))
    }
}

impl Turns {
    /// A turn, until it is dropped.
    pub(crate) fn take(&self) -> Result<OwnedSemaphorePermit, Fault> {
        Arc::clone(&self.0).try_acquire_owned().map_err(|_| refused::rehearsals_busy(MOST))
    }
}
