//! Rounds of honours: opened, nominated to, put before the public, objected to, and conferred by two people.

pub(crate) mod confer;
pub(crate) mod nominate;
pub(crate) mod objection;
pub(crate) mod propose;
pub(crate) mod read;
pub(crate) mod refused;
pub(crate) mod round;
mod sealed;
pub(crate) mod withdraw;

use std::collections::BTreeMap;

use fault::Fault;
use sqlx::PgConnection;
use uow::{Call, Tx};
use uuid::Uuid;

use super::limit;
use crate::credit::Checked;
use crate::store::honour::nomination::{self as nominations, NominationRow};
use crate::store::honour::{self as store, RoundRow, event};
use crate::wire;

/// Which round, as it was read.
#[derive(Debug, Clone)]
pub(crate) struct Which {
    pub(crate) id: Uuid,
    pub(crate) etag: String,
}

/// What credit answered of each organisation, by its code.
pub(crate) type Answers = BTreeMap<String, Checked>;

/// Whether the caller is of the department of a round.
fn is_department(call: &Call, row: &RoundRow) -> bool {
    (&row.division, &row.department) == (&call.division, &call.department)
}

/// One that the caller may see: what was never open is its department's.
async fn visible(conn: &mut PgConnection, id: Uuid, call: &Call) -> Result<RoundRow, Fault> {
    let row = store::get(conn, id).await?.filter(|row| row.opened_at.is_some() || is_department(call, row));
    row.ok_or_else(|| refused::no_round(id))
}

/// One of the caller's own department.
async fn own(conn: &mut PgConnection, id: Uuid, call: &Call) -> Result<RoundRow, Fault> {
    let row = visible(conn, id, call).await?;
    if is_department(call, &row) { Ok(row) } else { Err(refused::other_department(&row.division, &row.department)) }
}

/// One that the caller may see, kept from others, as it stands now.
async fn keep(tx: &mut Tx, id: Uuid) -> Result<RoundRow, Fault> {
    store::lock(tx.conn(), id).await?;
    let call = tx.call().clone();
    visible(tx.conn(), id, &call).await
}

/// One of the caller's own, as the caller read it, that stands so.
async fn as_read(conn: &mut PgConnection, which: &Which, statuses: &[&str], call: &Call) -> Result<RoundRow, Fault> {
    let row = own(conn, which.id, call).await?;
    if wire::honour::round_etag(&row) != which.etag {
        return Err(refused::round_changed(wire::honour::round_etag(&row)));
    }
    standing(&row, statuses)?;
    Ok(row)
}

/// The same, kept from others.
async fn hold(tx: &mut Tx, which: &Which, statuses: &[&str]) -> Result<RoundRow, Fault> {
    store::lock(tx.conn(), which.id).await?;
    let call = tx.call().clone();
    as_read(tx.conn(), which, statuses, &call).await
}

fn standing(row: &RoundRow, statuses: &[&str]) -> Result<(), Fault> {
    if statuses.contains(&row.status.as_str()) { Ok(()) } else { Err(refused::round_state(row.id, &row.status)) }
}

/// A nomination of a round.
async fn of_round(conn: &mut PgConnection, round: Uuid, id: Uuid) -> Result<NominationRow, Fault> {
    nominations::get(conn, round, id).await?.ok_or_else(|| refused::no_nomination(round, id))
}

/// Notes what happened in a round.
async fn note(tx: &mut Tx, round: Uuid, kind: &str, text: &str) -> Result<(), Fault> {
    let by = tx.author();
    Ok(event::note(tx.conn(), round, (kind, text), &by).await?)
}
