//! What is asked of drafts and listings.

use credit_domain::listing::List;
use fault::Fault;
use sqlx::PgConnection;
use time::Date;
use uow::Scope;
use uuid::Uuid;

use super::refused;
use crate::store::listing::draft::{self, DraftFilter, DraftRow};
use crate::store::listing::ground::{self, GroundRow};
use crate::store::listing::list::{self, CountRow, ListingFilter, Shown};
use crate::store::listing::removal::{self, RemovalRow};
use crate::wire::page::{self, Binding};

/// Which draft, as far as the caller may see it.
#[derive(Debug)]
pub(crate) struct GetDraft {
    pub(crate) scope: Scope,
    pub(crate) id: Uuid,
}

/// Which page of which, the newest first.
#[derive(Debug)]
pub(crate) struct Paged<F> {
    pub(crate) filter: F,
    pub(crate) before: Option<Uuid>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// Which page of a list on a day.
#[derive(Debug)]
pub(crate) struct AsOf {
    pub(crate) list: List,
    pub(crate) day: Date,
    pub(crate) division: Scope,
    pub(crate) after: Option<(String, Uuid)>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// Numbers of which days and division.
#[derive(Debug)]
pub(crate) struct Count {
    pub(crate) from: Date,
    pub(crate) to: Date,
    pub(crate) division: Scope,
}

/// A page.
#[derive(Debug)]
pub(crate) struct Listed<T> {
    pub(crate) rows: Vec<T>,
    pub(crate) next_page_token: String,
}

/// A listing with all that belongs to it.
#[derive(Debug)]
pub(crate) struct Seen {
    pub(crate) shown: Shown,
    pub(crate) grounds: Vec<GroundRow>,
    pub(crate) removals: Vec<RemovalRow>,
}

pub(crate) async fn get_draft(conn: &mut PgConnection, query: &GetDraft) -> Result<DraftRow, Fault> {
    let row = draft::get(conn, query.id).await?.filter(|row| query.scope.covers(&row.division));
    row.ok_or_else(|| refused::no_draft(query.id))
}

pub(crate) async fn list_drafts(
    conn: &mut PgConnection,
    query: &Paged<DraftFilter>,
) -> Result<Listed<DraftRow>, Fault> {
    let mut rows = draft::page(conn, &query.filter, query.before, one_more(query.size)).await?;
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, |row| row.id.to_string());
    Ok(Listed { rows, next_page_token })
}

pub(crate) async fn get(conn: &mut PgConnection, id: &Uuid) -> Result<Seen, Fault> {
    seen(conn, *id).await
}

pub(crate) async fn list(conn: &mut PgConnection, query: &Paged<ListingFilter>) -> Result<Listed<Shown>, Fault> {
    let mut rows = list::page(conn, &query.filter, query.before, one_more(query.size)).await?;
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, |row| row.listing.id.to_string());
    Ok(Listed { rows, next_page_token })
}

pub(crate) async fn as_of(conn: &mut PgConnection, query: &AsOf) -> Result<Listed<Shown>, Fault> {
    let of = (query.list, query.day, &query.division);
    let mut rows = list::as_of(conn, of, query.after.clone(), one_more(query.size)).await?;
    let key = |row: &Shown| format!("{} {}", row.listing.organization, row.listing.id);
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, key);
    Ok(Listed { rows, next_page_token })
}

pub(crate) async fn count(conn: &mut PgConnection, query: &Count) -> Result<Vec<CountRow>, Fault> {
    Ok(list::counts(conn, &query.division, query.from, query.to).await?)
}

/// A listing with all that belongs to it.
pub(super) async fn seen(conn: &mut PgConnection, id: Uuid) -> Result<Seen, Fault> {
    let shown = list::get(conn, id).await?.ok_or_else(|| refused::no_listing(id))?;
    Ok(Seen { shown, grounds: ground::of(conn, id).await?, removals: removal::of(conn, id).await? })
}

fn one_more(size: usize) -> i64 {
    i64::try_from(size + 1).unwrap_or(i64::MAX)
}
