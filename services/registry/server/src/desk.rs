//! The desk at which applications are handled: what their operations work with, besides the unit of work.

use archive::Archive;
use casework::Casework;
use seal::Ring;

use crate::Signer;

/// Cases, documents, sealed particulars and certificates. Cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct Desk {
    pub(crate) office: Casework,
    pub(crate) archive: Archive,
    pub(crate) ring: Ring,
    pub(crate) signer: Signer,
}
