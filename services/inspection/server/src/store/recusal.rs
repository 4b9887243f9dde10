//! Recusals.

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uuid::Uuid;
use vocab::UnifiedCode;

use crate::ops::recusal::Ground;

/// A row of `inspection.recusal`.
#[derive(Debug)]
pub(crate) struct RecusalRow {
    pub(crate) id: Uuid,
    pub(crate) inspector: Uuid,
    pub(crate) code: UnifiedCode,
    pub(crate) ground: Ground,
    pub(crate) reason: String,
    pub(crate) valid_from: Date,
    pub(crate) valid_to: Option<Date>,
    pub(crate) created_at: OffsetDateTime,
}

/// Adds a recusal.
pub(crate) async fn insert(conn: &mut PgConnection, row: &RecusalRow, actor: &str) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into inspection.recusal (id, inspector, code, ground, reason, valid_from, valid_to, actor, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        row.id,
        row.inspector,
        row.code.as_str(),
        row.ground as Ground,
        row.reason,
        row.valid_from,
        row.valid_to,
        actor,
        row.created_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// One of an inspector's recusals.
pub(crate) async fn find(conn: &mut PgConnection, inspector: Uuid, id: Uuid) -> sqlx::Result<Option<RecusalRow>> {
    sqlx::query_as!(
        RecusalRow,
        r#"select id, inspector, code, ground as "ground: Ground", reason, valid_from, valid_to, created_at
         from inspection.recusal where inspector = $1 and id = $2"#,
        inspector,
        id,
    )
    .fetch_optional(conn)
    .await
}

/// Ends the ground of a recusal.
pub(crate) async fn end(conn: &mut PgConnection, id: Uuid, valid_to: Date) -> sqlx::Result<()> {
    sqlx::query!("update inspection.recusal set valid_to = $2 where id = $1 and valid_to is null", id, valid_to)
        .execute(conn)
        .await?;
    Ok(())
}

/// The first `limit` recusals of an inspector recorded after `after`.
pub(crate) async fn page(
    conn: &mut PgConnection,
    inspector: Uuid,
    after: Uuid,
    limit: i64,
) -> sqlx::Result<Vec<RecusalRow>> {
    sqlx::query_as!(
        RecusalRow,
        r#"select id, inspector, code, ground as "ground: Ground", reason, valid_from, valid_to, created_at
         from inspection.recusal where inspector = $1 and id > $2 order by id limit $3"#,
        inspector,
        after,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Every recusal of some inspectors.
pub(crate) async fn all(conn: &mut PgConnection, inspectors: &[Uuid]) -> sqlx::Result<Vec<RecusalRow>> {
    sqlx::query_as!(
        RecusalRow,
        r#"select id, inspector, code, ground as "ground: Ground", reason, valid_from, valid_to, created_at
         from inspection.recusal where inspector = any($1)"#,
        inspectors,
    )
    .fetch_all(conn)
    .await
}
