//! Money that must be paid back, a row a demand.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uow::{Author, Scope};
use uuid::Uuid;

/// A row of `purchase.fund_recovery`.
#[derive(Debug, Clone)]
pub(crate) struct RecoveryRow {
    pub(crate) id: Uuid,
    pub(crate) payment: Uuid,
    pub(crate) division: String,
    pub(crate) amount_fen: i64,
    pub(crate) received_fen: i64,
    pub(crate) reason: String,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) updated_at: OffsetDateTime,
    pub(crate) revision: i64,
}

/// Adds one.
pub(crate) async fn insert(
    conn: &mut PgConnection,
    (payment, amount_fen, reason): (Uuid, i64, &str),
    author: &Author,
) -> sqlx::Result<RecoveryRow> {
    sqlx::query_as!(
        RecoveryRow,
        "insert into purchase.fund_recovery (id, payment, division, amount_fen, reason, created_by, created_officer,
           created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $8)
         returning id, payment, division, amount_fen, received_fen, reason, created_at, updated_at, revision",
        author.id,
        payment,
        author.division,
        amount_fen,
        reason,
        author.actor,
        author.officer,
        author.at,
    )
    .fetch_one(conn)
    .await
}

/// The one of an id, within a scope, kept from others until the end of the transaction.
pub(crate) async fn lock(conn: &mut PgConnection, id: Uuid, scope: &Scope) -> sqlx::Result<Option<RecoveryRow>> {
    sqlx::query_as!(
        RecoveryRow,
        "select id, payment, division, amount_fen, received_fen, reason, created_at, updated_at, revision
         from purchase.fund_recovery where id = $1 and starts_with(division, $2) for update",
        id,
        scope.prefix(),
    )
    .fetch_optional(conn)
    .await
}

/// So much of it came.
pub(crate) async fn receive(
    conn: &mut PgConnection,
    id: Uuid,
    amount_fen: i64,
    at: OffsetDateTime,
) -> sqlx::Result<RecoveryRow> {
    sqlx::query_as!(
        RecoveryRow,
        "update purchase.fund_recovery set received_fen = received_fen + $2, updated_at = $3, revision = revision + 1
         where id = $1
         returning id, payment, division, amount_fen, received_fen, reason, created_at, updated_at, revision",
        id,
        amount_fen,
        at,
    )
    .fetch_one(conn)
    .await
}

/// Which demands a list shows.
#[derive(Debug)]
pub(crate) struct RecoveryFilter {
    pub(crate) scope: Scope,
    pub(crate) payment: Option<Uuid>,
    pub(crate) outstanding: bool,
}

/// Those that the filter lets through, the newest first, after one of them.
pub(crate) async fn page(
    conn: &mut PgConnection,
    filter: &RecoveryFilter,
    after: Option<Uuid>,
    limit: i64,
) -> sqlx::Result<Vec<RecoveryRow>> {
    sqlx::query_as!(
        RecoveryRow,
        "select id, payment, division, amount_fen, received_fen, reason, created_at, updated_at, revision
         from purchase.fund_recovery
         where starts_with(division, $1) and ($2::uuid is null or payment = $2)
           and (not $3 or received_fen < amount_fen) and ($4::uuid is null or id < $4)
         order by id desc limit $5",
        filter.scope.prefix(),
        filter.payment,
        filter.outstanding,
        after,
        limit,
    )
    .fetch_all(conn)
    .await
}
