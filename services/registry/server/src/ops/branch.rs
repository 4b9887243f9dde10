//! Branches and charters of an organisation.

use fault::Fault;
use registry_domain::Refusal;
use sqlx::PgConnection;
use uow::Scope;
use vocab::UnifiedCode;

use crate::store;
use crate::store::branch::{BranchRow, CharterRow};

/// Of which organisation.
#[derive(Debug)]
pub(crate) struct Children {
    pub(crate) scope: Scope,
    pub(crate) code: UnifiedCode,
    pub(crate) show_cancelled: bool,
}

pub(crate) async fn branches(conn: &mut PgConnection, query: &Children) -> Result<Vec<BranchRow>, Fault> {
    require_seen(conn, query).await?;
    Ok(store::branch::list(conn, query.code, query.show_cancelled).await?)
}

pub(crate) async fn charters(conn: &mut PgConnection, query: &Children) -> Result<Vec<CharterRow>, Fault> {
    require_seen(conn, query).await?;
    Ok(store::branch::charters(conn, query.code).await?)
}

async fn require_seen(conn: &mut PgConnection, query: &Children) -> Result<(), Fault> {
    let found = store::organization::find(conn, &query.scope, query.code).await?;
    found.map(drop).ok_or_else(|| Refusal::NotFound { code: query.code }.into())
}
