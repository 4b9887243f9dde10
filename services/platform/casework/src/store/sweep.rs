//! What waits for a sweeper, read before anything is written: a sweep that finds nothing leaves nothing in the books.

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};

/// Which kinds of rows wait.
#[expect(clippy::struct_excessive_bools, reason = "each is one column of one row")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Waiting {
    /// What last days are reckoned from now, if any program has begun.
    pub(crate) basis: Option<String>,
    pub(crate) begun_at: Option<OffsetDateTime>,
    pub(crate) terms: bool,
    pub(crate) publicities: bool,
    pub(crate) notices: bool,
    pub(crate) overdue: bool,
    pub(crate) warned: bool,
}

pub(crate) async fn waiting(conn: &mut PgConnection, basis: &str, today: Date) -> sqlx::Result<Waiting> {
    sqlx::query_as!(
        Waiting,
        r#"select
             (select basis from casework.basis order by turn desc limit 1),
             (select begun_at from casework.basis order by turn desc limit 1),
             exists (select from casework.deadline where state in ('running', 'suspended') and basis <> $1) as "terms!",
             exists (select from casework.publicity
                 where basis <> $1 and closes_on >= $2 and withdrawn_on is null) as "publicities!",
             exists (select from casework.notice
                 where basis <> $1 and deemed_on >= $2 and delivered_on is null) as "notices!",
             exists (select from casework.deadline where state = 'running' and not overdue and due_on < $2) as "overdue!",
             exists (select from casework.deadline
                 where state = 'running' and not warned and warn_on <= $2 and due_on >= $2) as "warned!""#,
        basis,
        today,
    )
    .fetch_one(conn)
    .await
}

/// Reckons from a basis from now on.
pub(crate) async fn begin(conn: &mut PgConnection, basis: &str, now: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!("insert into casework.basis (basis, begun_at) values ($1, $2)", basis, now).execute(conn).await?;
    Ok(())
}
