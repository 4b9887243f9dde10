//! The task that publishes: soon after something changed, and on the day on which a display is over. It drafts bulletins too.
//!
//! Each organisation and each draft is a unit of work of its own; any number of replicas may work at once.

use std::time::Duration;

use fault::Fault;
use rpc::Task;
use uow::{Call, Uow};
use vocab::day_of;

use super::draft;
use super::settle::settle;
use crate::ops::intake;
use crate::store::publication::due;

/// Looks at what is due of publications and bulletins in one database.
#[derive(Debug, Clone)]
pub struct PublicationSweeper {
    uow: Uow,
}

/// What one sweep did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PublicationSweep {
    /// Organisations that it looked at.
    pub organizations: u64,
    /// Bulletins that it drafted, or changed.
    pub drafts: u64,
}

/// Organisations that are read at once.
const BATCH: i64 = 200;

impl PublicationSweeper {
    /// Over the unit of work of credit.
    #[must_use]
    pub fn new(uow: Uow) -> Self {
        Self { uow }
    }

    /// The task of a part that publishes, again after each `pause`.
    #[must_use]
    pub fn publishing(self, pause: Duration) -> Task {
        Task::every("publications", pause, move || {
            let sweeper = self.clone();
            async move { sweeper.publish().await.map(drop) }
        })
    }

    /// The task of a part that drafts bulletins, again after each `pause`.
    #[must_use]
    pub fn drafting(self, pause: Duration) -> Task {
        Task::every("bulletins", pause, move || {
            let sweeper = self.clone();
            async move { draft::drafts(&sweeper.uow).await.map(drop) }
        })
    }

    /// Publishes and drafts once.
    ///
    /// # Errors
    /// Database faults of looking for what is due.
    pub async fn sweep(&self) -> Result<PublicationSweep, Fault> {
        let organizations = self.publish().await?;
        Ok(PublicationSweep { organizations, drafts: draft::drafts(&self.uow).await? })
    }

    /// Looks at what is due until nothing is, or the same again, unless much of what happened is still being read. What cannot be done
    /// is told in the log, and tried again with the next sweep. Another replica may do a part: what is due shrinks by whoever does it.
    async fn publish(&self) -> Result<u64, Fault> {
        let (mut looked_at, mut before) = (0, Vec::new());
        loop {
            let (mut reads, now) = (self.uow.reads().acquire().await?, self.uow.clock().now());
            if intake::is_catching_up(&mut reads, now).await? {
                return Ok(looked_at);
            }
            let codes = due::some(&mut reads, day_of(now), BATCH).await?;
            drop(reads);
            if codes == before {
                return Ok(looked_at);
            }
            for code in &codes {
                let call = Call::of_task("credit/publication", self.uow.clock().new_id());
                if let Err(fault) = self.uow.write(&call, code, settle, |()| ()).await {
                    tracing::warn!(error = %fault, "what is published of an organisation cannot be settled yet");
                }
                looked_at += 1;
            }
            before = codes;
        }
    }
}
