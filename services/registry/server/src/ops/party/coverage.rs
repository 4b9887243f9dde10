//! The coverage (覆盖率, PB-07) by division and kind.

use fault::Fault;
use sqlx::PgConnection;
use time::Date;
use uow::Scope;

use super::gaps::threshold;
use crate::store::party::coverage::{self, Counts};

/// Where to count.
#[derive(Debug)]
pub(crate) struct Coverage {
    /// What both the caller's scope and the request allow; `None` if nothing is in both.
    pub(crate) within: Option<Scope>,
    pub(crate) today: Date,
}

pub(crate) async fn coverage(conn: &mut PgConnection, query: &Coverage) -> Result<Vec<Counts>, Fault> {
    let Some(within) = &query.within else { return Ok(Vec::new()) };
    Ok(coverage::counts(conn, within, threshold("PB-01", query.today)).await?)
}
