//! Milestones of contracts, and the indicators by which their performance is evaluated.

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uow::Author;
use uuid::Uuid;

/// A row of `purchase.contract_milestone`.
#[derive(Debug, Clone)]
pub(crate) struct MilestoneRow {
    pub(crate) contract: Uuid,
    pub(crate) number: i32,
    pub(crate) title: String,
    pub(crate) due_on: Date,
    pub(crate) amount_fen: i64,
    pub(crate) supplement_number: i32,
    pub(crate) status: String,
    pub(crate) documents: Vec<Uuid>,
    pub(crate) submitted_at: Option<OffsetDateTime>,
    pub(crate) outcome: Option<String>,
    pub(crate) opinion: String,
    pub(crate) examined_by: Option<String>,
    pub(crate) examined_officer: Option<String>,
    pub(crate) examined_at: Option<OffsetDateTime>,
    pub(crate) accepted_at: Option<OffsetDateTime>,
    pub(crate) paid_fen: i64,
}

/// What is owed by when.
#[derive(Debug, Clone)]
pub(crate) struct Owed {
    pub(crate) title: String,
    pub(crate) due_on: Date,
    pub(crate) amount_fen: i64,
}

/// Adds milestones in their order, from a number on.
pub(crate) async fn insert(
    conn: &mut PgConnection,
    contract: Uuid,
    (first, supplement): (i32, i32),
    owed: &[Owed],
) -> sqlx::Result<()> {
    let titles: Vec<String> = owed.iter().map(|one| one.title.clone()).collect();
    let days: Vec<Date> = owed.iter().map(|one| one.due_on).collect();
    let amounts: Vec<i64> = owed.iter().map(|one| one.amount_fen).collect();
    sqlx::query!(
        "insert into purchase.contract_milestone (contract, number, supplement_number, title, due_on, amount_fen)
         select $1, $2 + place::integer - 1, $3, title, due_on, amount
         from unnest($4::text[], $5::date[], $6::bigint[]) with ordinality as row (title, due_on, amount, place)",
        contract,
        first,
        supplement,
        &titles,
        &days,
        &amounts,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Hands deliverables in; whatever was found in earlier ones counts no more.
pub(crate) async fn submit(
    conn: &mut PgConnection,
    contract: Uuid,
    number: i32,
    documents: &[Uuid],
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.contract_milestone set status = 'submitted', submitted_at = $4, outcome = null, opinion = '',
           examined_by = null, examined_officer = null, examined_at = null, reviewed_by = null, reviewed_officer = null,
           documents = documents || array(select new from unnest($3::uuid[]) as new where new <> all(documents))
         where contract = $1 and number = $2",
        contract,
        number,
        documents,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Records what one person found: `accept` or `return`.
pub(crate) async fn examine(
    conn: &mut PgConnection,
    contract: Uuid,
    number: i32,
    (outcome, opinion): (&str, &str),
    by: &Author,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.contract_milestone set status = 'examined', outcome = $3, opinion = $4, examined_by = $5,
           examined_officer = $6, examined_at = $7, reviewed_by = null, reviewed_officer = null
         where contract = $1 and number = $2",
        contract,
        number,
        outcome,
        opinion,
        by.actor,
        by.officer,
        by.at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Records what the second person said, and how the milestone stands then.
pub(crate) async fn review(
    conn: &mut PgConnection,
    contract: Uuid,
    number: i32,
    status: &str,
    by: &Author,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.contract_milestone set status = $3, reviewed_by = $4, reviewed_officer = $5,
           accepted_at = case when $3 = 'accepted' then $6::timestamptz end
         where contract = $1 and number = $2",
        contract,
        number,
        status,
        by.actor,
        by.officer,
        by.at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Adds to what was paid.
pub(crate) async fn pay(conn: &mut PgConnection, contract: Uuid, number: i32, fen: i64) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.contract_milestone set paid_fen = paid_fen + $3 where contract = $1 and number = $2",
        contract,
        number,
        fen,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// A row of `purchase.contract_indicator`.
#[derive(Debug, Clone)]
pub(crate) struct IndicatorRow {
    pub(crate) contract: Uuid,
    pub(crate) key: String,
    pub(crate) title: String,
    pub(crate) weight: i32,
}

/// By what performance is evaluated.
#[derive(Debug, Clone)]
pub(crate) struct Indicator {
    pub(crate) key: String,
    pub(crate) title: String,
    pub(crate) weight: i32,
}

/// Adds indicators in their order.
pub(crate) async fn declare(conn: &mut PgConnection, contract: Uuid, indicators: &[Indicator]) -> sqlx::Result<()> {
    let keys: Vec<String> = indicators.iter().map(|one| one.key.clone()).collect();
    let titles: Vec<String> = indicators.iter().map(|one| one.title.clone()).collect();
    let weights: Vec<i32> = indicators.iter().map(|one| one.weight).collect();
    sqlx::query!(
        "insert into purchase.contract_indicator (contract, place, key, title, weight)
         select $1, place::integer, key, title, weight
         from unnest($2::text[], $3::text[], $4::integer[]) with ordinality as row (key, title, weight, place)",
        contract,
        &keys,
        &titles,
        &weights,
    )
    .execute(conn)
    .await?;
    Ok(())
}
