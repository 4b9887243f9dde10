//! Consultations are drafted, written anew, and withdrawn.

use fault::Fault;
use uow::Tx;

use super::read::{Shown, told};
use super::{Which, hold, note};
use crate::store::consultation::{self as store, Stated};
use crate::wire::consultation::{facts, name};

/// What is drafted.
#[derive(Debug)]
pub(crate) struct Create {
    pub(crate) stated: Stated,
}

/// What takes the place of a draft.
#[derive(Debug)]
pub(crate) struct Update {
    pub(crate) which: Which,
    pub(crate) stated: Stated,
}

/// Why one is withdrawn.
#[derive(Debug)]
pub(crate) struct Withdraw {
    pub(crate) which: Which,
    pub(crate) reason: String,
}

pub(crate) async fn create(tx: &mut Tx, command: &Create) -> Result<Shown, Fault> {
    let by = tx.author();
    store::insert(tx.conn(), &command.stated, &by).await?;
    note(tx, by.id, "drafted", "").await?;
    told(tx, by.id).await
}

pub(crate) async fn update(tx: &mut Tx, command: &Update) -> Result<Shown, Fault> {
    let row = hold(tx, &command.which, &["draft"]).await?;
    let now = tx.now();
    store::rewrite(tx.conn(), row.id, &command.stated, now).await?;
    told(tx, row.id).await
}

pub(crate) async fn withdraw(tx: &mut Tx, command: &Withdraw) -> Result<Shown, Fault> {
    let row = hold(tx, &command.which, &["draft", "open"]).await?;
    let now = tx.now();
    store::withdraw(tx.conn(), row.id, &command.reason, now).await?;
    note(tx, row.id, "withdrawn", &command.reason).await?;
    let shown = told(tx, row.id).await?;
    // of what never was open nobody was told
    if row.opened_at.is_some() {
        tx.emit(&name::consultation(row.id), &row.division, &facts::withdrawn(&shown.row));
    }
    Ok(shown)
}
