//! What happened to consultations.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uow::Author;
use uuid::Uuid;

/// A row of `talent.consultation_event`.
#[derive(Debug, Clone)]
pub(crate) struct EventRow {
    pub(crate) number: i32,
    pub(crate) kind: String,
    pub(crate) department: String,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) note: String,
}

/// Notes what happened, under the next number; the consultation must be kept from others.
pub(crate) async fn note(
    conn: &mut PgConnection,
    consultation: Uuid,
    (kind, note): (&str, &str),
    by: &Author,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into talent.consultation_event (consultation, number, kind, department, created_by, created_officer, created_at, note)
         select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6, $7 from talent.consultation_event where consultation = $1",
        consultation,
        kind,
        by.department,
        by.actor,
        by.officer,
        by.at,
        note,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// What happened, the oldest first.
pub(crate) async fn all(conn: &mut PgConnection, consultation: Uuid) -> sqlx::Result<Vec<EventRow>> {
    sqlx::query_as!(
        EventRow,
        "select number, kind, department, created_at, note from talent.consultation_event where consultation = $1 order by number",
        consultation,
    )
    .fetch_all(conn)
    .await
}
