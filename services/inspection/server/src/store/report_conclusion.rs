//! Conclusions of annual reports: only ever added.

use inspection_domain::report::conclude::Ground;
use sqlx::PgConnection;
use sqlx::types::Json;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

/// A row of `inspection.report_conclusion`.
#[derive(Debug, Clone)]
pub(crate) struct ConclusionRow {
    pub(crate) number: i32,
    pub(crate) kind: String,
    pub(crate) value: String,
    pub(crate) grounds: Json<Vec<Ground>>,
    pub(crate) decision_number: String,
    pub(crate) reasons: String,
    pub(crate) department: String,
    pub(crate) decided_on: Date,
    pub(crate) rules: Vec<String>,
    pub(crate) announcement: String,
}

/// Adds one. That each number is there once is the database's to keep.
pub(crate) async fn insert(
    conn: &mut PgConnection,
    report: Uuid,
    row: &ConclusionRow,
    actor: &str,
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into inspection.report_conclusion (report, number, kind, value, grounds, decision_number, reasons,
             department, actor, decided_on, rules, announcement, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        report,
        row.number,
        row.kind,
        row.value,
        Json(&row.grounds.0) as _,
        row.decision_number,
        row.reasons,
        row.department,
        actor,
        row.decided_on,
        &row.rules,
        row.announcement,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Those of a report, the first first.
pub(crate) async fn of(conn: &mut PgConnection, report: Uuid) -> sqlx::Result<Vec<ConclusionRow>> {
    sqlx::query_as!(
        ConclusionRow,
        r#"select number, kind, value, grounds as "grounds: Json<Vec<Ground>>", decision_number, reasons, department,
             decided_on, rules, announcement
         from inspection.report_conclusion where report = $1 order by number"#,
        report,
    )
    .fetch_all(conn)
    .await
}
