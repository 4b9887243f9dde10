//! Objections to whoever is before the public.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uow::Author;
use uuid::Uuid;

/// A row of `talent.honour_objection`.
#[derive(Debug, Clone)]
pub(crate) struct ObjectionRow {
    pub(crate) round: Uuid,
    pub(crate) number: i32,
    pub(crate) nomination: Uuid,
    pub(crate) ground: String,
    pub(crate) created_by: String,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) outcome: String,
    pub(crate) answer: String,
    pub(crate) decided_at: Option<OffsetDateTime>,
}

/// Files one, under the next number; the round must be kept from others.
pub(crate) async fn insert(
    conn: &mut PgConnection,
    (round, nomination): (Uuid, Uuid),
    ground: &str,
    by: &Author,
) -> sqlx::Result<ObjectionRow> {
    sqlx::query_as!(
        ObjectionRow,
        "insert into talent.honour_objection (round, number, nomination, ground, created_by, created_officer, created_at)
         select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6 from talent.honour_objection where round = $1
         returning round, number, nomination, ground, created_by, created_at, outcome, answer, decided_at",
        round,
        nomination,
        ground,
        by.actor,
        by.officer,
        by.at,
    )
    .fetch_one(conn)
    .await
}

/// All of a round, the first one first.
pub(crate) async fn all(conn: &mut PgConnection, round: Uuid) -> sqlx::Result<Vec<ObjectionRow>> {
    sqlx::query_as!(
        ObjectionRow,
        "select round, number, nomination, ground, created_by, created_at, outcome, answer, decided_at
         from talent.honour_objection where round = $1 order by number",
        round,
    )
    .fetch_all(conn)
    .await
}

/// The one of a number.
pub(crate) async fn get(conn: &mut PgConnection, round: Uuid, number: i32) -> sqlx::Result<Option<ObjectionRow>> {
    sqlx::query_as!(
        ObjectionRow,
        "select round, number, nomination, ground, created_by, created_at, outcome, answer, decided_at
         from talent.honour_objection where round = $1 and number = $2",
        round,
        number,
    )
    .fetch_optional(conn)
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
        "update talent.honour_objection set outcome = $3, answer = $4, decided_by = $5, decided_officer = $6, decided_at = $7
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
