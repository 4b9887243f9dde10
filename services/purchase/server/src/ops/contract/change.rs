//! A contract is filed, supplemented, disputed and ended early.

use fault::Fault;
use purchase_domain::contract::{retention, room};
use time::Date;
use uow::Tx;

use super::sign::check_term;
use super::{ACTIVE, ENDED_TOO, Seen, Shown, hold, next, now_is, told};
use crate::ops::ocds;
use crate::ops::refused::contract as refused;
use crate::store::contract as store;
use crate::store::contract::Termination;
use crate::store::contract::event::{self, Agreed};
use crate::store::contract::milestone::{self as rows, Owed};
use crate::store::contract::whole::Whole;
use crate::wire::{facts::contract as facts, name};

/// How it was filed.
#[derive(Debug)]
pub(crate) struct File {
    pub(crate) seen: Seen,
    pub(crate) on: Date,
    pub(crate) number: String,
}

/// What was agreed later.
#[derive(Debug)]
pub(crate) struct Supplement {
    pub(crate) seen: Seen,
    pub(crate) content: String,
    pub(crate) signed_on: Date,
    /// What is owed for an addition.
    pub(crate) added: Option<Owed>,
    pub(crate) ends_on: Option<Date>,
}

/// How it ends early.
#[derive(Debug)]
pub(crate) struct Terminate {
    pub(crate) seen: Seen,
    pub(crate) termination: Termination,
}

/// What is disputed.
#[derive(Debug)]
pub(crate) struct Dispute {
    pub(crate) seen: Seen,
    pub(crate) subject: String,
    pub(crate) on: Date,
}

/// How a dispute was settled.
#[derive(Debug)]
pub(crate) struct Settle {
    pub(crate) seen: Seen,
    pub(crate) number: i32,
    pub(crate) settlement: String,
    pub(crate) on: Date,
}

pub(crate) async fn file(tx: &mut Tx, command: &File) -> Result<Shown, Fault> {
    let whole = hold(tx, &command.seen, ENDED_TOO).await?;
    let (id, now) = (whole.row.id, tx.now());
    if whole.row.filed_on.is_some() {
        return Err(refused::filed(id));
    }
    not_before_signing("filing_date", command.on, &whole)?;
    store::file(tx.conn(), id, (command.on, &command.number), now).await?;
    let shown = now_is(tx, &command.seen).await?;
    tx.emit(&name::contract(id), &whole.row.division, &facts::filed(&shown));
    Ok(shown)
}

fn not_before_signing(field: &str, on: Date, whole: &Whole) -> Result<(), Fault> {
    if on < whole.row.signed_on {
        return Err(Fault::invalid_field(field, "must not be before the signing of the contract"));
    }
    Ok(())
}

pub(crate) async fn supplement(tx: &mut Tx, command: &Supplement) -> Result<Shown, Fault> {
    let whole = hold(tx, &command.seen, ACTIVE).await?;
    let (row, by) = (&whole.row, tx.author());
    not_before_signing("supplement.sign_date", command.signed_on, &whole)?;
    if let Some(ends_on) = command.ends_on {
        if ends_on <= row.current_ends_on {
            return Err(Fault::invalid_field("supplement.end_date", "must be later than the last day of the term"));
        }
        check_term(row.starts_on, ends_on, row.signed_on, !row.long_term.is_empty())?;
    }
    let number = next(whole.supplements.iter().map(|one| one.number));
    let mut agreed = Agreed {
        content: &command.content,
        signed_on: command.signed_on,
        amount_fen: 0,
        milestone_number: None,
        ends_on: command.ends_on,
    };
    if let Some(added) = &command.added {
        let (open, rule) = room(row.amount_fen, row.added_fen, row.signed_on);
        if added.amount_fen > open {
            let rule = rule.map(|rule| rule.reference().to_string()).unwrap_or_default();
            return Err(refused::supplement_too_large(row.id, &rule, open));
        }
        let last = command.ends_on.unwrap_or(row.current_ends_on);
        if !(row.starts_on..=last).contains(&added.due_on) {
            return Err(Fault::invalid_field("supplement.milestone_due_date", "must lie within the term"));
        }
        let follows = next(whole.milestones.iter().map(|one| one.number));
        rows::insert(tx.conn(), row.id, (follows, number), std::slice::from_ref(added)).await?;
        agreed = Agreed { amount_fen: added.amount_fen, milestone_number: Some(follows), ..agreed };
    }
    event::supplement(tx.conn(), (row.id, number), &agreed, &by).await?;
    store::extend(tx.conn(), row.id, agreed.amount_fen, command.ends_on, by.at).await?;
    let shown = told(tx, &command.seen, ocds::AMENDED).await?;
    tx.emit(&name::contract(row.id), &row.division, &facts::supplemented(&shown, number));
    Ok(shown)
}

pub(crate) async fn terminate(tx: &mut Tx, command: &Terminate) -> Result<Shown, Fault> {
    let whole = hold(tx, &command.seen, ACTIVE).await?;
    let (row, now) = (&whole.row, tx.now());
    not_before_signing("date", command.termination.on, &whole)?;
    let until = keep(tx, row.id, command.termination.on).await?;
    store::terminate(tx.conn(), row.id, &command.termination, until, now).await?;
    let shown = told(tx, &command.seen, ocds::CLOSED).await?;
    tx.emit(&name::contract(row.id), &row.division, &facts::terminated(&shown));
    Ok(shown)
}

/// Keeps the papers of a contract that ended on a day as long as the law says; until when.
pub(super) async fn keep(tx: &mut Tx, id: uuid::Uuid, closed: Date) -> Result<Date, Fault> {
    let (until, years) =
        retention(closed).ok_or_else(|| Fault::internal("no rule says how long contracts are kept"))?;
    archive::keep(tx, &[name::contract(id)], years).await?;
    Ok(until)
}

pub(crate) async fn dispute(tx: &mut Tx, command: &Dispute) -> Result<Shown, Fault> {
    let whole = hold(tx, &command.seen, ENDED_TOO).await?;
    let (id, now) = (whole.row.id, tx.now());
    let number = next(whole.disputes.iter().map(|one| one.number));
    event::dispute(tx.conn(), (id, number), (&command.subject, command.on), now).await?;
    store::touch(tx.conn(), id, now).await?;
    let shown = now_is(tx, &command.seen).await?;
    tx.emit(&name::contract(id), &whole.row.division, &facts::dispute_opened(&shown, number));
    Ok(shown)
}

pub(crate) async fn settle(tx: &mut Tx, command: &Settle) -> Result<Shown, Fault> {
    let whole = hold(tx, &command.seen, ENDED_TOO).await?;
    let (id, number, now) = (whole.row.id, command.number, tx.now());
    let found = whole.disputes.iter().find(|one| one.number == number);
    let found = found.ok_or_else(|| refused::no_dispute(id, number))?;
    if found.settled_on.is_some() {
        return Err(refused::dispute_settled(id, number));
    }
    if command.on < found.opened_on {
        return Err(Fault::invalid_field("settle_date", "must not be before the dispute began"));
    }
    event::settle(tx.conn(), (id, number), (&command.settlement, command.on)).await?;
    store::touch(tx.conn(), id, now).await?;
    let shown = now_is(tx, &command.seen).await?;
    tx.emit(&name::contract(id), &whole.row.division, &facts::dispute_settled(&shown, number));
    Ok(shown)
}
