//! The sweeper of annual reports: the day after a last day it marks what did not come, in batches, and tells of each.
//!
//! Each batch is a unit of work of its own on rows that nobody else holds: any number of replicas may sweep at once, each duty
//! is told of once, and no more than a batch is in memory.

use std::time::Duration;

use fault::Fault;
use futures::future::try_join_all;
use rpc::Task;
use time::Date;
use uow::{Call, Operation, Tx, Uow};
use vocab::day_of;

use super::missed;
use crate::store::report_overdue::Waiting;
use crate::store::{annual_report, report_overdue};

/// Rows of one unit of work: few enough for a few dozen MiB, and many enough that the statements weigh more than their commits.
const BATCH: i64 = 20_000;

/// Units of work of one sweep at a time, where there is more than one: while one waits for the disk, or puts together what it tells, another one has the database.
const LANES: usize = 2;

/// Sweeps the annual reports of one database.
#[derive(Debug, Clone)]
pub struct ReportSweeper {
    uow: Uow,
}

/// What one sweep marked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ReportSweep {
    /// Reports that did not come.
    pub missed: u64,
    /// Rectifications that were not reported.
    pub unrectified: u64,
}

impl ReportSweeper {
    /// Over the unit of work of inspection.
    #[must_use]
    pub fn new(uow: Uow) -> Self {
        Self { uow }
    }

    /// The task of a part: sweeps, again after each `pause`.
    #[must_use]
    pub fn task(self, pause: Duration) -> Task {
        Task::every("annual-reports", pause, move || {
            let sweeper = self.clone();
            async move { sweeper.sweep().await.map(drop) }
        })
    }

    /// Sweeps once, until nothing is left that this sweeper may take.
    ///
    /// # Errors
    /// Database faults; what was swept before stays swept.
    pub async fn sweep(&self) -> Result<ReportSweep, Fault> {
        let today = day_of(self.uow.clock().now());
        let waiting = self.waiting(today).await?;
        let mut done = ReportSweep::default();
        if waiting.missed {
            let lanes = if waiting.many { LANES } else { 1 };
            let lanes = (0..lanes).map(|_| self.batches("inspection/reports-missed", today, mark_missed));
            done.missed = try_join_all(lanes).await?.into_iter().sum();
        }
        if waiting.unrectified {
            done.unrectified = self.batches("inspection/rectifications-missed", today, mark_unrectified).await?;
        }
        Ok(done)
    }

    /// Marks batch after batch, until one is not full; how many rows.
    async fn batches<B>(&self, task: &'static str, today: Date, mark: B) -> Result<u64, Fault>
    where
        B: for<'a> Operation<'a, Date, u64> + Copy + Sync,
    {
        let mut done = 0;
        loop {
            let call = Call::of_task(task, self.uow.clock().new_id());
            let marked = self.uow.write(&call, &today, mark, |count| count).await?;
            done += marked;
            if marked != BATCH.unsigned_abs() {
                return Ok(done);
            }
        }
    }

    /// Whether there is anything to mark: a sweep that finds nothing leaves no trace.
    async fn waiting(&self, today: Date) -> Result<Waiting, Fault> {
        let mut connection = self.uow.reads().acquire().await?;
        Ok(report_overdue::waiting(&mut connection, today, BATCH).await?)
    }
}

async fn mark_missed(tx: &mut Tx, today: &Date) -> Result<u64, Fault> {
    let now = tx.now();
    let missed = report_overdue::mark_overdue(tx.conn(), *today, now, BATCH).await?;
    missed::reports(tx, &missed).await?;
    Ok(u64::try_from(missed.len()).unwrap_or(u64::MAX))
}

async fn mark_unrectified(tx: &mut Tx, today: &Date) -> Result<u64, Fault> {
    let now = tx.now();
    let late = annual_report::mark_unrectified(tx.conn(), *today, now, BATCH).await?;
    missed::rectifications(tx, &late).await?;
    Ok(u64::try_from(late.len()).unwrap_or(u64::MAX))
}
