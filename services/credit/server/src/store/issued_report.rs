//! Reports that were issued.

use sqlx::PgConnection;
use time::OffsetDateTime;
use vocab::UnifiedCode;

/// A report that was issued.
#[derive(Debug, Clone)]
pub(crate) struct IssuedRow {
    pub(crate) digest: Vec<u8>,
    pub(crate) cursor: String,
    pub(crate) issued_at: OffsetDateTime,
}

/// Keeps that one was issued.
pub(crate) async fn insert(
    conn: &mut PgConnection,
    code: &str,
    organization: UnifiedCode,
    view: &str,
    row: &IssuedRow,
    by: &str,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into credit.issued_report (code, digest, organization, view, cursor, issued_at, issued_by)
         values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing",
        code,
        row.digest,
        organization.as_str(),
        view,
        row.cursor,
        row.issued_at,
        by,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The one with a code.
pub(crate) async fn get(conn: &mut PgConnection, code: &str) -> sqlx::Result<Option<IssuedRow>> {
    sqlx::query_as!(IssuedRow, "select digest, cursor, issued_at from credit.issued_report where code = $1", code)
        .fetch_optional(conn)
        .await
}
