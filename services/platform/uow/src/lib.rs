//! The one road to the database: a write is claimed, done, audited, published and answered in one transaction.
//!
//! [`Uow::write`] is the only way to a [`Tx`]. In one transaction it claims `(actor, method, key)`, runs the operation,
//! inserts the audit row with the encoded reply, hands the facts to the outbox, and commits. A repeated call gets the
//! stored reply; the same key with another request is refused.

mod author;
mod call;
mod clock;
mod lock;
mod pool;
mod read;
mod schema;
mod tx;
mod wake;
mod write;

pub use author::Author;
pub use call::{Call, Scope};
pub use clock::Clock;
pub use lock::hold;
pub use pool::{PoolOptions, connect};
pub use read::{Question, SNAPSHOT};
pub use schema::{migrate, require_ctype, require_current};
pub use tx::Tx;
pub use wake::OUTBOX_CHANNEL;
pub use write::Operation;

use std::sync::Arc;

use sqlx::PgPool;
pub use sqlx::migrate::Migrator;
use tokio::sync::{Notify, Semaphore};

/// The tables of this crate; run before those of any service.
pub static MIGRATOR: Migrator = sqlx::migrate!();

/// How many refusals are noted at once. Each takes a connection from those that write: a storm of refused calls must not
/// take them all.
const NOTES: usize = 2;

/// A part's access to its database. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Uow {
    source: &'static str,
    writes: PgPool,
    reads: PgPool,
    clock: Clock,
    wake: Arc<Notify>,
    notes: Arc<Semaphore>,
}

impl Uow {
    /// For the service `source` (`registry`), over a pool that may write and one whose transactions are read-only.
    #[must_use]
    pub fn new(source: &'static str, writes: PgPool, reads: PgPool, clock: Clock) -> Self {
        Self { source, writes, reads, clock, wake: Arc::default(), notes: Arc::new(Semaphore::new(NOTES)) }
    }

    /// The clock that every unit of work reads once.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// The pool whose transactions are read-only, for streams that outlive one call of [`Uow::read`].
    #[must_use]
    pub fn reads(&self) -> &PgPool {
        &self.reads
    }
}
