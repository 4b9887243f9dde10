//! After a rotation of keys: what old keys sealed of staff is sealed anew, a bounded batch at a time, beside the calls.

use std::time::Duration;

use fault::Fault;
use rpc::Task;
use seal::Ring;
use uow::{Call, Tx, Uow};
use uuid::Uuid;

use super::people;
use crate::store::personnel::resealing as store;

/// Rows in one unit of work.
const BATCH: i64 = 200;
/// Before another attempt.
const PAUSE: Duration = Duration::from_secs(10);

/// What is sealed.
#[derive(Debug, Clone, Copy)]
enum Of {
    People,
    /// The numbers of certificates.
    Numbers,
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
    let first = Batch { ring, of: Of::People, after: Uuid::nil() };
    Task::steps("resealing-staff", first, PAUSE, move |batch| next(uow.clone(), batch))
}

/// Does one batch; the next, or `None` where nothing is left.
async fn next(uow: Uow, batch: Batch) -> Result<Option<Batch>, Fault> {
    let head = batch.ring.seals_with();
    let mut connection = uow.reads().acquire().await?;
    let left = match batch.of {
        Of::People => store::any_person(&mut connection, &head, batch.after).await?,
        Of::Numbers => store::any_number(&mut connection, &head, batch.after).await?,
    };
    drop(connection);
    if left {
        let call = Call::of_task("talent/reseal-staff", uow.clock().new_id());
        let last = uow.write(&call, &batch, reseal, |last: Uuid| last.to_string()).await?;
        if let Some(after) = last.parse().ok().filter(|last: &Uuid| !last.is_nil()) {
            return Ok(Some(Batch { after, ..batch }));
        }
    }
    Ok(match batch.of {
        Of::People => Some(Batch { of: Of::Numbers, after: Uuid::nil(), ..batch }),
        Of::Numbers => None,
    })
}

async fn reseal(tx: &mut Tx, batch: &Batch) -> Result<Uuid, Fault> {
    let (last, closed) = match batch.of {
        Of::People => reseal_people(tx, batch).await?,
        Of::Numbers => reseal_numbers(tx, batch).await?,
    };
    if closed > 0 {
        tracing::error!(closed, "personal data of staff that no key of the ring opens were left as they are");
    }
    Ok(last)
}

/// The last of the batch, and how many did not open.
async fn reseal_people(tx: &mut Tx, batch: &Batch) -> Result<(Uuid, u32), Fault> {
    let head = batch.ring.seals_with();
    let people = store::lock_people(tx.conn(), &head, batch.after, BATCH).await?;
    let mut closed = 0;
    for row in &people {
        match people::resealed(&batch.ring, row) {
            Ok(resealed) => store::reseal_person(tx.conn(), &resealed).await?,
            Err(_) => closed += 1,
        }
    }
    Ok((people.last().map(|person| person.id).unwrap_or_default(), closed))
}

async fn reseal_numbers(tx: &mut Tx, batch: &Batch) -> Result<(Uuid, u32), Fault> {
    let head = batch.ring.seals_with();
    let rows = store::lock_numbers(tx.conn(), &head, batch.after, BATCH).await?;
    let mut closed = 0;
    for row in &rows {
        match batch.ring.reseal(&people::number_place(row.id), &row.number) {
            Ok(number) => store::reseal_number(tx.conn(), row.id, &number).await?,
            Err(_) => closed += 1,
        }
    }
    Ok((rows.last().map(|row| row.id).unwrap_or_default(), closed))
}
