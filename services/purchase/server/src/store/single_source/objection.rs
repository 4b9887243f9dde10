//! Objections to notices of single sources.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uow::Author;
use uuid::Uuid;

/// A row of `purchase.single_source_objection`.
#[derive(Debug, Clone)]
pub(crate) struct ObjectionRow {
    pub(crate) id: Uuid,
    pub(crate) notice: Uuid,
    pub(crate) objector_code: String,
    pub(crate) ground: String,
    /// The system that filed it.
    pub(crate) created_by: String,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) outcome: String,
    pub(crate) answer: String,
    pub(crate) decided_at: Option<OffsetDateTime>,
}

/// Files one; the notice must be kept from others.
pub(crate) async fn insert(
    conn: &mut PgConnection,
    notice: Uuid,
    (code, ground): (&str, &str),
    by: &Author,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into purchase.single_source_objection (id, notice, objector_code, ground, created_by, created_at)
         values ($1, $2, $3, $4, $5, $6)",
        by.id,
        notice,
        code,
        ground,
        by.actor,
        by.at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The one of an id.
pub(crate) async fn get(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<Option<ObjectionRow>> {
    sqlx::query_as!(
        ObjectionRow,
        "select id, notice, objector_code, ground, created_by, created_at, outcome, answer, decided_at
         from purchase.single_source_objection where id = $1",
        id,
    )
    .fetch_optional(conn)
    .await
}

/// The one that a system filed for a body.
pub(crate) async fn made(
    conn: &mut PgConnection,
    notice: Uuid,
    (code, system): (&str, &str),
) -> sqlx::Result<Option<Uuid>> {
    sqlx::query_scalar!(
        "select id from purchase.single_source_objection where notice = $1 and objector_code = $2 and created_by = $3",
        notice,
        code,
        system,
    )
    .fetch_optional(conn)
    .await
}

/// How many of a notice are not decided.
pub(crate) async fn open(conn: &mut PgConnection, notice: Uuid) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        r#"select count(*) as "open!" from purchase.single_source_objection where notice = $1 and outcome = ''"#,
        notice,
    )
    .fetch_one(conn)
    .await
}

/// Those of a notice, the first one first, after an id.
pub(crate) async fn page(
    conn: &mut PgConnection,
    notice: Uuid,
    after: Option<Uuid>,
    limit: i64,
) -> sqlx::Result<Vec<ObjectionRow>> {
    sqlx::query_as!(
        ObjectionRow,
        "select id, notice, objector_code, ground, created_by, created_at, outcome, answer, decided_at
         from purchase.single_source_objection
         where notice = $1 and ($2::uuid is null or id > $2)
         order by id limit $3",
        notice,
        after,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Decides one.
pub(crate) async fn decide(
    conn: &mut PgConnection,
    id: Uuid,
    (outcome, answer): (&str, &str),
    by: &Author,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.single_source_objection set outcome = $2, answer = $3, decided_by = $4, decided_officer = $5, decided_at = $6
         where id = $1",
        id,
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
