//! Checks, and what their items came to.

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uow::Scope;
use uuid::Uuid;
use vocab::UnifiedCode;

/// A row of `inspection.field_check`.
#[derive(Debug, Clone)]
pub(crate) struct CheckRow {
    pub(crate) id: Uuid,
    pub(crate) kind: String,
    pub(crate) code: UnifiedCode,
    pub(crate) title: String,
    pub(crate) plan: Option<Uuid>,
    pub(crate) lead_department: String,
    pub(crate) division: String,
    pub(crate) departments: Vec<String>,
    pub(crate) items: Vec<String>,
    pub(crate) ground: String,
    pub(crate) auditor: Option<String>,
    pub(crate) planned_from: Date,
    pub(crate) planned_to: Date,
    pub(crate) latitude: Option<i32>,
    pub(crate) longitude: Option<i32>,
    pub(crate) state: String,
    pub(crate) visit_from: Option<Date>,
    pub(crate) visit_to: Option<Date>,
    pub(crate) outcome: Option<String>,
    pub(crate) summary: String,
    pub(crate) digest: Option<Vec<u8>>,
    pub(crate) confirmed_by: Vec<Uuid>,
    pub(crate) findings: i32,
    pub(crate) serious: i32,
    pub(crate) rules: Vec<String>,
    pub(crate) concluded_at: Option<OffsetDateTime>,
    pub(crate) published_on: Option<Date>,
    pub(crate) announcement: String,
    pub(crate) revision: i64,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) updated_at: OffsetDateTime,
}

/// What an item came to.
#[derive(Debug, Clone)]
pub(crate) struct ResultRow {
    pub(crate) check_id: Uuid,
    pub(crate) item: String,
    pub(crate) verdict: String,
}

/// Which checks a list shows.
#[derive(Debug, Clone)]
pub(crate) struct CheckFilter {
    pub(crate) scope: Scope,
    pub(crate) plan: Option<Uuid>,
    pub(crate) code: Option<UnifiedCode>,
    /// Empty: in any state.
    pub(crate) state: String,
    pub(crate) inspector: Option<Uuid>,
}

/// Adds a check; whether it is the first of what a plan drew.
pub(crate) async fn insert(conn: &mut PgConnection, row: &CheckRow, actor: &str) -> sqlx::Result<bool> {
    let inserted = sqlx::query!(
        "insert into inspection.field_check (id, kind, code, title, plan, lead_department, division, departments, items,
             ground, auditor, planned_from, planned_to, latitude, longitude, state, revision, actor, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $19)
         on conflict on constraint field_check_object_key do nothing",
        row.id,
        row.kind,
        row.code.as_str(),
        row.title,
        row.plan,
        row.lead_department,
        row.division,
        &row.departments,
        &row.items,
        row.ground,
        row.auditor,
        row.planned_from,
        row.planned_to,
        row.latitude,
        row.longitude,
        row.state,
        row.revision,
        actor,
        row.created_at,
    );
    Ok(inserted.execute(conn).await?.rows_affected() == 1)
}

/// Notes how far a check has come.
pub(crate) async fn advance(conn: &mut PgConnection, row: &CheckRow) -> sqlx::Result<()> {
    sqlx::query!(
        "update inspection.field_check set state = $2, visit_from = $3, visit_to = $4, outcome = $5, summary = $6,
             digest = $7, confirmed_by = $8, findings = $9, serious = $10, rules = $11, concluded_at = $12,
             published_on = $13, announcement = $14, revision = $15, updated_at = $16
         where id = $1",
        row.id,
        row.state,
        row.visit_from,
        row.visit_to,
        row.outcome,
        row.summary,
        row.digest,
        &row.confirmed_by,
        row.findings,
        row.serious,
        &row.rules,
        row.concluded_at,
        row.published_on,
        row.announcement,
        row.revision,
        row.updated_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// One that the caller may see.
pub(crate) async fn find(conn: &mut PgConnection, scope: &Scope, id: Uuid) -> sqlx::Result<Option<CheckRow>> {
    sqlx::query_as!(
        CheckRow,
        "select id, kind, code, title, plan, lead_department, division, departments, items, ground, auditor, planned_from,
             planned_to, latitude, longitude, state, visit_from, visit_to, outcome, summary, digest, confirmed_by, findings,
             serious, rules, concluded_at, published_on, announcement, revision, created_at, updated_at
         from inspection.field_check where id = $1 and starts_with(division, $2)",
        id,
        scope.prefix(),
    )
    .fetch_optional(conn)
    .await
}

/// Keeps others from changing a check, and from uploading to it.
pub(crate) async fn lock(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<()> {
    sqlx::query!("select id from inspection.field_check where id = $1 for update", id).fetch_optional(conn).await?;
    Ok(())
}

/// The first `limit` checks created before `before`, the latest first.
pub(crate) async fn page(
    conn: &mut PgConnection,
    filter: &CheckFilter,
    before: Option<Uuid>,
    limit: i64,
) -> sqlx::Result<Vec<CheckRow>> {
    sqlx::query_as!(
        CheckRow,
        "select id, kind, code, title, plan, lead_department, division, departments, items, ground, auditor, planned_from,
             planned_to, latitude, longitude, state, visit_from, visit_to, outcome, summary, digest, confirmed_by, findings,
             serious, rules, concluded_at, published_on, announcement, revision, created_at, updated_at
         from inspection.field_check as one
         where id < $1 and starts_with(division, $2) and ($3::uuid is null or plan = $3) and ($4::text is null or code = $4)
             and ($5 = '' or state = $5)
             and ($6::uuid is null or exists (
                 select from inspection.check_inspector as who
                 where who.check_id = one.id and who.inspector = $6 and who.replacement is null))
         order by id desc limit $7",
        before.unwrap_or(Uuid::max()),
        filter.scope.prefix(),
        filter.plan,
        filter.code.as_ref().map(UnifiedCode::as_str),
        filter.state,
        filter.inspector,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Whether a plan drew an organisation.
pub(crate) async fn is_drawn(conn: &mut PgConnection, plan: Uuid, code: UnifiedCode) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (select from inspection.drawn_object where plan = $1 and code = $2) as "drawn!""#,
        plan,
        code.as_str(),
    )
    .fetch_one(conn)
    .await
}

/// Writes what the items of a check came to.
pub(crate) async fn insert_results(
    conn: &mut PgConnection,
    check: Uuid,
    items: &[String],
    verdicts: &[String],
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into inspection.check_result (check_id, item, verdict)
         select $1, came.* from unnest($2::text[], $3::text[]) as came",
        check,
        items,
        verdicts,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// What the items of some checks came to, by check and item.
pub(crate) async fn results(conn: &mut PgConnection, checks: &[Uuid]) -> sqlx::Result<Vec<ResultRow>> {
    sqlx::query_as!(
        ResultRow,
        "select check_id, item, verdict from inspection.check_result where check_id = any($1) order by check_id, item",
        checks,
    )
    .fetch_all(conn)
    .await
}

/// What some items look at, by key, in the version in force on a day; of one that was in force no more, in its last.
pub(crate) async fn contents(
    conn: &mut PgConnection,
    items: &[String],
    day: Date,
) -> sqlx::Result<Vec<(String, String)>> {
    let rows = sqlx::query!(
        "select distinct on (key) key, content from inspection.item
         where key = any($1) and valid_from <= $2 order by key, valid_from desc",
        items,
        day,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.key, row.content)).collect())
}
