//! A complaint is taken on or not, and looked into (受理、核查).

use casework::caller;
use fault::Fault;
use inspection_domain::complaint::Refusal;
use procedure::Act;
use uow::Tx;
use vocab::day_of;

use super::{MOST_LINKS, Seen, Step, account_hash, keep, locked, seen};
use crate::store::complaint::ComplaintRow;

/// What a complaint led to. The reasons of the step are what was found, where something was.
#[derive(Debug)]
pub(crate) struct Link {
    pub(crate) step: Step,
    pub(crate) links: Vec<String>,
}

/// By how many days its term is prolonged.
#[derive(Debug)]
pub(crate) struct Extend {
    pub(crate) step: Step,
    pub(crate) days: u32,
}

pub(crate) async fn accept(tx: &mut Tx, step: &Step) -> Result<Seen, Fault> {
    let mut row = locked(tx, step).await?;
    let standing = step.desk.office.take(tx, step.id, &step.etag, "accept", &step.reasons).await?;
    row.accepted_on = Some(day_of(tx.now()));
    row.handler_hash = Some(account_hash(&step.desk, tx.call()).to_vec());
    keep(tx, &mut row, &standing).await?;
    seen(tx.conn(), row).await
}

pub(crate) async fn decline(tx: &mut Tx, step: &Step) -> Result<Seen, Fault> {
    let mut row = locked(tx, step).await?;
    let standing = step.desk.office.take(tx, step.id, &step.etag, "decline", &step.reasons).await?;
    row.answer.clone_from(&step.reasons);
    keep(tx, &mut row, &standing).await?;
    seen(tx.conn(), row).await
}

pub(crate) async fn take_over(tx: &mut Tx, step: &Step) -> Result<Seen, Fault> {
    let mut row = locked(tx, step).await?;
    let standing = step.desk.office.take(tx, step.id, &step.etag, "take-over", &step.reasons).await?;
    row.handler_hash = Some(account_hash(&step.desk, tx.call()).to_vec());
    keep(tx, &mut row, &standing).await?;
    seen(tx.conn(), row).await
}

pub(crate) async fn link(tx: &mut Tx, command: &Link) -> Result<Seen, Fault> {
    let Link { step, links } = command;
    let mut row = locked(tx, step).await?;
    let standing = step.desk.office.take(tx, step.id, &step.etag, "link", &step.reasons).await?;
    add(&mut row, links)?;
    keep(tx, &mut row, &standing).await?;
    seen(tx.conn(), row).await
}

pub(crate) async fn verify(tx: &mut Tx, command: &Link) -> Result<Seen, Fault> {
    let Link { step, links } = command;
    let mut row = locked(tx, step).await?;
    let standing = step.desk.office.take(tx, step.id, &step.etag, "verify", &step.reasons).await?;
    add(&mut row, links)?;
    row.finding.clone_from(&step.reasons);
    keep(tx, &mut row, &standing).await?;
    seen(tx.conn(), row).await
}

pub(crate) async fn extend(tx: &mut Tx, command: &Extend) -> Result<Seen, Fault> {
    let Extend { step, days } = command;
    let mut row = locked(tx, step).await?;
    let act = Act {
        action: "extend".to_owned(),
        by: caller(tx),
        reasons: step.reasons.clone(),
        days: Some(*days),
        ..Act::default()
    };
    let standing = step.desk.office.act(tx, step.id, Some(&step.etag), act).await?;
    keep(tx, &mut row, &standing).await?;
    seen(tx.conn(), row).await
}

/// Adds links that are not there.
fn add(row: &mut ComplaintRow, links: &[String]) -> Result<(), Refusal> {
    for link in links {
        if !row.links.contains(link) {
            row.links.push(link.clone());
        }
    }
    if row.links.len() > MOST_LINKS { Err(Refusal::LinksFull { most: MOST_LINKS }) } else { Ok(()) }
}
