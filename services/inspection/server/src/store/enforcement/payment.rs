//! Payments of penalties; rows are only ever added.

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

/// A row of `inspection.penalty_payment`.
#[derive(Debug, Clone)]
pub(crate) struct PaymentRow {
    pub(crate) paid_on: Date,
    pub(crate) fine_fen: i64,
    pub(crate) surcharge_fen: i64,
    pub(crate) confiscation_fen: i64,
    pub(crate) receipt: String,
}

/// Adds a payment of a penalty that is locked.
pub(crate) async fn insert(
    conn: &mut PgConnection,
    penalty: Uuid,
    row: &PaymentRow,
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into inspection.penalty_payment
             (penalty, number, paid_on, fine_fen, surcharge_fen, confiscation_fen, receipt, created_at)
         select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6, $7 from inspection.penalty_payment where penalty = $1",
        penalty,
        row.paid_on,
        row.fine_fen,
        row.surcharge_fen,
        row.confiscation_fen,
        row.receipt,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The payments of a penalty, in the order in which they were recorded.
pub(crate) async fn of(conn: &mut PgConnection, penalty: Uuid) -> sqlx::Result<Vec<PaymentRow>> {
    sqlx::query_as!(
        PaymentRow,
        "select paid_on, fine_fen, surcharge_fen, confiscation_fen, receipt
         from inspection.penalty_payment where penalty = $1 order by number",
        penalty,
    )
    .fetch_all(conn)
    .await
}
