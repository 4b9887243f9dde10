//! Numbers of decisions: the counter of a mark and year is locked until the decision is made or fails.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// What a number stands behind when it is printed, and where: departments of one division that use one mark share its numbers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Series<'a> {
    pub(crate) division: &'a str,
    pub(crate) mark: &'a str,
    pub(crate) year: i32,
}

/// The next number.
pub(crate) async fn next(conn: &mut PgConnection, series: Series<'_>) -> sqlx::Result<i32> {
    sqlx::query_scalar!(
        "insert into inspection.decision_number as held (division, mark, year, last)
         values ($1, $2, $3, 1)
         on conflict (division, mark, year) do update set last = held.last + 1
         returning last",
        series.division,
        series.mark,
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
        "insert into inspection.decision_given (division, mark, year, number, proceeding, created_at)
         values ($1, $2, $3, $4, $5, $6)",
        series.division,
        series.mark,
        series.year,
        number,
        proceeding,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}
