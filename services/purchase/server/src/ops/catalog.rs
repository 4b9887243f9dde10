//! Versions of a catalogue: drafted by one, filled from a table, adopted by another.

use fault::Fault;
use intake::page::{self, Binding};
use purchase_domain::catalog::{Entry, LOWEST, Row};
use purchase_domain::version::is_later;
use sqlx::PgConnection;
use uow::{Scope, Tx};
use uuid::Uuid;

use super::in_force::{Which, meant};
use super::{limit, refused};
use crate::store::catalog::{self as store, Adoption, CatalogFilter, CatalogRow};
use crate::store::entry;
use crate::wire::{self, facts, name};

/// What a draft is called, for which year, and with whose entries it begins.
#[derive(Debug)]
pub(crate) struct Create {
    pub(crate) title: String,
    pub(crate) year: i32,
    pub(crate) source: Option<Uuid>,
}

/// The rows of a table for a draft.
#[derive(Debug)]
pub(crate) struct Import {
    pub(crate) id: Uuid,
    pub(crate) etag: String,
    pub(crate) rows: Vec<Row>,
}

impl Import {
    /// Whether nothing is wrong with any row.
    pub(crate) fn is_sound(&self) -> bool {
        self.rows.iter().all(|row| row.entry.is_some())
    }
}

/// What became of the rows.
#[derive(Debug)]
pub(crate) struct Imported {
    pub(crate) catalog: CatalogRow,
    /// Whether they were taken.
    pub(crate) taken: bool,
    pub(crate) rows: Vec<Row>,
}

/// Which draft is adopted, and how.
#[derive(Debug)]
pub(crate) struct Adopt {
    pub(crate) id: Uuid,
    pub(crate) etag: String,
    pub(crate) adoption: Adoption,
}

/// Which draft is given up, and why.
#[derive(Debug)]
pub(crate) struct Discard {
    pub(crate) id: Uuid,
    pub(crate) etag: String,
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
    pub(crate) filter: CatalogFilter,
    pub(crate) after: Option<(String, i32)>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// A page.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) catalogs: Vec<CatalogRow>,
    pub(crate) next_page_token: String,
}

/// What is done to the catalogues of a division is done one after the other.
async fn hold_division(tx: &mut Tx, division: &str) -> Result<(), Fault> {
    Ok(uow::hold(tx.conn(), &format!("purchase.catalog/{division}")).await?)
}

/// A draft of the caller's division, as the caller read it.
async fn hold(tx: &mut Tx, id: Uuid, etag: &str) -> Result<CatalogRow, Fault> {
    let scope = tx.call().scope.clone();
    let seen = meant(tx.conn(), Which::Version(id), &scope).await?;
    if seen.division != tx.call().division {
        return Err(refused::catalog_other_division(&seen.division));
    }
    hold_division(tx, &seen.division).await?;
    let row = read(tx, id).await?;
    if wire::catalog::etag(&row) != etag {
        return Err(refused::catalog_changed(wire::catalog::etag(&row)));
    }
    if row.adopted_at.is_some() || row.discarded_at.is_some() {
        return Err(refused::catalog_not_draft(id));
    }
    Ok(row)
}

async fn read(tx: &mut Tx, id: Uuid) -> Result<CatalogRow, Fault> {
    store::get(tx.conn(), id).await?.ok_or_else(|| refused::no_catalog(id))
}

pub(crate) async fn create(tx: &mut Tx, command: &Create) -> Result<CatalogRow, Fault> {
    let (author, scope) = (tx.author(), tx.call().scope.clone());
    hold_division(tx, &author.division).await?;
    store::insert(tx.conn(), &command.title, command.year, &author).await?;
    if let Some(source) = command.source {
        let source = meant(tx.conn(), Which::Version(source), &scope).await?;
        let copied = entry::copy(tx.conn(), source.id, author.id).await?;
        store::count(tx.conn(), author.id, i32::try_from(copied).unwrap_or(i32::MAX), author.at).await?;
    }
    let row = read(tx, author.id).await?;
    tx.emit(&name::catalog(row.id), &row.division, &facts::drafted(&row));
    Ok(row)
}

pub(crate) async fn import(tx: &mut Tx, command: &Import) -> Result<Imported, Fault> {
    let (row, now) = (hold(tx, command.id, &command.etag).await?, tx.now());
    let (taken, rows) = (command.is_sound(), command.rows.clone());
    if !taken {
        return Ok(Imported { catalog: row, taken, rows });
    }
    let entries: Vec<Entry> = rows.iter().filter_map(|row| row.entry.clone()).collect();
    entry::clear(tx.conn(), row.id).await?;
    entry::insert(tx.conn(), row.id, &entries).await?;
    store::count(tx.conn(), row.id, i32::try_from(entries.len()).unwrap_or(i32::MAX), now).await?;
    let catalog = read(tx, row.id).await?;
    tx.emit(&name::catalog(catalog.id), &catalog.division, &facts::imported(&catalog));
    Ok(Imported { catalog, taken, rows })
}

pub(crate) async fn adopt(tx: &mut Tx, command: &Adopt) -> Result<CatalogRow, Fault> {
    let row = hold(tx, command.id, &command.etag).await?;
    let adopter = tx.author();
    if tx.call().is_by(&row.created_by, row.created_officer.as_deref()) {
        return Err(refused::catalog_own(row.id));
    }
    if entry::count_lowest(tx.conn(), row.id, LOWEST).await? == 0 {
        return Err(refused::catalog_empty(row.id));
    }
    let before = store::adopted(tx.conn(), std::slice::from_ref(&row.division)).await?;
    let last = before.last().and_then(|last| Some((last.id, last.valid_from?)));
    if let Some((_, begun)) = last.filter(|(_, begun)| !is_later([*begun], command.adoption.valid_from)) {
        return Err(refused::catalog_not_later(row.id, begun));
    }
    store::adopt(tx.conn(), row.id, &command.adoption, &adopter).await?;
    let row = read(tx, row.id).await?;
    tx.emit(&name::catalog(row.id), &row.division, &facts::adopted(&row, last.map(|(id, _)| id)));
    Ok(row)
}

pub(crate) async fn discard(tx: &mut Tx, command: &Discard) -> Result<CatalogRow, Fault> {
    let (row, now) = (hold(tx, command.id, &command.etag).await?, tx.now());
    store::discard(tx.conn(), row.id, &command.reason, now).await?;
    let row = read(tx, row.id).await?;
    tx.emit(&name::catalog(row.id), &row.division, &facts::discarded(&row));
    Ok(row)
}

pub(crate) async fn get(conn: &mut PgConnection, query: &Get) -> Result<CatalogRow, Fault> {
    meant(conn, Which::Version(query.id), &query.scope).await
}

pub(crate) async fn list(conn: &mut PgConnection, query: &List) -> Result<Listed, Fault> {
    let mut catalogs = store::page(conn, &query.filter, query.after.as_ref(), limit(query.size)).await?;
    let key = |row: &CatalogRow| format!("{} {}", row.division, row.version);
    let next_page_token = page::cut(&mut catalogs, query.size, &query.binding, key);
    Ok(Listed { catalogs, next_page_token })
}
