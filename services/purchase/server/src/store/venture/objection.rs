//! Objections to lists of grants.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uow::Author;
use uuid::Uuid;

/// A row of `purchase.venture_objection`.
#[derive(Debug, Clone)]
pub(crate) struct ObjectionRow {
    pub(crate) round: Uuid,
    pub(crate) number: i32,
    pub(crate) proposal: Uuid,
    pub(crate) ground: String,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) outcome: String,
    pub(crate) answer: String,
    pub(crate) decided_at: Option<OffsetDateTime>,
}

/// Files one, under the next number; the round must be kept from others.
pub(crate) async fn insert(
    conn: &mut PgConnection,
    (round, proposal): (Uuid, Uuid),
    ground: &str,
    by: &Author,
) -> sqlx::Result<ObjectionRow> {
    sqlx::query_as!(
        ObjectionRow,
        "insert into purchase.venture_objection (round, number, proposal, ground, created_by, created_at)
         select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5 from purchase.venture_objection where round = $1
         returning round, number, proposal, ground, created_at, outcome, answer, decided_at",
        round,
        proposal,
        ground,
        by.actor,
        by.at,
    )
    .fetch_one(conn)
    .await
}

/// All of a round, the first one first.
pub(crate) async fn all(conn: &mut PgConnection, round: Uuid) -> sqlx::Result<Vec<ObjectionRow>> {
    sqlx::query_as!(
        ObjectionRow,
        "select round, number, proposal, ground, created_at, outcome, answer, decided_at
         from purchase.venture_objection where round = $1 order by number",
        round,
    )
    .fetch_all(conn)
    .await
}

/// Decides one.
pub(crate) async fn decide(
    conn: &mut PgConnection,
    (round, number): (Uuid, i32),
    (outcome, answer): (&str, &str),
    by: &Author,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.venture_objection set outcome = $3, answer = $4, decided_by = $5, decided_officer = $6, decided_at = $7
         where round = $1 and number = $2",
        round,
        number,
        outcome,
        answer,
        by.actor,
        by.officer,
        by.at,
    )
    .execute(conn)
    .await?;
    Ok(())
}
