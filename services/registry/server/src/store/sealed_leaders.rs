//! The sealed leaders of applications, for a rotation of keys: bytes that are put back sealed anew.

use sqlx::PgConnection;
use uuid::Uuid;

/// The leaders that one application states.
#[derive(Debug)]
pub(crate) struct LeadersRow {
    pub(crate) id: Uuid,
    pub(crate) leaders: Vec<u8>,
}

/// Whether an application after `after` is sealed otherwise than with this head.
pub(crate) async fn any_sealed_otherwise(conn: &mut PgConnection, head: &[u8], after: Uuid) -> sqlx::Result<bool> {
    let found = sqlx::query_scalar!(
        r#"select exists (
             select from registry.application
             where id > $2 and substring(leaders from 1 for length($1::bytea)) <> $1) as "found!""#,
        head,
        after,
    );
    found.fetch_one(conn).await
}

/// The first `limit` applications after `after` that are sealed otherwise than with this head; those that somebody else is
/// busy with are left to the next round.
pub(crate) async fn lock_sealed_otherwise(
    conn: &mut PgConnection,
    head: &[u8],
    after: Uuid,
    limit: i64,
) -> sqlx::Result<Vec<LeadersRow>> {
    sqlx::query_as!(
        LeadersRow,
        r#"select id, leaders as "leaders!" from registry.application
         where id > $2 and substring(leaders from 1 for length($1::bytea)) <> $1
         order by id limit $3 for update skip locked"#,
        head,
        after,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Puts the same leaders back, sealed anew.
pub(crate) async fn reseal(conn: &mut PgConnection, id: Uuid, leaders: &[u8]) -> sqlx::Result<()> {
    sqlx::query!("update registry.application set leaders = $2 where id = $1", id, leaders).execute(conn).await?;
    Ok(())
}
