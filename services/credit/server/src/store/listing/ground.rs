//! The grounds that carry listings.

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

/// A row of `credit.listing_ground`.
#[derive(Debug, Clone)]
pub(crate) struct GroundRow {
    /// That of the draft.
    pub(crate) id: Uuid,
    pub(crate) listing: Uuid,
    pub(crate) ground: String,
    pub(crate) rule: String,
    pub(crate) cause: String,
    pub(crate) records: Vec<Uuid>,
    pub(crate) decided_on: Date,
    pub(crate) document_number: String,
    pub(crate) announcement: Uuid,
    pub(crate) withdrawn_on: Option<Date>,
    pub(crate) created_at: OffsetDateTime,
}

/// Adds one.
pub(crate) async fn insert(conn: &mut PgConnection, row: &GroundRow) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into credit.listing_ground (id, listing, ground, rule, cause, records, decided_on, document_number,
           announcement, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        row.id,
        row.listing,
        row.ground,
        row.rule,
        row.cause,
        &row.records,
        row.decided_on,
        row.document_number,
        row.announcement,
        row.created_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Every one of a listing, those that fell too, in the order of the decisions.
pub(crate) async fn of(conn: &mut PgConnection, listing: Uuid) -> sqlx::Result<Vec<GroundRow>> {
    sqlx::query_as!(
        GroundRow,
        "select id, listing, ground, rule, cause, records, decided_on, document_number, announcement, withdrawn_on,
           created_at
         from credit.listing_ground where listing = $1 order by created_at, id",
        listing,
    )
    .fetch_all(conn)
    .await
}

/// Those that stand and rest on any of these records or have any of these causes.
pub(crate) async fn resting_on(
    conn: &mut PgConnection,
    records: &[Uuid],
    causes: &[String],
) -> sqlx::Result<Vec<GroundRow>> {
    sqlx::query_as!(
        GroundRow,
        "select id, listing, ground, rule, cause, records, decided_on, document_number, announcement, withdrawn_on,
           created_at
         from credit.listing_ground where withdrawn_on is null and (records && $1 or cause = any($2)) order by created_at, id",
        records,
        causes,
    )
    .fetch_all(conn)
    .await
}

/// States anew what one rests on.
pub(crate) async fn rest(conn: &mut PgConnection, id: Uuid, records: &[Uuid]) -> sqlx::Result<()> {
    sqlx::query!("update credit.listing_ground set records = $2 where id = $1", id, records).execute(conn).await?;
    Ok(())
}

/// One fell.
pub(crate) async fn withdraw(conn: &mut PgConnection, id: Uuid, on: Date) -> sqlx::Result<()> {
    sqlx::query!("update credit.listing_ground set withdrawn_on = $2 where id = $1", id, on).execute(conn).await?;
    Ok(())
}
