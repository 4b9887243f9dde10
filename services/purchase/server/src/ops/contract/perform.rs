//! Deliverables are handed in, examined by one person, reviewed by another, and paid.

use fault::Fault;
use fault::on_constraint;
use uow::Tx;
use uuid::Uuid;

use super::{ACTIVE, ENDED_TOO, Seen, Shown, hold, milestone, next, now_is, told};
use crate::ops::ocds;
use crate::ops::refused::contract as refused;
use crate::store::contract as store;
use crate::store::contract::event::{self, Paid};
use crate::store::contract::milestone as rows;
use crate::wire::{facts::contract as facts, name};

/// Which documents are handed in for what.
#[derive(Debug)]
pub(crate) struct Submit {
    pub(crate) seen: Seen,
    pub(crate) number: i32,
    pub(crate) documents: Vec<Uuid>,
}

/// What one person found.
#[derive(Debug)]
pub(crate) struct Examine {
    pub(crate) seen: Seen,
    pub(crate) number: i32,
    /// `accept` or `return`.
    pub(crate) outcome: &'static str,
    pub(crate) opinion: String,
}

/// Whether another agrees.
#[derive(Debug)]
pub(crate) struct Review {
    pub(crate) seen: Seen,
    pub(crate) number: i32,
    pub(crate) agreed: bool,
}

/// What is paid.
#[derive(Debug)]
pub(crate) struct Pay {
    pub(crate) seen: Seen,
    pub(crate) paid: Paid,
}

pub(crate) async fn submit(tx: &mut Tx, command: &Submit) -> Result<Shown, Fault> {
    let whole = hold(tx, &command.seen, ACTIVE).await?;
    let (id, now) = (whole.row.id, tx.now());
    milestone(&whole, command.number, &["pending", "submitted"])?;
    archive::attach(tx, &command.documents, &name::contract(id)).await?;
    rows::submit(tx.conn(), id, command.number, &command.documents, now).await?;
    store::touch(tx.conn(), id, now).await?;
    let shown = now_is(tx, &command.seen).await?;
    tx.emit(&name::contract(id), &whole.row.division, &facts::submitted(&shown, command.number));
    Ok(shown)
}

pub(crate) async fn examine(tx: &mut Tx, command: &Examine) -> Result<Shown, Fault> {
    let whole = hold(tx, &command.seen, ACTIVE).await?;
    let (id, by) = (whole.row.id, tx.author());
    milestone(&whole, command.number, &["submitted"])?;
    rows::examine(tx.conn(), id, command.number, (command.outcome, &command.opinion), &by).await?;
    store::touch(tx.conn(), id, by.at).await?;
    let shown = now_is(tx, &command.seen).await?;
    tx.emit(&name::contract(id), &whole.row.division, &facts::examined(&shown, command.number));
    Ok(shown)
}

pub(crate) async fn review(tx: &mut Tx, command: &Review) -> Result<Shown, Fault> {
    let whole = hold(tx, &command.seen, ACTIVE).await?;
    let (id, by) = (whole.row.id, tx.author());
    let found = milestone(&whole, command.number, &["examined"])?;
    let examiner = found.examined_by.as_deref().unwrap_or_default();
    if tx.call().is_by(examiner, found.examined_officer.as_deref()) {
        return Err(refused::milestone_own(id, command.number));
    }
    let status = match (command.agreed, found.outcome.as_deref()) {
        (true, Some("accept")) => "accepted",
        (true, _) => "pending",
        (false, _) => "submitted",
    };
    rows::review(tx.conn(), id, command.number, status, &by).await?;
    store::touch(tx.conn(), id, by.at).await?;
    let shown = if status == "accepted" {
        told(tx, &command.seen, ocds::PERFORMED).await?
    } else {
        now_is(tx, &command.seen).await?
    };
    tx.emit(&name::contract(id), &whole.row.division, &facts::reviewed(&shown, command.number));
    Ok(shown)
}

pub(crate) async fn pay(tx: &mut Tx, command: &Pay) -> Result<Shown, Fault> {
    // what was accepted is owed, however the contract ended
    let whole = hold(tx, &command.seen, ENDED_TOO).await?;
    let (id, by, paid) = (whole.row.id, tx.author(), &command.paid);
    let found = milestone(&whole, paid.milestone_number, &["accepted"])?;
    if paid.on < whole.row.signed_on {
        return Err(Fault::invalid_field("payment.pay_date", "must not be before the signing of the contract"));
    }
    let open = found.amount_fen - found.paid_fen;
    if paid.amount_fen > open {
        return Err(refused::payment_too_large(id, found.number, open));
    }
    let number = next(whole.payments.iter().map(|one| one.number));
    let inserted = event::pay(tx.conn(), (id, number), paid, &by).await;
    on_constraint(inserted, "contract_payment_voucher_key", || refused::payment_exists(id, &paid.voucher_number))?;
    rows::pay(tx.conn(), id, found.number, paid.amount_fen).await?;
    store::touch(tx.conn(), id, by.at).await?;
    let shown = told(tx, &command.seen, ocds::PERFORMED).await?;
    tx.emit(&name::contract(id), &whole.row.division, &facts::paid(&shown, number));
    Ok(shown)
}
