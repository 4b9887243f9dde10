//! Blocks of organisation codes, and the codes that were ever held.

use std::collections::HashSet;

use sqlx::PgConnection;
use time::OffsetDateTime;
use uow::Scope;
use uuid::Uuid;
use vocab::DivisionCode;

/// A row of `registry.code_block`.
#[derive(Debug, Clone)]
pub(crate) struct CodeBlockRow {
    pub(crate) id: Uuid,
    pub(crate) division: DivisionCode,
    pub(crate) prefix: String,
    /// The organisation code of serial 0 as a number.
    pub(crate) origin: i64,
    pub(crate) first_serial: i64,
    pub(crate) last_serial: i64,
    pub(crate) next_serial: i64,
    pub(crate) basis: String,
    pub(crate) department: String,
    pub(crate) created_at: OffsetDateTime,
}

/// Takes in a block that none of its codes has been given from.
pub(crate) async fn insert(conn: &mut PgConnection, row: &CodeBlockRow, actor: &str) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into registry.code_block (id, division, prefix, origin, first_serial, last_serial, next_serial, basis,
             department, actor, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        row.id,
        row.division as DivisionCode,
        row.prefix,
        row.origin,
        row.first_serial,
        row.last_serial,
        row.next_serial,
        row.basis,
        row.department,
        actor,
        row.created_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The first `limit` blocks after the code that is number `after`, by code: those in the scope, or those of one division
/// in it.
pub(crate) async fn page(
    conn: &mut PgConnection,
    scope: &Scope,
    division: Option<DivisionCode>,
    after: i64,
    limit: i64,
) -> sqlx::Result<Vec<CodeBlockRow>> {
    sqlx::query_as!(
        CodeBlockRow,
        r#"select id, division as "division: DivisionCode", prefix, origin, first_serial, last_serial, next_serial,
             basis, department, created_at
         from registry.code_block
         where starts_with(division, $1) and ($2::text is null or division = $2) and origin + first_serial > $3
         order by origin + first_serial limit $4"#,
        scope.prefix(),
        division as Option<DivisionCode>,
        after,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Of some divisions one above the other, the lowest that has a block.
pub(crate) async fn lowest_holder(
    conn: &mut PgConnection,
    divisions: &[DivisionCode],
) -> sqlx::Result<Option<DivisionCode>> {
    sqlx::query_scalar!(
        r#"select division as "division: DivisionCode" from registry.code_block
         where division = any($1) order by division desc limit 1"#,
        divisions as &[DivisionCode],
    )
    .fetch_optional(conn)
    .await
}

/// The first block of a division, by code, with a serial left.
pub(crate) async fn first_open(conn: &mut PgConnection, division: DivisionCode) -> sqlx::Result<Option<Uuid>> {
    sqlx::query_scalar!(
        "select id from registry.code_block where division = $1 and next_serial <= last_serial
         order by origin + first_serial limit 1",
        division as DivisionCode,
    )
    .fetch_optional(conn)
    .await
}

/// Waits for its turn at a block, and holds it until the end of the unit of work.
pub(crate) async fn lock(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<CodeBlockRow> {
    sqlx::query_as!(
        CodeBlockRow,
        r#"select id, division as "division: DivisionCode", prefix, origin, first_serial, last_serial, next_serial,
             basis, department, created_at
         from registry.code_block where id = $1 for update"#,
        id,
    )
    .fetch_one(conn)
    .await
}

/// Moves a block on to the serial that is tried next.
pub(crate) async fn advance(conn: &mut PgConnection, id: Uuid, next_serial: i64) -> sqlx::Result<()> {
    sqlx::query!("update registry.code_block set next_serial = $2 where id = $1", id, next_serial)
        .execute(conn)
        .await?;
    Ok(())
}

/// Those of some organisation codes (主体标识码, characters 9 to 17) that stand in a code on record, of whatever class or
/// division: an organisation code names one organisation.
pub(crate) async fn held(conn: &mut PgConnection, bodies: &[String]) -> sqlx::Result<HashSet<String>> {
    let held = sqlx::query_scalar!(
        r#"select substr(code, 9, 9) as "body!" from registry.organization where substr(code, 9, 9) = any($1)"#,
        bodies,
    )
    .fetch_all(conn)
    .await?;
    Ok(held.into_iter().collect())
}
