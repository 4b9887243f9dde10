//! The reading side of the feed.

use std::sync::{Arc, PoisonError, RwLock};

use fault::Fault;
use sqlx::{PgConnection, PgPool};
use telemetry::UpDownCounter;
use tokio::sync::watch;

use crate::Cursor;
use crate::bounds::Bounds;
use crate::filter::Filter;
use crate::page::{Page, Span};
use crate::recent::Recent;

/// The feed of one database, to be read. Cheap to clone; watchers and [`Feed::follow`] must share one.
#[derive(Debug, Clone)]
pub struct Feed {
    reads: PgPool,
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    recent: RwLock<Recent>,
    /// Changes whenever the feed may have grown.
    growth: watch::Sender<()>,
    watching: UpDownCounter<i64>,
}

impl Feed {
    /// Over the pool that reads.
    #[must_use]
    pub fn new(reads: PgPool) -> Self {
        let watching = telemetry::level("feed.watchers", "Watches that are open.");
        let shared = Shared { recent: RwLock::default(), growth: watch::Sender::new(()), watching };
        Self { reads, shared: Arc::new(shared) }
    }

    /// The place after the newest event, as this transaction sees it. An export in one REPEATABLE READ transaction
    /// that names this cursor misses nothing that precedes it; some of what follows may be in the export already.
    ///
    /// # Errors
    /// Database faults.
    pub async fn current(conn: &mut PgConnection) -> Result<Cursor, Fault> {
        Ok(Bounds::read(conn).await?.head())
    }

    /// The place before the oldest event that is kept.
    ///
    /// # Errors
    /// Database faults.
    pub async fn earliest(conn: &mut PgConnection) -> Result<Cursor, Fault> {
        Ok(Bounds::read(conn).await?.earliest())
    }

    /// How many watches of this feed are open.
    #[must_use]
    pub fn watchers(&self) -> usize {
        self.shared.growth.receiver_count()
    }

    pub(crate) fn reads(&self) -> &PgPool {
        &self.reads
    }

    pub(crate) fn watching(&self) -> &UpDownCounter<i64> {
        &self.shared.watching
    }

    pub(crate) fn subscribe(&self) -> watch::Receiver<()> {
        self.shared.growth.subscribe()
    }

    /// The stretch after a cursor: from memory if it is recent, else from the database.
    pub(crate) async fn page(&self, from: Cursor, span: Span, filter: &Filter) -> Result<Page, Fault> {
        if let Some(page) = self.recent(from, filter) {
            return Ok(page);
        }
        let mut connection = self.reads.acquire().await?;
        Page::read(&mut connection, from, span, filter).await
    }

    /// Keeps a page for the watchers, and wakes them.
    pub(crate) fn grow(&self, page: Page) {
        self.shared.recent.write().unwrap_or_else(PoisonError::into_inner).push(page);
        self.shared.growth.send_replace(());
    }

    /// Forgets what was kept, and wakes the watchers to look for themselves.
    pub(crate) fn forget(&self) {
        self.shared.recent.write().unwrap_or_else(PoisonError::into_inner).clear();
        self.shared.growth.send_replace(());
    }

    fn recent(&self, from: Cursor, filter: &Filter) -> Option<Page> {
        self.shared.recent.read().unwrap_or_else(PoisonError::into_inner).after(from, filter)
    }
}
