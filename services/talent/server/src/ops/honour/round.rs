//! Rounds are drafted, opened and cancelled.

use fault::Fault;
use uow::Tx;

use super::read::{Shown, told};
use super::{Which, hold, note, refused};
use crate::store::honour::{self as store, Stated, nomination};
use crate::wire::{honour::facts, name};

/// Which round ends, and why.
#[derive(Debug)]
pub(crate) struct Cancel {
    pub(crate) which: Which,
    pub(crate) reason: String,
}

pub(crate) async fn create(tx: &mut Tx, stated: &Stated) -> Result<Shown, Fault> {
    let by = tx.author();
    store::insert(tx.conn(), stated, &by).await?;
    note(tx, by.id, "drafted", "").await?;
    told(tx.conn(), by.id).await
}

pub(crate) async fn open(tx: &mut Tx, which: &Which) -> Result<Shown, Fault> {
    let row = hold(tx, which, &["draft"]).await?;
    let now = tx.now();
    if row.nomination_deadline <= now {
        return Err(refused::nomination_closed(row.id, row.nomination_deadline));
    }
    store::open(tx.conn(), row.id, now).await?;
    note(tx, row.id, "opened", "").await?;
    let shown = told(tx.conn(), row.id).await?;
    tx.emit(&name::honour_round(row.id), &row.division, &facts::opened(&shown));
    Ok(shown)
}

pub(crate) async fn cancel(tx: &mut Tx, command: &Cancel) -> Result<Shown, Fault> {
    let row = hold(tx, &command.which, &["draft", "open", "publicised"]).await?;
    let now = tx.now();
    store::cancel(tx.conn(), row.id, &command.reason, now).await?;
    nomination::end_rest(tx.conn(), row.id, now).await?;
    note(tx, row.id, "cancelled", &command.reason).await?;
    let shown = told(tx.conn(), row.id).await?;
    // of what never was more than a draft nobody was told
    if row.opened_at.is_some() {
        tx.emit(&name::honour_round(row.id), &row.division, &facts::cancelled(&shown));
    }
    Ok(shown)
}
