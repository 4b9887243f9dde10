//! Money for funds: proposed by one, put into the budget by another.

use fault::Fault;
use purchase_domain::ledger::Kind;
use sqlx::PgConnection;
use uow::{Scope, Tx};
use uuid::Uuid;

use super::ledger::{self, Posting};
use super::{Listed, Page, by_another, own, refused, unchanged, valid};
use crate::store::fund::allotment::{self as store, AllotmentFilter, AllotmentRow, Stated};
use crate::store::fund::ledger::Book;
use crate::wire::fund::{allotment as wire, facts, name};

/// Which allotment is approved.
#[derive(Debug)]
pub(crate) struct Approve {
    pub(crate) id: Uuid,
    pub(crate) etag: String,
}

/// Which one is rejected, and why.
#[derive(Debug)]
pub(crate) struct Reject {
    pub(crate) id: Uuid,
    pub(crate) etag: String,
    pub(crate) reason: String,
}

/// Which page of which allotments.
#[derive(Debug)]
pub(crate) struct List {
    pub(crate) filter: AllotmentFilter,
    pub(crate) scope: Scope,
    pub(crate) page: Page,
}

/// An undecided one of the caller's division, as the caller read it.
async fn hold(tx: &mut Tx, id: Uuid, etag: &str) -> Result<AllotmentRow, Fault> {
    let scope = tx.call().scope.clone();
    let row = store::lock(tx.conn(), id, &scope).await?.ok_or_else(|| refused::no_allotment(id))?;
    own(tx, &row.division)?;
    unchanged(wire::etag(&row), etag)?;
    if row.decided_at.is_some() {
        return Err(refused::decided(id));
    }
    Ok(row)
}

pub(crate) async fn create(tx: &mut Tx, stated: &Stated) -> Result<AllotmentRow, Fault> {
    valid(tx, stated.fund).await?;
    let (author, scope) = (tx.author(), tx.call().scope.clone());
    store::insert(tx.conn(), stated, &author).await?;
    let row = store::lock(tx.conn(), author.id, &scope).await?.ok_or_else(|| refused::no_allotment(author.id))?;
    tx.emit(&name::allotment(row.id), &row.division, &facts::proposed(&row));
    Ok(row)
}

pub(crate) async fn approve(tx: &mut Tx, command: &Approve) -> Result<AllotmentRow, Fault> {
    let row = hold(tx, command.id, &command.etag).await?;
    by_another(tx, (&row.created_by, row.created_officer.as_deref()), name::allotment(row.id))?;
    valid(tx, row.fund).await?;
    let book = Book { fund: row.fund, year: row.year };
    let subject = name::allotment(row.id);
    let posting = Posting { book, kind: Kind::Allotment, fen: row.amount_fen, subject };
    let movement = ledger::post(tx, &posting).await?;
    let approver = tx.author();
    let row = store::decide(tx.conn(), row.id, (Some(movement), ""), &approver).await?;
    tx.emit(&name::allotment(row.id), &row.division, &facts::approved(&row));
    Ok(row)
}

pub(crate) async fn reject(tx: &mut Tx, command: &Reject) -> Result<AllotmentRow, Fault> {
    let row = hold(tx, command.id, &command.etag).await?;
    let author = tx.author();
    let row = store::decide(tx.conn(), row.id, (None, &command.reason), &author).await?;
    tx.emit(&name::allotment(row.id), &row.division, &facts::rejected(&row));
    Ok(row)
}

pub(crate) async fn list(conn: &mut PgConnection, query: &List) -> Result<Listed<AllotmentRow>, Fault> {
    super::get(conn, &super::Get { id: query.filter.fund, scope: query.scope.clone() }).await?;
    let page = &query.page;
    Ok(page.cut(store::page(conn, &query.filter, page.after, page.limit()).await?, |row| row.id))
}
