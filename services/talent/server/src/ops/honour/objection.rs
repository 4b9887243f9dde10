//! Objections to whoever is before the public, and what becomes of them.

use fault::Fault;
use sqlx::PgConnection;
use uow::{Call, Tx};
use uuid::Uuid;
use vocab::day_of;

use super::read::{Shown, told};
use super::{Which, hold, keep, note, of_round, own, refused, standing, visible};
use crate::store::honour::objection::{self as store, ObjectionRow};
use crate::store::honour::{self as rounds, nomination};
use crate::wire::{honour::facts, name};

/// Who is objected to, and why.
#[derive(Debug)]
pub(crate) struct Object {
    pub(crate) round: Uuid,
    pub(crate) nomination: Uuid,
    pub(crate) ground: String,
}

/// How an objection is decided.
#[derive(Debug)]
pub(crate) struct Decide {
    pub(crate) which: Which,
    pub(crate) number: i32,
    pub(crate) is_upheld: bool,
    pub(crate) answer: String,
}

/// The objections of which round are read, and by whom.
#[derive(Debug)]
pub(crate) struct All {
    pub(crate) round: Uuid,
    pub(crate) call: Call,
}

/// Which objection is read, and by whom.
#[derive(Debug)]
pub(crate) struct One {
    pub(crate) round: Uuid,
    pub(crate) number: i32,
    pub(crate) call: Call,
}

pub(crate) async fn object(tx: &mut Tx, command: &Object) -> Result<ObjectionRow, Fault> {
    let round = keep(tx, command.round).await?;
    standing(&round, &["publicised"])?;
    let row = of_round(tx.conn(), round.id, command.nomination).await?;
    // who else was nominated is told of nobody
    if row.rank.is_none() {
        return Err(refused::no_nomination(round.id, row.id));
    }
    if row.status != "proposed" {
        return Err(refused::nomination_state((round.id, row.id), &row.status));
    }
    let by = tx.author();
    if let Some(last) = round.notice_last_on.filter(|last| day_of(by.at) > *last) {
        return Err(refused::objection_late(round.id, last));
    }
    let filed = store::insert(tx.conn(), (round.id, row.id), &command.ground, &by).await?;
    note(tx, round.id, "objection_filed", &format!("objection {}", filed.number)).await?;
    tx.emit(&name::honour_round(round.id), &round.division, &facts::objected(round.id, filed.number));
    Ok(filed)
}

pub(crate) async fn all(conn: &mut PgConnection, query: &All) -> Result<Vec<ObjectionRow>, Fault> {
    let round = own(conn, query.round, &query.call).await?;
    Ok(store::all(conn, round.id).await?)
}

pub(crate) async fn one(conn: &mut PgConnection, query: &One) -> Result<ObjectionRow, Fault> {
    let round = visible(conn, query.round, &query.call).await?;
    let row = store::get(conn, round.id, query.number).await?.filter(|row| row.created_by == query.call.actor);
    row.ok_or_else(|| refused::no_objection(round.id, query.number))
}

pub(crate) async fn decide(tx: &mut Tx, command: &Decide) -> Result<(Shown, ObjectionRow), Fault> {
    let round = hold(tx, &command.which, &["publicised"]).await?;
    let no_objection = || refused::no_objection(round.id, command.number);
    let filed = store::get(tx.conn(), round.id, command.number).await?.ok_or_else(no_objection)?;
    if filed.decided_at.is_some() {
        return Err(refused::objection_decided(round.id, filed.number));
    }
    let by = tx.author();
    let (word, kind) =
        if command.is_upheld { ("upheld", "objection_upheld") } else { ("dismissed", "objection_dismissed") };
    store::decide(tx.conn(), (round.id, filed.number), (word, &command.answer), &by).await?;
    let row = of_round(tx.conn(), round.id, filed.nomination).await?;
    // it may have been withdrawn or struck off since
    if command.is_upheld && row.status == "proposed" {
        let reason = format!("objection {} was upheld", filed.number);
        nomination::end(tx.conn(), row.id, ("struck", &reason), by.at).await?;
    }
    rounds::touch(tx.conn(), round.id, by.at).await?;
    note(tx, round.id, kind, &format!("objection {}", filed.number)).await?;
    let filed = store::get(tx.conn(), round.id, command.number).await?.ok_or_else(no_objection)?;
    tx.emit(&name::honour_round(round.id), &round.division, &facts::objection_decided(&filed));
    Ok((told(tx.conn(), round.id).await?, filed))
}
