//! Entries of a catalogue.

use fault::Fault;
use intake::page::{self, Binding};
use purchase_domain::catalog::Entry;
use sqlx::PgConnection;
use uow::Scope;
use uuid::Uuid;

use super::in_force::{Which, meant};
use super::{limit, refused};
use crate::store::catalog::CatalogRow;
use crate::store::entry::{self as store, EntryFilter};

/// Which page of which entries.
#[derive(Debug)]
pub(crate) struct List {
    pub(crate) which: Which,
    pub(crate) scope: Scope,
    pub(crate) filter: EntryFilter,
    pub(crate) after: Option<String>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// A page, and the catalogue that it is of.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) catalog: CatalogRow,
    pub(crate) entries: Vec<Entry>,
    pub(crate) next_page_token: String,
}

/// Which entry of which catalogue.
#[derive(Debug)]
pub(crate) struct Get {
    pub(crate) which: Which,
    pub(crate) scope: Scope,
    pub(crate) code: String,
}

/// An entry with those above, the highest first, and under it.
#[derive(Debug)]
pub(crate) struct Shown {
    pub(crate) catalog: CatalogRow,
    pub(crate) entry: Entry,
    pub(crate) ancestors: Vec<Entry>,
    pub(crate) children: Vec<Entry>,
}

/// Where a page begins: after the entry of this code of this version, whichever is in force by now.
fn place(key: &str) -> Option<(Uuid, String)> {
    let (catalog, code) = key.split_once(' ')?;
    Some((catalog.parse().ok()?, code.to_owned()))
}

pub(crate) async fn list(conn: &mut PgConnection, query: &List) -> Result<Listed, Fault> {
    let after = query.after.as_deref().and_then(place);
    let which = after.as_ref().map_or(query.which, |(catalog, _)| Which::Version(*catalog));
    let catalog = meant(conn, which, &query.scope).await?;
    let code = after.as_ref().map(|(_, code)| code.as_str());
    let mut entries = store::page(conn, catalog.id, &query.filter, code, limit(query.size)).await?;
    let key = |entry: &Entry| format!("{} {}", catalog.id, entry.code);
    let next_page_token = page::cut(&mut entries, query.size, &query.binding, key);
    Ok(Listed { catalog, entries, next_page_token })
}

pub(crate) async fn get(conn: &mut PgConnection, query: &Get) -> Result<Shown, Fault> {
    let catalog = meant(conn, query.which, &query.scope).await?;
    let mut ancestors = store::upwards(conn, catalog.id, &query.code).await?;
    let entry = ancestors.pop().ok_or_else(|| refused::no_entry(catalog.id, &query.code))?;
    let children = store::children(conn, catalog.id, &query.code).await?;
    Ok(Shown { catalog, entry, ancestors, children })
}
