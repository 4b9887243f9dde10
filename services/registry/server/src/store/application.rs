//! Applications.

use std::collections::BTreeMap;

use sqlx::types::Json;
use sqlx::{PgConnection, Postgres, QueryBuilder};
use statute::RuleRef;
use time::OffsetDateTime;
use uow::Scope;
use uuid::Uuid;
use vocab::DivisionCode;

/// A row of `registry.application`.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(crate) struct ApplicationRow {
    pub(crate) id: Uuid,
    /// Key of the procedure.
    pub(crate) kind: String,
    pub(crate) state: String,
    /// That of the case, read in the same statement: no etag vouches for what was not shown.
    pub(crate) revision: i64,
    pub(crate) division: DivisionCode,
    /// The code; empty while there is none.
    pub(crate) organization: String,
    pub(crate) organization_kind: String,
    /// What the case is called: the name wanted, or that of the organisation.
    pub(crate) title: String,
    pub(crate) supervising_department: String,
    pub(crate) applicant_department: String,
    /// The contract's message, without leaders.
    pub(crate) content: Vec<u8>,
    /// The contract's appointments, sealed.
    pub(crate) leaders: Option<Vec<u8>>,
    /// Keyed hashes of the accounts of leaders who are officials, for recusal.
    pub(crate) official_accounts: Vec<Vec<u8>>,
    pub(crate) answers: Json<BTreeMap<String, bool>>,
    pub(crate) approved: Option<bool>,
    pub(crate) decision_number: String,
    pub(crate) decision_reasons: String,
    pub(crate) decision_ground: String,
    pub(crate) decision_rules: Json<Vec<RuleRef>>,
    pub(crate) certificate: String,
    pub(crate) decided_at: Option<OffsetDateTime>,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) updated_at: OffsetDateTime,
}

/// What a list is narrowed to; an empty text narrows nothing.
#[derive(Debug, Clone)]
pub(crate) struct ApplicationFilter {
    /// `None` if no place is both in the caller's scope and in the request's division.
    pub(crate) within: Option<Scope>,
    pub(crate) kind: &'static str,
    pub(crate) state: &'static str,
    pub(crate) organization: String,
}

pub(crate) async fn insert(conn: &mut PgConnection, row: &ApplicationRow) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into registry.application (id, kind, state, division, organization, organization_kind, title,
             supervising_department, applicant_department, content, leaders, official_accounts, answers, created_at,
             updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14)",
        row.id,
        row.kind,
        row.state,
        row.division.as_str(),
        row.organization,
        row.organization_kind,
        row.title,
        row.supervising_department,
        row.applicant_department,
        row.content,
        row.leaders,
        &row.official_accounts,
        &row.answers as _,
        row.created_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Rewrites what actions change; never the content.
pub(crate) async fn update(conn: &mut PgConnection, row: &ApplicationRow) -> sqlx::Result<()> {
    sqlx::query!(
        "update registry.application set state = $2, organization = $3, title = $4, supervising_department = $5,
             answers = $6, approved = $7, decision_number = $8, decision_reasons = $9, decision_ground = $10,
             decision_rules = $11, certificate = $12, decided_at = $13, updated_at = $14
         where id = $1",
        row.id,
        row.state,
        row.organization,
        row.title,
        row.supervising_department,
        &row.answers as _,
        row.approved,
        row.decision_number,
        row.decision_reasons,
        row.decision_ground,
        &row.decision_rules as _,
        row.certificate,
        row.decided_at,
        row.updated_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Rewrites what is applied for.
pub(crate) async fn replace_content(conn: &mut PgConnection, row: &ApplicationRow) -> sqlx::Result<()> {
    sqlx::query!(
        "update registry.application set content = $2, leaders = $3, official_accounts = $4 where id = $1",
        row.id,
        row.content,
        row.leaders,
        &row.official_accounts,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// One that the caller may see.
pub(crate) async fn find(conn: &mut PgConnection, scope: &Scope, id: Uuid) -> sqlx::Result<Option<ApplicationRow>> {
    sqlx::query_as!(
        ApplicationRow,
        r#"select id, kind, state,
             (select held.revision from casework.case as held where held.id = application.id) as "revision!",
             division, organization, organization_kind, title,
             supervising_department, applicant_department, content, leaders, official_accounts, answers, approved,
             decision_number, decision_reasons, decision_ground, decision_rules, certificate, decided_at, created_at,
             updated_at
         from registry.application where id = $1 and starts_with(division, $2)"#,
        id,
        scope.prefix(),
    )
    .fetch_optional(conn)
    .await
}

/// Newest first, those before `before`.
pub(crate) async fn list(
    conn: &mut PgConnection,
    filter: &ApplicationFilter,
    before: Option<Uuid>,
    limit: i64,
) -> sqlx::Result<Vec<ApplicationRow>> {
    let Some(within) = &filter.within else { return Ok(Vec::new()) };
    let mut query = QueryBuilder::<Postgres>::new(
        "select id, kind, state,
             (select held.revision from casework.case as held where held.id = application.id) as revision,
             division, organization, organization_kind, title,
             supervising_department, applicant_department, content, null::bytea as leaders, official_accounts, answers, approved,
             decision_number, decision_reasons, decision_ground, decision_rules, certificate, decided_at, created_at,
             updated_at
         from registry.application where starts_with(division, ",
    );
    query.push_bind(within.prefix().to_owned()).push(")");
    for (column, value) in
        [("kind", filter.kind), ("state", filter.state), ("organization", filter.organization.as_str())]
    {
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

/// Makes those who would register the same name in the same place wait for one another until the unit of work ends.
pub(crate) async fn lock_name(conn: &mut PgConnection, division: DivisionCode, folded: &str) -> sqlx::Result<()> {
    uow::hold(conn, &format!("registry.name {division} {folded}")).await
}
