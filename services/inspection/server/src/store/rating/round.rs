//! Rounds and the members who vote in them. Accounts are sealed; what is sealed and opened is decided elsewhere.

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uow::Scope;
use uuid::Uuid;

/// A row of `inspection.rating_round`.
#[derive(Debug, Clone)]
pub(crate) struct RoundRow {
    pub(crate) id: Uuid,
    pub(crate) department: String,
    pub(crate) division: String,
    pub(crate) year: i32,
    pub(crate) title: String,
    pub(crate) kinds: Vec<String>,
    pub(crate) edition: String,
    pub(crate) apply_from: Date,
    pub(crate) apply_to: Date,
    pub(crate) created_at: OffsetDateTime,
}

/// A row of `inspection.rating_member`.
pub(crate) struct MemberRow {
    pub(crate) body: String,
    pub(crate) account_hash: Vec<u8>,
    pub(crate) account: Vec<u8>,
}

/// Adds a round, without its members.
pub(crate) async fn insert(conn: &mut PgConnection, row: &RoundRow, actor: &str) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into inspection.rating_round (id, department, division, year, title, kinds, edition, apply_from, apply_to,
             actor, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        row.id,
        row.department,
        row.division,
        row.year,
        row.title,
        &row.kinds,
        row.edition,
        row.apply_from,
        row.apply_to,
        actor,
        row.created_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Adds the members of a round.
pub(crate) async fn insert_members(conn: &mut PgConnection, round: Uuid, rows: &[MemberRow]) -> sqlx::Result<()> {
    let bodies: Vec<String> = rows.iter().map(|row| row.body.clone()).collect();
    let hashes: Vec<Vec<u8>> = rows.iter().map(|row| row.account_hash.clone()).collect();
    let accounts: Vec<Vec<u8>> = rows.iter().map(|row| row.account.clone()).collect();
    sqlx::query!(
        "insert into inspection.rating_member (round, body, account_hash, account)
         select $1, given.* from unnest($2::text[], $3::bytea[], $4::bytea[]) as given",
        round,
        &bodies,
        &hashes,
        &accounts,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// One that the caller may see.
pub(crate) async fn find(conn: &mut PgConnection, scope: &Scope, id: Uuid) -> sqlx::Result<Option<RoundRow>> {
    sqlx::query_as!(
        RoundRow,
        "select id, department, division, year, title, kinds, edition, apply_from, apply_to, created_at
         from inspection.rating_round where id = $1 and starts_with(division, $2)",
        id,
        scope.prefix(),
    )
    .fetch_optional(conn)
    .await
}

/// The members of a round, the committee's first.
pub(crate) async fn members(conn: &mut PgConnection, round: Uuid) -> sqlx::Result<Vec<MemberRow>> {
    sqlx::query_as!(
        MemberRow,
        "select body, account_hash, account from inspection.rating_member where round = $1 order by body, account_hash",
        round,
    )
    .fetch_all(conn)
    .await
}

/// The first `limit` rounds opened before `before`, the latest first; of any year if it is 0.
pub(crate) async fn page(
    conn: &mut PgConnection,
    scope: &Scope,
    year: i32,
    before: Option<Uuid>,
    limit: i64,
) -> sqlx::Result<Vec<RoundRow>> {
    sqlx::query_as!(
        RoundRow,
        "select id, department, division, year, title, kinds, edition, apply_from, apply_to, created_at
         from inspection.rating_round
         where starts_with(division, $1) and ($2 = 0 or year = $2) and id < $3
         order by id desc limit $4",
        scope.prefix(),
        year,
        before.unwrap_or(Uuid::max()),
        limit,
    )
    .fetch_all(conn)
    .await
}
