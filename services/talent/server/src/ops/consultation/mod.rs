//! Consultations: drafted, put to organisations, answered, replied to and concluded.

pub(crate) mod conclude;
pub(crate) mod draft;
pub(crate) mod open;
pub(crate) mod opinion;
pub(crate) mod read;
pub(crate) mod refused;

use fault::Fault;
use sqlx::PgConnection;
use uow::{Call, Tx};
use uuid::Uuid;
use vocab::day_of;

use super::limit;
use crate::store::consultation::{self as store, ConsultationRow, event};
use crate::wire;

/// Which consultation, as it was read.
#[derive(Debug)]
pub(crate) struct Which {
    pub(crate) id: Uuid,
    pub(crate) etag: String,
}

/// Whether the caller is of the department of a consultation.
fn is_department(call: &Call, row: &ConsultationRow) -> bool {
    (&row.division, &row.department) == (&call.division, &call.department)
}

/// One, if the caller may see it: what was never open is its department's.
async fn seen(conn: &mut PgConnection, id: Uuid, call: &Call) -> Result<Option<ConsultationRow>, Fault> {
    Ok(store::get(conn, id).await?.filter(|row| row.opened_at.is_some() || is_department(call, row)))
}

/// One that the caller may see.
async fn visible(conn: &mut PgConnection, id: Uuid, call: &Call) -> Result<ConsultationRow, Fault> {
    seen(conn, id, call).await?.ok_or_else(|| refused::no_consultation(id))
}

/// One of the caller's own department.
async fn own(conn: &mut PgConnection, id: Uuid, call: &Call) -> Result<ConsultationRow, Fault> {
    let row = visible(conn, id, call).await?;
    if is_department(call, &row) { Ok(row) } else { Err(refused::other_department(&row)) }
}

/// Whether a consultation is as it was read.
fn as_read(row: &ConsultationRow, which: &Which) -> Result<(), Fault> {
    let etag = wire::consultation::etag(row);
    if etag == which.etag { Ok(()) } else { Err(refused::changed(etag)) }
}

/// One of the caller's own, kept from others, as the caller read it, that stands so in the table.
async fn hold(tx: &mut Tx, which: &Which, statuses: &[&str]) -> Result<ConsultationRow, Fault> {
    store::lock(tx.conn(), which.id).await?;
    let call = tx.call().clone();
    let row = own(tx.conn(), which.id, &call).await?;
    as_read(&row, which)?;
    if statuses.contains(&row.status.as_str()) { Ok(row) } else { Err(refused::state(&row, day_of(tx.now()))) }
}

/// Notes what happened to a consultation, which must be kept from others.
async fn note(tx: &mut Tx, id: Uuid, kind: &str, text: &str) -> Result<(), Fault> {
    let by = tx.author();
    Ok(event::note(tx.conn(), id, (kind, text), &by).await?)
}
