//! How far imports have come.

use sqlx::PgConnection;
use time::OffsetDateTime;

/// What a chunk adds to the counts of its import.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) created: i64,
    pub(crate) changed: i64,
    pub(crate) unchanged: i64,
    pub(crate) refused: i64,
}

/// The first row that is not committed; 1 for an import that has not begun.
pub(crate) async fn next_row(conn: &mut PgConnection, actor: &str, key: &str) -> sqlx::Result<i64> {
    let row = sqlx::query!("select next_row from registry.import where actor = $1 and key = $2", actor, key)
        .fetch_optional(conn)
        .await?;
    Ok(row.map_or(1, |row| row.next_row))
}

/// Begins an import if it has not begun, keeps others from going on with it, and tells the first row not committed.
pub(crate) async fn lock(conn: &mut PgConnection, actor: &str, key: &str, now: OffsetDateTime) -> sqlx::Result<i64> {
    let row = sqlx::query!(
        "insert into registry.import as import (actor, key, created_at, updated_at) values ($1, $2, $3, $3)
         on conflict on constraint import_pkey do update set updated_at = import.updated_at
         returning next_row",
        actor,
        key,
        now,
    )
    .fetch_one(conn)
    .await?;
    Ok(row.next_row)
}

/// Notes that the rows before `next_row` are committed.
pub(crate) async fn advance(
    conn: &mut PgConnection,
    actor: &str,
    key: &str,
    next_row: i64,
    tally: Tally,
    now: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update registry.import set next_row = $3, created_rows = created_rows + $4, changed_rows = changed_rows + $5,
             unchanged_rows = unchanged_rows + $6, refused_rows = refused_rows + $7, updated_at = $8
         where actor = $1 and key = $2",
        actor,
        key,
        next_row,
        tally.created,
        tally.changed,
        tally.unchanged,
        tally.refused,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}
