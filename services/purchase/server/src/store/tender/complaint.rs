//! Complaints about how challenges were answered.

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uow::Author;
use uuid::Uuid;

/// A row of `purchase.tender_complaint`.
#[derive(Debug, Clone)]
pub(crate) struct ComplaintRow {
    pub(crate) number: i32,
    pub(crate) challenge: i32,
    pub(crate) bidder_code: String,
    pub(crate) ground: String,
    /// The system that filed it.
    pub(crate) created_by: String,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) decide_last_on: Option<Date>,
    pub(crate) suspend_last_on: Option<Date>,
    pub(crate) outcome: String,
    pub(crate) decision: String,
    pub(crate) decided_at: Option<OffsetDateTime>,
    pub(crate) excluded_bid: Option<Uuid>,
}

/// Files one about a challenge, under the next number; the tender must be kept from others.
pub(crate) async fn insert(
    conn: &mut PgConnection,
    (tender, challenge): (Uuid, i32),
    (code, ground): (&str, &str),
    decide_last_on: Option<Date>,
    by: &Author,
) -> sqlx::Result<i32> {
    sqlx::query_scalar!(
        "insert into purchase.tender_complaint (tender, number, challenge, bidder_code, ground, created_by, created_at, decide_last_on)
         select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6, $7 from purchase.tender_complaint where tender = $1
         returning number",
        tender,
        challenge,
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
pub(crate) async fn all(conn: &mut PgConnection, tender: Uuid) -> sqlx::Result<Vec<ComplaintRow>> {
    sqlx::query_as!(
        ComplaintRow,
        "select number, challenge, bidder_code, ground, created_by, created_at, decide_last_on, suspend_last_on, outcome, decision, decided_at,
           excluded_bid
         from purchase.tender_complaint where tender = $1 order by number",
        tender,
    )
    .fetch_all(conn)
    .await
}

/// Nothing is awarded until a day has passed.
pub(crate) async fn suspend(
    conn: &mut PgConnection,
    (tender, number): (Uuid, i32),
    last: Date,
    by: &Author,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.tender_complaint set suspend_last_on = $3, suspended_by = $4, suspended_officer = $5, suspended_at = $6
         where tender = $1 and number = $2",
        tender,
        number,
        last,
        by.actor,
        by.officer,
        by.at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Decides one.
pub(crate) async fn decide(
    conn: &mut PgConnection,
    (tender, number): (Uuid, i32),
    (outcome, decision): (&str, &str),
    excluded_bid: Option<Uuid>,
    by: &Author,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.tender_complaint set outcome = $3, decision = $4, excluded_bid = $5, decided_by = $6, decided_officer = $7,
           decided_at = $8
         where tender = $1 and number = $2",
        tender,
        number,
        outcome,
        decision,
        excluded_bid,
        by.actor,
        by.officer,
        by.at,
    )
    .execute(conn)
    .await?;
    Ok(())
}
