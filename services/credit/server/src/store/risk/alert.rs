//! Warnings.

use credit_domain::risk::{CloseReason, Level};
use sqlx::PgConnection;
use sqlx::types::Json;
use time::{Date, OffsetDateTime};
use uow::Scope;
use uuid::Uuid;
use vocab::UnifiedCode;

/// The indicators that a rule names, and what they were.
pub(crate) type Values = Vec<(String, i64)>;

/// A row of `credit.risk_alert`.
#[derive(Debug, Clone)]
pub(crate) struct AlertRow {
    pub(crate) id: Uuid,
    pub(crate) organization: UnifiedCode,
    pub(crate) division: String,
    pub(crate) rule: Uuid,
    pub(crate) rule_division: String,
    pub(crate) rule_key: String,
    pub(crate) rule_version: i32,
    pub(crate) level: String,
    pub(crate) department: String,
    pub(crate) measured: Json<Values>,
    pub(crate) raised_on: Date,
    pub(crate) holding: bool,
    pub(crate) status: String,
    pub(crate) close_reason: Option<String>,
    pub(crate) measures: String,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) closed_at: Option<OffsetDateTime>,
}

impl AlertRow {
    /// Whether something is still to be done about it.
    pub(crate) fn is_open(&self) -> bool {
        self.status == "open"
    }
}

/// Which ones a list shows.
#[derive(Debug)]
pub(crate) struct AlertFilter {
    pub(crate) scope: Scope,
    pub(crate) organization: Option<UnifiedCode>,
    pub(crate) department: Option<String>,
    pub(crate) level: Option<Level>,
    pub(crate) open: Option<bool>,
}

/// Adds one.
pub(crate) async fn insert(conn: &mut PgConnection, alert: &AlertRow) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into credit.risk_alert (id, organization, division, rule, rule_division, rule_key, rule_version, level,
           department, measured, raised_on, holding, status, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        alert.id,
        alert.organization.as_str(),
        alert.division,
        alert.rule,
        alert.rule_division,
        alert.rule_key,
        alert.rule_version,
        alert.level,
        alert.department,
        Json(&alert.measured.0) as _,
        alert.raised_on,
        alert.holding,
        alert.status,
        alert.created_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The one of an id.
pub(crate) async fn get(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<Option<AlertRow>> {
    sqlx::query_as!(
        AlertRow,
        r#"select id, organization as "organization: UnifiedCode", division, rule, rule_division, rule_key, rule_version, level,
             department, measured as "measured: Json<Values>", raised_on, holding, status, close_reason, measures, created_at,
             closed_at
         from credit.risk_alert where id = $1"#,
        id,
    )
    .fetch_optional(conn)
    .await
}

/// The same, held until the end of the transaction.
pub(crate) async fn lock(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<Option<AlertRow>> {
    sqlx::query!("select id from credit.risk_alert where id = $1 for update", id).fetch_optional(&mut *conn).await?;
    get(conn, id).await
}

/// Those of some organisations that are open or hold, held until the end of the transaction.
pub(crate) async fn standing(conn: &mut PgConnection, codes: &[String]) -> sqlx::Result<Vec<AlertRow>> {
    sqlx::query_as!(
        AlertRow,
        r#"select id, organization as "organization: UnifiedCode", division, rule, rule_division, rule_key, rule_version, level,
             department, measured as "measured: Json<Values>", raised_on, holding, status, close_reason, measures, created_at,
             closed_at
         from credit.risk_alert where organization = any($1) and (status = 'open' or holding) order by id for update"#,
        codes,
    )
    .fetch_all(conn)
    .await
}

/// Those that the filter lets through, the newest first, after a place.
pub(crate) async fn page(
    conn: &mut PgConnection,
    filter: &AlertFilter,
    before: Option<(OffsetDateTime, Uuid)>,
    limit: i64,
) -> sqlx::Result<Vec<AlertRow>> {
    let (before_at, before_id) = before.unzip();
    sqlx::query_as!(
        AlertRow,
        r#"select id, organization as "organization: UnifiedCode", division, rule, rule_division, rule_key, rule_version, level,
             department, measured as "measured: Json<Values>", raised_on, holding, status, close_reason, measures, created_at,
             closed_at
         from credit.risk_alert
         where starts_with(division, $1) and ($2::text is null or organization = $2) and ($3::text is null or department = $3)
           and ($4::text is null or level = $4) and ($5::boolean is null or (status = 'open') = $5)
           and ($6::timestamptz is null or (created_at, id) < ($6, $7::uuid))
         order by created_at desc, id desc limit $8"#,
        filter.scope.prefix(),
        filter.organization.as_ref().map(UnifiedCode::as_str),
        filter.department,
        filter.level.map(Level::as_str),
        filter.open,
        before_at,
        before_id,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Notes whether the rule holds.
pub(crate) async fn set_holding(conn: &mut PgConnection, id: Uuid, holding: bool) -> sqlx::Result<()> {
    sqlx::query!("update credit.risk_alert set holding = $2 where id = $1", id, holding).execute(conn).await?;
    Ok(())
}

/// Closes one. One whose cause was withdrawn does not hold any more.
pub(crate) async fn close(
    conn: &mut PgConnection,
    id: Uuid,
    reason: CloseReason,
    measures: &str,
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update credit.risk_alert set status = 'closed', close_reason = $2, measures = $3, closed_at = $4,
           holding = holding and $5
         where id = $1",
        id,
        reason.as_str(),
        measures,
        at,
        reason != CloseReason::CauseWithdrawn,
    )
    .execute(conn)
    .await?;
    Ok(())
}
