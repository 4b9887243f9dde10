//! Cases and their steps.

use procedure::Case;
use sqlx::types::Json;
use sqlx::{PgConnection, Postgres, QueryBuilder};
use statute::RuleRef;
use time::OffsetDateTime;
use uow::Scope;
use uuid::Uuid;

use super::place;

/// A row of `casework.case`.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(crate) struct CaseRow {
    pub(crate) id: Uuid,
    pub(crate) procedure: String,
    pub(crate) title: String,
    pub(crate) resource: String,
    pub(crate) organization: String,
    pub(crate) division: String,
    pub(crate) state: String,
    pub(crate) ended: bool,
    pub(crate) machine: Json<Case>,
    pub(crate) revision: i64,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) updated_at: OffsetDateTime,
}

impl CaseRow {
    /// As it is worked with: every office has its division.
    fn seated(self) -> Self {
        Self { machine: Json(self.machine.0.seated(&self.division)), ..self }
    }
}

/// A row of `casework.step`.
#[derive(Debug, Clone)]
pub(crate) struct StepRow {
    pub(crate) case_id: Uuid,
    pub(crate) number: i64,
    pub(crate) action: String,
    pub(crate) title: String,
    pub(crate) from_state: String,
    pub(crate) to_state: String,
    pub(crate) review: String,
    pub(crate) verdict: String,
    pub(crate) department: String,
    pub(crate) actor: String,
    pub(crate) officer: Option<String>,
    pub(crate) reasons: String,
    pub(crate) ground: String,
    pub(crate) rules: Json<Vec<RuleRef>>,
    pub(crate) created_at: OffsetDateTime,
}

/// What a list of cases is narrowed to; an empty text narrows nothing.
#[derive(Debug, Clone)]
pub(crate) struct CaseFilter {
    /// `None` if no place is both in the caller's scope and in the request's division.
    pub(crate) within: Option<Scope>,
    pub(crate) procedure: String,
    pub(crate) organization: String,
    pub(crate) resource: String,
    pub(crate) state: String,
    pub(crate) show_ended: bool,
}

pub(crate) async fn insert(conn: &mut PgConnection, row: &CaseRow) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into casework.case (id, procedure, title, resource, organization, division, state, ended, machine,
             revision, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)",
        row.id,
        row.procedure,
        row.title,
        row.resource,
        row.organization,
        row.division,
        row.state,
        row.ended,
        &row.machine as _,
        row.revision,
        row.created_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(crate) async fn update(conn: &mut PgConnection, row: &CaseRow) -> sqlx::Result<()> {
    sqlx::query!(
        "update casework.case set state = $2, ended = $3, machine = $4, revision = $5, updated_at = $6 where id = $1",
        row.id,
        row.state,
        row.ended,
        &row.machine as _,
        row.revision,
        row.updated_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(crate) async fn set_organization(conn: &mut PgConnection, id: Uuid, organization: &str) -> sqlx::Result<()> {
    sqlx::query!("update casework.case set organization = $2 where id = $1", id, organization).execute(conn).await?;
    Ok(())
}

/// Gives a case to the authority of another division.
pub(crate) async fn relocate(conn: &mut PgConnection, id: Uuid, division: &str) -> sqlx::Result<()> {
    sqlx::query!("update casework.case set division = $2 where id = $1", id, division).execute(conn).await?;
    Ok(())
}

pub(crate) async fn insert_step(conn: &mut PgConnection, row: &StepRow) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into casework.step (case_id, number, action, title, from_state, to_state, review, verdict, department,
             actor, officer, reasons, ground, rules, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        row.case_id,
        row.number,
        row.action,
        row.title,
        row.from_state,
        row.to_state,
        row.review,
        row.verdict,
        row.department,
        row.actor,
        row.officer,
        row.reasons,
        row.ground,
        &row.rules as _,
        row.created_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// One that the caller may see, kept from others until the unit of work ends.
pub(crate) async fn lock(conn: &mut PgConnection, scope: &Scope, id: Uuid) -> sqlx::Result<Option<CaseRow>> {
    let row = sqlx::query_as!(
        CaseRow,
        r#"select id, procedure, title, resource, organization, division, state, ended, machine as "machine: _", revision,
             created_at, updated_at
         from casework.case where id = $1 and starts_with(division, $2) for update"#,
        id,
        scope.prefix(),
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(CaseRow::seated))
}

/// Keeps others from acting on one that the caller may see; its revision.
pub(crate) async fn hold(conn: &mut PgConnection, scope: &Scope, id: Uuid) -> sqlx::Result<Option<i64>> {
    let held = sqlx::query!(
        "select revision from casework.case where id = $1 and starts_with(division, $2) for update",
        id,
        scope.prefix(),
    )
    .fetch_optional(conn)
    .await?;
    Ok(held.map(|row| row.revision))
}

/// Keeps a case as it is until the unit of work ends, beside others who do the same.
pub(crate) async fn share(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<()> {
    sqlx::query!("select id from casework.case where id = $1 for share", id).fetch_optional(conn).await?;
    Ok(())
}

/// One that the caller may see.
pub(crate) async fn find(conn: &mut PgConnection, scope: &Scope, id: Uuid) -> sqlx::Result<Option<CaseRow>> {
    let row = sqlx::query_as!(
        CaseRow,
        r#"select id, procedure, title, resource, organization, division, state, ended, machine as "machine: _", revision,
             created_at, updated_at
         from casework.case where id = $1 and starts_with(division, $2)"#,
        id,
        scope.prefix(),
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(CaseRow::seated))
}

/// The steps of a case, in order.
pub(crate) async fn steps(conn: &mut PgConnection, case_id: Uuid) -> sqlx::Result<Vec<StepRow>> {
    sqlx::query_as!(
        StepRow,
        "select case_id, number, action, title, from_state, to_state, review, verdict, department, actor, officer,
             reasons, ground, rules, created_at
         from casework.step where case_id = $1 order by number",
        case_id,
    )
    .fetch_all(conn)
    .await
}

/// Newest first, those before `before`.
pub(crate) async fn list(
    conn: &mut PgConnection,
    filter: &CaseFilter,
    before: Option<Uuid>,
    limit: i64,
) -> sqlx::Result<Vec<CaseRow>> {
    let Some(within) = &filter.within else { return Ok(Vec::new()) };
    let mut query = QueryBuilder::<Postgres>::new(
        "select id, procedure, title, resource, organization, division, state, ended, machine, revision, created_at,
             updated_at
         from casework.case where ",
    );
    place::within(&mut query, "division", within);
    for (column, value) in [
        ("procedure", &filter.procedure),
        ("organization", &filter.organization),
        ("resource", &filter.resource),
        ("state", &filter.state),
    ] {
        if !value.is_empty() {
            query.push(format_args!(" and {column} = ")).push_bind(value.clone());
        }
    }
    if !filter.show_ended {
        query.push(" and not ended");
    }
    if let Some(before) = before {
        query.push(" and id < ").push_bind(before);
    }
    query.push(" order by id desc limit ").push_bind(limit);
    let rows: Vec<CaseRow> = query.build_query_as().fetch_all(conn).await?;
    Ok(rows.into_iter().map(CaseRow::seated).collect())
}
