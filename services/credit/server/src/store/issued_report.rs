//! Reports that were issued.

use sqlx::PgConnection;
use time::OffsetDateTime;
use vocab::UnifiedCode;

/// A report that was issued.
#[derive(Debug, Clone)]
pub(crate) struct IssuedRow {
    pub(crate) digest: Vec<u8>,
    pub(crate) organization: UnifiedCode,
    pub(crate) view: String,
    pub(crate) cursor: String,
    pub(crate) record_count: i32,
    pub(crate) listing_count: i32,
    pub(crate) issued_at: OffsetDateTime,
}

/// Keeps that one was issued.
pub(crate) async fn insert(conn: &mut PgConnection, code: &str, row: &IssuedRow, by: &str) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into credit.issued_report (code, digest, organization, view, cursor, record_count, listing_count, issued_at, issued_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing",
        code,
        row.digest,
        row.organization.as_str(),
        row.view,
        row.cursor,
        row.record_count,
        row.listing_count,
        row.issued_at,
        by,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The one with a code.
pub(crate) async fn get(conn: &mut PgConnection, code: &str) -> sqlx::Result<Option<IssuedRow>> {
    sqlx::query_as!(
        IssuedRow,
        r#"select digest, organization as "organization: UnifiedCode", view, cursor, record_count, listing_count, issued_at
         from credit.issued_report where code = $1"#,
        code,
    )
    .fetch_optional(conn)
    .await
}
