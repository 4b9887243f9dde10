//! Rounds and what was entered in them. Rows are only ever added.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// A row of `inspection.round`.
#[derive(Debug)]
pub(crate) struct RoundRow {
    pub(crate) number: i32,
    pub(crate) reason: String,
    pub(crate) commit_by: OffsetDateTime,
    pub(crate) reveal_by: OffsetDateTime,
    pub(crate) beacon_at: Option<OffsetDateTime>,
    pub(crate) opened_at: OffsetDateTime,
}

/// What a department entered in a round: a commitment or a share.
#[derive(Debug)]
pub(crate) struct EntryRow {
    pub(crate) round: i32,
    pub(crate) department: String,
    pub(crate) bytes: Vec<u8>,
    pub(crate) entered_at: OffsetDateTime,
}

/// A row of `inspection.beacon_value`.
#[derive(Debug)]
pub(crate) struct ValueRow {
    pub(crate) round: i32,
    pub(crate) value: String,
    pub(crate) entered_at: OffsetDateTime,
}

/// A row of `inspection.round_failure`.
#[derive(Debug)]
pub(crate) struct FailureRow {
    pub(crate) round: i32,
    pub(crate) who: String,
    pub(crate) cause: String,
    pub(crate) failed_at: OffsetDateTime,
}

/// Opens a round.
pub(crate) async fn insert(conn: &mut PgConnection, plan: Uuid, row: &RoundRow, actor: &str) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into inspection.round (plan, number, reason, commit_by, reveal_by, beacon_at, actor, opened_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        plan,
        row.number,
        row.reason,
        row.commit_by,
        row.reveal_by,
        row.beacon_at,
        actor,
        row.opened_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Enters a commitment; the key allows one a department and round.
pub(crate) async fn commit(conn: &mut PgConnection, plan: Uuid, row: &EntryRow, actor: &str) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into inspection.commitment (plan, round, department, hash, actor, entered_at)
         values ($1, $2, $3, $4, $5, $6)",
        plan,
        row.round,
        row.department,
        row.bytes,
        actor,
        row.entered_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Enters a share; the key allows one a department and round.
pub(crate) async fn reveal(conn: &mut PgConnection, plan: Uuid, row: &EntryRow, actor: &str) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into inspection.reveal (plan, round, department, share, actor, entered_at)
         values ($1, $2, $3, $4, $5, $6)",
        plan,
        row.round,
        row.department,
        row.bytes,
        actor,
        row.entered_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Enters what the beacon said; the key allows one value a round.
pub(crate) async fn say(conn: &mut PgConnection, plan: Uuid, row: &ValueRow, actor: &str) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into inspection.beacon_value (plan, round, value, actor, entered_at) values ($1, $2, $3, $4, $5)",
        plan,
        row.round,
        row.value,
        actor,
        row.entered_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Enters because of whom a round failed.
pub(crate) async fn fail(conn: &mut PgConnection, plan: Uuid, rows: &[FailureRow]) -> sqlx::Result<()> {
    for row in rows {
        sqlx::query!(
            "insert into inspection.round_failure (plan, round, who, cause, failed_at) values ($1, $2, $3, $4, $5)",
            plan,
            row.round,
            row.who,
            row.cause,
            row.failed_at,
        )
        .execute(&mut *conn)
        .await?;
    }
    Ok(())
}

/// The rounds of a plan.
pub(crate) async fn rounds(conn: &mut PgConnection, plan: Uuid) -> sqlx::Result<Vec<RoundRow>> {
    sqlx::query_as!(
        RoundRow,
        "select number, reason, commit_by, reveal_by, beacon_at, opened_at
         from inspection.round where plan = $1 order by number",
        plan,
    )
    .fetch_all(conn)
    .await
}

/// Every commitment of a plan, in the order in which they were entered.
pub(crate) async fn commitments(conn: &mut PgConnection, plan: Uuid) -> sqlx::Result<Vec<EntryRow>> {
    sqlx::query_as!(
        EntryRow,
        "select round, department, hash as bytes, entered_at
         from inspection.commitment where plan = $1 order by round, number",
        plan,
    )
    .fetch_all(conn)
    .await
}

/// Every share of a plan, in the order in which they were entered.
pub(crate) async fn reveals(conn: &mut PgConnection, plan: Uuid) -> sqlx::Result<Vec<EntryRow>> {
    sqlx::query_as!(
        EntryRow,
        "select round, department, share as bytes, entered_at
         from inspection.reveal where plan = $1 order by round, number",
        plan,
    )
    .fetch_all(conn)
    .await
}

/// What the beacon said, by round.
pub(crate) async fn values(conn: &mut PgConnection, plan: Uuid) -> sqlx::Result<Vec<ValueRow>> {
    sqlx::query_as!(
        ValueRow,
        "select round, value, entered_at from inspection.beacon_value where plan = $1 order by round",
        plan,
    )
    .fetch_all(conn)
    .await
}

/// Because of whom rounds failed, by round and key.
pub(crate) async fn failures(conn: &mut PgConnection, plan: Uuid) -> sqlx::Result<Vec<FailureRow>> {
    sqlx::query_as!(
        FailureRow,
        "select round, who, cause, failed_at from inspection.round_failure where plan = $1 order by round, who",
        plan,
    )
    .fetch_all(conn)
    .await
}
