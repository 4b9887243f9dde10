//! After a rotation of keys: what old keys sealed of nominations, honours and secondments is sealed anew, a bounded batch at a time, beside
//! the calls.

use std::time::Duration;

use fault::Fault;
use rpc::Task;
use seal::{OpenError, Place, Ring};
use uow::{Call, Tx, Uow};
use uuid::Uuid;

use crate::store::resealing::{self as store, Sealed};

/// Rows in one unit of work.
const BATCH: i64 = 200;
/// Before another attempt.
const PAUSE: Duration = Duration::from_secs(10);

/// What is sealed.
#[derive(Debug, Clone, Copy)]
enum Of {
    Nominations,
    Honours,
    Secondments,
}

impl Of {
    /// What comes after it.
    const fn next(self) -> Option<Self> {
        match self {
            Self::Nominations => Some(Self::Honours),
            Self::Honours => Some(Self::Secondments),
            Self::Secondments => None,
        }
    }

    /// The cell of a name.
    const fn name(self, row: Uuid) -> Place {
        match self {
            Self::Nominations => Place::new("talent.nomination", "person_name", row),
            Self::Honours => Place::new("talent.honour", "person_name", row),
            Self::Secondments => Place::new("talent.secondment", "official_name", row),
        }
    }
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
    let first = Batch { ring, of: Of::Nominations, after: Uuid::nil() };
    Task::steps("resealing-honours", first, PAUSE, move |batch| next(uow.clone(), batch))
}

/// Does one batch; the next, or `None` where nothing is left.
async fn next(uow: Uow, batch: Batch) -> Result<Option<Batch>, Fault> {
    let head = batch.ring.seals_with();
    let mut connection = uow.reads().acquire().await?;
    let left = match batch.of {
        Of::Nominations => store::any_nomination(&mut connection, &head, batch.after).await?,
        Of::Honours => store::any_honour(&mut connection, &head, batch.after).await?,
        Of::Secondments => store::any_secondment(&mut connection, &head, batch.after).await?,
    };
    drop(connection);
    if left {
        let call = Call::of_task("talent/reseal-honours", uow.clock().new_id());
        let last = uow.write(&call, &batch, reseal, |last: Uuid| last.to_string()).await?;
        if let Some(after) = last.parse().ok().filter(|last: &Uuid| !last.is_nil()) {
            return Ok(Some(Batch { after, ..batch }));
        }
    }
    Ok(batch.of.next().map(|of| Batch { of, after: Uuid::nil(), ..batch }))
}

/// Seals a batch anew; the last row of it.
async fn reseal(tx: &mut Tx, batch: &Batch) -> Result<Uuid, Fault> {
    let head = batch.ring.seals_with();
    let rows = match batch.of {
        Of::Nominations => store::lock_nominations(tx.conn(), &head, batch.after, BATCH).await?,
        Of::Honours => store::lock_honours(tx.conn(), &head, batch.after, BATCH).await?,
        Of::Secondments => store::lock_secondments(tx.conn(), &head, batch.after, BATCH).await?,
    };
    let mut closed = 0_u32;
    for row in &rows {
        let Ok(anew) = resealed(batch, row) else {
            closed += 1;
            continue;
        };
        match batch.of {
            Of::Nominations => store::put_nomination(tx.conn(), &anew).await?,
            Of::Honours => store::put_honour(tx.conn(), &anew).await?,
            Of::Secondments => store::put_secondment(tx.conn(), &anew).await?,
        }
    }
    if closed > 0 {
        tracing::error!(
            closed,
            "persons of honours and secondments that no key of the ring opens were left as they are"
        );
    }
    Ok(rows.last().map(|row| row.id).unwrap_or_default())
}

fn resealed(batch: &Batch, row: &Sealed) -> Result<Sealed, OpenError> {
    let name = batch.of.name(row.id);
    let post = Place { column: "person_post", ..name };
    let anew = |envelope: &Vec<u8>| batch.ring.reseal(&post, envelope);
    Ok(Sealed {
        id: row.id,
        name: batch.ring.reseal(&name, &row.name)?,
        post: row.post.as_ref().map(anew).transpose()?,
    })
}
