//! Plans and the departments that take part.

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uow::Scope;
use uuid::Uuid;

/// A row of `inspection.plan`.
#[derive(Debug, Clone)]
pub(crate) struct PlanRow {
    pub(crate) id: Uuid,
    pub(crate) title: String,
    pub(crate) year: i32,
    pub(crate) initiating_department: String,
    pub(crate) division: String,
    pub(crate) items: Vec<String>,
    pub(crate) kinds: Vec<String>,
    pub(crate) statuses: Vec<String>,
    pub(crate) population_division: String,
    pub(crate) include_below: bool,
    pub(crate) established_before: Option<Date>,
    pub(crate) draw_percent: i32,
    pub(crate) starts_on: Date,
    pub(crate) ends_on: Date,
    pub(crate) beacon_source: Option<String>,
    pub(crate) beacon_known_at: Option<OffsetDateTime>,
    pub(crate) state: String,
    pub(crate) cancel_reason: String,
    pub(crate) cancelled_at: Option<OffsetDateTime>,
    pub(crate) revision: i64,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) updated_at: OffsetDateTime,
}

/// A row of `inspection.plan_department`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DepartmentRow {
    pub(crate) department: String,
    pub(crate) work: String,
    pub(crate) inspector_count: i32,
}

/// Which plans a list shows.
#[derive(Debug, Clone)]
pub(crate) struct Filter {
    pub(crate) scope: Scope,
    /// 0: of any year.
    pub(crate) year: i32,
    /// Empty: in any state.
    pub(crate) state: String,
}

/// Adds a plan, without its departments.
pub(crate) async fn insert(conn: &mut PgConnection, row: &PlanRow, actor: &str) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into inspection.plan (id, title, year, initiating_department, division, items, kinds, statuses,
             population_division, include_below, established_before, draw_percent, starts_on, ends_on, beacon_source,
             beacon_known_at, state, cancel_reason, revision, actor, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, '', $18, $19, $20, $20)",
        row.id,
        row.title,
        row.year,
        row.initiating_department,
        row.division,
        &row.items,
        &row.kinds,
        &row.statuses,
        row.population_division,
        row.include_below,
        row.established_before,
        row.draw_percent,
        row.starts_on,
        row.ends_on,
        row.beacon_source,
        row.beacon_known_at,
        row.state,
        row.revision,
        actor,
        row.created_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Rewrites what a draft states.
pub(crate) async fn restate(conn: &mut PgConnection, row: &PlanRow) -> sqlx::Result<()> {
    sqlx::query!(
        "update inspection.plan set title = $2, year = $3, items = $4, kinds = $5, statuses = $6,
             population_division = $7, include_below = $8, established_before = $9, draw_percent = $10, starts_on = $11,
             ends_on = $12, beacon_source = $13, beacon_known_at = $14, revision = $15, updated_at = $16
         where id = $1",
        row.id,
        row.title,
        row.year,
        &row.items,
        &row.kinds,
        &row.statuses,
        row.population_division,
        row.include_below,
        row.established_before,
        row.draw_percent,
        row.starts_on,
        row.ends_on,
        row.beacon_source,
        row.beacon_known_at,
        row.revision,
        row.updated_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Notes how far a plan has come.
pub(crate) async fn advance(conn: &mut PgConnection, row: &PlanRow) -> sqlx::Result<()> {
    sqlx::query!(
        "update inspection.plan set state = $2, cancel_reason = $3, cancelled_at = $4, revision = $5, updated_at = $6
         where id = $1",
        row.id,
        row.state,
        row.cancel_reason,
        row.cancelled_at,
        row.revision,
        row.updated_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Replaces the departments of a draft.
pub(crate) async fn set_departments(conn: &mut PgConnection, plan: Uuid, rows: &[DepartmentRow]) -> sqlx::Result<()> {
    sqlx::query!("delete from inspection.plan_department where plan = $1", plan).execute(&mut *conn).await?;
    let keys: Vec<String> = rows.iter().map(|row| row.department.clone()).collect();
    let works: Vec<String> = rows.iter().map(|row| row.work.clone()).collect();
    let counts: Vec<i32> = rows.iter().map(|row| row.inspector_count).collect();
    sqlx::query!(
        "insert into inspection.plan_department (plan, department, work, inspector_count)
         select $1, stated.* from unnest($2::text[], $3::text[], $4::integer[]) as stated",
        plan,
        &keys,
        &works,
        &counts,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The departments of some plans, by plan and key.
pub(crate) async fn departments(conn: &mut PgConnection, plans: &[Uuid]) -> sqlx::Result<Vec<(Uuid, DepartmentRow)>> {
    let rows = sqlx::query!(
        "select plan, department, work, inspector_count from inspection.plan_department
         where plan = any($1) order by plan, department",
        plans,
    )
    .fetch_all(conn)
    .await?;
    let of_plan = rows.into_iter().map(|row| {
        let (department, work, inspector_count) = (row.department, row.work, row.inspector_count);
        (row.plan, DepartmentRow { department, work, inspector_count })
    });
    Ok(of_plan.collect())
}

/// One that the caller may see.
pub(crate) async fn find(conn: &mut PgConnection, scope: &Scope, id: Uuid) -> sqlx::Result<Option<PlanRow>> {
    sqlx::query_as!(
        PlanRow,
        "select id, title, year, initiating_department, division, items, kinds, statuses, population_division,
             include_below, established_before, draw_percent, starts_on, ends_on, beacon_source, beacon_known_at, state,
             cancel_reason, cancelled_at, revision, created_at, updated_at
         from inspection.plan where id = $1 and starts_with(division, $2)",
        id,
        scope.prefix(),
    )
    .fetch_optional(conn)
    .await
}

/// Keeps others from changing a plan.
pub(crate) async fn lock(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<()> {
    sqlx::query!("select id from inspection.plan where id = $1 for update", id).fetch_optional(conn).await?;
    Ok(())
}

/// The first `limit` plans created before `before`, the latest first.
pub(crate) async fn page(
    conn: &mut PgConnection,
    filter: &Filter,
    before: Option<Uuid>,
    limit: i64,
) -> sqlx::Result<Vec<PlanRow>> {
    sqlx::query_as!(
        PlanRow,
        "select id, title, year, initiating_department, division, items, kinds, statuses, population_division,
             include_below, established_before, draw_percent, starts_on, ends_on, beacon_source, beacon_known_at, state,
             cancel_reason, cancelled_at, revision, created_at, updated_at
         from inspection.plan
         where id < $1 and starts_with(division, $2) and ($3 = 0 or year = $3) and ($4 = '' or state = $4)
         order by id desc limit $5",
        before.unwrap_or(Uuid::max()),
        filter.scope.prefix(),
        filter.year,
        filter.state,
        limit,
    )
    .fetch_all(conn)
    .await
}
