//! Questions and their answers.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uow::Author;
use uuid::Uuid;

/// A row of `purchase.tender_question`.
#[derive(Debug, Clone)]
pub(crate) struct QuestionRow {
    pub(crate) number: i32,
    pub(crate) question: String,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) answer: String,
    pub(crate) answered_at: Option<OffsetDateTime>,
}

/// Asks, under the next number; the tender must be kept from others.
pub(crate) async fn insert(
    conn: &mut PgConnection,
    tender: Uuid,
    question: &str,
    by: &Author,
) -> sqlx::Result<QuestionRow> {
    sqlx::query_as!(
        QuestionRow,
        "insert into purchase.tender_question (tender, number, question, created_by, created_at)
         select $1, coalesce(max(number), 0) + 1, $2, $3, $4 from purchase.tender_question where tender = $1
         returning number, question, created_at, answer, answered_at",
        tender,
        question,
        by.actor,
        by.at,
    )
    .fetch_one(conn)
    .await
}

/// Answers.
pub(crate) async fn answer(
    conn: &mut PgConnection,
    (tender, number): (Uuid, i32),
    answer: &str,
    by: &Author,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.tender_question set answer = $3, answered_by = $4, answered_at = $5 where tender = $1 and number = $2",
        tender,
        number,
        answer,
        by.actor,
        by.at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// All of a tender, the oldest first.
pub(crate) async fn all(conn: &mut PgConnection, tender: Uuid) -> sqlx::Result<Vec<QuestionRow>> {
    sqlx::query_as!(
        QuestionRow,
        "select number, question, created_at, answer, answered_at from purchase.tender_question where tender = $1 order by number",
        tender,
    )
    .fetch_all(conn)
    .await
}
