//! Penalties and their entries.

use casework::Office;
use inspection_domain::enforcement::Entry;
use sqlx::types::Json;
use sqlx::{PgConnection, Postgres, QueryBuilder};
use time::{Date, OffsetDateTime};
use uow::Scope;
use uuid::Uuid;
use vocab::UnifiedCode;

/// A row of `inspection.penalty`.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(crate) struct PenaltyRow {
    pub(crate) id: Uuid,
    pub(crate) state: String,
    pub(crate) organization: UnifiedCode,
    pub(crate) organization_title: String,
    pub(crate) matter: String,
    pub(crate) act_started_on: Option<Date>,
    pub(crate) act_ended_on: Date,
    pub(crate) grave: bool,
    pub(crate) discovered_on: Date,
    pub(crate) provisions: Vec<String>,
    pub(crate) cause: String,
    pub(crate) cause_resource: String,
    pub(crate) department: String,
    pub(crate) division: String,
    pub(crate) limited_on: Date,
    pub(crate) limitation_rule: String,
    pub(crate) decided_on: Option<Date>,
    /// Its case of annulment.
    pub(crate) annulment: Option<Uuid>,
    pub(crate) revision: i64,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) updated_at: OffsetDateTime,
}

impl PenaltyRow {
    /// Who handles it.
    pub(crate) fn handler(&self) -> Office {
        Office::new(&self.department, &self.division)
    }
}

/// What a list is narrowed to; an empty text narrows nothing.
#[derive(Debug, Clone)]
pub(crate) struct PenaltyFilter {
    /// `None` if no place is both in the caller's scope and in the request's division.
    pub(crate) within: Option<Scope>,
    pub(crate) state: &'static str,
    pub(crate) organization: String,
    pub(crate) department: String,
    pub(crate) decided_from: Option<Date>,
    pub(crate) decided_before: Option<Date>,
}

pub(crate) async fn insert(conn: &mut PgConnection, row: &PenaltyRow) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into inspection.penalty (id, state, organization, organization_title, matter, act_started_on,
             act_ended_on, grave, discovered_on, provisions, cause, cause_resource, department, division, limited_on,
             limitation_rule, revision, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $18)",
        row.id,
        row.state,
        row.organization.as_str(),
        row.organization_title,
        row.matter,
        row.act_started_on,
        row.act_ended_on,
        row.grave,
        row.discovered_on,
        &row.provisions,
        row.cause,
        row.cause_resource,
        row.department,
        row.division,
        row.limited_on,
        row.limitation_rule,
        row.revision,
        row.created_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Rewrites everything that can change.
pub(crate) async fn update(conn: &mut PgConnection, row: &PenaltyRow) -> sqlx::Result<()> {
    sqlx::query!(
        "update inspection.penalty
         set state = $2, department = $3, decided_on = $4, annulment = $5, revision = $6, updated_at = $7
         where id = $1",
        row.id,
        row.state,
        row.department,
        row.decided_on,
        row.annulment,
        row.revision,
        row.updated_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// One that the caller may see, kept from being changed by others.
pub(crate) async fn lock(conn: &mut PgConnection, scope: &Scope, id: Uuid) -> sqlx::Result<Option<PenaltyRow>> {
    sqlx::query_as!(
        PenaltyRow,
        r#"select id, state, organization as "organization: UnifiedCode", organization_title, matter, act_started_on,
             act_ended_on, grave, discovered_on, provisions, cause, cause_resource, department, division, limited_on,
             limitation_rule, decided_on, annulment, revision, created_at, updated_at
         from inspection.penalty where id = $1 and starts_with(division, $2) for update"#,
        id,
        scope.prefix(),
    )
    .fetch_optional(conn)
    .await
}

/// One that the caller may see.
pub(crate) async fn find(conn: &mut PgConnection, scope: &Scope, id: Uuid) -> sqlx::Result<Option<PenaltyRow>> {
    sqlx::query_as!(
        PenaltyRow,
        r#"select id, state, organization as "organization: UnifiedCode", organization_title, matter, act_started_on,
             act_ended_on, grave, discovered_on, provisions, cause, cause_resource, department, division, limited_on,
             limitation_rule, decided_on, annulment, revision, created_at, updated_at
         from inspection.penalty where id = $1 and starts_with(division, $2)"#,
        id,
        scope.prefix(),
    )
    .fetch_optional(conn)
    .await
}

/// Newest first, those before `before`.
pub(crate) async fn list(
    conn: &mut PgConnection,
    filter: &PenaltyFilter,
    before: Option<Uuid>,
    limit: i64,
) -> sqlx::Result<Vec<PenaltyRow>> {
    let Some(within) = &filter.within else { return Ok(Vec::new()) };
    let mut query = QueryBuilder::<Postgres>::new(
        "select id, state, organization, organization_title, matter, act_started_on, act_ended_on, grave, discovered_on,
             provisions, cause, cause_resource, department, division, limited_on, limitation_rule, decided_on, annulment,
             revision, created_at, updated_at
         from inspection.penalty where starts_with(division, ",
    );
    query.push_bind(within.prefix().to_owned()).push(")");
    let narrowed =
        [("state", filter.state), ("organization", &filter.organization), ("department", &filter.department)];
    for (column, value) in narrowed {
        if !value.is_empty() {
            query.push(format_args!(" and {column} = ")).push_bind(value.to_owned());
        }
    }
    if let Some(from) = filter.decided_from {
        query.push(" and decided_on >= ").push_bind(from);
    }
    if let Some(before) = filter.decided_before {
        query.push(" and decided_on < ").push_bind(before);
    }
    if let Some(before) = before {
        query.push(" and id < ").push_bind(before);
    }
    query.push(" order by id desc limit ").push_bind(limit);
    query.build_query_as().fetch_all(conn).await
}

/// Whether an organisation was punished in another case, by whomever, and the decision stands.
pub(crate) async fn punished(conn: &mut PgConnection, organization: UnifiedCode, but: Uuid) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (
             select from inspection.penalty
             where organization = $1 and id <> $2 and decided_on is not null and state <> 'annulled'
         ) as "punished!""#,
        organization.as_str(),
        but,
    )
    .fetch_one(conn)
    .await
}

/// Adds an entry to the dossier of a penalty that is locked.
pub(crate) async fn enter(
    conn: &mut PgConnection,
    penalty: Uuid,
    entry: &Entry,
    actor: &str,
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into inspection.penalty_entry (penalty, number, entry, actor, created_at)
         select $1, coalesce(max(number), 0) + 1, $2, $3, $4 from inspection.penalty_entry where penalty = $1",
        penalty,
        Json(entry) as _,
        actor,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// A row of `inspection.penalty_entry`.
#[derive(Debug)]
pub(crate) struct EntryRow {
    pub(crate) penalty: Uuid,
    pub(crate) entry: Json<Entry>,
}

/// Everything entered of some penalties, in order.
pub(crate) async fn entries(conn: &mut PgConnection, penalties: &[Uuid]) -> sqlx::Result<Vec<EntryRow>> {
    sqlx::query_as!(
        EntryRow,
        r#"select penalty, entry as "entry: Json<Entry>"
         from inspection.penalty_entry where penalty = any($1) order by penalty, number"#,
        penalties,
    )
    .fetch_all(conn)
    .await
}
