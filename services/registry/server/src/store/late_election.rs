//! Elections that are later than the term of leaders ends.

use sqlx::{PgConnection, Postgres, QueryBuilder};
use time::{Date, OffsetDateTime};
use uow::Scope;
use uuid::Uuid;
use vocab::UnifiedCode;

/// A row of `registry.late_election`.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(crate) struct LateElectionRow {
    pub(crate) id: Uuid,
    pub(crate) state: String,
    /// That of the case, read in the same statement: no etag vouches for what was not shown.
    pub(crate) revision: i64,
    pub(crate) organization: UnifiedCode,
    pub(crate) division: String,
    pub(crate) term_number: i32,
    pub(crate) ends_on: Date,
    pub(crate) days: i32,
    pub(crate) reasons: String,
    pub(crate) supervising_department: String,
    pub(crate) applicant_department: String,
    pub(crate) approved_days: i32,
    pub(crate) late_until: Option<Date>,
    pub(crate) number: String,
    pub(crate) decision_reasons: String,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) updated_at: OffsetDateTime,
}

/// What a list is narrowed to; an empty text narrows nothing.
#[derive(Debug, Clone)]
pub(crate) struct LateElectionFilter {
    /// `None` if no place is both in the caller's scope and in the request's division.
    pub(crate) within: Option<Scope>,
    pub(crate) state: &'static str,
    pub(crate) organization: String,
}

/// The latest term of an organisation's leaders who hold posts.
#[derive(Debug)]
pub(crate) struct LatestTerm {
    pub(crate) term_number: i32,
    pub(crate) ends_on: Date,
}

pub(crate) async fn latest_term(conn: &mut PgConnection, code: UnifiedCode) -> sqlx::Result<Option<LatestTerm>> {
    sqlx::query_as!(
        LatestTerm,
        "select term_number, ends_on from registry.post
         where organization = $1 and ended_on is null and role in ('president', 'vice_president', 'secretary_general')
         order by ends_on desc, term_number desc limit 1",
        code.as_str(),
    )
    .fetch_optional(conn)
    .await
}

pub(crate) async fn insert(conn: &mut PgConnection, row: &LateElectionRow) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into registry.late_election (id, state, organization, division, term_number, ends_on, days, reasons,
             supervising_department, applicant_department, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)",
        row.id,
        row.state,
        row.organization.as_str(),
        row.division,
        row.term_number,
        row.ends_on,
        row.days,
        row.reasons,
        row.supervising_department,
        row.applicant_department,
        row.created_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Rewrites everything that can change.
pub(crate) async fn update(conn: &mut PgConnection, row: &LateElectionRow) -> sqlx::Result<()> {
    sqlx::query!(
        "update registry.late_election set state = $2, approved_days = $3, late_until = $4, number = $5,
             decision_reasons = $6, updated_at = $7
         where id = $1",
        row.id,
        row.state,
        row.approved_days,
        row.late_until,
        row.number,
        row.decision_reasons,
        row.updated_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// One that the caller may see.
pub(crate) async fn find(conn: &mut PgConnection, scope: &Scope, id: Uuid) -> sqlx::Result<Option<LateElectionRow>> {
    sqlx::query_as!(
        LateElectionRow,
        r#"select id, state,
             (select held.revision from casework.case as held where held.id = late_election.id) as "revision!",
             organization, division, term_number, ends_on, days,
             reasons, supervising_department, applicant_department, approved_days, late_until, number, decision_reasons,
             created_at, updated_at
         from registry.late_election where id = $1 and starts_with(division, $2)"#,
        id,
        scope.prefix(),
    )
    .fetch_optional(conn)
    .await
}

/// Newest first, those before `before`.
pub(crate) async fn list(
    conn: &mut PgConnection,
    filter: &LateElectionFilter,
    before: Option<Uuid>,
    limit: i64,
) -> sqlx::Result<Vec<LateElectionRow>> {
    let Some(within) = &filter.within else { return Ok(Vec::new()) };
    let mut query = QueryBuilder::<Postgres>::new(
        "select id, state,
             (select held.revision from casework.case as held where held.id = late_election.id) as revision,
             organization, division, term_number, ends_on, days, reasons,
             supervising_department, applicant_department, approved_days, late_until, number, decision_reasons, created_at, updated_at
         from registry.late_election where starts_with(division, ",
    );
    query.push_bind(within.prefix().to_owned()).push(")");
    for (column, value) in [("state", filter.state), ("organization", filter.organization.as_str())] {
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
