//! What is asked of penalties.

use fault::Fault;
use inspection_domain::enforcement::Refusal;
use sqlx::PgConnection;
use uow::Scope;
use uuid::Uuid;

use super::held::{Seen, shown};
use crate::store::enforcement::penalty::{self as store, PenaltyFilter};
use crate::wire::name;
use crate::wire::page::{self, Binding};

/// Which one.
#[derive(Debug)]
pub(crate) struct GetPenalty {
    pub(crate) scope: Scope,
    pub(crate) id: Uuid,
}

/// Which page of which.
#[derive(Debug)]
pub(crate) struct ListPenalties {
    pub(crate) filter: PenaltyFilter,
    pub(crate) before: Option<Uuid>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// A page, the newest first.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) penalties: Vec<Seen>,
    pub(crate) next_page_token: String,
}

pub(crate) async fn get(conn: &mut PgConnection, query: &GetPenalty) -> Result<Seen, Fault> {
    find(conn, &query.scope, query.id).await
}

/// One that the caller may see.
pub(super) async fn find(conn: &mut PgConnection, scope: &Scope, id: Uuid) -> Result<Seen, Fault> {
    let missing = || Refusal::PenaltyNotFound { penalty: name::penalty(id) };
    let row = store::find(&mut *conn, scope, id).await?.ok_or_else(missing)?;
    let mut seen = shown(conn, vec![row], None).await?;
    Ok(seen.pop().ok_or_else(missing)?)
}

pub(crate) async fn list(conn: &mut PgConnection, query: &ListPenalties) -> Result<Listed, Fault> {
    let limit = i64::try_from(query.size + 1).unwrap_or(i64::MAX);
    let mut rows = store::list(&mut *conn, &query.filter, query.before, limit).await?;
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, |row| row.id.to_string());
    Ok(Listed { penalties: shown(conn, rows, None).await?, next_page_token })
}
