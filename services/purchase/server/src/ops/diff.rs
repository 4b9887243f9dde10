//! How a version of a catalogue differs from an older one.

use fault::Fault;
use purchase_domain::catalog::{Change, Entry, Kind, diff};
use sqlx::PgConnection;
use uow::Scope;
use uuid::Uuid;

use super::in_force::{Which, meant};
use super::refused;
use crate::store::catalog::{self as store, CatalogRow};
use crate::store::entry;

/// Which version is compared, and with which one.
#[derive(Debug)]
pub(crate) struct Diff {
    pub(crate) target: Uuid,
    pub(crate) base: Option<Uuid>,
    pub(crate) scope: Scope,
}

/// A difference.
#[derive(Debug)]
pub(crate) struct Differing {
    pub(crate) kind: Kind,
    pub(crate) before: Option<Entry>,
    pub(crate) after: Option<Entry>,
}

/// How they differ.
#[derive(Debug)]
pub(crate) struct Compared {
    pub(crate) base: CatalogRow,
    pub(crate) target: CatalogRow,
    pub(crate) changes: Vec<Differing>,
    pub(crate) unchanged: usize,
}

/// The version that was adopted before; for what is not adopted, the last one.
async fn before(conn: &mut PgConnection, target: &CatalogRow) -> Result<CatalogRow, Fault> {
    let adopted = store::adopted(conn, std::slice::from_ref(&target.division)).await?;
    let earlier = |row: &CatalogRow| target.valid_from.is_none_or(|from| row.valid_from < Some(from));
    adopted.into_iter().rfind(earlier).ok_or_else(|| refused::not_comparable(target.id))
}

pub(crate) async fn compare(conn: &mut PgConnection, query: &Diff) -> Result<Compared, Fault> {
    let target = meant(conn, Which::Version(query.target), &query.scope).await?;
    let base = match query.base {
        Some(base) => meant(conn, Which::Version(base), &query.scope).await?,
        None => before(conn, &target).await?,
    };
    let (older, newer) = (entry::all(conn, base.id).await?, entry::all(conn, target.id).await?);
    let changes = diff(&older, &newer);
    let touched = changes.iter().filter(|change| change.after.is_some()).count();
    let unchanged = newer.len() - touched;
    let changes = changes.into_iter().map(owned).collect();
    Ok(Compared { base, target, changes, unchanged })
}

fn owned(change: Change<'_>) -> Differing {
    Differing { kind: change.kind, before: change.before.cloned(), after: change.after.cloned() }
}
