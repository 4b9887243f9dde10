//! Applications for money of funds, a row an application.

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uow::{Author, Scope};
use uuid::Uuid;

use crate::credit::Eligible;

/// A row of `purchase.fund_application`.
#[derive(Debug, Clone)]
pub(crate) struct ApplicationRow {
    pub(crate) id: Uuid,
    pub(crate) fund: Uuid,
    pub(crate) division: String,
    pub(crate) organization: String,
    pub(crate) kind: String,
    pub(crate) year: i32,
    pub(crate) amount_fen: i64,
    pub(crate) purpose: String,
    pub(crate) status: String,
    pub(crate) payee_title: String,
    pub(crate) eligibility: String,
    pub(crate) eligibility_conditions: Vec<String>,
    pub(crate) eligibility_cursor: String,
    pub(crate) eligibility_at: OffsetDateTime,
    pub(crate) rating: Option<String>,
    pub(crate) rating_grade: Option<String>,
    pub(crate) rating_valid_from: Option<Date>,
    pub(crate) rating_valid_until: Option<Date>,
    pub(crate) award_schedule: Option<Uuid>,
    pub(crate) movement: Option<i64>,
    pub(crate) review_note: String,
    pub(crate) end_reason: String,
    pub(crate) department: String,
    pub(crate) created_by: String,
    pub(crate) created_officer: Option<String>,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) updated_at: OffsetDateTime,
    pub(crate) revision: i64,
}

/// What credit answered, as it is kept.
#[derive(Debug, Clone)]
pub(crate) struct Checked {
    /// Allowed or not known where it is kept: whatever else credit answers is refused.
    pub(crate) eligible: Eligible,
    pub(crate) title: String,
    pub(crate) conditions: Vec<String>,
    pub(crate) cursor: String,
}

/// The grade that is rewarded, and by which table.
#[derive(Debug)]
pub(crate) struct Rewarded {
    pub(crate) rating: String,
    pub(crate) grade: &'static str,
    pub(crate) valid_from: Date,
    pub(crate) valid_until: Option<Date>,
    pub(crate) schedule: Uuid,
}

/// What an application states.
#[derive(Debug)]
pub(crate) struct Stated<'a> {
    pub(crate) fund: Uuid,
    pub(crate) organization: &'a str,
    /// `grade_award` or `subsidy`.
    pub(crate) kind: &'static str,
    pub(crate) year: i32,
    pub(crate) amount_fen: i64,
    pub(crate) purpose: &'a str,
    pub(crate) checked: &'a Checked,
    pub(crate) rewarded: Option<Rewarded>,
}

