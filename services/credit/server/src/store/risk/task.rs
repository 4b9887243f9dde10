//! What is to be done about warnings.

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

/// A row of `credit.risk_alert_task`.
#[derive(Debug, Clone)]
pub(crate) struct TaskRow {
    pub(crate) alert: Uuid,
    pub(crate) number: i32,
    pub(crate) action: String,
    pub(crate) department: String,
    pub(crate) due_on: Date,
    pub(crate) done_on: Option<Date>,
    pub(crate) result: String,
}

/// Adds one; the warning is held by the caller.
pub(crate) async fn insert(conn: &mut PgConnection, task: &TaskRow, at: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into credit.risk_alert_task (alert, number, action, department, due_on, created_at)
         values ($1, $2, $3, $4, $5, $6)",
        task.alert,
        task.number,
        task.action,
        task.department,
        task.due_on,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Says that one was done.
pub(crate) async fn complete(
    conn: &mut PgConnection,
    alert: Uuid,
    number: i32,
    on: Date,
    result: &str,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update credit.risk_alert_task set done_on = $3, result = $4 where alert = $1 and number = $2",
        alert,
        number,
        on,
        result,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Those of some warnings, in the order in which they were planned.
pub(crate) async fn of(conn: &mut PgConnection, alerts: &[Uuid]) -> sqlx::Result<Vec<TaskRow>> {
    sqlx::query_as!(
        TaskRow,
        "select alert, number, action, department, due_on, done_on, result
         from credit.risk_alert_task where alert = any($1) order by alert, number",
        alerts,
    )
    .fetch_all(conn)
    .await
}
