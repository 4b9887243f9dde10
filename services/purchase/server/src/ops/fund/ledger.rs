//! Posting to the ledger, and reading it. Whoever posts holds the book first: its row is locked before any of its accounts.

use fault::Fault;
use intake::page::{self, Binding};
use purchase_domain::ledger::{Account, Balance, Exceeded, Kind, Line, Movement, post as posted};
use sqlx::PgConnection;
use uow::{Scope, Tx};

use super::{limit, refused};
use crate::store::fund::ledger::{self as store, Added, BalanceRow, Book, DifferenceRow, LineRow, MovementRow};

/// The most differences that are told.
const MOST_DIFFERENCES: i64 = 100;

/// Money that moves.
#[derive(Debug)]
pub(super) struct Posting {
    pub(super) book: Book,
    pub(super) kind: Kind,
    pub(super) fen: i64,
    /// Resource that it is of.
    pub(super) subject: String,
}

/// Opens the book of a fund and year, unless it is open.
async fn open(tx: &mut Tx, book: Book) -> Result<(), Fault> {
    let author = tx.author();
    let accounts: Vec<String> = Account::ALL.iter().map(|account| account.as_str().to_owned()).collect();
    let limits: Vec<Option<i64>> = Account::ALL.iter().map(|account| account.limit()).collect();
    Ok(store::open(tx.conn(), book, (&accounts, &limits), &author).await?)
}

/// Posts a movement; its number. The first money of a fund in a year opens its book.
pub(super) async fn post(tx: &mut Tx, posting: &Posting) -> Result<i64, Fault> {
    let way = posting.kind.way().ok_or_else(|| Fault::internal("a reversal goes by what it reverses"))?;
    let movement = Movement::between(way, posting.fen).map_err(Fault::internal)?;
    add(tx, posting.book, &movement, (posting.kind, &posting.subject, None)).await
}

/// Reverses a movement, which can be done once; the number of the reversal.
pub(super) async fn reverse(tx: &mut Tx, book: Book, number: i64, subject: &str) -> Result<i64, Fault> {
    let lines: Vec<Line> =
        store::lines(tx.conn(), book, &[number]).await?.iter().map(line).collect::<Result<_, Fault>>()?;
    let movement = Movement::new(lines).and_then(|movement| movement.reversed()).map_err(Fault::internal)?;
    add(tx, book, &movement, (Kind::Reversal, subject, Some(number))).await
}

async fn add(
    tx: &mut Tx,
    book: Book,
    movement: &Movement,
    (kind, subject, reversed_number): (Kind, &str, Option<i64>),
) -> Result<i64, Fault> {
    let mut number = store::take_number(tx.conn(), book).await?;
    if number.is_none() && kind == Kind::Allotment {
        open(tx, book).await?;
        number = store::take_number(tx.conn(), book).await?;
    }
    let number = number.ok_or_else(|| refused::budget_exceeded(book, 0))?;
    let balances: Vec<Balance> =
        store::balances(tx.conn(), book).await?.iter().map(balance).collect::<Result<_, Fault>>()?;
    posted(&balances, movement).map_err(|exceeded| match exceeded {
        Exceeded::Limit { account: Account::Available, left } => refused::budget_exceeded(book, left),
        Exceeded::Limit { account, .. } | Exceeded::Number { account } => refused::limit(book, account.as_str()),
    })?;
    let accounts: Vec<String> = movement.lines().iter().map(|line| line.account.as_str().to_owned()).collect();
    let amounts: Vec<i64> = movement.lines().iter().map(|line| line.fen).collect();
    let added = Added { number, kind: kind.as_str(), subject, reversed_number, accounts: &accounts, amounts: &amounts };
    let author = tx.author();
    store::append(tx.conn(), book, &added, &author).await?;
    Ok(number)
}

fn account(word: &str) -> Result<Account, Fault> {
    Account::parse(word).ok_or_else(|| Fault::internal("an account of the ledger is unknown"))
}

fn line(row: &LineRow) -> Result<Line, Fault> {
    Ok(Line { account: account(&row.account)?, fen: row.amount_fen })
}

fn balance(row: &BalanceRow) -> Result<Balance, Fault> {
    Ok(Balance { account: account(&row.account)?, fen: row.balance_fen, limit: row.limit_fen })
}

/// Which book, after which movement.
#[derive(Debug)]
pub(crate) struct GetBook {
    pub(crate) book: Book,
    pub(crate) scope: Scope,
    /// `None`: the last.
    pub(crate) cursor: Option<i64>,
}

/// Balances after a movement.
#[derive(Debug)]
pub(crate) struct Shown {
    pub(crate) book: Book,
    pub(crate) division: String,
    pub(crate) cursor: i64,
    pub(crate) balances: Vec<Balance>,
}

pub(crate) async fn get(conn: &mut PgConnection, query: &GetBook) -> Result<Shown, Fault> {
    let (division, last) = found(conn, query.book, &query.scope).await?;
    let cursor = query.cursor.unwrap_or(last);
    if cursor > last {
        let description = format!("is after the last movement, {last}");
        return Err(Fault::invalid_field("cursor", description));
    }
    let rows = store::balances_at(conn, query.book, cursor).await?;
    let mut balances: Vec<Balance> = rows.iter().map(balance).collect::<Result<_, Fault>>()?;
    balances.sort_by_key(|balance| balance.account);
    Ok(Shown { book: query.book, division, cursor, balances })
}

async fn found(conn: &mut PgConnection, book: Book, scope: &Scope) -> Result<(String, i64), Fault> {
    store::find(conn, book, scope).await?.ok_or_else(|| refused::no_book(book))
}

/// Which page of which movements.
#[derive(Debug)]
pub(crate) struct List {
    pub(crate) book: Book,
    pub(crate) scope: Scope,
    pub(crate) subject: Option<String>,
    pub(crate) after: i64,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// A page.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) book: Book,
    pub(crate) movements: Vec<(MovementRow, Vec<Line>)>,
    pub(crate) next_page_token: String,
}

pub(crate) async fn list(conn: &mut PgConnection, query: &List) -> Result<Listed, Fault> {
    found(conn, query.book, &query.scope).await?;
    let shown = (query.book, query.subject.as_deref());
    let mut rows = store::page(conn, shown, query.after, limit(query.size)).await?;
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, |row| row.number.to_string());
    let numbers: Vec<i64> = rows.iter().map(|row| row.number).collect();
    let lines = store::lines(conn, query.book, &numbers).await?;
    let movements = rows.into_iter().map(|row| {
        let own = lines.iter().filter(|line| line.number == row.number).map(line).collect::<Result<_, Fault>>()?;
        Ok((row, own))
    });
    Ok(Listed { book: query.book, movements: movements.collect::<Result<_, Fault>>()?, next_page_token })
}

/// What the proof found.
#[derive(Debug)]
pub(crate) struct Verified {
    pub(crate) books: i64,
    pub(crate) movements: i64,
    pub(crate) lines: i64,
    pub(crate) differences: Vec<DifferenceRow>,
}

pub(crate) async fn verify(conn: &mut PgConnection, scope: &Scope) -> Result<Verified, Fault> {
    let differences = store::differences(conn, scope, MOST_DIFFERENCES).await?;
    let (books, movements, lines) = store::sizes(conn, scope).await?;
    Ok(Verified { books, movements, lines, differences })
}
