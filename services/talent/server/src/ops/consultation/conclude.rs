//! Consultations are concluded: what came of them is told.

use fault::Fault;
use talent_domain::consultation::is_taking;
use uow::Tx;
use vocab::day_of;

use super::read::{Shown, told};
use super::{Which, hold, note, refused};
use crate::store::consultation::{self as store, asked};
use crate::wire::consultation::{facts, name};

/// What came of a consultation.
#[derive(Debug)]
pub(crate) struct Conclude {
    pub(crate) which: Which,
    pub(crate) summary: String,
    /// Number of what was issued; may be empty.
    pub(crate) issued_number: String,
}

pub(crate) async fn conclude(tx: &mut Tx, command: &Conclude) -> Result<Shown, Fault> {
    let row = hold(tx, &command.which, &["open"]).await?;
    let now = tx.now();
    if is_taking(row.last_on, day_of(now)) {
        return Err(refused::opinions_open(row.id, row.last_on));
    }
    let counts = asked::count(tx.conn(), row.id).await?;
    if counts.unreplied > 0 {
        return Err(refused::replies_missing(row.id, counts.unreplied));
    }
    store::conclude(tx.conn(), row.id, (&command.summary, &command.issued_number), now).await?;
    note(tx, row.id, "concluded", "").await?;
    let shown = told(tx, row.id).await?;
    tx.emit(&name::consultation(row.id), &row.division, &facts::concluded(&shown.row, &counts));
    Ok(shown)
}
