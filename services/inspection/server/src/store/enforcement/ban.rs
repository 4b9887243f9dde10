//! Cases of illegal organisations. What is sealed and opened is decided elsewhere; here are bytes.

use sqlx::{PgConnection, Postgres, QueryBuilder};
use time::{Date, OffsetDateTime};
use uow::Scope;
use uuid::Uuid;

/// A row of `inspection.ban`.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(crate) struct BanRow {
    pub(crate) id: Uuid,
    pub(crate) state: String,
    pub(crate) title: String,
    pub(crate) illegal_case: String,
    /// Code of a body whose registration was revoked; empty else.
    pub(crate) organization: String,
    pub(crate) conduct: String,
    pub(crate) place: String,
    pub(crate) place_division: String,
    pub(crate) cross_province: bool,
    pub(crate) taken_up_reason: String,
    /// The contract's leaders, sealed; empty in lists.
    pub(crate) leaders: Vec<u8>,
    pub(crate) cause: String,
    pub(crate) cause_resource: String,
    pub(crate) department: String,
    pub(crate) division: String,
    pub(crate) report: String,
    pub(crate) review_opinion: String,
    pub(crate) document_number: String,
    pub(crate) decided_on: Option<Date>,
    pub(crate) decision_reasons: String,
    pub(crate) announcement: String,
    pub(crate) rules: Vec<String>,
    pub(crate) revision: i64,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) updated_at: OffsetDateTime,
}

/// What a list is narrowed to; an empty text narrows nothing.
#[derive(Debug, Clone)]
pub(crate) struct BanFilter {
    /// `None` if no place is both in the caller's scope and in the request's division.
    pub(crate) within: Option<Scope>,
    pub(crate) state: &'static str,
    /// As names are folded.
    pub(crate) title: String,
}

pub(crate) async fn insert(conn: &mut PgConnection, row: &BanRow, folded: &str) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into inspection.ban (id, state, title, title_folded, illegal_case, organization, conduct, place,
             place_division, cross_province, taken_up_reason, leaders, cause, cause_resource, department, division, rules,
             revision, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $19)",
        row.id,
        row.state,
        row.title,
        folded,
        row.illegal_case,
        row.organization,
        row.conduct,
        row.place,
        row.place_division,
        row.cross_province,
        row.taken_up_reason,
        row.leaders,
        row.cause,
        row.cause_resource,
        row.department,
        row.division,
        &row.rules,
        row.revision,
        row.created_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Rewrites everything that can change.
pub(crate) async fn update(conn: &mut PgConnection, row: &BanRow) -> sqlx::Result<()> {
    sqlx::query!(
        "update inspection.ban
         set state = $2, report = $3, review_opinion = $4, document_number = $5, decided_on = $6, decision_reasons = $7,
             announcement = $8, rules = $9, revision = $10, updated_at = $11
         where id = $1",
        row.id,
        row.state,
        row.report,
        row.review_opinion,
        row.document_number,
        row.decided_on,
        row.decision_reasons,
        row.announcement,
        &row.rules,
        row.revision,
        row.updated_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// One that the caller may see, kept from being changed by others.
pub(crate) async fn lock(conn: &mut PgConnection, scope: &Scope, id: Uuid) -> sqlx::Result<Option<BanRow>> {
    sqlx::query_as!(
        BanRow,
        "select id, state, title, illegal_case, organization, conduct, place, place_division, cross_province,
             taken_up_reason, leaders, cause, cause_resource, department, division, report, review_opinion,
             document_number, decided_on, decision_reasons, announcement, rules, revision, created_at, updated_at
         from inspection.ban where id = $1 and starts_with(division, $2) for update",
        id,
        scope.prefix(),
    )
    .fetch_optional(conn)
    .await
}

/// One that the caller may see.
pub(crate) async fn find(conn: &mut PgConnection, scope: &Scope, id: Uuid) -> sqlx::Result<Option<BanRow>> {
    sqlx::query_as!(
        BanRow,
        "select id, state, title, illegal_case, organization, conduct, place, place_division, cross_province,
             taken_up_reason, leaders, cause, cause_resource, department, division, report, review_opinion,
             document_number, decided_on, decision_reasons, announcement, rules, revision, created_at, updated_at
         from inspection.ban where id = $1 and starts_with(division, $2)",
        id,
        scope.prefix(),
    )
    .fetch_optional(conn)
    .await
}

/// Newest first, those before `before`, without what is sealed.
pub(crate) async fn list(
    conn: &mut PgConnection,
    filter: &BanFilter,
    before: Option<Uuid>,
    limit: i64,
) -> sqlx::Result<Vec<BanRow>> {
    let Some(within) = &filter.within else { return Ok(Vec::new()) };
    let mut query = QueryBuilder::<Postgres>::new(
        "select id, state, title, illegal_case, organization, conduct, place, place_division, cross_province,
             taken_up_reason, ''::bytea as leaders, cause, cause_resource, department, division, report, review_opinion,
             document_number, decided_on, decision_reasons, announcement, rules, revision, created_at, updated_at
         from inspection.ban where starts_with(division, ",
    );
    query.push_bind(within.prefix().to_owned()).push(")");
    for (column, value) in [("state", filter.state), ("title_folded", filter.title.as_str())] {
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
