//! Applications to be taken off a list.

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

/// A row of `credit.listing_removal`.
#[derive(Debug, Clone)]
pub(crate) struct RemovalRow {
    pub(crate) id: Uuid,
    pub(crate) listing: Uuid,
    /// Key of the department that took it.
    pub(crate) department: String,
    pub(crate) statement: String,
    pub(crate) state: String,
    pub(crate) requested_on: Date,
    pub(crate) due_on: Date,
    pub(crate) decided_on: Option<Date>,
    pub(crate) document_number: String,
    pub(crate) reasons: String,
    pub(crate) revision: i64,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) updated_at: OffsetDateTime,
}

/// Adds one. What is open once is the database's to keep (`listing_removal_open_key`).
pub(crate) async fn insert(conn: &mut PgConnection, row: &RemovalRow) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into credit.listing_removal (id, listing, department, statement, state, requested_on, due_on, revision,
           created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        row.id,
        row.listing,
        row.department,
        row.statement,
        row.state,
        row.requested_on,
        row.due_on,
        row.revision,
        row.created_at,
        row.updated_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The one of an id.
pub(crate) async fn get(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<Option<RemovalRow>> {
    sqlx::query_as!(
        RemovalRow,
        "select id, listing, department, statement, state, requested_on, due_on, decided_on, document_number, reasons, revision,
           created_at, updated_at
         from credit.listing_removal where id = $1",
        id,
    )
    .fetch_optional(conn)
    .await
}

/// Every one of a listing, the latest last.
pub(crate) async fn of(conn: &mut PgConnection, listing: Uuid) -> sqlx::Result<Vec<RemovalRow>> {
    sqlx::query_as!(
        RemovalRow,
        "select id, listing, department, statement, state, requested_on, due_on, decided_on, document_number, reasons, revision,
           created_at, updated_at
         from credit.listing_removal where listing = $1 order by created_at, id",
        listing,
    )
    .fetch_all(conn)
    .await
}

/// Keeps what was decided of one.
pub(crate) async fn update(conn: &mut PgConnection, row: &RemovalRow) -> sqlx::Result<()> {
    sqlx::query!(
        "update credit.listing_removal set state = $2, decided_on = $3, document_number = $4, reasons = $5, revision = $6,
           updated_at = $7
         where id = $1",
        row.id,
        row.state,
        row.decided_on,
        row.document_number,
        row.reasons,
        row.revision,
        row.updated_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}
