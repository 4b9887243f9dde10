//! Books, their accounts, movements and lines.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uow::{Author, Scope};
use uuid::Uuid;

/// A fund in a year. Whoever posts to several books takes them in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Book {
    pub(crate) fund: Uuid,
    pub(crate) year: i32,
}

/// What an account has.
#[derive(Debug, Clone)]
pub(crate) struct BalanceRow {
    pub(crate) account: String,
    pub(crate) balance_fen: i64,
    pub(crate) limit_fen: Option<i64>,
}

/// Opens a book with its accounts, each with its limit, unless it is open.
pub(crate) async fn open(
    conn: &mut PgConnection,
    book: Book,
    (accounts, limits): (&[String], &[Option<i64>]),
    author: &Author,
) -> sqlx::Result<()> {
    let opened = sqlx::query!(
        "insert into purchase.ledger_book (fund, year, division, created_at) values ($1, $2, $3, $4) on conflict do nothing",
        book.fund,
        book.year,
        author.division,
        author.at,
    )
    .execute(&mut *conn)
    .await?;
    if opened.rows_affected() == 1 {
        sqlx::query!(
            "insert into purchase.ledger_account (fund, year, account, limit_fen)
             select $1, $2, account, limit_fen from unnest($3::text[], $4::bigint[]) as given (account, limit_fen)",
            book.fund,
            book.year,
            accounts,
            limits as &[Option<i64>],
        )
        .execute(conn)
        .await?;
    }
    Ok(())
}

/// The last of the numbers of so many next movements of a book, which is kept from others until the end of the transaction; `None` if there
/// is no book.
pub(crate) async fn take_numbers(conn: &mut PgConnection, book: Book, count: i64) -> sqlx::Result<Option<i64>> {
    sqlx::query_scalar!(
        "update purchase.ledger_book set last_number = last_number + $3 where fund = $1 and year = $2 returning last_number",
        book.fund,
        book.year,
        count,
    )
    .fetch_optional(conn)
    .await
}

/// What the accounts of a book have; of use to whoever holds the book.
pub(crate) async fn balances(conn: &mut PgConnection, book: Book) -> sqlx::Result<Vec<BalanceRow>> {
    sqlx::query_as!(
        BalanceRow,
        "select account, balance_fen, limit_fen from purchase.ledger_account where fund = $1 and year = $2",
        book.fund,
        book.year,
    )
    .fetch_all(conn)
    .await
}

/// Movements as they are added, column by column, and the lines of all of them, each with the number of its movement.
#[derive(Debug, Default)]
pub(crate) struct Added {
    pub(crate) numbers: Vec<i64>,
    pub(crate) kinds: Vec<String>,
    pub(crate) subjects: Vec<String>,
    pub(crate) reversed_numbers: Vec<Option<i64>>,
    pub(crate) line_numbers: Vec<i64>,
    pub(crate) accounts: Vec<String>,
    pub(crate) amounts: Vec<i64>,
}

/// Adds movements to a book with their lines, and moves each balance by what they come to, in one statement.
pub(crate) async fn append(conn: &mut PgConnection, book: Book, added: &Added, by: &Author) -> sqlx::Result<()> {
    sqlx::query!(
        "with line as (
             select number, account, fen from unnest($7::bigint[], $8::text[], $9::bigint[]) as given (number, account, fen)
         ), total as (
             select account, sum(fen)::bigint as fen from line group by account
         ), moved as (
             update purchase.ledger_account this set balance_fen = this.balance_fen + total.fen
             from total where this.fund = $1 and this.year = $2 and this.account = total.account
         ), movement as (
             insert into purchase.ledger_movement (fund, year, number, kind, subject, reversed_number, created_by,
               created_officer, created_at)
             select $1, $2, number, kind, subject, reversed_number, $10, $11, $12
             from unnest($3::bigint[], $4::text[], $5::text[], $6::bigint[])
               as given (number, kind, subject, reversed_number)
         )
         insert into purchase.ledger_line (fund, year, number, account, amount_fen)
         select $1, $2, number, account, fen from line",
        book.fund,
        book.year,
        &added.numbers,
        &added.kinds,
        &added.subjects,
        &added.reversed_numbers as &[Option<i64>],
        &added.line_numbers,
        &added.accounts,
        &added.amounts,
        by.actor,
        by.officer,
        by.at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// A line.
#[derive(Debug, Clone)]
pub(crate) struct LineRow {
    pub(crate) number: i64,
    pub(crate) account: String,
    pub(crate) amount_fen: i64,
}

/// The lines of some movements of a book.
pub(crate) async fn lines(conn: &mut PgConnection, book: Book, numbers: &[i64]) -> sqlx::Result<Vec<LineRow>> {
    sqlx::query_as!(
        LineRow,
        "select number, account, amount_fen from purchase.ledger_line
         where fund = $1 and year = $2 and number = any($3) order by number, amount_fen",
        book.fund,
        book.year,
        numbers,
    )
    .fetch_all(conn)
    .await
}

/// The division of a book within a scope, and its last number.
pub(crate) async fn find(conn: &mut PgConnection, book: Book, scope: &Scope) -> sqlx::Result<Option<(String, i64)>> {
    let row = sqlx::query!(
        "select division, last_number from purchase.ledger_book where fund = $1 and year = $2 and starts_with(division, $3)",
        book.fund,
        book.year,
        scope.prefix(),
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| (row.division, row.last_number)))
}

