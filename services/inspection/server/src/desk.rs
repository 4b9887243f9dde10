//! The desk at which cases of inspection are handled: what their operations work with, besides the unit of work.

use casework::Casework;
use seal::Ring;

/// Cases, and the keys of what is sealed. Cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct Desk {
    pub(crate) office: Casework,
    pub(crate) ring: Ring,
}
