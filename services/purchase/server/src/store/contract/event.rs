//! What happens to contracts after their signing: supplements, payments, disputes, evaluations.

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uow::Author;
use uuid::Uuid;

/// A row of `purchase.contract_supplement`, and the milestone that it brought.
#[derive(Debug, Clone)]
pub(crate) struct SupplementRow {
    pub(crate) contract: Uuid,
    pub(crate) number: i32,
    pub(crate) content: String,
    pub(crate) signed_on: Date,
    pub(crate) amount_fen: i64,
    pub(crate) milestone_number: Option<i32>,
    pub(crate) ends_on: Option<Date>,
    pub(crate) created_at: OffsetDateTime,
}

/// What was agreed later.
#[derive(Debug)]
pub(crate) struct Agreed<'a> {
    pub(crate) content: &'a str,
    pub(crate) signed_on: Date,
    pub(crate) amount_fen: i64,
    pub(crate) milestone_number: Option<i32>,
    pub(crate) ends_on: Option<Date>,
}

/// Adds a supplement under a number.
pub(crate) async fn supplement(
    conn: &mut PgConnection,
    (contract, number): (Uuid, i32),
    agreed: &Agreed<'_>,
    by: &Author,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into purchase.contract_supplement (contract, number, content, signed_on, amount_fen, milestone_number, ends_on,
           created_by, created_officer, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        contract,
        number,
        agreed.content,
        agreed.signed_on,
        agreed.amount_fen,
        agreed.milestone_number,
        agreed.ends_on,
        by.actor,
        by.officer,
        by.at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// A row of `purchase.contract_payment`.
#[derive(Debug, Clone)]
pub(crate) struct PaymentRow {
    pub(crate) contract: Uuid,
    pub(crate) number: i32,
    pub(crate) milestone_number: i32,
    pub(crate) amount_fen: i64,
    pub(crate) paid_on: Date,
    pub(crate) voucher_number: String,
    pub(crate) created_at: OffsetDateTime,
}

/// What was paid.
#[derive(Debug)]
pub(crate) struct Paid {
    pub(crate) milestone_number: i32,
    pub(crate) amount_fen: i64,
    pub(crate) on: Date,
    pub(crate) voucher_number: String,
}

/// Adds a payment under a number.
pub(crate) async fn pay(
    conn: &mut PgConnection,
    (contract, number): (Uuid, i32),
    paid: &Paid,
    by: &Author,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into purchase.contract_payment (contract, number, milestone_number, amount_fen, paid_on, voucher_number, created_by,
           created_officer, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        contract,
        number,
        paid.milestone_number,
        paid.amount_fen,
        paid.on,
        paid.voucher_number,
        by.actor,
        by.officer,
        by.at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// A row of `purchase.contract_dispute`.
#[derive(Debug, Clone)]
pub(crate) struct DisputeRow {
    pub(crate) contract: Uuid,
    pub(crate) number: i32,
    pub(crate) subject: String,
    pub(crate) opened_on: Date,
    pub(crate) settled_on: Option<Date>,
    pub(crate) settlement: String,
    pub(crate) created_at: OffsetDateTime,
}

/// Adds a dispute under a number.
pub(crate) async fn dispute(
    conn: &mut PgConnection,
    (contract, number): (Uuid, i32),
    (subject, opened_on): (&str, Date),
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into purchase.contract_dispute (contract, number, subject, opened_on, created_at) values ($1, $2, $3, $4, $5)",
        contract,
        number,
        subject,
        opened_on,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Settles a dispute.
pub(crate) async fn settle(
    conn: &mut PgConnection,
    (contract, number): (Uuid, i32),
    (settlement, settled_on): (&str, Date),
) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.contract_dispute set settlement = $3, settled_on = $4 where contract = $1 and number = $2",
        contract,
        number,
        settlement,
        settled_on,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// A row of `purchase.contract_evaluation`.
#[derive(Debug, Clone)]
pub(crate) struct EvaluationRow {
    pub(crate) contract: Uuid,
    /// In the order of the indicators.
    pub(crate) scores: Vec<i32>,
    pub(crate) total_score: i32,
    pub(crate) grade: String,
    pub(crate) opinion: String,
    pub(crate) rule: String,
    pub(crate) created_at: OffsetDateTime,
}

/// What performance came to.
#[derive(Debug)]
pub(crate) struct Evaluated<'a> {
    pub(crate) scores: &'a [i32],
    pub(crate) total_score: i32,
    pub(crate) grade: &'static str,
    pub(crate) opinion: &'a str,
    pub(crate) rule: &'a str,
}

/// Adds the evaluation.
pub(crate) async fn evaluate(
    conn: &mut PgConnection,
    contract: Uuid,
    evaluated: &Evaluated<'_>,
    by: &Author,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into purchase.contract_evaluation (contract, scores, total_score, grade, opinion, rule, created_by, created_officer,
           created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        contract,
        evaluated.scores,
        evaluated.total_score,
        evaluated.grade,
        evaluated.opinion,
        evaluated.rule,
        by.actor,
        by.officer,
        by.at,
    )
    .execute(conn)
    .await?;
    Ok(())
}