/// What the accounts of a book had after a movement, reckoned from the lines.
pub(crate) async fn balances_at(conn: &mut PgConnection, book: Book, number: i64) -> sqlx::Result<Vec<BalanceRow>> {
    sqlx::query_as!(
        BalanceRow,
        r#"select account, coalesce((
             select sum(line.amount_fen) from purchase.ledger_line line
             where line.fund = this.fund and line.year = this.year and line.account = this.account and line.number <= $3
           ), 0)::bigint as "balance_fen!", limit_fen
         from purchase.ledger_account this where fund = $1 and year = $2"#,
        book.fund,
        book.year,
        number,
    )
    .fetch_all(conn)
    .await
}

/// A row of `purchase.ledger_movement`.
#[derive(Debug, Clone)]
pub(crate) struct MovementRow {
    pub(crate) number: i64,
    pub(crate) kind: String,
    pub(crate) subject: String,
    pub(crate) reversed_number: Option<i64>,
    pub(crate) created_at: OffsetDateTime,
}

/// Movements of a book in their order, after one of them.
pub(crate) async fn page(
    conn: &mut PgConnection,
    (book, subject): (Book, Option<&str>),
    after: i64,
    limit: i64,
) -> sqlx::Result<Vec<MovementRow>> {
    sqlx::query_as!(
        MovementRow,
        "select number, kind, subject, reversed_number, created_at from purchase.ledger_movement
         where fund = $1 and year = $2 and ($3::text is null or subject = $3) and number > $4
         order by number limit $5",
        book.fund,
        book.year,
        subject,
        after,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Something that does not fit.
#[derive(Debug, Clone)]
pub(crate) struct DifferenceRow {
    /// `balance`, `unbalanced`, `numbering` or `limit`.
    pub(crate) kind: String,
    pub(crate) fund: Uuid,
    pub(crate) year: i32,
    pub(crate) number: Option<i64>,
    pub(crate) account: Option<String>,
    pub(crate) kept: i64,
    pub(crate) found: i64,
}

/// Everything that does not fit within a scope, of one state, as far as the limit goes.
pub(crate) async fn differences(
    conn: &mut PgConnection,
    scope: &Scope,
    limit: i64,
) -> sqlx::Result<Vec<DifferenceRow>> {
    sqlx::query_as!(
        DifferenceRow,
        r#"with book as materialized (
             select fund, year, last_number from purchase.ledger_book where starts_with(division, $1)
         ), per_account as (
             select fund, year, account, sum(amount_fen) as fen
             from book join purchase.ledger_line using (fund, year) group by fund, year, account
         ), per_movement as (
             select fund, year, number, sum(amount_fen) as fen, count(*) as lines
             from book join purchase.ledger_line using (fund, year) group by fund, year, number
         ), numbered as (
             select fund, year, count(*) as movements, max(number) as last
             from book join purchase.ledger_movement using (fund, year) group by fund, year
         )
         select kind as "kind!", fund as "fund!", year as "year!", number, account, kept as "kept!", found as "found!"
         from (
             select 'balance' as kind, fund, year, null::bigint as number, account, balance_fen as kept,
               coalesce(fen, 0)::bigint as found
             from book join purchase.ledger_account using (fund, year) left join per_account using (fund, year, account)
             where balance_fen <> coalesce(fen, 0)
             union all
             select 'limit', fund, year, null, account, limit_fen, balance_fen
             from book join purchase.ledger_account using (fund, year) where balance_fen < limit_fen
             union all
             select 'unbalanced', fund, year, number, null, 0, coalesce(fen, 0)::bigint
             from book join purchase.ledger_movement using (fund, year) left join per_movement using (fund, year, number)
             where fen <> 0 or coalesce(lines, 0) < 2
             union all
             select 'numbering', fund, year, null, null, last_number, coalesce(movements, 0)
             from book left join numbered using (fund, year)
             where last_number <> coalesce(movements, 0) or last_number <> coalesce(last, 0)
         ) difference
         order by fund, year, number nulls first, account limit $2"#,
        scope.prefix(),
        limit,
    )
    .fetch_all(conn)
    .await
}

/// How many books, movements and lines there are within a scope.
pub(crate) async fn sizes(conn: &mut PgConnection, scope: &Scope) -> sqlx::Result<(i64, i64, i64)> {
    let row = sqlx::query!(
        r#"with book as materialized (
             select fund, year from purchase.ledger_book where starts_with(division, $1)
         )
         select (select count(*) from book) as "books!",
           (select count(*) from book join purchase.ledger_movement using (fund, year)) as "movements!",
           (select count(*) from book join purchase.ledger_line using (fund, year)) as "lines!""#,
        scope.prefix(),
    )
    .fetch_one(conn)
    .await?;
    Ok((row.books, row.movements, row.lines))
}
