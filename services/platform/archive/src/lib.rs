//! The documents (材料) of every service: handed in once, kept as they came, read for a stated purpose.
//!
//! Contents lie in an object store ([`Store`]), under the document's id; PostgreSQL holds what is known of them, never
//! the contents themselves. An upload is gathered in a file without a name, verified there, stored, and recorded last:
//! nothing of a half upload is ever seen, and what a crash leaves in the store without a record is swept.
//!
//! A service that refers to a document calls [`attach`] in its own unit of work, and keeps the SHA-256 that it is given:
//! by it a swapped document is told. Attached documents are never removed here; when their time is over
//! (`retain_until`), people decide (鉴定).

mod api;
mod attach;
mod document;
mod media;
mod objects;
mod reading;
mod record;
mod refusal;
mod spool;
mod sweep;
mod table;
mod wire;
mod zip;

use std::sync::Arc;
use std::time::Duration;

use fault::Fault;
use onecode_proto::document::v1::document_service_server::DocumentServiceServer;
use rpc::Task;
use sqlx::migrate::Migrator;
use time::Date;
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;
use uow::Uow;
use uuid::Uuid;

pub use api::DocumentApi;
pub use attach::{Attached, attach, find, keep, relocate};
pub use objects::{S3, Store};
pub use refusal::Refusal;
pub use sweep::Swept;

/// The tables of this crate; run after those of `uow`.
pub static MIGRATOR: Migrator = sqlx::migrate!();

/// Full name of the service of [`Archive::service`], for health.
pub const SERVICE_NAME: &str = onecode_proto::document::v1::document_service_server::SERVICE_NAME;

/// What an operator may set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Largest content, in bytes.
    pub max_bytes: u64,
    /// How long a document is kept that nothing refers to.
    pub keep_unattached: Duration,
    /// Most uploads at once in one process, for each holds a file of its content; further ones wait.
    pub max_uploads: usize,
    /// Longest wait for a place, and longest time for a content to come.
    pub upload_timeout: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_bytes: 50 << 20,
            keep_unattached: Duration::from_hours(30 * 24),
            max_uploads: 32,
            // The largest content over a line of half a megabit.
            upload_timeout: Duration::from_mins(15),
        }
    }
}

/// For how many years a document must be kept at least that is handed in on a day (Asia/Shanghai): the rule of the service that
/// mounts this, in its version of that day.
pub type Retention = fn(Date) -> Result<u16, Fault>;

/// The documents of one database and the store that belongs to it. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Archive {
    uow: Uow,
    store: Store,
    limits: Limits,
    retention: Retention,
    uploads: Arc<Semaphore>,
}

impl Archive {
    /// Over a database and a store that no other database uses: the sweeper removes what its own does not know. The first
    /// to sweep a store owns it; from the store of another nothing is removed.
    #[must_use]
    pub fn new(uow: Uow, store: Store, limits: Limits, retention: Retention) -> Self {
        Self { uow, store, limits, retention, uploads: Arc::new(Semaphore::new(limits.max_uploads)) }
    }

    /// `onecode.document.v1.DocumentService`; uploads end with DRAINING when `stop` is cancelled.
    #[must_use]
    pub fn service(&self, stop: CancellationToken) -> DocumentServiceServer<DocumentApi> {
        DocumentServiceServer::new(DocumentApi::new(self.clone(), stop))
    }

    /// The sweeper, for the part that mounts the service. Any number may run, in any processes.
    #[must_use]
    pub fn task(&self) -> Task {
        let archive = self.clone();
        Task::new("archive-sweeper", move |stop| sweep::run(archive, stop))
    }

    /// Reads a document's content again and compares it with the SHA-256 that somebody saw.
    ///
    /// # Errors
    /// `DOCUMENT_DAMAGED` if it is another content, or gone; the store does not answer.
    pub async fn verify(&self, id: Uuid, sha256: &[u8; 32]) -> Result<(), Fault> {
        reading::Reading::open(&self.store, id, *sha256).await?.exhaust().await
    }
}