/// Adds one.
pub(crate) async fn insert(conn: &mut PgConnection, stated: &Stated<'_>, author: &Author) -> sqlx::Result<()> {
    let rewarded = stated.rewarded.as_ref();
    sqlx::query!(
        "insert into purchase.fund_application (id, fund, division, organization, kind, year, amount_fen, purpose, payee_title,
           eligibility, eligibility_conditions, eligibility_cursor, eligibility_at, rating, rating_grade, rating_valid_from,
           rating_valid_until, award_schedule, department, created_by, created_officer, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $13, $13)",
        author.id,
        stated.fund,
        author.division,
        stated.organization,
        stated.kind,
        stated.year,
        stated.amount_fen,
        stated.purpose,
        stated.checked.title,
        stated.checked.eligible.as_str(),
        &stated.checked.conditions,
        stated.checked.cursor,
        author.at,
        rewarded.map(|one| one.rating.as_str()),
        rewarded.map(|one| one.grade),
        rewarded.map(|one| one.valid_from),
        rewarded.and_then(|one| one.valid_until),
        rewarded.map(|one| one.schedule),
        author.department,
        author.actor,
        author.officer,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The one of an id, within a scope.
pub(crate) async fn get(conn: &mut PgConnection, id: Uuid, scope: &Scope) -> sqlx::Result<Option<ApplicationRow>> {
    sqlx::query_as!(
        ApplicationRow,
        "select id, fund, division, organization, kind, year, amount_fen, purpose, status, payee_title, eligibility,
           eligibility_conditions, eligibility_cursor, eligibility_at, rating, rating_grade, rating_valid_from,
           rating_valid_until, award_schedule, movement, review_note, end_reason, department, created_by, created_officer,
           created_at, updated_at, revision
         from purchase.fund_application where id = $1 and starts_with(division, $2)",
        id,
        scope.prefix(),
    )
    .fetch_optional(conn)
    .await
}

/// Keeps some from others until the end of the transaction, in the order of their ids.
pub(crate) async fn lock(conn: &mut PgConnection, ids: &[Uuid]) -> sqlx::Result<()> {
    sqlx::query!("select id from purchase.fund_application where id = any($1) order by id for update", ids)
        .fetch_all(conn)
        .await?;
    Ok(())
}

/// Which applications a list shows.
#[derive(Debug)]
pub(crate) struct ApplicationFilter {
    pub(crate) scope: Scope,
    pub(crate) fund: Option<Uuid>,
    pub(crate) organization: Option<String>,
    pub(crate) status: Option<&'static str>,
    pub(crate) year: Option<i32>,
}

/// Those that the filter lets through, the newest first, after one of them.
pub(crate) async fn page(
    conn: &mut PgConnection,
    filter: &ApplicationFilter,
    after: Option<Uuid>,
    limit: i64,
) -> sqlx::Result<Vec<ApplicationRow>> {
    sqlx::query_as!(
        ApplicationRow,
        "select id, fund, division, organization, kind, year, amount_fen, purpose, status, payee_title, eligibility,
           eligibility_conditions, eligibility_cursor, eligibility_at, rating, rating_grade, rating_valid_from,
           rating_valid_until, award_schedule, movement, review_note, end_reason, department, created_by, created_officer,
           created_at, updated_at, revision
         from purchase.fund_application
         where starts_with(division, $1) and ($2::uuid is null or fund = $2)
           and ($3::text is null or organization = $3) and ($4::text is null or status = $4)
           and ($5::integer is null or year = $5) and ($6::uuid is null or id < $6)
         order by id desc limit $7",
        filter.scope.prefix(),
        filter.fund,
        filter.organization,
        filter.status,
        filter.year,
        after,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// How an application is approved.
#[derive(Debug)]
pub(crate) struct Approval<'a> {
    pub(crate) amount_fen: i64,
    pub(crate) movement: i64,
    pub(crate) review_note: &'a str,
    pub(crate) checked: &'a Checked,
}

/// Approves one.
pub(crate) async fn approve(
    conn: &mut PgConnection,
    id: Uuid,
    approval: &Approval<'_>,
    by: &Author,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.fund_application set status = 'approved', amount_fen = $2, movement = $3, review_note = $4,
           payee_title = $5, eligibility = $6, eligibility_conditions = $7, eligibility_cursor = $8, eligibility_at = $11,
           decided_by = $9, decided_officer = $10, updated_at = $11, revision = revision + 1
         where id = $1",
        id,
        approval.amount_fen,
        approval.movement,
        approval.review_note,
        approval.checked.title,
        approval.checked.eligible.as_str(),
        &approval.checked.conditions,
        approval.checked.cursor,
        by.actor,
        by.officer,
        by.at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Of an approved one so much less is committed, by another movement.
pub(crate) async fn lessen(
    conn: &mut PgConnection,
    id: Uuid,
    (amount_fen, movement): (i64, i64),
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.fund_application set amount_fen = $2, movement = $3, updated_at = $4, revision = revision + 1 where id = $1",
        id,
        amount_fen,
        movement,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Moves some on, for a reason where there is one.
pub(crate) async fn step(
    conn: &mut PgConnection,
    ids: &[Uuid],
    (status, reason): (&'static str, &str),
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.fund_application set status = $2, end_reason = $3, updated_at = $4, revision = revision + 1
         where id = any($1)",
        ids,
        status,
        reason,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}
