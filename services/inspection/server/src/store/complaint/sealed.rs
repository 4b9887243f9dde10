//! What of complaints is sealed, also for a rotation of keys: bytes that are put back sealed anew.

use sqlx::PgConnection;
use uuid::Uuid;

/// The sealed parts of one complaint.
#[derive(Debug)]
pub(crate) struct Sealed {
    pub(crate) id: Uuid,
    pub(crate) statement: Vec<u8>,
    /// None: anonymous.
    pub(crate) reporter: Option<Vec<u8>>,
}

/// Those of some complaints, by id.
pub(crate) async fn sealed(conn: &mut PgConnection, ids: &[Uuid]) -> sqlx::Result<Vec<Sealed>> {
    sqlx::query_as!(
        Sealed,
        "select id, statement, reporter from inspection.complaint where id = any($1) order by id",
        ids,
    )
    .fetch_all(conn)
    .await
}

/// Whether a complaint after `after` is sealed otherwise than with this head.
pub(crate) async fn any_sealed_otherwise(conn: &mut PgConnection, head: &[u8], after: Uuid) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (
             select from inspection.complaint
             where id > $2 and (substring(statement from 1 for length($1::bytea)) <> $1
                                or substring(reporter from 1 for length($1)) <> $1)) as "found!""#,
        head,
        after,
    )
    .fetch_one(conn)
    .await
}

/// The first `limit` complaints after `after` that are sealed otherwise than with this head; those that somebody else is
/// busy with are left to the next round.
pub(crate) async fn lock_sealed_otherwise(
    conn: &mut PgConnection,
    head: &[u8],
    after: Uuid,
    limit: i64,
) -> sqlx::Result<Vec<Sealed>> {
    sqlx::query_as!(
        Sealed,
        "select id, statement, reporter from inspection.complaint
         where id > $2 and (substring(statement from 1 for length($1::bytea)) <> $1
                            or substring(reporter from 1 for length($1)) <> $1)
         order by id limit $3 for update skip locked",
        head,
        after,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Puts the same back, sealed anew.
pub(crate) async fn reseal(conn: &mut PgConnection, row: &Sealed) -> sqlx::Result<()> {
    sqlx::query!(
        "update inspection.complaint set statement = $2, reporter = $3 where id = $1",
        row.id,
        row.statement,
        row.reporter,
    )
    .execute(conn)
    .await?;
    Ok(())
}
