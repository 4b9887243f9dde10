//! Cancellations of qualifications, and what took them back.

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

/// A row of `credit.qualification_cancellation`.
#[derive(Debug, Clone)]
pub(crate) struct CancellationRow {
    pub(crate) id: Uuid,
    pub(crate) qualification: Uuid,
    pub(crate) ground: String,
    pub(crate) rule: String,
    pub(crate) cause: String,
    pub(crate) cancelled_on: Date,
    pub(crate) document_number: String,
    pub(crate) barred_until: Option<Date>,
    pub(crate) barred_forever: bool,
    pub(crate) announcement: Uuid,
    pub(crate) reinstated_on: Option<Date>,
    pub(crate) reinstate_document_number: String,
    pub(crate) created_at: OffsetDateTime,
}

/// Adds one.
pub(crate) async fn insert(conn: &mut PgConnection, row: &CancellationRow) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into credit.qualification_cancellation (id, qualification, ground, rule, cause, cancelled_on, document_number,
           barred_until, barred_forever, announcement, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        row.id,
        row.qualification,
        row.ground,
        row.rule,
        row.cause,
        row.cancelled_on,
        row.document_number,
        row.barred_until,
        row.barred_forever,
        row.announcement,
        row.created_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Every one of a qualification, the latest last.
pub(crate) async fn of(conn: &mut PgConnection, qualification: Uuid) -> sqlx::Result<Vec<CancellationRow>> {
    sqlx::query_as!(
        CancellationRow,
        "select id, qualification, ground, rule, cause, cancelled_on, document_number, barred_until, barred_forever, announcement,
           reinstated_on, reinstate_document_number, created_at
         from credit.qualification_cancellation where qualification = $1 order by created_at, id",
        qualification,
    )
    .fetch_all(conn)
    .await
}

/// The one of an id.
pub(crate) async fn get(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<Option<CancellationRow>> {
    sqlx::query_as!(
        CancellationRow,
        "select id, qualification, ground, rule, cause, cancelled_on, document_number, barred_until, barred_forever, announcement,
           reinstated_on, reinstate_document_number, created_at
         from credit.qualification_cancellation where id = $1",
        id,
    )
    .fetch_optional(conn)
    .await
}

/// Notes that one was taken back.
pub(crate) async fn take_back(conn: &mut PgConnection, id: Uuid, on: Date, document_number: &str) -> sqlx::Result<()> {
    sqlx::query!(
        "update credit.qualification_cancellation set reinstated_on = $2, reinstate_document_number = $3 where id = $1",
        id,
        on,
        document_number,
    )
    .execute(conn)
    .await?;
    Ok(())
}
