//! Looks at grades, and the grounds of what they came to.

use sqlx::{PgConnection, Postgres, QueryBuilder};
use time::OffsetDateTime;
use uow::Scope;
use uuid::Uuid;
use vocab::UnifiedCode;

/// A row of `inspection.rating_check`.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(crate) struct CheckRow {
    pub(crate) id: Uuid,
    pub(crate) rating: Uuid,
    pub(crate) code: UnifiedCode,
    pub(crate) division: String,
    pub(crate) kind: String,
    pub(crate) state: String,
    /// That of the case, read in the same statement: no etag vouches for what was not shown.
    pub(crate) revision: i64,
    pub(crate) cause: String,
    pub(crate) grade: Option<String>,
    pub(crate) reasons: String,
    pub(crate) next_rating: Option<Uuid>,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) updated_at: OffsetDateTime,
}

/// A row of `inspection.rating_check_ground`.
#[derive(Debug, Clone)]
pub(crate) struct GroundRow {
    pub(crate) check: Uuid,
    pub(crate) ground: String,
    pub(crate) rule: String,
    pub(crate) rule_version: i32,
    pub(crate) resources: Vec<String>,
}

/// Which ones a list shows; an empty text narrows nothing.
#[derive(Debug)]
pub(crate) struct CheckFilter {
    pub(crate) scope: Scope,
    pub(crate) organization: String,
    pub(crate) state: &'static str,
}

/// Adds a check.
pub(crate) async fn insert(conn: &mut PgConnection, row: &CheckRow) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into inspection.rating_check (id, rating, code, division, kind, state, cause, grade, reasons, next_rating,
             created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        row.id,
        row.rating,
        row.code.as_str(),
        row.division,
        row.kind,
        row.state,
        row.cause,
        row.grade,
        row.reasons,
        row.next_rating,
        row.created_at,
        row.updated_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Rewrites what a conclusion changes.
pub(crate) async fn update(conn: &mut PgConnection, row: &CheckRow) -> sqlx::Result<()> {
    sqlx::query!(
        "update inspection.rating_check set state = $2, grade = $3, reasons = $4, next_rating = $5, updated_at = $6
         where id = $1",
        row.id,
        row.state,
        row.grade,
        row.reasons,
        row.next_rating,
        row.updated_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Adds a ground of a conclusion.
pub(crate) async fn insert_ground(conn: &mut PgConnection, row: &GroundRow) -> sqlx::Result<()> {
    sqlx::query!(
        r#"insert into inspection.rating_check_ground ("check", ground, rule, rule_version, resources)
         values ($1, $2, $3, $4, $5)"#,
        row.check,
        row.ground,
        row.rule,
        row.rule_version,
        &row.resources,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The grounds of some checks.
pub(crate) async fn grounds(conn: &mut PgConnection, checks: &[Uuid]) -> sqlx::Result<Vec<GroundRow>> {
    sqlx::query_as!(
        GroundRow,
        r#"select "check", ground, rule, rule_version, resources from inspection.rating_check_ground
         where "check" = any($1) order by "check", rule"#,
        checks,
    )
    .fetch_all(conn)
    .await
}

/// One that the caller may see.
pub(crate) async fn find(conn: &mut PgConnection, scope: &Scope, id: Uuid) -> sqlx::Result<Option<CheckRow>> {
    sqlx::query_as!(
        CheckRow,
        r#"select id, rating, code, division, kind, state,
             (select held.revision from casework.case as held where held.id = rating_check.id) as "revision!",
             cause, grade, reasons, next_rating, created_at, updated_at
         from inspection.rating_check where id = $1 and starts_with(division, $2)"#,
        id,
        scope.prefix(),
    )
    .fetch_optional(conn)
    .await
}

/// The latest first, those before `before`.
pub(crate) async fn page(
    conn: &mut PgConnection,
    filter: &CheckFilter,
    before: Option<Uuid>,
    limit: i64,
) -> sqlx::Result<Vec<CheckRow>> {
    let mut query = QueryBuilder::<Postgres>::new(
        "select id, rating, code, division, kind, state,
             (select held.revision from casework.case as held where held.id = rating_check.id) as revision,
             cause, grade, reasons, next_rating, created_at, updated_at
         from inspection.rating_check where starts_with(division, ",
    );
    query.push_bind(filter.scope.prefix().to_owned()).push(")");
    for (column, value) in [("code", filter.organization.as_str()), ("state", filter.state)] {
        if !value.is_empty() {
            query.push(format_args!(" and {column} = ")).push_bind(value.to_owned());
        }
    }
    if let Some(before) = before {
        query.push(" and id < ").push_bind(before);
    }
    query.push(" order by id desc limit ").push_bind(limit);
    query.build_query_as().fetch_all(conn).await
}
