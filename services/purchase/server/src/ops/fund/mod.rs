//! Special funds; what belongs to them, a file each.

pub(crate) mod allotment;
pub(crate) mod application;
pub(crate) mod award;
pub(crate) mod decision;
pub(crate) mod grant;
pub(crate) mod ledger;
pub(crate) mod payment;
pub(crate) mod recovery;
pub(in crate::ops) mod refused;
pub(crate) mod statement;

use fault::Fault;
use intake::page::{self, Binding};
use sqlx::PgConnection;
use time::Date;
use uow::{Scope, Tx};
use uuid::Uuid;
use vocab::day_of;

use super::limit;
use crate::store::fund::{self as store, FundRow, Stated};
use crate::wire::fund::{facts, name};

/// Something of an id, within whose scope.
#[derive(Debug)]
pub(crate) struct Get {
    pub(crate) id: Uuid,
    pub(crate) scope: Scope,
}

/// Which page of which funds.
#[derive(Debug)]
pub(crate) struct List {
    pub(crate) scope: Scope,
    pub(crate) valid_on: Option<Date>,
    pub(crate) page: Page,
}

/// A place in a list whose rows have ids, the newest first.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) after: Option<Uuid>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// Rows of a page, and the token of the next.
#[derive(Debug)]
pub(crate) struct Listed<R> {
    pub(crate) rows: Vec<R>,
    pub(crate) next_page_token: String,
}

impl Page {
    fn limit(&self) -> i64 {
        limit(self.size)
    }

    fn cut<R>(&self, mut rows: Vec<R>, id: impl Fn(&R) -> Uuid) -> Listed<R> {
        let next_page_token = page::cut(&mut rows, self.size, &self.binding, |row| id(row).to_string());
        Listed { rows, next_page_token }
    }
}

/// Whatever belongs to a fund is worked on by its division alone.
fn own(tx: &Tx, division: &str) -> Result<(), Fault> {
    if tx.call().division == division { Ok(()) } else { Err(refused::other_division(division)) }
}

/// Nobody changed it since the caller read it: its etag is still the one that was stated.
fn unchanged(current: String, stated: &str) -> Result<(), Fault> {
    if current == stated { Ok(()) } else { Err(refused::changed(current)) }
}

/// Whoever made it, by which system and, if one was named, which officer, does not approve it (SF-03).
fn by_another(tx: &Tx, (actor, officer): (&str, Option<&str>), resource: String) -> Result<(), Fault> {
    if tx.call().is_by(actor, officer) { Err(refused::two_people(resource)) } else { Ok(()) }
}

/// A fund of the caller's division.
async fn worked_on(tx: &mut Tx, id: Uuid) -> Result<FundRow, Fault> {
    let scope = tx.call().scope.clone();
    let fund = store::get(tx.conn(), id, &scope).await?.ok_or_else(|| refused::no_fund(id))?;
    own(tx, &fund.division)?;
    Ok(fund)
}

/// A fund of the caller's division that is valid today.
pub(in crate::ops) async fn valid(tx: &mut Tx, id: Uuid) -> Result<FundRow, Fault> {
    let (fund, today) = (worked_on(tx, id).await?, day_of(tx.now()));
    if fund.valid_from > today || fund.valid_to.is_some_and(|end| end <= today) {
        return Err(refused::not_valid(id, today));
    }
    Ok(fund)
}

pub(crate) async fn create(tx: &mut Tx, stated: &Stated) -> Result<FundRow, Fault> {
    let (author, scope) = (tx.author(), tx.call().scope.clone());
    store::insert(tx.conn(), stated, &author).await?;
    let fund = store::get(tx.conn(), author.id, &scope).await?.ok_or_else(|| refused::no_fund(author.id))?;
    tx.emit(&name::fund(fund.id), &fund.division, &facts::recorded(&fund));
    Ok(fund)
}

pub(crate) async fn get(conn: &mut PgConnection, query: &Get) -> Result<FundRow, Fault> {
    store::get(conn, query.id, &query.scope).await?.ok_or_else(|| refused::no_fund(query.id))
}

pub(crate) async fn list(conn: &mut PgConnection, query: &List) -> Result<Listed<FundRow>, Fault> {
    let (page, shown) = (&query.page, (&query.scope, query.valid_on));
    Ok(page.cut(store::page(conn, shown, page.after, page.limit()).await?, |row| row.id))
}
