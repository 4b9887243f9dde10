//! After a rotation of keys: what old keys sealed is sealed anew, a bounded batch at a time, beside the calls.

use std::time::Duration;

use fault::Fault;
use rpc::Task;
use seal::{OpenError, Place, Ring};
use sqlx::PgConnection;
use uow::{Call, Tx, Uow};
use uuid::Uuid;

use crate::store::personnel::resealing as staff;
use crate::store::resealing as store;

/// Rows in one unit of work.
const BATCH: i64 = 200;
/// Before another attempt.
const PAUSE: Duration = Duration::from_secs(10);

/// What is sealed.
#[derive(Debug, Clone, Copy)]
enum Of {
    /// People who work for organisations.
    Staff,
    /// The numbers of their certificates.
    Numbers,
    Nominations,
    Honours,
    Secondments,
}

impl Of {
    /// What comes after it.
    const fn next(self) -> Option<Self> {
        match self {
            Self::Staff => Some(Self::Numbers),
            Self::Numbers => Some(Self::Nominations),
            Self::Nominations => Some(Self::Honours),
            Self::Honours => Some(Self::Secondments),
            Self::Secondments => None,
        }
    }

    /// Its table, and the columns of the first value and of the second, if it has one.
    const fn cells(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Staff => ("talent.person", "name", "id_number"),
            Self::Numbers => ("talent.qualification", "number", ""),
            Self::Nominations => ("talent.nomination", "person_name", "person_post"),
            Self::Honours => ("talent.honour", "person_name", "person_post"),
            Self::Secondments => ("talent.secondment", "official_name", ""),
        }
    }
}

/// What is sealed in a row: one value, or two.
struct Row {
    id: Uuid,
    first: Vec<u8>,
    second: Option<Vec<u8>>,
}

impl Row {
    const fn new(id: Uuid, first: Vec<u8>, second: Option<Vec<u8>>) -> Self {
        Self { id, first, second }
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
    let first = Batch { ring, of: Of::Staff, after: Uuid::nil() };
    Task::steps("resealing-talent", first, PAUSE, move |batch| next(uow.clone(), batch))
}

/// Does one batch; the next, or `None` where nothing is left.
async fn next(uow: Uow, batch: Batch) -> Result<Option<Batch>, Fault> {
    let mut connection = uow.reads().acquire().await?;
    let left = any(&mut connection, &batch).await?;
    drop(connection);
    if left {
        let call = Call::of_task("talent/reseal-personal-data", uow.clock().new_id());
        let last = uow.write(&call, &batch, reseal, |last: Uuid| last.to_string()).await?;
        if let Some(after) = last.parse().ok().filter(|last: &Uuid| !last.is_nil()) {
            return Ok(Some(Batch { after, ..batch }));
        }
    }
    Ok(batch.of.next().map(|of| Batch { of, after: Uuid::nil(), ..batch }))
}

/// Whether anything is left for the batch.
async fn any(conn: &mut PgConnection, batch: &Batch) -> sqlx::Result<bool> {
    let (head, after) = (batch.ring.seals_with(), batch.after);
    match batch.of {
        Of::Staff => staff::any_person(conn, &head, after).await,
        Of::Numbers => staff::any_number(conn, &head, after).await,
        Of::Nominations => store::any_nomination(conn, &head, after).await,
        Of::Honours => store::any_honour(conn, &head, after).await,
        Of::Secondments => store::any_secondment(conn, &head, after).await,
    }
}

/// Seals a batch anew; the last row of it.
async fn reseal(tx: &mut Tx, batch: &Batch) -> Result<Uuid, Fault> {
    let rows = locked(tx.conn(), batch).await?;
    let mut closed = 0_u32;
    for row in &rows {
        match anew(batch, row) {
            Ok(row) => put(tx.conn(), batch.of, &row).await?,
            Err(_) => closed += 1,
        }
    }
    if closed > 0 {
        tracing::error!(closed, of = ?batch.of, "personal data that no key of the ring opens were left as they are");
    }
    Ok(rows.last().map(|row| row.id).unwrap_or_default())
}

/// The rows of a batch; those that somebody else is busy with are left to the next start.
async fn locked(conn: &mut PgConnection, batch: &Batch) -> sqlx::Result<Vec<Row>> {
    let (head, after) = (batch.ring.seals_with(), batch.after);
    let rows = match batch.of {
        Of::Staff => {
            let rows = staff::lock_people(conn, &head, after, BATCH).await?;
            return Ok(rows.into_iter().map(|row| Row::new(row.id, row.name, Some(row.id_number))).collect());
        }
        Of::Numbers => {
            let rows = staff::lock_numbers(conn, &head, after, BATCH).await?;
            return Ok(rows.into_iter().map(|row| Row::new(row.id, row.number, None)).collect());
        }
        Of::Nominations => store::lock_nominations(conn, &head, after, BATCH).await?,
        Of::Honours => store::lock_honours(conn, &head, after, BATCH).await?,
        Of::Secondments => store::lock_secondments(conn, &head, after, BATCH).await?,
    };
    Ok(rows.into_iter().map(|row| Row::new(row.id, row.name, row.post)).collect())
}

fn anew(batch: &Batch, row: &Row) -> Result<Row, OpenError> {
    let (table, first, second) = batch.of.cells();
    let reseal = |column, envelope: &[u8]| batch.ring.reseal(&Place::new(table, column, row.id), envelope);
    let second = row.second.as_deref().map(|envelope| reseal(second, envelope)).transpose()?;
    Ok(Row::new(row.id, reseal(first, &row.first)?, second))
}

/// Puts the same values back.
async fn put(conn: &mut PgConnection, of: Of, row: &Row) -> sqlx::Result<()> {
    let (id, first, second) = (row.id, row.first.as_slice(), row.second.as_deref());
    match of {
        Of::Staff => staff::reseal_person(conn, id, first, second).await,
        Of::Numbers => staff::reseal_number(conn, id, first).await,
        Of::Nominations => store::put_nomination(conn, id, first, second).await,
        Of::Honours => store::put_honour(conn, id, first, second).await,
        Of::Secondments => store::put_secondment(conn, id, first).await,
    }
}
