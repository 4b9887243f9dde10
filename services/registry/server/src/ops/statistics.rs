//! Counts of organisations by division, kind, status and year of establishment.

use fault::Fault;
use sqlx::PgConnection;
use uow::Scope;

use crate::store::statistics::{self, Group};

/// Where to count.
#[derive(Debug)]
pub(crate) struct Statistics {
    /// What both the caller's scope and the request allow; `None` if nothing is in both.
    pub(crate) within: Option<Scope>,
}

pub(crate) async fn statistics(conn: &mut PgConnection, query: &Statistics) -> Result<Vec<Group>, Fault> {
    let Some(within) = &query.within else { return Ok(Vec::new()) };
    Ok(statistics::counts(conn, within).await?)
}
