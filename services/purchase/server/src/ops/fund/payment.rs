//! Paying what was approved: instructed, then paid or failed, each step one unit of work.

use fault::Fault;
use purchase_domain::ledger::Kind;
use sqlx::PgConnection;
use time::Date;
use uow::Tx;
use uuid::Uuid;
use vocab::day_of;

use super::ledger::{self, Posting};
use super::{Get, Listed, Page, application, own, refused, unchanged};
use crate::store::fund::application as applications;
use crate::store::fund::ledger::Book;
use crate::store::fund::payment::{self as store, PaymentFilter, PaymentRow};
use crate::wire::fund::{facts, name, payment as wire};

/// That the bank paid.
#[derive(Debug)]
pub(crate) struct Confirm {
    pub(crate) id: Uuid,
    pub(crate) etag: String,
    pub(crate) bank_reference: String,
    pub(crate) paid_on: Date,
}

/// That the bank did not pay.
#[derive(Debug)]
pub(crate) struct Fail {
    pub(crate) id: Uuid,
    pub(crate) etag: String,
    pub(crate) reason: String,
}

/// Which page of which payments.
#[derive(Debug)]
pub(crate) struct List {
    pub(crate) filter: PaymentFilter,
    pub(crate) page: Page,
}

/// One of the caller's division, kept from others. Its application is kept first: whoever moves both on does it in this order.
pub(super) async fn keep(tx: &mut Tx, id: Uuid) -> Result<PaymentRow, Fault> {
    let scope = tx.call().scope.clone();
    let seen = store::get(tx.conn(), id, &scope).await?.ok_or_else(|| refused::no_payment(id))?;
    own(tx, &seen.division)?;
    applications::lock(tx.conn(), seen.application).await?;
    store::lock(tx.conn(), id).await?;
    read(tx, id).await
}

async fn read(tx: &mut Tx, id: Uuid) -> Result<PaymentRow, Fault> {
    let scope = tx.call().scope.clone();
    store::get(tx.conn(), id, &scope).await?.ok_or_else(|| refused::no_payment(id))
}

async fn hold(tx: &mut Tx, id: Uuid, etag: &str) -> Result<PaymentRow, Fault> {
    let row = keep(tx, id).await?;
    unchanged(wire::etag(&row), etag)?;
    if row.status != "instructed" {
        return Err(refused::payment_state(id, &row.status));
    }
    Ok(row)
}

pub(super) fn book(row: &PaymentRow) -> Book {
    Book { fund: row.fund, year: row.year }
}

pub(crate) async fn instruct(tx: &mut Tx, id: &Uuid) -> Result<PaymentRow, Fault> {
    let application = application::keep(tx, *id).await?;
    if application.status != "approved" {
        return Err(refused::application_state(application.id, &application.status));
    }
    let author = tx.author();
    let serial = store::next_serial(tx.conn()).await?;
    let number = format!("ZX{}{}{serial:08}", application.division, day_of(author.at).year());
    let posting = Posting {
        book: Book { fund: application.fund, year: application.year },
        kind: Kind::Instruction,
        fen: application.amount_fen,
        subject: name::payment(author.id),
    };
    let movement = ledger::post(tx, &posting).await?;
    store::insert(tx.conn(), &application, (&number, movement), &author).await?;
    applications::step(tx.conn(), application.id, ("paying", ""), author.at).await?;
    let row = read(tx, author.id).await?;
    tx.emit(&name::payment(row.id), &row.division, &facts::instructed(&row));
    Ok(row)
}

pub(crate) async fn confirm(tx: &mut Tx, command: &Confirm) -> Result<PaymentRow, Fault> {
    let row = hold(tx, command.id, &command.etag).await?;
    pay(tx, &row, (&command.bank_reference, command.paid_on)).await
}

/// A payment under way, which is kept, is paid.
pub(super) async fn pay(tx: &mut Tx, row: &PaymentRow, said: (&str, Date)) -> Result<PaymentRow, Fault> {
    let (subject, now) = (name::payment(row.id), tx.now());
    ledger::post(tx, &Posting { book: book(row), kind: Kind::Payment, fen: row.amount_fen, subject }).await?;
    store::pay(tx.conn(), row.id, said, now).await?;
    applications::step(tx.conn(), row.application, ("paid", ""), now).await?;
    let row = read(tx, row.id).await?;
    tx.emit(&name::payment(row.id), &row.division, &facts::paid(&row));
    Ok(row)
}

pub(crate) async fn fail(tx: &mut Tx, command: &Fail) -> Result<PaymentRow, Fault> {
    let (row, now) = (hold(tx, command.id, &command.etag).await?, tx.now());
    ledger::reverse(tx, book(&row), row.movement, &name::payment(row.id)).await?;
    store::fail(tx.conn(), row.id, &command.reason, now).await?;
    applications::step(tx.conn(), row.application, ("approved", ""), now).await?;
    let row = read(tx, row.id).await?;
    tx.emit(&name::payment(row.id), &row.division, &facts::failed(&row));
    Ok(row)
}

pub(crate) async fn get(conn: &mut PgConnection, query: &Get) -> Result<PaymentRow, Fault> {
    store::get(conn, query.id, &query.scope).await?.ok_or_else(|| refused::no_payment(query.id))
}

pub(crate) async fn list(conn: &mut PgConnection, query: &List) -> Result<Listed<PaymentRow>, Fault> {
    let page = &query.page;
    Ok(page.cut(store::page(conn, &query.filter, page.after, page.limit()).await?, |row| row.id))
}
