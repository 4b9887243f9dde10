//! One organisation, on one day, by what was known at one moment.

use fault::Fault;
use registry_domain::{Organization, Refusal, day_of};
use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uow::Scope;
use vocab::UnifiedCode;

use crate::store;
use crate::wire::organization::Show;

/// Which organisation, and as of when.
#[derive(Debug)]
pub(crate) struct Get {
    pub(crate) scope: Scope,
    pub(crate) code: UnifiedCode,
    pub(crate) as_of: Option<Date>,
    pub(crate) known_at: Option<OffsetDateTime>,
    pub(crate) show: Show,
    pub(crate) now: OffsetDateTime,
}

/// Finds it. Whoever may see it today may see its past; nobody else learns that it exists.
pub(crate) async fn get(conn: &mut PgConnection, query: &Get) -> Result<(Organization, Show), Fault> {
    let refusal = Refusal::NotFound { code: query.code };
    let Some(today) = store::organization::find(conn, &query.scope, query.code).await? else {
        return Err(refusal.into());
    };
    if query.as_of.is_none() && query.known_at.is_none() {
        return Ok((today, query.show));
    }
    let history = store::revision::history(conn, query.code).await?;
    // what is recorded may lie ahead of this machine's clock: without a moment, everything recorded counts
    let known = query.known_at.unwrap_or_else(|| query.now.max(today.updated_at));
    let valid = query.as_of.unwrap_or_else(|| day_of(query.now));
    let then = history.and_then(|history| history.as_of(valid, known)).ok_or(refusal)?;
    Ok((then, query.show))
}
