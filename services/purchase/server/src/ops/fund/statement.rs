//! Comparing with what the bank says: a statement is imported once, its lines are shown with payments that they may be of, and a person
//! confirms which.

use std::collections::HashMap;

use fault::Fault;
use intake::page::{self, Binding};
use purchase_domain::statement::{Booked, Candidate, MOST_PROPOSALS, Proposal, Row, propose};
use sqlx::PgConnection;
use uow::{Scope, Tx};
use uuid::Uuid;
use vocab::day_of;

use super::payment::{Made, keep_all, pay_all};
use super::{limit, own, refused};
use crate::store::fund::payment::{self as payments, PaymentRow};
use crate::store::fund::statement::{self as store, Columns, LineRow, StatementRow};
use crate::wire::fund::{facts, name};

/// A statement, row by row.
#[derive(Debug)]
pub(crate) struct Import {
    pub(crate) number: String,
    pub(crate) rows: Vec<Row>,
}

impl Import {
    /// Whether nothing is wrong with any row.
    pub(crate) fn is_sound(&self) -> bool {
        self.rows.iter().all(|row| row.booked.is_some())
    }
}

/// What became of a statement.
#[derive(Debug)]
pub(crate) struct Imported {
    /// `None` if a row is wrong.
    pub(crate) statement: Option<StatementRow>,
    pub(crate) rows: Vec<Row>,
}

/// Which page of which lines.
#[derive(Debug)]
pub(crate) struct List {
    pub(crate) id: Uuid,
    pub(crate) scope: Scope,
    pub(crate) unsettled: bool,
    pub(crate) after: i32,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// A line, with payments that it may be of.
#[derive(Debug)]
pub(crate) struct Compared {
    pub(crate) line: LineRow,
    pub(crate) proposals: Vec<(PaymentRow, Proposal)>,
}

/// A page.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) lines: Vec<Compared>,
    pub(crate) next_page_token: String,
}

/// Which lines of a statement are of which payments.
#[derive(Debug)]
pub(crate) struct Settle {
    pub(crate) statement: Uuid,
    /// Lines, each with its payment; no line and no payment is there twice.
    pub(crate) pairs: Vec<(i32, Uuid)>,
}

pub(crate) async fn import(tx: &mut Tx, command: &Import) -> Result<Imported, Fault> {
    let booked: Vec<&Booked> = command.rows.iter().filter_map(|row| row.booked.as_ref()).collect();
    if booked.len() < command.rows.len() {
        return Ok(Imported { statement: None, rows: command.rows.clone() });
    }
    let author = tx.author();
    let count = i32::try_from(booked.len()).unwrap_or(i32::MAX);
    let statement = match store::insert(tx.conn(), (&command.number, count), &author).await? {
        Some(statement) => {
            store::insert_lines(tx.conn(), statement.id, &columns(&booked)).await?;
            tx.emit(&name::statement(statement.id), &statement.division, &facts::imported(&statement));
            statement
        }
        None => same(tx, &command.number, &booked).await?,
    };
    Ok(Imported { statement: Some(statement), rows: command.rows.clone() })
}

/// The statement that was imported before, if it says the same.
async fn same(tx: &mut Tx, number: &str, booked: &[&Booked]) -> Result<StatementRow, Fault> {
    let division = tx.call().division.clone();
    let known = store::by_number(tx.conn(), &division, number).await?;
    let known = known.ok_or_else(|| Fault::internal("a statement that is there cannot be read"))?;
    let lines = store::lines(tx.conn(), (known.id, false), 0, i64::from(i32::MAX)).await?;
    let mut stated: Vec<&Booked> = booked.to_vec();
    stated.sort_by_key(|booked| booked.line);
    let same =
        lines.len() == stated.len() && lines.iter().zip(stated).all(|(line, booked)| self::booked(line) == *booked);
    if same { Ok(known) } else { Err(refused::statement_differs(known.id)) }
}

