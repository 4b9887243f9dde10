//! What is decided about applications: approved, which commits the money; rejected; released, which frees it again.

use fault::Fault;
use purchase_domain::ledger::Kind;
use uow::Tx;

use super::application::{Which, hold, read};
use super::ledger::{self, Posting};
use super::{by_another, refused, valid};
use crate::ops::venture::grant;
use crate::standing::Seen;
use crate::store::fund::application::{self as store, ApplicationRow, Approval};
use crate::store::fund::ledger::Book;
use crate::wire::fund::{facts, name};

/// How an application is approved.
#[derive(Debug)]
pub(crate) struct Approve {
    pub(crate) which: Which,
    /// If less is approved than was asked for.
    pub(crate) amount_fen: Option<i64>,
    pub(crate) review_note: String,
    /// What credit and inspection say of the organisation now.
    pub(crate) seen: Seen,
}

/// Why an application is rejected or released.
#[derive(Debug)]
pub(crate) struct End {
    pub(crate) which: Which,
    pub(crate) reason: String,
}

pub(crate) async fn approve(tx: &mut Tx, command: &Approve) -> Result<ApplicationRow, Fault> {
    let row = hold(tx, &command.which, "submitted").await?;
    by_another(tx, (&row.created_by, row.created_officer.as_deref()), name::application(row.id))?;
    valid(tx, row.fund).await?;
    let (seen, note) = (&command.seen, command.review_note.as_str());
    if seen.is_refused() || (seen.needs_review() && note.is_empty()) {
        return Err(refused::not_eligible(&row.organization, &seen.checked.conditions));
    }
    if row.rating.is_some() && seen.rated.as_ref().map(|rated| &rated.rating) != row.rating.as_ref() {
        return Err(refused::no_rating(&row.organization));
    }
    let amount_fen = approved(&row, command.amount_fen)?;
    commit(tx, &row, amount_fen, (seen, note)).await
}

/// Commits so much of the money of an application that was submitted, by what credit says and a person found.
pub(in crate::ops) async fn commit(
    tx: &mut Tx,
    row: &ApplicationRow,
    amount_fen: i64,
    (seen, note): (&Seen, &str),
) -> Result<ApplicationRow, Fault> {
    let subject = name::application(row.id);
    let posting = Posting { book: book(row), kind: Kind::Commitment, fen: amount_fen, subject };
    let movement = ledger::post(tx, &posting).await?;
    let approver = tx.author();
    let approval = Approval { amount_fen, movement, review_note: note, checked: &seen.checked };
    store::approve(tx.conn(), row.id, &approval, &approver).await?;
    let row = read(tx, row.id).await?;
    tx.emit(&name::application(row.id), &row.division, &facts::application_approved(&row));
    Ok(row)
}

/// What is approved: all of it, or less of a subsidy.
fn approved(row: &ApplicationRow, stated: Option<i64>) -> Result<i64, Fault> {
    let Some(stated) = stated else { return Ok(row.amount_fen) };
    if row.rating.is_some() && stated != row.amount_fen {
        return Err(Fault::invalid_field("amount_fen", "an award is what the table says"));
    }
    if stated > row.amount_fen {
        let description = format!("must not be more than was asked for, {}", row.amount_fen);
        return Err(Fault::invalid_field("amount_fen", description));
    }
    Ok(stated)
}

pub(crate) async fn reject(tx: &mut Tx, command: &End) -> Result<ApplicationRow, Fault> {
    let (row, now) = (hold(tx, &command.which, "submitted").await?, tx.now());
    store::step(tx.conn(), &[row.id], ("rejected", &command.reason), now).await?;
    let row = read(tx, row.id).await?;
    tx.emit(&name::application(row.id), &row.division, &facts::ended(&row));
    Ok(row)
}

pub(crate) async fn release(tx: &mut Tx, command: &End) -> Result<ApplicationRow, Fault> {
    let row = hold(tx, &command.which, "approved").await?;
    grant::is_of_none(tx, row.id).await?;
    free(tx, &row, &command.reason).await
}

/// Frees the money of an approved application again.
pub(in crate::ops) async fn free(tx: &mut Tx, row: &ApplicationRow, reason: &str) -> Result<ApplicationRow, Fault> {
    let now = tx.now();
    ledger::reverse(tx, book(row), committed(row)?, &name::application(row.id)).await?;
    store::step(tx.conn(), &[row.id], ("released", reason), now).await?;
    let row = read(tx, row.id).await?;
    tx.emit(&name::application(row.id), &row.division, &facts::ended(&row));
    Ok(row)
}

/// Commits less of an approved application: what was committed is reversed, and so much is committed in its place.
pub(in crate::ops) async fn lessen(tx: &mut Tx, row: &ApplicationRow, fen: i64) -> Result<(), Fault> {
    let (subject, now) = (name::application(row.id), tx.now());
    ledger::reverse(tx, book(row), committed(row)?, &subject).await?;
    let movement = ledger::post(tx, &Posting { book: book(row), kind: Kind::Commitment, fen, subject }).await?;
    store::lessen(tx.conn(), row.id, (fen, movement), now).await?;
    let row = read(tx, row.id).await?;
    tx.emit(&name::application(row.id), &row.division, &facts::application_approved(&row));
    Ok(())
}

fn book(row: &ApplicationRow) -> Book {
    Book { fund: row.fund, year: row.year }
}

fn committed(row: &ApplicationRow) -> Result<i64, Fault> {
    row.movement.ok_or_else(|| Fault::internal("an approved application has no movement"))
}
