//! What happened to rounds and proposals.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uow::Author;
use uuid::Uuid;

/// A row of `purchase.venture_event`.
#[derive(Debug, Clone)]
pub(crate) struct EventRow {
    pub(crate) number: i32,
    pub(crate) kind: String,
    pub(crate) department: String,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) note: String,
}

/// Notes what happened to a round or one of its proposals, under the next number; the round must be kept from others.
pub(crate) async fn note(
    conn: &mut PgConnection,
    (round, proposal): (Uuid, Option<Uuid>),
    (kind, note): (&str, &str),
    by: &Author,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into purchase.venture_event (round, number, proposal, kind, department, created_by, created_officer, created_at, note)
         select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6, $7, $8 from purchase.venture_event where round = $1",
        round,
        proposal,
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

/// What happened to a round, or to one of its proposals, the oldest first.
pub(crate) async fn all(conn: &mut PgConnection, round: Uuid, proposal: Option<Uuid>) -> sqlx::Result<Vec<EventRow>> {
    sqlx::query_as!(
        EventRow,
        "select number, kind, department, created_at, note from purchase.venture_event
         where round = $1 and proposal is not distinct from $2 order by number",
        round,
        proposal,
    )
    .fetch_all(conn)
    .await
}
