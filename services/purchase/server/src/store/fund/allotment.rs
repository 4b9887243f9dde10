//! Money for funds, a row an allotment.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uow::{Author, Scope};
use uuid::Uuid;

/// A row of `purchase.allotment`.
#[derive(Debug, Clone)]
pub(crate) struct AllotmentRow {
    pub(crate) id: Uuid,
    pub(crate) fund: Uuid,
    pub(crate) division: String,
    pub(crate) year: i32,
    pub(crate) amount_fen: i64,
    pub(crate) document_number: String,
    pub(crate) department: String,
    pub(crate) created_by: String,
    pub(crate) created_officer: Option<String>,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) updated_at: OffsetDateTime,
    pub(crate) revision: i64,
    pub(crate) decided_at: Option<OffsetDateTime>,
    pub(crate) movement: Option<i64>,
    pub(crate) reject_reason: String,
}

/// What an allotment states.
#[derive(Debug)]
pub(crate) struct Stated {
    pub(crate) fund: Uuid,
    pub(crate) year: i32,
    pub(crate) amount_fen: i64,
    pub(crate) document_number: String,
}

/// Adds one.
pub(crate) async fn insert(conn: &mut PgConnection, stated: &Stated, author: &Author) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into purchase.allotment (id, fund, division, year, amount_fen, document_number, department, created_by,
           created_officer, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)",
        author.id,
        stated.fund,
        author.division,
        stated.year,
        stated.amount_fen,
        stated.document_number,
        author.department,
        author.actor,
        author.officer,
        author.at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The one of an id, within a scope, kept from others until the end of the transaction.
pub(crate) async fn lock(conn: &mut PgConnection, id: Uuid, scope: &Scope) -> sqlx::Result<Option<AllotmentRow>> {
    sqlx::query_as!(
        AllotmentRow,
        "select id, fund, division, year, amount_fen, document_number, department, created_by, created_officer, created_at,
           updated_at, revision, decided_at, movement, reject_reason
         from purchase.allotment where id = $1 and starts_with(division, $2) for update",
        id,
        scope.prefix(),
    )
    .fetch_optional(conn)
    .await
}

/// Which allotments a list shows.
#[derive(Debug)]
pub(crate) struct AllotmentFilter {
    pub(crate) fund: Uuid,
    pub(crate) year: Option<i32>,
    /// `proposed`, `approved` or `rejected`.
    pub(crate) status: Option<&'static str>,
}

/// Those that the filter lets through, the newest first, after one of them.
pub(crate) async fn page(
    conn: &mut PgConnection,
    filter: &AllotmentFilter,
    after: Option<Uuid>,
    limit: i64,
) -> sqlx::Result<Vec<AllotmentRow>> {
    sqlx::query_as!(
        AllotmentRow,
        "select id, fund, division, year, amount_fen, document_number, department, created_by, created_officer, created_at,
           updated_at, revision, decided_at, movement, reject_reason
         from purchase.allotment
         where fund = $1 and ($2::integer is null or year = $2)
           and ($3::text is null or $3 = case when movement is not null then 'approved'
                when decided_at is not null then 'rejected' else 'proposed' end)
           and ($4::uuid is null or id < $4)
         order by id desc limit $5",
        filter.fund,
        filter.year,
        filter.status,
        after,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Approves one, with the movement that put it into the budget, or rejects it for a reason.
pub(crate) async fn decide(
    conn: &mut PgConnection,
    id: Uuid,
    (movement, reject_reason): (Option<i64>, &str),
    by: &Author,
) -> sqlx::Result<AllotmentRow> {
    sqlx::query_as!(
        AllotmentRow,
        "update purchase.allotment set movement = $2, reject_reason = $3, decided_by = $4, decided_officer = $5,
           decided_at = $6, updated_at = $6, revision = revision + 1
         where id = $1
         returning id, fund, division, year, amount_fen, document_number, department, created_by, created_officer, created_at,
           updated_at, revision, decided_at, movement, reject_reason",
        id,
        movement,
        reject_reason,
        by.actor,
        by.officer,
        by.at,
    )
    .fetch_one(conn)
    .await
}
