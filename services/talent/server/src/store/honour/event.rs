//! What happened in rounds.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uow::Author;
use uuid::Uuid;

/// A row of `talent.honour_event`.
#[derive(Debug, Clone)]
pub(crate) struct EventRow {
    pub(crate) number: i32,
    pub(crate) kind: String,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) note: String,
}

/// Notes what happened in a round, under the next number; the round must be kept from others.
pub(crate) async fn note(
    conn: &mut PgConnection,
    round: Uuid,
    (kind, note): (&str, &str),
    by: &Author,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into talent.honour_event (round, number, kind, department, created_by, created_officer, created_at, note)
         select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6, $7 from talent.honour_event where round = $1",
        round,
        kind,
        by.department,
        by.actor,
        by.officer,
        by.at,
        note,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// What happened in a round, the oldest first.
pub(crate) async fn all(conn: &mut PgConnection, round: Uuid) -> sqlx::Result<Vec<EventRow>> {
    sqlx::query_as!(
        EventRow,
        "select number, kind, created_at, note from talent.honour_event where round = $1 order by number",
        round,
    )
    .fetch_all(conn)
    .await
}
