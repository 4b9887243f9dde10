//! Challenges of results.

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uow::Author;
use uuid::Uuid;

/// A row of `purchase.tender_challenge`.
#[derive(Debug, Clone)]
pub(crate) struct ChallengeRow {
    pub(crate) number: i32,
    pub(crate) bidder_code: String,
    pub(crate) ground: String,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) decide_last_on: Option<Date>,
    pub(crate) outcome: String,
    pub(crate) answer: String,
    pub(crate) decided_at: Option<OffsetDateTime>,
    pub(crate) excluded_bid: Option<Uuid>,
}

/// Files one, under the next number; the tender must be kept from others.
pub(crate) async fn insert(
    conn: &mut PgConnection,
    tender: Uuid,
    (code, ground): (&str, &str),
    decide_last_on: Option<Date>,
    by: &Author,
) -> sqlx::Result<ChallengeRow> {
    sqlx::query_as!(
        ChallengeRow,
        "insert into purchase.tender_challenge (tender, number, bidder_code, ground, created_by, created_at, decide_last_on)
         select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6 from purchase.tender_challenge where tender = $1
         returning number, bidder_code, ground, created_at, decide_last_on, outcome, answer, decided_at, excluded_bid",
        tender,
        code,
        ground,
        by.actor,
        by.at,
        decide_last_on,
    )
    .fetch_one(conn)
    .await
}

/// All of a tender, the first one first.
pub(crate) async fn all(conn: &mut PgConnection, tender: Uuid) -> sqlx::Result<Vec<ChallengeRow>> {
    sqlx::query_as!(
        ChallengeRow,
        "select number, bidder_code, ground, created_at, decide_last_on, outcome, answer, decided_at, excluded_bid
         from purchase.tender_challenge where tender = $1 order by number",
        tender,
    )
    .fetch_all(conn)
    .await
}

/// Decides one.
pub(crate) async fn decide(
    conn: &mut PgConnection,
    (tender, number): (Uuid, i32),
    (outcome, answer): (&str, &str),
    excluded_bid: Option<Uuid>,
    by: &Author,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.tender_challenge set outcome = $3, answer = $4, excluded_bid = $5, decided_by = $6, decided_officer = $7,
           decided_at = $8
         where tender = $1 and number = $2",
        tender,
        number,
        outcome,
        answer,
        excluded_bid,
        by.actor,
        by.officer,
        by.at,
    )
    .execute(conn)
    .await?;
    Ok(())
}
