//! Departments commit and reveal, the last share draws, and a round that failed is followed by another. Shares are in no log and no error.

use draw::plan::{End, Plan, Revealed, Terms};
use draw::{Field, Hash, Share};
use fault::Fault;
use purchase_domain::tender::{invitation, panel};
use uow::Tx;
use uuid::Uuid;

use super::Drawing;
use crate::ops::refused::expert as refused;
use crate::ops::refused::tender as tender_refused;
use crate::ops::tender::{is_buyer, note};
use crate::store::tender::draw::{self as store, RoundRow};
use crate::store::tender::{self as tenders, supplier};
use crate::wire::{name, tender::facts};

/// A commitment of the caller's department.
#[derive(Debug)]
pub(crate) struct Commit {
    pub(crate) id: Uuid,
    pub(crate) round: u32,
    pub(crate) hash: Hash,
}

/// The share of the caller's department.
#[derive(Debug)]
pub(crate) struct Reveal {
    pub(crate) id: Uuid,
    pub(crate) round: u32,
    pub(crate) share: Share,
}

/// A further round, and why.
#[derive(Debug)]
pub(crate) struct Reopen {
    pub(crate) id: Uuid,
    pub(crate) reason: Field,
    pub(crate) terms: Terms,
}

/// The draw as it is after something was entered.
async fn entered(tx: &mut Tx, id: Uuid) -> Result<Drawing, Fault> {
    let drawing = Drawing::read(tx.conn(), id).await?;
    // whom an invited tender may invite is told to nobody
    if drawing.is_of_suppliers() {
        return Ok(drawing);
    }
    let (tender, division) = (name::tender(drawing.row.tender), drawing.row.division.clone());
    tx.emit(&tender, &division, &facts::draw_entered(&drawing));
    Ok(drawing)
}

fn number(round: u32) -> Result<i32, Fault> {
    i32::try_from(round).map_err(Fault::internal)
}

pub(crate) async fn commit(tx: &mut Tx, command: &Commit) -> Result<Drawing, Fault> {
    let (_, mut drawing, department) = Drawing::keep(tx, command.id).await?;
    drawing.require_round(command.round)?;
    let made = drawing.plan.commit(&department, command.hash, tx.now());
    drawing.step(made)?;
    let commitments = drawing.plan.rounds.last().map(|round| round.commitments.as_slice()).unwrap_or_default();
    let made = commitments.last().ok_or_else(|| Fault::internal("a commitment was not entered"))?;
    let (of, by) = ((command.id, number(command.round)?, department.as_str()), tx.author());
    store::commit(tx.conn(), of, &made.hash.0, made.at, &by).await?;
    entered(tx, command.id).await
}

pub(crate) async fn reveal(tx: &mut Tx, command: &Reveal) -> Result<Drawing, Fault> {
    let (row, mut drawing, department) = Drawing::keep(tx, command.id).await?;
    let (now, by) = (tx.now(), tx.author());
    drawing.require_round(command.round)?;
    let revealed = drawing.plan.reveal(&department, command.share, now);
    let revealed = drawing.step(revealed)?;
    let round = drawing.plan.rounds.last().ok_or_else(|| Fault::internal("a share without a round"))?;
    let made = round.reveals.last().ok_or_else(|| Fault::internal("a share was not entered"))?;
    let of = (command.id, number(command.round)?, department.as_str());
    store::reveal(tx.conn(), of, &made.share.0, made.at, &by).await?;
    if revealed == Revealed::Mismatch {
        record_failure(tx, command.id, &drawing.plan).await?;
    } else if round.reveals.len() == 2 {
        draw(tx, &mut drawing).await?;
        tenders::step(tx.conn(), row.id, &row.status, now).await?;
        if drawing.is_of_suppliers() {
            // of a draft nobody is told
            note(tx, row.id, "suppliers_drawn", "").await?;
            return Drawing::read(tx.conn(), command.id).await;
        }
        note(tx, row.id, "experts_drawn", "").await?;
        let drawing = entered(tx, command.id).await?;
        tx.emit(&name::tender(row.id), &row.division, &facts::experts_drawn(&drawing));
        return Ok(drawing);
    }
    entered(tx, command.id).await
}

/// Puts the experts, or the suppliers, in the order that the seed says.
async fn draw(tx: &mut Tx, drawing: &mut Drawing) -> Result<(), Fault> {
    let seed = drawing.plan.draw(tx.now());
    let seed = drawing.step(seed)?;
    let drawn_at = match drawing.plan.rounds.last().and_then(|round| round.end.as_ref()) {
        Some(End::Drawn { at, .. }) => *at,
        Some(End::Failed { .. }) | None => return Err(Fault::internal("a draw without a seed")),
    };
    let outcome = drawing.frozen()?.draw(&seed);
    store::drawn(tx.conn(), drawing.row.id, &seed.0, drawn_at).await?;
    if drawing.is_of_suppliers() {
        let order: Vec<String> = invitation::order(&outcome).iter().map(ToString::to_string).collect();
        return Ok(supplier::order(tx.conn(), drawing.row.id, &order).await?);
    }
    let order = panel::order(&outcome);
    let order: Vec<Uuid> =
        order.iter().map(|id| Uuid::try_parse(id.as_str()).map_err(Fault::internal)).collect::<Result<_, _>>()?;
    Ok(store::order(tx.conn(), drawing.row.id, &order).await?)
}

async fn record_failure(tx: &mut Tx, id: Uuid, plan: &Plan) -> Result<(), Fault> {
    let Some((round, End::Failed { failures, at })) =
        plan.rounds.last().and_then(|round| Some((round, round.end.as_ref()?)))
    else {
        return Err(Fault::internal("a round has not failed"));
    };
    let cause = failures.first().map_or("", |failure| failure.cause.as_str());
    let who: Vec<String> = failures.iter().map(|failure| failure.who.to_string()).collect();
    Ok(store::fail_round(tx.conn(), (id, number(round.number)?), (cause, &who), *at).await?)
}

/// Opens a round of a draw.
pub(super) async fn open_round(
    tx: &mut Tx,
    (id, plan): (Uuid, &mut Plan),
    terms: Terms,
    why: Option<Field>,
) -> Result<(), Fault> {
    let by = tx.author();
    let round = plan.open_round(terms, why, tx.now()).map_err(|refusal| refused::draw_step(id, &refusal))?;
    let row = RoundRow {
        number: number(round.number)?,
        created_at: round.opened_at,
        commit_by: round.terms.commit_by,
        reveal_by: round.terms.reveal_by,
        reason: round.why.as_ref().map(ToString::to_string).unwrap_or_default(),
        failure: String::new(),
        failed_departments: Vec::new(),
        failed_at: None,
    };
    Ok(store::open_round(tx.conn(), id, &row, &by).await?)
}

pub(crate) async fn reopen(tx: &mut Tx, command: &Reopen) -> Result<Drawing, Fault> {
    let (row, mut drawing, _) = Drawing::keep(tx, command.id).await?;
    if !is_buyer(tx.call(), &row) {
        return Err(tender_refused::other_buyer(&row.division, &row.buyer_department));
    }
    if drawing.plan.rounds.last().is_some_and(draw::plan::Round::is_open) {
        let failed = drawing.plan.fail_overdue(tx.now()).map(|_| ());
        drawing.step(failed)?;
        record_failure(tx, command.id, &drawing.plan).await?;
    }
    let why = Some(command.reason.clone());
    open_round(tx, (command.id, &mut drawing.plan), command.terms, why).await?;
    entered(tx, command.id).await
}
