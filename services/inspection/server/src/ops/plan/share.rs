//! What departments and the beacon add to a round. Shares are in no log, no fact and no error.

use fault::Fault;
use inspection_domain::draw::{Field, Hash, Share};
use inspection_domain::plan::Revealed;
use uow::Tx;
use uuid::Uuid;

use super::Entered;
use super::round::{number, record_failure};
use crate::store::round::{self as store, EntryRow, ValueRow};
use crate::wire;
use crate::wire::plan::facts;

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

/// What the beacon said.
#[derive(Debug)]
pub(crate) struct Say {
    pub(crate) id: Uuid,
    pub(crate) round: u32,
    pub(crate) value: Field,
}

pub(crate) async fn commit(tx: &mut Tx, command: &Commit) -> Result<Entered, Fault> {
    let (now, actor) = (tx.now(), tx.call().actor.clone());
    let (mut entered, department) = Entered::shared(tx, command.id).await?;
    entered.require_round(command.round)?;
    entered.plan.commit(&department, command.hash, now)?;
    let round = entered.plan.rounds.last();
    let made =
        round.and_then(|round| Some((round, round.commitments.iter().find(|made| made.department == department)?)));
    if let Some((round, made)) = made {
        let row = EntryRow {
            round: number(round)?,
            department: department.to_string(),
            bytes: made.hash.0.to_vec(),
            entered_at: made.at,
        };
        store::commit(tx.conn(), command.id, &row, &actor).await?;
        tx.emit(&wire::name::plan(command.id), &entered.row.division, &facts::committed(command.id, &row));
    }
    entered.advance(tx).await?;
    Ok(entered)
}

pub(crate) async fn reveal(tx: &mut Tx, command: &Reveal) -> Result<Entered, Fault> {
    let (now, actor) = (tx.now(), tx.call().actor.clone());
    let (mut entered, department) = Entered::shared(tx, command.id).await?;
    entered.require_round(command.round)?;
    let revealed = entered.plan.reveal(&department, command.share, now)?;
    let round = entered.plan.rounds.last();
    let made = round.and_then(|round| Some((round, round.reveals.iter().find(|made| made.department == department)?)));
    if let Some((round, made)) = made {
        let row = EntryRow {
            round: number(round)?,
            department: department.to_string(),
            bytes: made.share.0.to_vec(),
            entered_at: made.at,
        };
        store::reveal(tx.conn(), command.id, &row, &actor).await?;
        let fact = facts::revealed(command.id, &row, revealed == Revealed::Mismatch);
        tx.emit(&wire::name::plan(command.id), &entered.row.division, &fact);
    }
    if revealed == Revealed::Mismatch {
        record_failure(tx, &entered).await?;
    }
    entered.advance(tx).await?;
    Ok(entered)
}

pub(crate) async fn say(tx: &mut Tx, command: &Say) -> Result<Entered, Fault> {
    let (now, actor) = (tx.now(), tx.call().actor.clone());
    let mut entered = Entered::own(tx, command.id).await?;
    entered.require_round(command.round)?;
    entered.plan.record_beacon(command.value.clone(), now)?;
    if let Some((round, said)) = entered.plan.rounds.last().and_then(|round| Some((round, round.beacon.as_ref()?))) {
        let row = ValueRow { round: number(round)?, value: said.value.to_string(), entered_at: said.at };
        store::say(tx.conn(), command.id, &row, &actor).await?;
        tx.emit(&wire::name::plan(command.id), &entered.row.division, &facts::beacon_recorded(command.id, &row));
    }
    entered.advance(tx).await?;
    Ok(entered)
}
