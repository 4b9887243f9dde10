//! The sweeper of what is to be put right: notices last days that passed without a report, each once.
//!
//! It works in bounded batches, each a unit of work of its own, on rows that nobody else holds: any number of replicas
//! may sweep at once.

use std::time::Duration;

use fault::Fault;
use rpc::Task;
use time::Date;
use uow::{Call, Tx, Uow};
use vocab::day_of;

use crate::store::rectification as store;

/// Rows of one unit of work.
const BATCH: i64 = 500;

/// The task of a part: sweeps, again after each `pause`.
pub(crate) fn sweeping(uow: Uow, pause: Duration) -> Task {
    Task::every("rectifications", pause, move || sweep(uow.clone()))
}

async fn sweep(uow: Uow) -> Result<(), Fault> {
    let today = day_of(uow.clock().now());
    loop {
        let waits = store::any_missed(&mut *uow.reads().acquire().await?, today).await?;
        if !waits {
            return Ok(());
        }
        let call = Call::of_task("inspection/rectification-missed", uow.clock().new_id());
        let marked = uow.write(&call, &today, mark, |count| count).await?;
        if marked == 0 {
            return Ok(()); // others hold what is left
        }
    }
}

async fn mark(tx: &mut Tx, today: &Date) -> Result<u64, Fault> {
    let now = tx.now();
    let rows = store::mark_missed(tx.conn(), *today, now, BATCH).await?;
    for row in &rows {
        super::miss(tx, row, *today).await?;
    }
    Ok(u64::try_from(rows.len()).unwrap_or(u64::MAX))
}
