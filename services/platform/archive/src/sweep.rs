//! The sweeper: removes documents that nothing refers to, and contents that no document has.

use std::time::Duration;

use fault::Fault;
use futures::TryStreamExt as _;
use onecode_proto::document::v1 as pb;
use time::OffsetDateTime;
use tokio_util::sync::CancellationToken;
use uow::{Call, Tx};
use uuid::Uuid;

use crate::{Archive, document, objects, table};

/// How long a content may lie without a document: longer than any upload takes from its store to its record.
const GRACE: Duration = Duration::from_hours(24);
/// Documents removed in one unit of work, and contents looked up at a time.
const BATCH: usize = 200;
/// Wait before the first sweep: others start too.
const FIRST: Duration = Duration::from_mins(5);
const PAUSE: Duration = Duration::from_hours(6);

/// What a sweep removed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Swept {
    /// Documents that nothing referred to.
    pub documents: u64,
    /// Contents that no document had: those of documents removed, and what crashes left.
    pub contents: u64,
}

/// Sweeps until told to stop; a failure is logged and the next sweep goes over the same again.
pub(crate) async fn run(archive: Archive, stop: CancellationToken) -> Result<(), Fault> {
    let mut pause = FIRST;
    loop {
        tokio::select! {
            () = stop.cancelled() => return Ok(()),
            () = tokio::time::sleep(pause) => pause = PAUSE,
        }
        match archive.sweep().await {
            Ok(swept) => tracing::info!(documents = swept.documents, contents = swept.contents, "documents swept"),
            Err(fault) => tracing::warn!(fault.reason = fault.reason(), "documents not swept; tried again later"),
        }
    }
}

impl Archive {
    /// One sweep. First the records go, each batch a unit of work of its own; then the contents without a record, unless
    /// the store belongs to another database. What another replica sweeps at the same time is passed over.
    ///
    /// # Errors
    /// Database faults; the store does not answer.
    pub async fn sweep(&self) -> Result<Swept, Fault> {
        let documents = self.sweep_documents().await?;
        let contents = self.sweep_contents().await?;
        Ok(Swept { documents, contents })
    }

    async fn sweep_documents(&self) -> Result<u64, Fault> {
        let before = self.uow.clock().now() - self.limits.keep_unattached;
        let limit = i64::try_from(BATCH).map_err(Fault::internal)?;
        let (mut after, mut removed) = (Uuid::nil(), 0);
        loop {
            let mut conn = self.uow.reads().acquire().await?;
            let due = Due(table::unattached(&mut conn, before, after, limit).await?);
            drop(conn);
            let Some(last) = due.0.last() else { return Ok(removed) };
            after = *last;
            let call = Call::of_task("archive/sweep", self.uow.clock().new_id());
            removed += self.uow.write(&call, &due, remove, |removed| removed).await?;
        }
    }

    async fn sweep_contents(&self) -> Result<u64, Fault> {
        let mut conn = self.uow.reads().acquire().await?;
        let owner = table::owner(&mut conn).await?;
        drop(conn);
        if !self.store.belongs_to(owner).await? {
            tracing::error!("the store of documents belongs to another database; no content is swept");
            return Ok(0);
        }
        let before = self.uow.clock().now() - GRACE;
        let old = |id: Uuid| async move { Ok(Some(id).filter(|id| is_older(*id, before))) };
        let mut batches = std::pin::pin!(self.store.ids().try_filter_map(old).try_chunks(BATCH));
        let mut removed = self.store.sweep_unfinished(before).await?;
        while let Some(ids) = batches.try_next().await.map_err(|broken| broken.1)? {
            let mut conn = self.uow.reads().acquire().await?;
            let known = table::known(&mut conn, &ids).await?;
            drop(conn);
            for id in ids.into_iter().filter(|id| !known.contains(id)) {
                self.store.remove(id).await?;
                removed += 1;
            }
        }
        Ok(removed)
    }
}

/// Documents that nothing refers to, long enough.
#[derive(Debug)]
struct Due(Vec<Uuid>);

/// Removes those that still nothing refers to; how many they were.
async fn remove(tx: &mut Tx, due: &Due) -> Result<u64, Fault> {
    let removed = table::remove_unattached(tx.conn(), &due.0).await?;
    for row in &removed {
        let name = document::name(row.id);
        let fact = pb::DocumentRemoved { document: name.clone(), kind: row.kind.clone() };
        tx.emit(&name, &row.division, &fact);
    }
    Ok(removed.len() as u64)
}

fn is_older(id: Uuid, before: OffsetDateTime) -> bool {
    objects::made_at(id).is_some_and(|made| made < before)
}
