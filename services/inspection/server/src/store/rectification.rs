//! What checks order to be put right.

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uow::Scope;
use uuid::Uuid;
use vocab::UnifiedCode;

/// A row of `inspection.rectification`.
#[derive(Debug, Clone)]
pub(crate) struct RectificationRow {
    pub(crate) id: Uuid,
    pub(crate) check_id: Uuid,
    pub(crate) code: UnifiedCode,
    pub(crate) issuing_department: String,
    pub(crate) reporting_department: String,
    pub(crate) division: String,
    pub(crate) demands: String,
    pub(crate) due_on: Date,
    pub(crate) rule: String,
    pub(crate) state: String,
    pub(crate) report: String,
    pub(crate) documents: Vec<Uuid>,
    pub(crate) reported_on: Option<Date>,
    pub(crate) recheck_reasons: String,
    pub(crate) rechecked_on: Option<Date>,
    pub(crate) missed_on: Option<Date>,
    pub(crate) revision: i64,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) updated_at: OffsetDateTime,
}

/// Which ones a list shows.
#[derive(Debug, Clone)]
pub(crate) struct RectificationFilter {
    pub(crate) scope: Scope,
    pub(crate) check: Option<Uuid>,
    pub(crate) code: Option<UnifiedCode>,
    /// Empty: in any state.
    pub(crate) state: String,
    /// Only those that were missed.
    pub(crate) missed: bool,
}

/// Adds one; the key allows one open of a check.
pub(crate) async fn insert(conn: &mut PgConnection, row: &RectificationRow, actor: &str) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into inspection.rectification (id, check_id, code, issuing_department, reporting_department, division,
             demands, due_on, rule, state, revision, actor, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13)",
        row.id,
        row.check_id,
        row.code.as_str(),
        row.issuing_department,
        row.reporting_department,
        row.division,
        row.demands,
        row.due_on,
        row.rule,
        row.state,
        row.revision,
        actor,
        row.created_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Notes how far one has come.
pub(crate) async fn advance(conn: &mut PgConnection, row: &RectificationRow) -> sqlx::Result<()> {
    sqlx::query!(
        "update inspection.rectification set state = $2, report = $3, documents = $4, reported_on = $5,
             recheck_reasons = $6, rechecked_on = $7, missed_on = $8, revision = $9, updated_at = $10
         where id = $1",
        row.id,
        row.state,
        row.report,
        &row.documents,
        row.reported_on,
        row.recheck_reasons,
        row.rechecked_on,
        row.missed_on,
        row.revision,
        row.updated_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// One that the caller may see.
pub(crate) async fn find(conn: &mut PgConnection, scope: &Scope, id: Uuid) -> sqlx::Result<Option<RectificationRow>> {
    sqlx::query_as!(
        RectificationRow,
        "select id, check_id, code, issuing_department, reporting_department, division, demands, due_on, rule, state,
             report, documents, reported_on, recheck_reasons, rechecked_on, missed_on, revision, created_at, updated_at
         from inspection.rectification where id = $1 and starts_with(division, $2)",
        id,
        scope.prefix(),
    )
    .fetch_optional(conn)
    .await
}

/// Keeps others, and the sweeper, from changing one.
pub(crate) async fn lock(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<()> {
    sqlx::query!("select id from inspection.rectification where id = $1 for update", id).fetch_optional(conn).await?;
    Ok(())
}

/// The first `limit` created before `before`, the latest first.
pub(crate) async fn page(
    conn: &mut PgConnection,
    filter: &RectificationFilter,
    before: Option<Uuid>,
    limit: i64,
) -> sqlx::Result<Vec<RectificationRow>> {
    sqlx::query_as!(
        RectificationRow,
        "select id, check_id, code, issuing_department, reporting_department, division, demands, due_on, rule, state,
             report, documents, reported_on, recheck_reasons, rechecked_on, missed_on, revision, created_at, updated_at
         from inspection.rectification
         where id < $1 and starts_with(division, $2) and ($3::uuid is null or check_id = $3)
             and ($4::text is null or code = $4) and ($5 = '' or state = $5) and (not $6 or missed_on is not null)
         order by id desc limit $7",
        before.unwrap_or(Uuid::max()),
        filter.scope.prefix(),
        filter.check,
        filter.code.as_ref().map(UnifiedCode::as_str),
        filter.state,
        filter.missed,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Whether a last day has passed that nobody has noticed.
pub(crate) async fn any_missed(conn: &mut PgConnection, today: Date) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (
             select from inspection.rectification where state = 'ordered' and missed_on is null and due_on < $1
         ) as "any!""#,
        today,
    )
    .fetch_one(conn)
    .await
}

/// Marks at most `limit` whose last day has passed, of those that nobody holds.
pub(crate) async fn mark_missed(
    conn: &mut PgConnection,
    today: Date,
    at: OffsetDateTime,
    limit: i64,
) -> sqlx::Result<Vec<RectificationRow>> {
    sqlx::query_as!(
        RectificationRow,
        "update inspection.rectification set missed_on = $1, revision = revision + 1, updated_at = $2
         where id in (
             select id from inspection.rectification
             where state = 'ordered' and missed_on is null and due_on < $1
             order by due_on limit $3 for update skip locked)
         returning id, check_id, code, issuing_department, reporting_department, division, demands, due_on, rule, state,
             report, documents, reported_on, recheck_reasons, rechecked_on, missed_on, revision, created_at, updated_at",
        today,
        at,
        limit,
    )
    .fetch_all(conn)
    .await
}
