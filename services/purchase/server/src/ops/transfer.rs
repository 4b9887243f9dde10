//! Functions that departments give away: drafted by one, published by another, withdrawn.

use fault::Fault;
use intake::page::{self, Binding};
use purchase_domain::version::is_later;
use sqlx::PgConnection;
use time::Date;
use uow::{Scope, Tx};
use uuid::Uuid;

use super::{limit, refused};
use crate::store::transfer::{self as store, Drafted, FunctionFilter, FunctionRow};
use crate::wire::{self, facts, name};

/// Which draft is published, and by which document.
#[derive(Debug)]
pub(crate) struct Publish {
    pub(crate) id: Uuid,
    pub(crate) etag: String,
    pub(crate) document_number: String,
}

/// Which function is withdrawn, when and why.
#[derive(Debug)]
pub(crate) struct Withdraw {
    pub(crate) id: Uuid,
    pub(crate) etag: String,
    pub(crate) on: Date,
    pub(crate) reason: String,
}

/// Which version, within whose scope.
#[derive(Debug)]
pub(crate) struct Get {
    pub(crate) id: Uuid,
    pub(crate) scope: Scope,
}

/// Which page of which versions.
#[derive(Debug)]
pub(crate) struct List {
    pub(crate) filter: FunctionFilter,
    pub(crate) after: Option<(String, String, i32)>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// A page.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) rows: Vec<FunctionRow>,
    pub(crate) next_page_token: String,
}

/// What is done to the functions of a division is done one after the other.
async fn hold_division(tx: &mut Tx, division: &str) -> Result<(), Fault> {
    Ok(uow::hold(tx.conn(), &format!("purchase.transfer_function/{division}")).await?)
}

fn visible(row: &FunctionRow, scope: &Scope) -> bool {
    row.published_at.is_some() || scope.covers(&row.division)
}

async fn seen(conn: &mut PgConnection, id: Uuid, scope: &Scope) -> Result<FunctionRow, Fault> {
    let row = store::get(conn, id).await?.filter(|row| visible(row, scope));
    row.ok_or_else(|| refused::no_function(id))
}

async fn read(tx: &mut Tx, id: Uuid) -> Result<FunctionRow, Fault> {
    store::get(tx.conn(), id).await?.ok_or_else(|| refused::no_function(id))
}

/// A function of the caller's division, as the caller read it.
async fn hold(tx: &mut Tx, id: Uuid, etag: &str) -> Result<FunctionRow, Fault> {
    let scope = tx.call().scope.clone();
    let seen = seen(tx.conn(), id, &scope).await?;
    if seen.division != tx.call().division {
        return Err(refused::function_other_division(&seen.division));
    }
    hold_division(tx, &seen.division).await?;
    let row = read(tx, id).await?;
    if wire::transfer::etag(&row) != etag {
        return Err(refused::function_changed(wire::transfer::etag(&row)));
    }
    Ok(row)
}

pub(crate) async fn create(tx: &mut Tx, drafted: &Drafted) -> Result<FunctionRow, Fault> {
    let author = tx.author();
    hold_division(tx, &author.division).await?;
    let owner = store::owner(tx.conn(), &author.division, &drafted.key).await?;
    if let Some(owner) = owner.filter(|owner| *owner != drafted.owner_department) {
        return Err(refused::function_other_owner(&owner));
    }
    store::insert(tx.conn(), drafted, &author).await?;
    let row = read(tx, author.id).await?;
    tx.emit(&name::transfer_function(row.id), &row.division, &facts::function_drafted(&row));
    Ok(row)
}

pub(crate) async fn publish(tx: &mut Tx, command: &Publish) -> Result<FunctionRow, Fault> {
    let row = hold(tx, command.id, &command.etag).await?;
    let publisher = tx.author();
    if row.published_at.is_some() {
        return Err(refused::function_not_draft(row.id));
    }
    if tx.call().is_by(&row.created_by, row.created_officer.as_deref()) {
        return Err(refused::function_own(row.id));
    }
    let last = store::last_published(tx.conn(), &row.division, &row.key).await?;
    if let Some((_, begun)) = last.filter(|(_, begun)| !is_later([*begun], row.valid_from)) {
        return Err(refused::function_not_later(row.id, begun));
    }
    store::publish(tx.conn(), row.id, &command.document_number, &publisher).await?;
    let row = read(tx, row.id).await?;
    let fact = facts::function_published(&row, last.map(|(id, _)| id));
    tx.emit(&name::transfer_function(row.id), &row.division, &fact);
    Ok(row)
}

pub(crate) async fn withdraw(tx: &mut Tx, command: &Withdraw) -> Result<FunctionRow, Fault> {
    let (row, now) = (hold(tx, command.id, &command.etag).await?, tx.now());
    let ends = [row.valid_to, row.withdrawn_on, row.replaced_on];
    if row.published_at.is_none() || ends.into_iter().flatten().any(|end| end <= command.on) {
        return Err(refused::function_not_published(row.id));
    }
    store::withdraw(tx.conn(), row.id, command.on, &command.reason, now).await?;
    let row = read(tx, row.id).await?;
    tx.emit(&name::transfer_function(row.id), &row.division, &facts::function_withdrawn(&row));
    Ok(row)
}

pub(crate) async fn get(conn: &mut PgConnection, query: &Get) -> Result<FunctionRow, Fault> {
    seen(conn, query.id, &query.scope).await
}

pub(crate) async fn list(conn: &mut PgConnection, query: &List) -> Result<Listed, Fault> {
    let mut rows = store::page(conn, &query.filter, query.after.as_ref(), limit(query.size)).await?;
    let key = |row: &FunctionRow| format!("{} {} {}", row.division, row.key, row.version);
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, key);
    Ok(Listed { rows, next_page_token })
}
