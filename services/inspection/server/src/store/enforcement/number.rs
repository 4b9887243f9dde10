//! Numbers of decisions: the counter of a department, kind and year is locked until the decision is made or fails.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// Whose number, of what, in which year.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Series<'a> {
    pub(crate) department: &'a str,
    pub(crate) division: &'a str,
    pub(crate) kind: &'a str,
    pub(crate) year: i32,
}

/// The next number.
pub(crate) async fn next(conn: &mut PgConnection, series: Series<'_>) -> sqlx::Result<i32> {
    sqlx::query_scalar!(
        "insert into inspection.decision_number as held (department, division, kind, year, last)
         values ($1, $2, $3, $4, 1)
         on conflict (department, division, kind, year) do update set last = held.last + 1
         returning last",
        series.department,
        series.division,
        series.kind,
        series.year,
    )
    .fetch_one(conn)
    .await
}

/// Gives a number to a decision.
pub(crate) async fn give(
    conn: &mut PgConnection,
    series: Series<'_>,
    number: i32,
    proceeding: Uuid,
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into inspection.decision_given (department, division, kind, year, number, proceeding, created_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        series.department,
        series.division,
        series.kind,
        series.year,
        number,
        proceeding,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}
