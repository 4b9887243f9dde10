//! What is put before the public, and how much is said against it.

use sqlx::{PgConnection, Postgres, QueryBuilder};
use time::{Date, OffsetDateTime};
use uow::Scope;
use uuid::Uuid;

use super::place;

/// A row of `casework.publicity`.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(crate) struct PublicityRow {
    pub(crate) id: Uuid,
    pub(crate) case_id: Uuid,
    pub(crate) kind: String,
    pub(crate) title: String,
    pub(crate) body: String,
    pub(crate) division: String,
    pub(crate) department: String,
    pub(crate) opened_on: Date,
    pub(crate) closes_on: Date,
    pub(crate) provisional: bool,
    pub(crate) withdrawn_on: Option<Date>,
    pub(crate) rule: String,
    pub(crate) rule_version: i32,
    pub(crate) created_at: OffsetDateTime,
}

/// What a list of publicities is narrowed to; an empty text narrows nothing.
pub(crate) struct PublicityFilter {
    /// `None` if no place is both in the caller's scope and in the request's division.
    pub(crate) within: Option<Scope>,
    pub(crate) open_on: Option<Date>,
    pub(crate) case_id: Option<Uuid>,
    pub(crate) kind: String,
}

/// How many objections of the public to a case are open, and how many were upheld.
///
/// # Errors
/// Database faults.
pub async fn count(conn: &mut PgConnection, case_id: Uuid) -> sqlx::Result<(u32, u32)> {
    let row = sqlx::query!(
        r#"select count(*) filter (where state = 'open') as "open!", count(*) filter (where state = 'upheld') as "upheld!"
           from casework.objection where case_id = $1"#,
        case_id,
    )
    .fetch_one(conn)
    .await?;
    Ok((u32::try_from(row.open).unwrap_or(u32::MAX), u32::try_from(row.upheld).unwrap_or(u32::MAX)))
}

pub(crate) async fn insert(conn: &mut PgConnection, row: &PublicityRow, basis: &str) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into casework.publicity (id, case_id, kind, title, body, division, department, opened_on, closes_on,
             provisional, basis, rule, rule_version, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        row.id,
        row.case_id,
        row.kind,
        row.title,
        row.body,
        row.division,
        row.department,
        row.opened_on,
        row.closes_on,
        row.provisional,
        basis,
        row.rule,
        row.rule_version,
        row.created_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Takes what is still before the public back, because its case has ended.
pub(crate) async fn withdraw(conn: &mut PgConnection, case_id: Uuid, today: Date) -> sqlx::Result<()> {
    sqlx::query!(
        "update casework.publicity set withdrawn_on = $2
         where case_id = $1 and closes_on >= $2 and withdrawn_on is null",
        case_id,
        today,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Up to `limit` that are not over and were reckoned from other rules or another calendar, held until the unit of work
/// ends.
pub(crate) async fn stale(
    conn: &mut PgConnection,
    basis: &str,
    today: Date,
    after: Uuid,
    limit: i64,
) -> sqlx::Result<Vec<PublicityRow>> {
    sqlx::query_as!(
        PublicityRow,
        "select id, case_id, kind, title, body, division, department, opened_on, closes_on, provisional, withdrawn_on,
             rule, rule_version, created_at
         from casework.publicity
         where basis <> $1 and closes_on >= $2 and withdrawn_on is null and id > $3
         order by id limit $4 for update skip locked",
        basis,
        today,
        after,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Writes what last days come to by the rules and calendar of today.
pub(crate) async fn set_reckoned(
    conn: &mut PgConnection,
    ids: &[Uuid],
    closes: &[Date],
    provisional: &[bool],
    basis: &str,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update casework.publicity set closes_on = row.closes_on, provisional = row.provisional, basis = $4
         from unnest($1::uuid[], $2::date[], $3::boolean[]) as row (id, closes_on, provisional)
         where publicity.id = row.id",
        ids,
        closes,
        provisional,
        basis,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// One that the caller may see.
pub(crate) async fn find(conn: &mut PgConnection, scope: &Scope, id: Uuid) -> sqlx::Result<Option<PublicityRow>> {
    sqlx::query_as!(
        PublicityRow,
        "select id, case_id, kind, title, body, division, department, opened_on, closes_on, provisional, withdrawn_on,
             rule, rule_version, created_at
         from casework.publicity where id = $1 and starts_with(division, $2)",
        id,
        scope.prefix(),
    )
    .fetch_optional(conn)
    .await
}

/// Newest first, those before `before`.
pub(crate) async fn list(
    conn: &mut PgConnection,
    filter: &PublicityFilter,
    before: Option<Uuid>,
    limit: i64,
) -> sqlx::Result<Vec<PublicityRow>> {
    let Some(within) = &filter.within else { return Ok(Vec::new()) };
    let mut query = QueryBuilder::<Postgres>::new(
        "select id, case_id, kind, title, body, division, department, opened_on, closes_on, provisional, withdrawn_on,
             rule, rule_version, created_at
         from casework.publicity where ",
    );
    place::within(&mut query, "division", within);
    if let Some(day) = filter.open_on {
        query.push(" and opened_on <= ").push_bind(day).push(" and closes_on >= ").push_bind(day);
        query.push(" and (withdrawn_on is null or withdrawn_on > ").push_bind(day).push(")");
    }
    if let Some(case_id) = filter.case_id {
        query.push(" and case_id = ").push_bind(case_id);
    }
    if !filter.kind.is_empty() {
        query.push(" and kind = ").push_bind(filter.kind.clone());
    }
    if let Some(before) = before {
        query.push(" and id < ").push_bind(before);
    }
    query.push(" order by id desc limit ").push_bind(limit);
    query.build_query_as().fetch_all(conn).await
}