fn columns(booked: &[&Booked]) -> Columns {
    let mut columns = Columns::default();
    for one in booked {
        columns.lines.push(one.line);
        columns.days.push(one.booked_on);
        columns.amounts.push(one.fen);
        columns.references.push(one.reference.clone());
        columns.payees.push(one.payee.clone());
        columns.bank_references.push(one.bank_reference.clone());
    }
    columns
}

fn booked(line: &LineRow) -> Booked {
    Booked {
        line: line.line,
        booked_on: line.booked_on,
        fen: line.amount_fen,
        payee: line.payee.clone(),
        bank_reference: line.bank_reference.clone(),
        reference: line.reference.clone(),
    }
}

pub(crate) async fn list(conn: &mut PgConnection, query: &List) -> Result<Listed, Fault> {
    let found = store::get(conn, query.id, &query.scope).await?;
    let statement = found.ok_or_else(|| refused::no_statement(name::statement(query.id)))?;
    let mut rows = store::lines(conn, (query.id, query.unsettled), query.after, limit(query.size)).await?;
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, |row| row.line.to_string());
    let open: Vec<Option<Booked>> = rows.iter().map(|row| row.payment.is_none().then(|| booked(row))).collect();
    let said = columns(&open.iter().flatten().collect::<Vec<_>>());
    let most = i64::try_from(MOST_PROPOSALS).unwrap_or(i64::MAX);
    let under_way = payments::under_way(conn, &statement.division, (&said, most)).await?;
    let candidates: Vec<Candidate> = under_way.iter().map(candidate).collect();
    let lines = rows.into_iter().zip(&open).map(|(line, open)| {
        let proposed = open.iter().flat_map(|said| propose(said, &candidates));
        let proposals = proposed.filter_map(|one| Some((under_way.get(one.place)?.clone(), one))).collect();
        Compared { line, proposals }
    });
    Ok(Listed { lines: lines.collect(), next_page_token })
}

fn candidate(payment: &PaymentRow) -> Candidate {
    Candidate {
        number: payment.number.clone(),
        fen: payment.amount_fen,
        payee: payment.payee_title.clone(),
        instructed_on: day_of(payment.created_at),
    }
}

pub(crate) async fn settle_all(tx: &mut Tx, command: &Settle) -> Result<Vec<PaymentRow>, Fault> {
    let scope = tx.call().scope.clone();
    let found = store::get(tx.conn(), command.statement, &scope).await?;
    let statement = found.ok_or_else(|| refused::no_statement(name::statement(command.statement)))?;
    own(tx, &statement.division)?;
    let (numbers, ids): (Vec<i32>, Vec<Uuid>) = command.pairs.iter().copied().unzip();
    let kept = keep_all(tx, &ids).await?;
    let locked = store::lock_lines(tx.conn(), statement.id, &numbers).await?;
    let lines: HashMap<i32, LineRow> = locked.into_iter().map(|line| (line.line, line)).collect();
    let mut made = Vec::with_capacity(kept.len());
    for (number, payment) in numbers.iter().zip(&kept) {
        let of_line = || refused::no_statement(name::statement_line(statement.id, *number));
        let line = lines.get(number).ok_or_else(of_line)?;
        agree(line, payment)?;
        made.push(Made { payment, bank_reference: &line.bank_reference, paid_on: line.booked_on });
    }
    store::settle(tx.conn(), statement.id, (&numbers, &ids)).await?;
    pay_all(tx, &made).await
}

/// Whether a line can settle a payment.
fn agree(line: &LineRow, payment: &PaymentRow) -> Result<(), Fault> {
    let named = || name::statement_line(line.statement, line.line);
    if let Some(other) = line.payment {
        return Err(refused::line_settled(named(), other));
    }
    if payment.status != "instructed" {
        return Err(refused::payment_state(payment.id, &payment.status));
    }
    if line.amount_fen != payment.amount_fen {
        return Err(refused::amount_differs((named(), line.amount_fen), (payment.id, payment.amount_fen)));
    }
    Ok(())
}
