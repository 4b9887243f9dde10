//! Paying what was approved: instructed, then paid or failed, each step one unit of work.
//!
//! Whoever moves payments on keeps their applications from others first, then the payments, then lines of a statement, and books of the
//! ledger last; rows of one table in the order of their keys. So of two who want the same, in whatever order they name it, one waits for
//! the other and never each for the other.

use std::collections::HashMap;
use std::slice;

use fault::Fault;
use purchase_domain::ledger::Kind;
use sqlx::PgConnection;
use time::Date;
use uow::Tx;
use uuid::Uuid;
use vocab::day_of;

use super::ledger::{self, Posting};
use super::{Get, Listed, Page, application, own, refused, unchanged};
use crate::ops::venture::grant;
use crate::store::fund::application as applications;
use crate::store::fund::ledger::Book;
use crate::store::fund::payment::{self as store, Paid, PaymentFilter, PaymentRow};
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

/// A payment that the bank made.
#[derive(Debug)]
pub(super) struct Made<'a> {
    /// Under way, and kept from others.
    pub(super) payment: &'a PaymentRow,
    pub(super) bank_reference: &'a str,
    pub(super) paid_on: Date,
}

/// Some of the caller's division, each once, kept from others; in the order given.
pub(super) async fn keep_all(tx: &mut Tx, ids: &[Uuid]) -> Result<Vec<PaymentRow>, Fault> {
    let seen = read_all(tx, ids).await?;
    for row in &seen {
        own(tx, &row.division)?;
    }
    let of: Vec<Uuid> = seen.iter().map(|row| row.application).collect();
    applications::lock(tx.conn(), &of).await?;
    store::lock(tx.conn(), ids).await?;
    read_all(tx, ids).await
}

/// The one of an id.
pub(super) async fn keep(tx: &mut Tx, id: Uuid) -> Result<PaymentRow, Fault> {
    only(keep_all(tx, &[id]).await?, id)
}

async fn read_all(tx: &mut Tx, ids: &[Uuid]) -> Result<Vec<PaymentRow>, Fault> {
    let scope = tx.call().scope.clone();
    let found = store::get(tx.conn(), ids, &scope).await?;
    let mut rows: HashMap<Uuid, PaymentRow> = found.into_iter().map(|row| (row.id, row)).collect();
    ids.iter().map(|id| rows.remove(id).ok_or_else(|| refused::no_payment(*id))).collect()
}

async fn read(tx: &mut Tx, id: Uuid) -> Result<PaymentRow, Fault> {
    only(read_all(tx, &[id]).await?, id)
}

fn only(mut rows: Vec<PaymentRow>, id: Uuid) -> Result<PaymentRow, Fault> {
    rows.pop().ok_or_else(|| refused::no_payment(id))
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
    grant::payable(tx, application.id).await?;
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
    applications::step(tx.conn(), &[application.id], ("paying", ""), author.at).await?;
    let row = read(tx, author.id).await?;
    tx.emit(&name::payment(row.id), &row.division, &facts::instructed(&row));
    Ok(row)
}

pub(crate) async fn confirm(tx: &mut Tx, command: &Confirm) -> Result<PaymentRow, Fault> {
    let row = hold(tx, command.id, &command.etag).await?;
    let made = Made { payment: &row, bank_reference: &command.bank_reference, paid_on: command.paid_on };
    only(pay_all(tx, &[made]).await?, row.id)
}

/// Payments are paid, in the order given: each is a movement and a fact of its own.
pub(super) async fn pay_all(tx: &mut Tx, all: &[Made<'_>]) -> Result<Vec<PaymentRow>, Fault> {
    let (mut postings, mut of, mut columns, now) = (Vec::new(), Vec::new(), Paid::default(), tx.now());
    for made in all {
        let row = made.payment;
        let subject = name::payment(row.id);
        postings.push(Posting { book: book(row), kind: Kind::Payment, fen: row.amount_fen, subject });
        of.push(row.application);
        columns.ids.push(row.id);
        columns.bank_references.push(made.bank_reference.to_owned());
        columns.days.push(made.paid_on);
    }
    store::pay(tx.conn(), &columns, now).await?;
    applications::step(tx.conn(), &of, ("paid", ""), now).await?;
    let rows = read_all(tx, &columns.ids).await?;
    // everybody who posts waits for the book: it is held no longer than it must
    ledger::post_all(tx, &postings).await?;
    for row in &rows {
        tx.emit(&name::payment(row.id), &row.division, &facts::paid(row));
    }
    Ok(rows)
}

pub(crate) async fn fail(tx: &mut Tx, command: &Fail) -> Result<PaymentRow, Fault> {
    let (row, now) = (hold(tx, command.id, &command.etag).await?, tx.now());
    ledger::reverse(tx, book(&row), row.movement, &name::payment(row.id)).await?;
    store::fail(tx.conn(), row.id, &command.reason, now).await?;
    applications::step(tx.conn(), &[row.application], ("approved", ""), now).await?;
    let row = read(tx, row.id).await?;
    tx.emit(&name::payment(row.id), &row.division, &facts::failed(&row));
    Ok(row)
}

pub(crate) async fn get(conn: &mut PgConnection, query: &Get) -> Result<PaymentRow, Fault> {
    only(store::get(conn, slice::from_ref(&query.id), &query.scope).await?, query.id)
}

pub(crate) async fn list(conn: &mut PgConnection, query: &List) -> Result<Listed<PaymentRow>, Fault> {
    let page = &query.page;
    Ok(page.cut(store::page(conn, &query.filter, page.after, page.limit()).await?, |row| row.id))
}
