//! Public-welfare venture rounds: called, filed to, reviewed, decided by two people, granted, checked and settled.

pub(crate) mod draft;
pub(crate) mod expert;
pub(crate) mod grant;
pub(crate) mod list;
pub(crate) mod proposal;
pub(crate) mod read;
pub(crate) mod report;
pub(crate) mod score;

use fault::Fault;
use sqlx::PgConnection;
use uow::{Call, Tx};
use uuid::Uuid;

use super::limit;
use super::refused::venture as refused;
use crate::store::venture::event;
use crate::store::venture::proposal::{self as proposals, ProposalRow};
use crate::store::venture::{self as store, RoundRow};
use crate::wire;

/// Which round, as it was read.
#[derive(Debug)]
pub(crate) struct Which {
    pub(crate) id: Uuid,
    pub(crate) etag: String,
}

/// Which proposal of which round, as it was read.
#[derive(Debug)]
pub(crate) struct Mark {
    pub(crate) round: Uuid,
    pub(crate) id: Uuid,
    pub(crate) etag: String,
}

/// Why something ends.
#[derive(Debug)]
pub(crate) struct End<W> {
    pub(crate) which: W,
    pub(crate) reason: String,
}

/// Whether the caller is of the department of a round.
fn is_department(call: &Call, row: &RoundRow) -> bool {
    (&row.division, &row.department) == (&call.division, &call.department)
}

/// One, if the caller may see it: what was never published is its department's.
async fn seen(conn: &mut PgConnection, id: Uuid, call: &Call) -> Result<Option<RoundRow>, Fault> {
    Ok(store::get(conn, id).await?.filter(|row| row.published_at.is_some() || is_department(call, row)))
}

/// One that the caller may see.
async fn visible(conn: &mut PgConnection, id: Uuid, call: &Call) -> Result<RoundRow, Fault> {
    seen(conn, id, call).await?.ok_or_else(|| refused::no_round(id))
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

/// One of the caller's own, kept from others, as the caller read it, that stands so.
async fn hold(tx: &mut Tx, which: &Which, statuses: &[&str]) -> Result<RoundRow, Fault> {
    store::lock(tx.conn(), which.id).await?;
    let call = tx.call().clone();
    let row = own(tx.conn(), which.id, &call).await?;
    if wire::venture::etag(&row) != which.etag {
        return Err(refused::round_changed(wire::venture::etag(&row)));
    }
    standing(&row, statuses)?;
    Ok(row)
}

fn standing(row: &RoundRow, statuses: &[&str]) -> Result<(), Fault> {
    if statuses.contains(&row.status.as_str()) { Ok(()) } else { Err(refused::round_state(row.id, &row.status)) }
}

/// A proposal of a round.
async fn of_round(conn: &mut PgConnection, round: Uuid, id: Uuid) -> Result<ProposalRow, Fault> {
    let row = proposals::get(conn, id).await?.filter(|row| row.round == round);
    row.ok_or_else(|| refused::no_proposal(round, id))
}

/// A proposal of the caller's own system.
async fn own_proposal(conn: &mut PgConnection, (round, id): (Uuid, Uuid), call: &Call) -> Result<ProposalRow, Fault> {
    let row = of_round(conn, round, id).await?;
    // another system is not told that there is one
    if row.created_by == call.actor { Ok(row) } else { Err(refused::no_proposal(round, id)) }
}

/// A filed proposal of a round of the caller's own department.
async fn filed(
    conn: &mut PgConnection,
    (round, id): (Uuid, Uuid),
    call: &Call,
) -> Result<(RoundRow, ProposalRow), Fault> {
    let no_proposal = || refused::no_proposal(round, id);
    let of = seen(conn, round, call).await?.ok_or_else(no_proposal)?;
    let row = of_round(conn, round, id).await?;
    if !is_department(call, &of) {
        let is_public = row.is_listed;
        return Err(if is_public { refused::other_department(&of.division, &of.department) } else { no_proposal() });
    }
    if row.filed_at.is_none() { Err(no_proposal()) } else { Ok((of, row)) }
}

/// Whether a proposal is as it was read, and stands so.
fn as_read(row: &ProposalRow, mark: &Mark, statuses: &[&str]) -> Result<(), Fault> {
    if wire::venture::proposal::etag(row) != mark.etag {
        return Err(refused::proposal_changed(wire::venture::proposal::etag(row)));
    }
    if statuses.contains(&row.status.as_str()) {
        return Ok(());
    }
    // what is on the list is not decided before the notice
    let status = if row.status == "listed" && !row.is_listed { "accepted" } else { row.status.as_str() };
    Err(refused::proposal_state((row.round, row.id), status))
}

/// A proposal of the caller's own system, kept from others with its round, as the caller read it, that stands so.
async fn hold_own(tx: &mut Tx, mark: &Mark, statuses: &[&str]) -> Result<(RoundRow, ProposalRow), Fault> {
    store::lock(tx.conn(), mark.round).await?;
    let call = tx.call().clone();
    let round = seen(tx.conn(), mark.round, &call).await?;
    let round = round.ok_or_else(|| refused::no_proposal(mark.round, mark.id))?;
    let row = own_proposal(tx.conn(), (mark.round, mark.id), &call).await?;
    as_read(&row, mark, statuses)?;
    Ok((round, row))
}

/// A filed proposal of the caller's own department, kept from others with its round, as the caller read it, that stands so.
async fn hold_filed(tx: &mut Tx, mark: &Mark, statuses: &[&str]) -> Result<(RoundRow, ProposalRow), Fault> {
    store::lock(tx.conn(), mark.round).await?;
    let call = tx.call().clone();
    let (round, row) = filed(tx.conn(), (mark.round, mark.id), &call).await?;
    as_read(&row, mark, statuses)?;
    Ok((round, row))
}

/// Notes what happened to a round.
async fn note(tx: &mut Tx, round: Uuid, kind: &str, text: &str) -> Result<(), Fault> {
    let by = tx.author();
    Ok(event::note(tx.conn(), (round, None), (kind, text), &by).await?)
}

/// Notes what happened to a proposal.
async fn note_of(tx: &mut Tx, row: &ProposalRow, kind: &str, text: &str) -> Result<(), Fault> {
    let by = tx.author();
    Ok(event::note(tx.conn(), (row.round, Some(row.id)), (kind, text), &by).await?)
}
