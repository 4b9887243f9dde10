//! After a rotation of keys: what old keys sealed of complaints is sealed anew, a bounded batch at a time, beside the calls.

use std::time::Duration;

use fault::Fault;
use rpc::Task;
use seal::Ring;
use uow::{Call, Tx, Uow};
use uuid::Uuid;

use super::sealed;
use crate::store::complaint as store;

/// Rows in one unit of work.
const BATCH: i64 = 200;
/// Before another attempt.
const PAUSE: Duration = Duration::from_secs(10);

/// What is sealed.
#[derive(Debug, Clone, Copy)]
enum Of {
    Complaints,
    /// What speaks against an outcome, in reviews.
    Reviews,
}

/// A batch: the rows after one.
#[derive(Debug, Clone)]
struct Batch {
    ring: Ring,
    of: Of,
    after: Uuid,
}

/// Seals anew everything that an older key sealed, then ends; of several replicas each takes what no other has taken.
/// Each batch is a unit of work with its audit row. A value that does not open is left as it is, and counted in the log.
pub(crate) fn resealing(uow: Uow, ring: Ring) -> Task {
    let first = Batch { ring, of: Of::Complaints, after: Uuid::nil() };
    Task::steps("resealing-complaints", first, PAUSE, move |batch| next(uow.clone(), batch))
}

/// Does one batch; the next, or `None` where nothing is left.
async fn next(uow: Uow, batch: Batch) -> Result<Option<Batch>, Fault> {
    let head = batch.ring.seals_with();
    let mut connection = uow.reads().acquire().await?;
    let left = match batch.of {
        Of::Complaints => store::any_sealed_otherwise(&mut connection, &head, batch.after).await?,
        Of::Reviews => store::any_reasons_otherwise(&mut connection, &head, batch.after).await?,
    };
    drop(connection);
    if left {
        let call = Call::of_task("inspection/reseal-complaints", uow.clock().new_id());
        let last = uow.write(&call, &batch, reseal, |last: Uuid| last.to_string()).await?;
        if let Some(after) = last.parse().ok().filter(|last: &Uuid| !last.is_nil()) {
            return Ok(Some(Batch { after, ..batch }));
        }
    }
    Ok(match batch.of {
        Of::Complaints => Some(Batch { of: Of::Reviews, after: Uuid::nil(), ..batch }),
        Of::Reviews => None,
    })
}

async fn reseal(tx: &mut Tx, batch: &Batch) -> Result<Uuid, Fault> {
    let (last, closed) = match batch.of {
        Of::Complaints => reseal_complaints(tx, batch).await?,
        Of::Reviews => reseal_reviews(tx, batch).await?,
    };
    if closed > 0 {
        tracing::error!(closed, "complaints that no key of the ring opens were left as they are");
    }
    Ok(last)
}

/// The last of the batch, and how many did not open.
async fn reseal_complaints(tx: &mut Tx, batch: &Batch) -> Result<(Uuid, u32), Fault> {
    let head = batch.ring.seals_with();
    let rows = store::lock_sealed_otherwise(tx.conn(), &head, batch.after, BATCH).await?;
    let mut closed = 0;
    for row in &rows {
        match sealed::resealed(&batch.ring, row) {
            Some(resealed) => store::reseal(tx.conn(), &resealed).await?,
            None => closed += 1,
        }
    }
    Ok((rows.last().map(|row| row.id).unwrap_or_default(), closed))
}

async fn reseal_reviews(tx: &mut Tx, batch: &Batch) -> Result<(Uuid, u32), Fault> {
    let head = batch.ring.seals_with();
    let rows = store::lock_reasons_otherwise(tx.conn(), &head, batch.after, BATCH).await?;
    let mut closed = 0;
    for row in &rows {
        match sealed::resealed_reasons(&batch.ring, row) {
            Some(resealed) => store::reseal_reasons(tx.conn(), &resealed).await?,
            None => closed += 1,
        }
    }
    Ok((rows.last().map(|row| row.id).unwrap_or_default(), closed))
}
