//! Posting to the ledger, and reading it. Whoever posts holds the book first: its row is locked before any of its accounts. Several books are
//! taken in their order, so that of two who post to the same ones never each waits for the other.

use std::collections::BTreeMap;

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

/// A movement before it has its number.
struct Entry<'a> {
    movement: Movement,
    kind: Kind,
    subject: &'a str,
    reversed_number: Option<i64>,
}

fn entry(posting: &Posting) -> Result<Entry<'_>, Fault> {
    let way = posting.kind.way().ok_or_else(|| Fault::internal("a reversal goes by what it reverses"))?;
    let movement = Movement::between(way, posting.fen).map_err(Fault::internal)?;
    Ok(Entry { movement, kind: posting.kind, subject: &posting.subject, reversed_number: None })
}

/// Posts a movement; its number. The first money of a fund in a year opens its book.
pub(super) async fn post(tx: &mut Tx, posting: &Posting) -> Result<i64, Fault> {
    add(tx, posting.book, &[entry(posting)?]).await
}

/// Posts movements of whatever books, those of a book in the order given.
pub(super) async fn post_all(tx: &mut Tx, postings: &[Posting]) -> Result<(), Fault> {
    let mut books: BTreeMap<Book, Vec<Entry<'_>>> = BTreeMap::new();
    for posting in postings {
        books.entry(posting.book).or_default().push(entry(posting)?);
    }
    for (book, entries) in books {
        add(tx, book, &entries).await?;
    }
    Ok(())
}

/// Reverses a movement, which can be done once; the number of the reversal.
pub(super) async fn reverse(tx: &mut Tx, book: Book, number: i64, subject: &str) -> Result<i64, Fault> {
    let lines: Vec<Line> =
        store::lines(tx.conn(), book, &[number]).await?.iter().map(line).collect::<Result<_, Fault>>()?;
    let movement = Movement::new(lines).and_then(|movement| movement.reversed()).map_err(Fault::internal)?;
    add(tx, book, &[Entry { movement, kind: Kind::Reversal, subject, reversed_number: Some(number) }]).await
}

/// Adds movements to a book in their order; the number of the first, after which the others have theirs without a gap.
async fn add(tx: &mut Tx, book: Book, entries: &[Entry<'_>]) -> Result<i64, Fault> {
    let count = i64::try_from(entries.len()).map_err(Fault::internal)?;
    let mut last = store::take_numbers(tx.conn(), book, count).await?;
    if last.is_none() && entries.iter().any(|entry| entry.kind == Kind::Allotment) {
        open(tx, book).await?;
        last = store::take_numbers(tx.conn(), book, count).await?;
    }
    let first = last.ok_or_else(|| refused::budget_exceeded(book, 0))? - count + 1;
    let mut balances: Vec<Balance> =
        store::balances(tx.conn(), book).await?.iter().map(balance).collect::<Result<_, Fault>>()?;
    let mut added = Added::default();
    for (entry, number) in entries.iter().zip(first..) {
        balances = posted(&balances, &entry.movement).map_err(|exceeded| match exceeded {
            Exceeded::Limit { account: Account::Available, left } => refused::budget_exceeded(book, left),
            Exceeded::Limit { account, .. } | Exceeded::Number { account } => refused::limit(book, account.as_str()),
        })?;
        note(&mut added, entry, number);
    }
    let author = tx.author();
    store::append(tx.conn(), book, &added, &author).await?;
    Ok(first)
}

fn note(added: &mut Added, entry: &Entry<'_>, number: i64) {
    added.numbers.push(number);
    added.kinds.push(entry.kind.as_str().to_owned());
    added.subjects.push(entry.subject.to_owned());
    added.reversed_numbers.push(entry.reversed_number);
    for line in entry.movement.lines() {
        added.line_numbers.push(number);
        added.accounts.push(line.account.as_str().to_owned());
        added.amounts.push(line.fen);
    }
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
