//! The halves of a tender's private keys: one of its bids, and one of its last offers.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uow::Author;
use uuid::Uuid;

/// A row of `purchase.tender_share`.
#[derive(Debug)]
pub(crate) struct ShareRow {
    pub(crate) id: Uuid,
    pub(crate) number: i32,
    pub(crate) sealed: Option<Vec<u8>>,
    /// Whose officer released it, if one did.
    pub(crate) department: Option<String>,
    pub(crate) officer: Option<String>,
}

/// Keeps a half of the key of a round.
pub(crate) async fn insert(
    conn: &mut PgConnection,
    (id, tender, round, number): (Uuid, Uuid, i32, i32),
    sealed: &[u8],
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into purchase.tender_share (id, tender, round, number, sealed, created_at) values ($1, $2, $3, $4, $5, $6)",
        id,
        tender,
        round,
        number,
        sealed,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Both of a round.
pub(crate) async fn both(conn: &mut PgConnection, tender: Uuid, round: i32) -> sqlx::Result<Vec<ShareRow>> {
    sqlx::query_as!(
        ShareRow,
        "select id, number, sealed, department, officer from purchase.tender_share where tender = $1 and round = $2 order by number",
        tender,
        round,
    )
    .fetch_all(conn)
    .await
}

/// An officer releases one.
pub(crate) async fn release(conn: &mut PgConnection, id: Uuid, officer: &str, by: &Author) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.tender_share set department = $2, officer = $3, released_by = $4, released_at = $5 where id = $1",
        id,
        by.department,
        officer,
        by.actor,
        by.at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Wipes them, of every round.
pub(crate) async fn wipe(conn: &mut PgConnection, tender: Uuid) -> sqlx::Result<()> {
    sqlx::query!("update purchase.tender_share set sealed = null where tender = $1", tender).execute(conn).await?;
    Ok(())
}
