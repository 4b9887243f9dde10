//! What is asked of rectifications.

use fault::Fault;
use sqlx::PgConnection;
use uow::Scope;
use uuid::Uuid;

use crate::store::rectification::{self as store, RectificationFilter, RectificationRow};
use crate::wire::page::{self, Binding};

/// Which one.
#[derive(Debug)]
pub(crate) struct GetRectification {
    pub(crate) scope: Scope,
    pub(crate) id: Uuid,
}

/// Which page of which.
#[derive(Debug)]
pub(crate) struct ListRectifications {
    pub(crate) filter: RectificationFilter,
    pub(crate) before: Option<Uuid>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// A page, the latest first.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) rows: Vec<RectificationRow>,
    pub(crate) next_page_token: String,
}

pub(crate) async fn get(conn: &mut PgConnection, query: &GetRectification) -> Result<RectificationRow, Fault> {
    store::find(conn, &query.scope, query.id).await?.ok_or_else(|| super::not_found(query.id))
}

pub(crate) async fn list(conn: &mut PgConnection, query: &ListRectifications) -> Result<Listed, Fault> {
    let limit = i64::try_from(query.size + 1).unwrap_or(i64::MAX);
    let mut rows = store::page(conn, &query.filter, query.before, limit).await?;
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, |row| row.id.to_string());
    Ok(Listed { rows, next_page_token })
}
