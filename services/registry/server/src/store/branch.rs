//! Branches and charters.

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uuid::Uuid;
use vocab::UnifiedCode;

/// A row of `registry.branch`.
#[derive(Debug, Clone)]
pub(crate) struct BranchRow {
    pub(crate) id: Uuid,
    pub(crate) code: UnifiedCode,
    pub(crate) title: String,
    pub(crate) address: String,
    pub(crate) business_scope: String,
    pub(crate) established_on: Date,
    pub(crate) cancelled_on: Option<Date>,
    pub(crate) application: Uuid,
    pub(crate) updated_at: OffsetDateTime,
}

/// A row of `registry.charter`.
#[derive(Debug, Clone)]
pub(crate) struct CharterRow {
    pub(crate) code: UnifiedCode,
    pub(crate) number: i32,
    pub(crate) document: String,
    pub(crate) sha256: String,
    pub(crate) approved_on: Date,
    pub(crate) application: Uuid,
}

pub(crate) async fn insert(conn: &mut PgConnection, row: &BranchRow, folded: &str) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into registry.branch (id, code, title, folded, address, business_scope, established_on, application,
             created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)",
        row.id,
        row.code.as_str(),
        row.title,
        folded,
        row.address,
        row.business_scope,
        row.established_on,
        row.application,
        row.updated_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(crate) async fn update(conn: &mut PgConnection, row: &BranchRow, folded: &str) -> sqlx::Result<()> {
    sqlx::query!(
        "update registry.branch set title = $2, folded = $3, address = $4, business_scope = $5, cancelled_on = $6,
             application = $7, updated_at = $8
         where id = $1",
        row.id,
        row.title,
        folded,
        row.address,
        row.business_scope,
        row.cancelled_on,
        row.application,
        row.updated_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// One that exists, kept from others.
pub(crate) async fn lock(conn: &mut PgConnection, code: UnifiedCode, id: Uuid) -> sqlx::Result<Option<BranchRow>> {
    sqlx::query_as!(
        BranchRow,
        "select id, code, title, address, business_scope, established_on, cancelled_on, application, updated_at
         from registry.branch where id = $1 and code = $2 and cancelled_on is null for update",
        id,
        code.as_str(),
    )
    .fetch_optional(conn)
    .await
}

/// Those of an organisation, oldest first.
pub(crate) async fn list(
    conn: &mut PgConnection,
    code: UnifiedCode,
    show_cancelled: bool,
) -> sqlx::Result<Vec<BranchRow>> {
    sqlx::query_as!(
        BranchRow,
        "select id, code, title, address, business_scope, established_on, cancelled_on, application, updated_at
         from registry.branch where code = $1 and ($2 or cancelled_on is null) order by established_on, id",
        code.as_str(),
        show_cancelled,
    )
    .fetch_all(conn)
    .await
}

/// Cancels every branch of an organisation that ends.
pub(crate) async fn cancel_all(
    conn: &mut PgConnection,
    code: UnifiedCode,
    on: Date,
    now: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update registry.branch set cancelled_on = greatest($2, established_on), updated_at = $3
         where code = $1 and cancelled_on is null",
        code.as_str(),
        on,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Adds a charter with the next number; the organisation's row is locked.
pub(crate) async fn insert_charter(conn: &mut PgConnection, row: &CharterRow, now: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into registry.charter (code, number, document, sha256, approved_on, application, created_at)
         select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6 from registry.charter where code = $1",
        row.code.as_str(),
        row.document,
        row.sha256,
        row.approved_on,
        row.application,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Those of an organisation, newest first.
pub(crate) async fn charters(conn: &mut PgConnection, code: UnifiedCode) -> sqlx::Result<Vec<CharterRow>> {
    sqlx::query_as!(
        CharterRow,
        "select code, number, document, sha256, approved_on, application from registry.charter
         where code = $1 order by number desc",
        code.as_str(),
    )
    .fetch_all(conn)
    .await
}
