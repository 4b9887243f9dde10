//! Applications with their self scores and conditions.

use sqlx::{PgConnection, Postgres, QueryBuilder};
use time::OffsetDateTime;
use uow::Scope;
use uuid::Uuid;
use vocab::UnifiedCode;

/// A row of `inspection.rating_application`.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(crate) struct ApplicationRow {
    pub(crate) id: Uuid,
    pub(crate) round: Uuid,
    pub(crate) code: UnifiedCode,
    pub(crate) title: String,
    /// The department that filed it.
    pub(crate) department: String,
    /// The department that rates.
    pub(crate) authority: String,
    /// That of the authority.
    pub(crate) division: String,
    /// Class of the organisation.
    pub(crate) kind: String,
    pub(crate) edition: String,
    pub(crate) state: String,
    /// That of the case, read in the same statement: no etag vouches for what was not shown.
    pub(crate) revision: i64,
    pub(crate) self_tenths: i64,
    pub(crate) simplified_visit: bool,
    /// `publicities/{publicity}`; empty until it is before the public.
    pub(crate) publicity: String,
    pub(crate) rating: Option<Uuid>,
    pub(crate) reasons: String,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) updated_at: OffsetDateTime,
}

/// A score as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ScoreRow {
    pub(crate) indicator: String,
    pub(crate) tenths: i64,
    pub(crate) reason: String,
}

/// A row of `inspection.rating_condition`.
#[derive(Debug, Clone)]
pub(crate) struct ConditionRow {
    pub(crate) number: i32,
    pub(crate) rule: String,
    pub(crate) rule_version: i32,
    pub(crate) result: String,
    pub(crate) facts: Vec<String>,
    pub(crate) answer: Option<String>,
    pub(crate) basis: String,
}

/// Which ones a list shows; an empty text narrows nothing.
#[derive(Debug)]
pub(crate) struct ApplicationFilter {
    pub(crate) scope: Scope,
    pub(crate) round: Option<Uuid>,
    pub(crate) organization: String,
    pub(crate) state: &'static str,
}

/// Adds an application, without its parts.
pub(crate) async fn insert(conn: &mut PgConnection, row: &ApplicationRow) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into inspection.rating_application (id, round, code, title, department, authority, division, kind, edition,
             state, ended, self_tenths, simplified_visit, publicity, reasons, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, false, $11, $12, $13, $14, $15, $15)",
        row.id,
        row.round,
        row.code.as_str(),
        row.title,
        row.department,
        row.authority,
        row.division,
        row.kind,
        row.edition,
        row.state,
        row.self_tenths,
        row.simplified_visit,
        row.publicity,
        row.reasons,
        row.created_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Rewrites what can change.
pub(crate) async fn update(conn: &mut PgConnection, row: &ApplicationRow, ended: bool) -> sqlx::Result<()> {
    sqlx::query!(
        "update inspection.rating_application set state = $2, ended = $3, publicity = $4, rating = $5, reasons = $6,
             updated_at = $7
         where id = $1",
        row.id,
        row.state,
        ended,
        row.publicity,
        row.rating,
        row.reasons,
        row.updated_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// One that the caller may see.
pub(crate) async fn find(conn: &mut PgConnection, scope: &Scope, id: Uuid) -> sqlx::Result<Option<ApplicationRow>> {
    sqlx::query_as!(
        ApplicationRow,
        r#"select id, round, code, title, department, authority, division, kind, edition, state,
             (select held.revision from casework.case as held where held.id = rating_application.id) as "revision!",
             self_tenths, simplified_visit, publicity, rating, reasons, created_at, updated_at
         from inspection.rating_application where id = $1 and starts_with(division, $2)"#,
        id,
        scope.prefix(),
    )
    .fetch_optional(conn)
    .await
}

/// The latest first, those before `before`.
pub(crate) async fn page(
    conn: &mut PgConnection,
    filter: &ApplicationFilter,
    before: Option<Uuid>,
    limit: i64,
) -> sqlx::Result<Vec<ApplicationRow>> {
    let mut query = QueryBuilder::<Postgres>::new(
        "select id, round, code, title, department, authority, division, kind, edition, state,
             (select held.revision from casework.case as held where held.id = rating_application.id) as revision,
             self_tenths, simplified_visit, publicity, rating, reasons, created_at, updated_at
         from inspection.rating_application where starts_with(division, ",
    );
    query.push_bind(filter.scope.prefix().to_owned()).push(")");
    for (column, value) in [("code", filter.organization.as_str()), ("state", filter.state)] {
        if !value.is_empty() {
            query.push(format_args!(" and {column} = ")).push_bind(value.to_owned());
        }
    }
    for (column, id) in [("round = ", filter.round), ("id < ", before)] {
        if let Some(id) = id {
            query.push(" and ").push(column).push_bind(id);
        }
    }
    query.push(" order by id desc limit ").push_bind(limit);
    query.build_query_as().fetch_all(conn).await
}

/// Adds the self scores of an application.
pub(crate) async fn insert_scores(conn: &mut PgConnection, application: Uuid, rows: &[ScoreRow]) -> sqlx::Result<()> {
    let indicators: Vec<String> = rows.iter().map(|row| row.indicator.clone()).collect();
    let tenths: Vec<i64> = rows.iter().map(|row| row.tenths).collect();
    let reasons: Vec<String> = rows.iter().map(|row| row.reason.clone()).collect();
    sqlx::query!(
        "insert into inspection.rating_self_score (application, indicator, tenths, reason)
         select $1, given.* from unnest($2::text[], $3::bigint[], $4::text[]) as given",
        application,
        &indicators,
        &tenths,
        &reasons,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The self scores of an application.
pub(crate) async fn scores(conn: &mut PgConnection, application: Uuid) -> sqlx::Result<Vec<ScoreRow>> {
    sqlx::query_as!(
        ScoreRow,
        "select indicator, tenths, reason from inspection.rating_self_score where application = $1",
        application,
    )
    .fetch_all(conn)
    .await
}

/// Adds the conditions of an application.
pub(crate) async fn insert_conditions(
    conn: &mut PgConnection,
    application: Uuid,
    rows: &[ConditionRow],
) -> sqlx::Result<()> {
    for row in rows {
        sqlx::query!(
            "insert into inspection.rating_condition (application, number, rule, rule_version, result, facts, basis)
             values ($1, $2, $3, $4, $5, $6, '')",
            application,
            row.number,
            row.rule,
            row.rule_version,
            row.result,
            &row.facts,
        )
        .execute(&mut *conn)
        .await?;
    }
    Ok(())
}

/// Notes what a person answered; whether there is such a condition that the record does not answer.
pub(crate) async fn answer(
    conn: &mut PgConnection,
    application: Uuid,
    rule: &str,
    answer: &str,
    basis: &str,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update inspection.rating_condition set answer = $3, basis = $4
         where application = $1 and rule = $2 and result = 'not_known'",
        application,
        rule,
        answer,
        basis,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// The conditions of an application, in the order of the rules.
pub(crate) async fn conditions(conn: &mut PgConnection, application: Uuid) -> sqlx::Result<Vec<ConditionRow>> {
    sqlx::query_as!(
        ConditionRow,
        "select number, rule, rule_version, result, facts, answer, basis from inspection.rating_condition
         where application = $1 order by number",
        application,
    )
    .fetch_all(conn)
    .await
}
