//! Notices, and how they were served.

use sqlx::{PgConnection, Postgres, QueryBuilder};
use time::{Date, OffsetDateTime};
use uow::Scope;
use uuid::Uuid;

use super::place;

/// A row of `casework.notice`.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(crate) struct NoticeRow {
    pub(crate) id: Uuid,
    pub(crate) case_id: Uuid,
    pub(crate) step: i64,
    pub(crate) action: String,
    pub(crate) title: String,
    pub(crate) division: String,
    pub(crate) issuer: String,
    /// Where the issuer is not of the division of the case.
    pub(crate) issuer_division: Option<String>,
    pub(crate) recipient: String,
    pub(crate) issued_on: Date,
    pub(crate) method: String,
    pub(crate) served_on: Option<Date>,
    pub(crate) deemed_on: Option<Date>,
    pub(crate) provisional: bool,
    pub(crate) rule: String,
    pub(crate) rule_version: i32,
    pub(crate) delivered_on: Option<Date>,
    pub(crate) proof: String,
    pub(crate) proof_sha256: String,
    pub(crate) revision: i64,
    pub(crate) created_at: OffsetDateTime,
}

/// Where a notice stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stand {
    ToServe,
    Served,
    Delivered,
}

/// What a list of notices is narrowed to.
pub(crate) struct NoticeFilter {
    /// `None` if no place is both in the caller's scope and in the request's division.
    pub(crate) within: Option<Scope>,
    pub(crate) case_id: Option<Uuid>,
    pub(crate) stand: Option<Stand>,
    pub(crate) today: Date,
}

pub(crate) async fn insert(conn: &mut PgConnection, row: &NoticeRow) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into casework.notice (id, case_id, step, action, title, division, issuer, issuer_division, recipient, issued_on,
             revision, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12)",
        row.id,
        row.case_id,
        row.step,
        row.action,
        row.title,
        row.division,
        row.issuer,
        row.issuer_division,
        row.recipient,
        row.issued_on,
        row.revision,
        row.created_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(crate) async fn update(
    conn: &mut PgConnection,
    row: &NoticeRow,
    basis: &str,
    now: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update casework.notice set method = $2, served_on = $3, deemed_on = $4, provisional = $5, basis = $6, rule = $7,
             rule_version = $8, delivered_on = $9, proof = $10, proof_sha256 = $11, revision = $12, updated_at = $13
         where id = $1",
        row.id,
        row.method,
        row.served_on,
        row.deemed_on,
        row.provisional,
        basis,
        row.rule,
        row.rule_version,
        row.delivered_on,
        row.proof,
        row.proof_sha256,
        row.revision,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// One that the caller may see, kept from others until the unit of work ends.
pub(crate) async fn lock(conn: &mut PgConnection, scope: &Scope, id: Uuid) -> sqlx::Result<Option<NoticeRow>> {
    sqlx::query_as!(
        NoticeRow,
        "select id, case_id, step, action, title, division, issuer, issuer_division, recipient, issued_on, method, served_on,
             deemed_on, provisional, rule, rule_version, delivered_on, proof, proof_sha256, revision, created_at
         from casework.notice where id = $1 and starts_with(division, $2) for update",
        id,
        scope.prefix(),
    )
    .fetch_optional(conn)
    .await
}

/// One that the caller may see.
pub(crate) async fn find(conn: &mut PgConnection, scope: &Scope, id: Uuid) -> sqlx::Result<Option<NoticeRow>> {
    sqlx::query_as!(
        NoticeRow,
        "select id, case_id, step, action, title, division, issuer, issuer_division, recipient, issued_on, method, served_on,
             deemed_on, provisional, rule, rule_version, delivered_on, proof, proof_sha256, revision, created_at
         from casework.notice where id = $1 and starts_with(division, $2)",
        id,
        scope.prefix(),
    )
    .fetch_optional(conn)
    .await
}

/// The ids of those of a case.
pub(crate) async fn of_case(conn: &mut PgConnection, case_id: Uuid) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!("select id from casework.notice where case_id = $1", case_id).fetch_all(conn).await
}

/// Gives the notices of a case to the authority of another division; their ids.
pub(crate) async fn relocate(conn: &mut PgConnection, case_id: Uuid, division: &str) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!("update casework.notice set division = $2 where case_id = $1 returning id", case_id, division,)
        .fetch_all(conn)
        .await
}

/// Newest first, those before `before`.
pub(crate) async fn list(
    conn: &mut PgConnection,
    filter: &NoticeFilter,
    before: Option<Uuid>,
    limit: i64,
) -> sqlx::Result<Vec<NoticeRow>> {
    let Some(within) = &filter.within else { return Ok(Vec::new()) };
    let mut query = QueryBuilder::<Postgres>::new(
        "select id, case_id, step, action, title, division, issuer, issuer_division, recipient, issued_on, method, served_on,
             deemed_on, provisional, rule, rule_version, delivered_on, proof, proof_sha256, revision, created_at
         from casework.notice where ",
    );
    place::within(&mut query, "division", within);
    if let Some(case_id) = filter.case_id {
        query.push(" and case_id = ").push_bind(case_id);
    }
    match filter.stand {
        None => {}
        Some(Stand::ToServe) => {
            query.push(" and served_on is null");
        }
        Some(Stand::Served) => {
            query.push(" and served_on is not null and delivered_on is null and (deemed_on is null or deemed_on >= ");
            query.push_bind(filter.today).push(")");
        }
        Some(Stand::Delivered) => {
            query.push(" and (delivered_on is not null or deemed_on < ").push_bind(filter.today).push(")");
        }
    }
    if let Some(before) = before {
        query.push(" and id < ").push_bind(before);
    }
    query.push(" order by id desc limit ").push_bind(limit);
    query.build_query_as().fetch_all(conn).await
}

/// Up to `limit` that are on their way and whose deemed day was reckoned from other rules or another calendar, held until
/// the unit of work ends.
pub(crate) async fn stale(
    conn: &mut PgConnection,
    basis: &str,
    today: Date,
    after: Uuid,
    limit: i64,
) -> sqlx::Result<Vec<NoticeRow>> {
    sqlx::query_as!(
        NoticeRow,
        "select id, case_id, step, action, title, division, issuer, issuer_division, recipient, issued_on, method, served_on,
             deemed_on, provisional, rule, rule_version, delivered_on, proof, proof_sha256, revision, created_at
         from casework.notice
         where delivered_on is null and deemed_on >= $2 and basis <> $1 and id > $3
         order by id limit $4 for update skip locked",
        basis,
        today,
        after,
        limit,
    )
    .fetch_all(conn)
    .await
}
