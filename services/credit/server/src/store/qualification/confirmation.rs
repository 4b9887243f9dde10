//! What departments said of their parts of an application.

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

/// A row of `credit.qualification_confirmation`.
#[derive(Debug, Clone)]
pub(crate) struct ConfirmationRow {
    pub(crate) id: Uuid,
    pub(crate) application: Uuid,
    pub(crate) department: String,
    pub(crate) confirmed: bool,
    pub(crate) reasons: String,
    pub(crate) proved: Vec<String>,
    pub(crate) decided_on: Date,
}

/// Adds one.
pub(crate) async fn insert(conn: &mut PgConnection, row: &ConfirmationRow, now: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into credit.qualification_confirmation (id, application, department, confirmed, reasons, proved, decided_on,
           created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        row.id,
        row.application,
        row.department,
        row.confirmed,
        row.reasons,
        &row.proved,
        row.decided_on,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Those of some applications that later papers did not close.
pub(crate) async fn of(conn: &mut PgConnection, applications: &[Uuid]) -> sqlx::Result<Vec<ConfirmationRow>> {
    sqlx::query_as!(
        ConfirmationRow,
        "select id, application, department, confirmed, reasons, proved, decided_on
         from credit.qualification_confirmation where application = any($1) and not closed order by application, department",
        applications,
    )
    .fetch_all(conn)
    .await
}

/// Closes those of an application: papers come, on which everybody speaks anew.
pub(crate) async fn close(conn: &mut PgConnection, application: Uuid) -> sqlx::Result<()> {
    sqlx::query!(
        "update credit.qualification_confirmation set closed = true where application = $1 and not closed",
        application,
    )
    .execute(conn)
    .await?;
    Ok(())
}
