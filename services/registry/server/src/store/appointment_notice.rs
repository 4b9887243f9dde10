//! People who stand before the public before they hold a post.

use registry_domain::Text;
use registry_domain::officer::Role;
use sqlx::{PgConnection, Postgres, QueryBuilder};
use time::{Date, OffsetDateTime};
use uow::Scope;
use uuid::Uuid;
use vocab::UnifiedCode;

/// A row of `registry.appointment_notice`.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(crate) struct NoticeRow {
    pub(crate) id: Uuid,
    pub(crate) state: String,
    /// That of the case, read in the same statement: no etag vouches for what was not shown.
    pub(crate) revision: i64,
    pub(crate) organization: UnifiedCode,
    pub(crate) division: String,
    pub(crate) role: Role,
    pub(crate) legal_representative: bool,
    pub(crate) term_number: i32,
    pub(crate) starts_on: Date,
    pub(crate) ends_on: Date,
    pub(crate) basis: Text<200>,
    /// The contract's appointment, sealed; empty in lists.
    pub(crate) appointment: Vec<u8>,
    /// Keyed hash of the account of somebody who is an official, for recusal.
    pub(crate) account_hash: Option<Vec<u8>>,
    pub(crate) applicant_department: String,
    /// `publicities/{publicity}`; empty until it is before the public.
    pub(crate) publicity: String,
    pub(crate) post: Option<Uuid>,
    pub(crate) reasons: String,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) updated_at: OffsetDateTime,
}

/// What a list is narrowed to; an empty text narrows nothing.
#[derive(Debug, Clone)]
pub(crate) struct NoticeFilter {
    /// `None` if no place is both in the caller's scope and in the request's division.
    pub(crate) within: Option<Scope>,
    pub(crate) state: &'static str,
    pub(crate) organization: String,
}

pub(crate) async fn insert(conn: &mut PgConnection, row: &NoticeRow) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into registry.appointment_notice (id, state, organization, division, role, legal_representative,
             term_number, starts_on, ends_on, basis, appointment, account_hash, applicant_department, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14)",
        row.id,
        row.state,
        row.organization.as_str(),
        row.division,
        row.role.as_str(),
        row.legal_representative,
        row.term_number,
        row.starts_on,
        row.ends_on,
        row.basis.as_str(),
        row.appointment,
        row.account_hash,
        row.applicant_department,
        row.created_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Rewrites everything that can change.
pub(crate) async fn update(conn: &mut PgConnection, row: &NoticeRow) -> sqlx::Result<()> {
    sqlx::query!(
        "update registry.appointment_notice
         set state = $2, publicity = $3, post = $4, reasons = $5, updated_at = $6
         where id = $1",
        row.id,
        row.state,
        row.publicity,
        row.post,
        row.reasons,
        row.updated_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// One that the caller may see.
pub(crate) async fn find(conn: &mut PgConnection, scope: &Scope, id: Uuid) -> sqlx::Result<Option<NoticeRow>> {
    sqlx::query_as!(
        NoticeRow,
        r#"select id, state,
             (select held.revision from casework.case as held where held.id = appointment_notice.id) as "revision!",
             organization, division, role, legal_representative,
             term_number, starts_on, ends_on, basis, appointment, account_hash, applicant_department, publicity, post,
             reasons, created_at, updated_at
         from registry.appointment_notice where id = $1 and starts_with(division, $2)"#,
        id,
        scope.prefix(),
    )
    .fetch_optional(conn)
    .await
}

/// Newest first, those before `before`, without what is sealed.
pub(crate) async fn list(
    conn: &mut PgConnection,
    filter: &NoticeFilter,
    before: Option<Uuid>,
    limit: i64,
) -> sqlx::Result<Vec<NoticeRow>> {
    let Some(within) = &filter.within else { return Ok(Vec::new()) };
    let mut query = QueryBuilder::<Postgres>::new(
        "select id, state,
             (select held.revision from casework.case as held where held.id = appointment_notice.id) as revision,
             organization, division, role, legal_representative,
             term_number, starts_on, ends_on, basis, ''::bytea as appointment, account_hash, applicant_department, publicity, post, reasons, created_at,
             updated_at
         from registry.appointment_notice where starts_with(division, ",
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
