//! Posts: who holds what, within the caller's scope; and what is counted of one person over all divisions.

use registry_domain::Text;
use registry_domain::officer::Role;
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;
use sqlx::types::Json;
use time::{Date, OffsetDateTime};
use uow::Scope;
use uuid::Uuid;
use vocab::UnifiedCode;

/// A rule that an appointment was decided under.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct AppliedRule {
    pub(crate) rule: String,
    pub(crate) version: u32,
    /// It was confirmed by a person, not met by the data.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) confirmed: bool,
}

/// A row of `registry.post`.
#[derive(Debug, Clone)]
pub(crate) struct PostRow {
    pub(crate) id: Uuid,
    pub(crate) organization: UnifiedCode,
    pub(crate) person: Uuid,
    pub(crate) role: Role,
    pub(crate) legal_representative: bool,
    pub(crate) term_number: i32,
    pub(crate) consecutive_terms: i32,
    pub(crate) starts_on: Date,
    pub(crate) ends_on: Date,
    pub(crate) ended_on: Option<Date>,
    pub(crate) serving_official: bool,
    pub(crate) retired_cadre: bool,
    pub(crate) cadre_approval: Text<200>,
    pub(crate) exception_approval: Text<200>,
    pub(crate) basis: Text<200>,
    pub(crate) end_basis: Text<200>,
    pub(crate) rules: Json<Vec<AppliedRule>>,
    pub(crate) revision: i64,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) updated_at: OffsetDateTime,
}

/// A post that has just ended.
#[derive(Debug)]
pub(crate) struct Departure {
    pub(crate) id: Uuid,
    pub(crate) role: Role,
    pub(crate) legal_representative: bool,
    pub(crate) ended_on: Option<Date>,
}

/// Adds a post.
pub(crate) async fn insert(conn: &mut PgConnection, post: &PostRow) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into registry.post (id, organization, organization_kind, person, role, legal_representative, term_number,
             consecutive_terms, starts_on, ends_on, ended_on, serving_official, retired_cadre, cadre_approval,
             exception_approval, basis, end_basis, rules, revision, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)",
        post.id,
        post.organization.as_str(),
        post.organization.class().as_str(),
        post.person,
        post.role.as_str(),
        post.legal_representative,
        post.term_number,
        post.consecutive_terms,
        post.starts_on,
        post.ends_on,
        post.ended_on,
        post.serving_official,
        post.retired_cadre,
        post.cadre_approval.as_str(),
        post.exception_approval.as_str(),
        post.basis.as_str(),
        post.end_basis.as_str(),
        &post.rules as _,
        post.revision,
        post.created_at,
        post.updated_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Those of the posts whose organisations the caller may see, by id.
pub(crate) async fn find_all(conn: &mut PgConnection, scope: &Scope, ids: &[Uuid]) -> sqlx::Result<Vec<PostRow>> {
    sqlx::query_as!(
        PostRow,
        "select p.id, p.organization, p.person, p.role, p.legal_representative, p.term_number, p.consecutive_terms,
             p.starts_on, p.ends_on, p.ended_on, p.serving_official, p.retired_cadre, p.cadre_approval,
             p.exception_approval, p.basis, p.end_basis, p.rules, p.revision, p.created_at, p.updated_at
         from registry.post p join registry.organization o on o.code = p.organization
         where p.id = any($1) and starts_with(o.division, $2)
         order by p.id",
        ids,
        scope.prefix(),
    )
    .fetch_all(conn)
    .await
}

/// Keeps others from changing a post.
pub(crate) async fn lock(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<()> {
    sqlx::query!("select id from registry.post where id = $1 for update", id).fetch_optional(conn).await?;
    Ok(())
}

/// The first `limit` posts of an organisation after `after` that are held on a day, in the order of their ids.
pub(crate) async fn held_on(
    conn: &mut PgConnection,
    organization: UnifiedCode,
    day: Date,
    after: Uuid,
    limit: i64,
) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        "select id from registry.post
         where organization = $1 and id > $3 and starts_on <= $2 and (ended_on is null or ended_on > $2)
         order by id limit $4",
        organization.as_str(),
        day,
        after,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// The latest posts of a person in organisations that the caller may see.
pub(crate) async fn of_person(
    conn: &mut PgConnection,
    scope: &Scope,
    id_hash: &[u8; 32],
    limit: i64,
) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        "select p.id
         from registry.person h join registry.post p on p.person = h.id
             join registry.organization o on o.code = p.organization
         where h.id_hash = $1 and starts_with(o.division, $2)
         order by p.starts_on desc, p.id desc limit $3",
        id_hash.as_slice(),
        scope.prefix(),
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Ends one post.
pub(crate) async fn end(
    conn: &mut PgConnection,
    id: Uuid,
    on: Date,
    basis: &Text<200>,
    now: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update registry.post set ended_on = $2, end_basis = $3, revision = revision + 1, updated_at = $4 where id = $1",
        id,
        on,
        basis.as_str(),
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Ends every post that an organisation's people hold, none before its first day.
pub(crate) async fn end_all(
    conn: &mut PgConnection,
    organization: UnifiedCode,
    on: Date,
    basis: &str,
    now: OffsetDateTime,
) -> sqlx::Result<Vec<Departure>> {
    sqlx::query_as!(
        Departure,
        "update registry.post set ended_on = greatest(starts_on, $2), end_basis = $3, revision = revision + 1,
             updated_at = $4
         where organization = $1 and ended_on is null
         returning id, role, legal_representative, ended_on",
        organization.as_str(),
        on,
        basis,
        now,
    )
    .fetch_all(conn)
    .await
}

/// What an appointment brings to an end.
#[derive(Debug)]
pub(crate) struct Succession<'a> {
    pub(crate) organization: UnifiedCode,
    pub(crate) person: Uuid,
    pub(crate) role: Role,
    pub(crate) term_number: i32,
    /// Also the post of the present legal representative.
    pub(crate) replaces: bool,
    pub(crate) on: Date,
    pub(crate) basis: &'a Text<200>,
    pub(crate) now: OffsetDateTime,
}

/// Ends the person's post in the same role for an earlier term, and that of the legal representative who is replaced.
pub(crate) async fn end_preceding(conn: &mut PgConnection, next: &Succession<'_>) -> sqlx::Result<Vec<Departure>> {
    sqlx::query_as!(
        Departure,
        "update registry.post set ended_on = $6, end_basis = $7, revision = revision + 1, updated_at = $8
         where organization = $1 and ended_on is null and starts_on <= $6
             and ((person = $2 and role = $3 and term_number < $4) or ($5 and legal_representative))
         returning id, role, legal_representative, ended_on",
        next.organization.as_str(),
        next.person,
        next.role.as_str(),
        next.term_number,
        next.replaces,
        next.on,
        next.basis.as_str(),
        next.now,
    )
    .fetch_all(conn)
    .await
}
