//! Opinions are submitted, replaced, and replied to.

use fault::{Fault, Violation};
use talent_domain::consultation::is_taking;
use uow::Tx;
use uuid::Uuid;
use vocab::{UnifiedCode, day_of};

use super::read::{Reader, ShownOpinion, opinion_of};
use super::{is_department, refused, seen, visible};
use crate::store::consultation::opinion::{self as opinions, Said};
use crate::store::consultation::{self as store, ConsultationRow, asked};
use crate::wire::consultation::{facts, name, opinion as wire};

/// What an organisation says.
#[derive(Debug)]
pub(crate) struct Submit {
    pub(crate) consultation: Uuid,
    pub(crate) organization: UnifiedCode,
    /// That of the opinion whose place it takes; empty: there is none.
    pub(crate) etag: String,
    pub(crate) said: Said,
}

/// What becomes of an opinion.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) consultation: Uuid,
    pub(crate) organization: UnifiedCode,
    pub(crate) etag: String,
    /// `adopted`, `partly` or `not_adopted`.
    pub(crate) adoption: &'static str,
    pub(crate) text: String,
}

/// Opinions are taken at the instant of this unit of work.
fn taking(tx: &Tx, row: &ConsultationRow) -> Result<(), Fault> {
    let now = tx.now();
    if row.status != "open" {
        return Err(refused::state(row, day_of(now)));
    }
    if is_taking(row.last_on, day_of(now)) { Ok(()) } else { Err(refused::opinions_closed(row.last_on, now)) }
}

/// Only what was asked is answered.
fn fits(row: &ConsultationRow, said: &Said) -> Result<(), Fault> {
    let unknown = said.answer_keys.iter().enumerate().filter(|(_, key)| !row.question_keys.contains(key));
    let violation = |(at, _): (usize, &String)| Violation {
        field: format!("opinion.answers[{at}].key"),
        description: "is not a question of the consultation".into(),
    };
    let violations: Vec<Violation> = unknown.map(violation).collect();
    if violations.is_empty() { Ok(()) } else { Err(Fault::invalid(violations)) }
}

pub(crate) async fn submit(tx: &mut Tx, command: &Submit) -> Result<ShownOpinion, Fault> {
    let call = tx.call().clone();
    // organisations do not wait for each other, but a conclusion or a withdrawal waits for them, and they for it
    store::hold(tx.conn(), command.consultation).await?;
    let row = visible(tx.conn(), command.consultation, &call).await?;
    taking(tx, &row)?;
    let of = (row.id, command.organization.as_str());
    let is_asked = asked::lock(tx.conn(), of.0, of.1).await?.is_some();
    if !is_asked {
        return Err(refused::not_asked(row.id, command.organization));
    }
    fits(&row, &command.said)?;
    let earlier = opinions::get(tx.conn(), of.0, of.1).await?;
    if earlier.as_ref().is_some_and(|earlier| earlier.created_by != call.actor) {
        return Err(refused::other_system(of));
    }
    let etag = earlier.as_ref().map(wire::etag).unwrap_or_default();
    if etag != command.etag {
        return Err(refused::opinion_changed(etag));
    }
    let by = tx.author();
    if earlier.is_some() {
        opinions::replace(tx.conn(), of, &command.said, by.at).await?;
    } else {
        opinions::insert(tx.conn(), of, &command.said, &by).await?;
    }
    tx.emit(&name::consultation(row.id), &row.division, &facts::submitted(row.id, earlier.is_some()));
    opinion_of(tx.conn(), of, Reader::Own).await
}

pub(crate) async fn reply(tx: &mut Tx, command: &Reply) -> Result<ShownOpinion, Fault> {
    let call = tx.call().clone();
    let of = (command.consultation, command.organization.as_str());
    store::lock(tx.conn(), of.0).await?;
    let no_opinion = || refused::no_opinion(of);
    let row = seen(tx.conn(), of.0, &call).await?.ok_or_else(no_opinion)?;
    if !is_department(&call, &row) {
        return Err(refused::other_department(&row));
    }
    let opinion = opinions::get(tx.conn(), of.0, of.1).await?.ok_or_else(no_opinion)?;
    let today = day_of(tx.now());
    if row.status != "open" {
        return Err(refused::state(&row, today));
    }
    if is_taking(row.last_on, today) {
        return Err(refused::opinions_open(row.id, row.last_on));
    }
    let etag = wire::etag(&opinion);
    if etag != command.etag {
        return Err(refused::opinion_changed(etag));
    }
    let by = tx.author();
    opinions::reply(tx.conn(), of, (command.adoption, &command.text), &by).await?;
    tx.emit(&name::consultation(row.id), &row.division, &facts::replied(row.id));
    opinion_of(tx.conn(), of, Reader::Department).await
}
