//! Statements of the bank, and their lines.

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uow::{Author, Scope};
use uuid::Uuid;

/// A row of `purchase.bank_statement`.
#[derive(Debug, Clone)]
pub(crate) struct StatementRow {
    pub(crate) id: Uuid,
    pub(crate) division: String,
    pub(crate) number: String,
    pub(crate) line_count: i32,
    pub(crate) created_at: OffsetDateTime,
}

/// A row of `purchase.bank_statement_line`.
#[derive(Debug, Clone)]
pub(crate) struct LineRow {
    pub(crate) statement: Uuid,
    pub(crate) line: i32,
    pub(crate) booked_on: Date,
    pub(crate) amount_fen: i64,
    pub(crate) reference: String,
    pub(crate) payee: String,
    pub(crate) bank_reference: String,
    pub(crate) payment: Option<Uuid>,
}

/// Adds a statement; `None` if the division has one of the number.
pub(crate) async fn insert(
    conn: &mut PgConnection,
    (number, line_count): (&str, i32),
    author: &Author,
) -> sqlx::Result<Option<StatementRow>> {
    sqlx::query_as!(
        StatementRow,
        "insert into purchase.bank_statement (id, division, number, line_count, created_by, created_officer, created_at)
         values ($1, $2, $3, $4, $5, $6, $7) on conflict on constraint bank_statement_number_key do nothing
         returning id, division, number, line_count, created_at",
        author.id,
        author.division,
        number,
        line_count,
        author.actor,
        author.officer,
        author.at,
    )
    .fetch_optional(conn)
    .await
}

/// The lines of a statement, column by column.
#[derive(Debug, Default)]
pub(crate) struct Columns {
    pub(crate) lines: Vec<i32>,
    pub(crate) days: Vec<Date>,
    pub(crate) amounts: Vec<i64>,
    pub(crate) references: Vec<String>,
    pub(crate) payees: Vec<String>,
    pub(crate) bank_references: Vec<String>,
}

/// Adds the lines of a statement.
pub(crate) async fn insert_lines(conn: &mut PgConnection, statement: Uuid, columns: &Columns) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into purchase.bank_statement_line (statement, line, booked_on, amount_fen, reference, payee, bank_reference)
         select $1, line, booked_on, amount_fen, reference, payee, bank_reference
         from unnest($2::integer[], $3::date[], $4::bigint[], $5::text[], $6::text[], $7::text[])
           as given (line, booked_on, amount_fen, reference, payee, bank_reference)",
        statement,
        &columns.lines,
        &columns.days,
        &columns.amounts,
        &columns.references,
        &columns.payees,
        &columns.bank_references,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The statement of a number of a division.
pub(crate) async fn by_number(
    conn: &mut PgConnection,
    division: &str,
    number: &str,
) -> sqlx::Result<Option<StatementRow>> {
    sqlx::query_as!(
        StatementRow,
        "select id, division, number, line_count, created_at from purchase.bank_statement where division = $1 and number = $2",
        division,
        number,
    )
    .fetch_optional(conn)
    .await
}

/// The one of an id, within a scope.
pub(crate) async fn get(conn: &mut PgConnection, id: Uuid, scope: &Scope) -> sqlx::Result<Option<StatementRow>> {
    sqlx::query_as!(
        StatementRow,
        "select id, division, number, line_count, created_at
         from purchase.bank_statement where id = $1 and starts_with(division, $2)",
        id,
        scope.prefix(),
    )
    .fetch_optional(conn)
    .await
}

/// Lines of a statement in their order, after one of them.
pub(crate) async fn lines(
    conn: &mut PgConnection,
    (statement, unsettled): (Uuid, bool),
    after: i32,
    limit: i64,
) -> sqlx::Result<Vec<LineRow>> {
    sqlx::query_as!(
        LineRow,
        "select statement, line, booked_on, amount_fen, reference, payee, bank_reference, payment
         from purchase.bank_statement_line
         where statement = $1 and (not $2 or payment is null) and line > $3 order by line limit $4",
        statement,
        unsettled,
        after,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Those of some lines of a statement that are there, in their order, in which they are kept from others until the end of the transaction.
pub(crate) async fn lock_lines(conn: &mut PgConnection, statement: Uuid, lines: &[i32]) -> sqlx::Result<Vec<LineRow>> {
    sqlx::query_as!(
        LineRow,
        "select statement, line, booked_on, amount_fen, reference, payee, bank_reference, payment
         from purchase.bank_statement_line where statement = $1 and line = any($2) order by line for update",
        statement,
        lines,
    )
    .fetch_all(conn)
    .await
}

/// Lines of a statement settled payments, each the one in its place.
pub(crate) async fn settle(
    conn: &mut PgConnection,
    statement: Uuid,
    (lines, payments): (&[i32], &[Uuid]),
) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.bank_statement_line this set payment = settled.payment
         from unnest($2::integer[], $3::uuid[]) as settled (line, payment)
         where this.statement = $1 and this.line = settled.line",
        statement,
        lines,
        payments,
    )
    .execute(conn)
    .await?;
    Ok(())
}
