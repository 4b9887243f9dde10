//! Money that must be paid back: demanded, and received bit by bit.

use fault::Fault;
use purchase_domain::ledger::Kind;
use sqlx::PgConnection;
use uow::Tx;
use uuid::Uuid;

use super::ledger::{self, Posting};
use super::payment::{book, keep};
use super::{Listed, Page, own, refused, unchanged};
use crate::store::fund::payment as payments;
use crate::store::fund::recovery::{self as store, RecoveryFilter, RecoveryRow};
use crate::wire::fund::{facts, name, recovery as wire};

/// How much of which payment is demanded, and why.
#[derive(Debug)]
pub(crate) struct Demand {
    pub(crate) payment: Uuid,
    pub(crate) amount_fen: i64,
    pub(crate) reason: String,
}

/// How much came.
#[derive(Debug)]
pub(crate) struct Receive {
    pub(crate) id: Uuid,
    pub(crate) etag: String,
    pub(crate) amount_fen: i64,
}

/// Which page of which demands.
#[derive(Debug)]
pub(crate) struct List {
    pub(crate) filter: RecoveryFilter,
    pub(crate) page: Page,
}

pub(crate) async fn demand(tx: &mut Tx, command: &Demand) -> Result<RecoveryRow, Fault> {
    let payment = keep(tx, command.payment).await?;
    if payment.status != "paid" {
        return Err(refused::payment_state(payment.id, &payment.status));
    }
    let left = payment.amount_fen - payment.demanded_fen;
    if command.amount_fen > left {
        return Err(refused::recovery_exceeded(name::payment(payment.id), left));
    }
    let author = tx.author();
    let subject = name::recovery(author.id);
    let posting = Posting { book: book(&payment), kind: Kind::Demand, fen: command.amount_fen, subject };
    ledger::post(tx, &posting).await?;
    payments::recover(tx.conn(), payment.id, (command.amount_fen, 0), author.at).await?;
    let row = store::insert(tx.conn(), (payment.id, command.amount_fen, &command.reason), &author).await?;
    tx.emit(&name::recovery(row.id), &row.division, &facts::demanded(&row));
    Ok(row)
}

pub(crate) async fn receive(tx: &mut Tx, command: &Receive) -> Result<RecoveryRow, Fault> {
    let (scope, now) = (tx.call().scope.clone(), tx.now());
    let found = store::lock(tx.conn(), command.id, &scope).await?;
    let row = found.ok_or_else(|| refused::no_recovery(command.id))?;
    own(tx, &row.division)?;
    unchanged(wire::etag(&row), &command.etag)?;
    let left = row.amount_fen - row.received_fen;
    if command.amount_fen > left {
        return Err(refused::recovery_exceeded(name::recovery(row.id), left));
    }
    let payment = keep(tx, row.payment).await?;
    let subject = name::recovery(row.id);
    let posting = Posting { book: book(&payment), kind: Kind::Receipt, fen: command.amount_fen, subject };
    ledger::post(tx, &posting).await?;
    payments::recover(tx.conn(), payment.id, (0, command.amount_fen), now).await?;
    let row = store::receive(tx.conn(), row.id, command.amount_fen, now).await?;
    tx.emit(&name::recovery(row.id), &row.division, &facts::received(&row));
    Ok(row)
}

pub(crate) async fn list(conn: &mut PgConnection, query: &List) -> Result<Listed<RecoveryRow>, Fault> {
    let page = &query.page;
    Ok(page.cut(store::page(conn, &query.filter, page.after, page.limit()).await?, |row| row.id))
}
