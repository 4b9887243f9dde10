//! Tables of awards, a row a version.

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uow::{Author, Scope};
use uuid::Uuid;

/// A row of `purchase.award_schedule`.
#[derive(Debug, Clone)]
pub(crate) struct ScheduleRow {
    pub(crate) id: Uuid,
    pub(crate) fund: Uuid,
    pub(crate) division: String,
    pub(crate) grades: Vec<String>,
    pub(crate) amounts_fen: Vec<i64>,
    pub(crate) basis: String,
    pub(crate) valid_from: Date,
    pub(crate) valid_to: Option<Date>,
    pub(crate) department: String,
    pub(crate) created_by: String,
    pub(crate) created_officer: Option<String>,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) updated_at: OffsetDateTime,
    pub(crate) revision: i64,
    pub(crate) adopted_at: Option<OffsetDateTime>,
}

/// What a version states.
#[derive(Debug)]
pub(crate) struct Stated {
    pub(crate) fund: Uuid,
    pub(crate) grades: Vec<String>,
    pub(crate) amounts_fen: Vec<i64>,
    pub(crate) basis: String,
    pub(crate) valid_from: Date,
    pub(crate) valid_to: Option<Date>,
}

/// Adds a draft.
pub(crate) async fn insert(conn: &mut PgConnection, stated: &Stated, author: &Author) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into purchase.award_schedule (id, fund, division, grades, amounts_fen, basis, valid_from, valid_to,
           department, created_by, created_officer, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12)",
        author.id,
        stated.fund,
        author.division,
        &stated.grades,
        &stated.amounts_fen,
        stated.basis,
        stated.valid_from,
        stated.valid_to,
        author.department,
        author.actor,
        author.officer,
        author.at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The one of an id, within a scope, kept from others until the end of the transaction.
pub(crate) async fn lock(conn: &mut PgConnection, id: Uuid, scope: &Scope) -> sqlx::Result<Option<ScheduleRow>> {
    sqlx::query_as!(
        ScheduleRow,
        "select id, fund, division, grades, amounts_fen, basis, valid_from, valid_to, department, created_by, created_officer,
           created_at, updated_at, revision, adopted_at
         from purchase.award_schedule where id = $1 and starts_with(division, $2) for update",
        id,
        scope.prefix(),
    )
    .fetch_optional(conn)
    .await
}

/// The adopted version of a fund that begins last, and not after a day if one is stated.
pub(crate) async fn last_adopted(
    conn: &mut PgConnection,
    fund: Uuid,
    day: Option<Date>,
) -> sqlx::Result<Option<ScheduleRow>> {
    sqlx::query_as!(
        ScheduleRow,
        "select id, fund, division, grades, amounts_fen, basis, valid_from, valid_to, department, created_by, created_officer,
           created_at, updated_at, revision, adopted_at
         from purchase.award_schedule
         where fund = $1 and adopted_at is not null and ($2::date is null or valid_from <= $2)
         order by valid_from desc limit 1",
        fund,
        day,
    )
    .fetch_optional(conn)
    .await
}

/// Those of a fund, the newest first, after one of them.
pub(crate) async fn page(
    conn: &mut PgConnection,
    (fund, adopted): (Uuid, Option<bool>),
    after: Option<Uuid>,
    limit: i64,
) -> sqlx::Result<Vec<ScheduleRow>> {
    sqlx::query_as!(
        ScheduleRow,
        "select id, fund, division, grades, amounts_fen, basis, valid_from, valid_to, department, created_by, created_officer,
           created_at, updated_at, revision, adopted_at
         from purchase.award_schedule
         where fund = $1 and ($2::boolean is null or $2 = (adopted_at is not null)) and ($3::uuid is null or id < $3)
         order by id desc limit $4",
        fund,
        adopted,
        after,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Adopts a draft.
pub(crate) async fn adopt(conn: &mut PgConnection, id: Uuid, by: &Author) -> sqlx::Result<ScheduleRow> {
    sqlx::query_as!(
        ScheduleRow,
        "update purchase.award_schedule set adopted_by = $2, adopted_officer = $3, adopted_at = $4, updated_at = $4,
           revision = revision + 1
         where id = $1
         returning id, fund, division, grades, amounts_fen, basis, valid_from, valid_to, department, created_by,
           created_officer, created_at, updated_at, revision, adopted_at",
        id,
        by.actor,
        by.officer,
        by.at,
    )
    .fetch_one(conn)
    .await
}
