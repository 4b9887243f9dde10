//! How far the feed has been read.

use feed::Cursor;
use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// A row of `credit.intake`.
#[derive(Debug)]
pub(crate) struct IntakeRow {
    pub(crate) position: i64,
    pub(crate) fact_at: Option<OffsetDateTime>,
    pub(crate) fact_count: i64,
    pub(crate) updated_at: OffsetDateTime,
}

/// The place in a feed, if anything of it was read.
pub(crate) async fn get(conn: &mut PgConnection, feed: Uuid) -> sqlx::Result<Option<IntakeRow>> {
    sqlx::query_as!(
        IntakeRow,
        "select position, fact_at, fact_count, updated_at from credit.intake where feed = $1",
        feed,
    )
    .fetch_optional(conn)
    .await
}

/// Puts the place where nothing was read before; whether nobody else has.
pub(crate) async fn begin(conn: &mut PgConnection, at: Cursor, now: OffsetDateTime) -> sqlx::Result<bool> {
    let begun = sqlx::query!(
        "insert into credit.intake (feed, position, updated_at) values ($1, $2, $3) on conflict do nothing",
        at.feed,
        at.position,
        now,
    );
    Ok(begun.execute(conn).await?.rows_affected() == 1)
}

/// Moves the place from one cursor to another; whether it stood there.
pub(crate) async fn advance(
    conn: &mut PgConnection,
    from: Cursor,
    to: Cursor,
    fact_at: Option<OffsetDateTime>,
    facts: i64,
    now: OffsetDateTime,
) -> sqlx::Result<bool> {
    let moved = sqlx::query!(
        "update credit.intake set position = $3, fact_at = coalesce($4, fact_at), fact_count = fact_count + $5,
           updated_at = $6
         where feed = $1 and position = $2",
        from.feed,
        from.position,
        to.position,
        fact_at,
        facts,
        now,
    );
    Ok(moved.execute(conn).await?.rows_affected() == 1)
}

/// Whether facts are being read in great number: more than `many` are left, and some were read after an instant.
pub(crate) async fn is_catching_up(conn: &mut PgConnection, many: i64, since: OffsetDateTime) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (select from uow.feed join credit.intake on intake.feed = feed.id
                        where feed.position - intake.position > $1 and intake.updated_at > $2) as "catching_up!""#,
        many,
        since,
    )
    .fetch_one(conn)
    .await
}
