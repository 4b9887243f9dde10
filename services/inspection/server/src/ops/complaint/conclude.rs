//! A complaint is concluded with all that follow it (办结), and its reporter informed (答复).

use casework::caller;
use fault::Fault;
use inspection_domain::complaint::Outcome;
use procedure::Act;
use uow::Tx;
use vocab::day_of;

use super::count::count;
use super::{Seen, Step, held, keep, locked, seen};
use crate::store::complaint::{self as store, ComplaintRow};
use crate::wire;

/// How it is concluded. The reasons of the step are what the reporters are told.
#[derive(Debug)]
pub(crate) struct Conclude {
    pub(crate) step: Step,
    pub(crate) outcome: Outcome,
}

pub(crate) async fn conclude(tx: &mut Tx, command: &Conclude) -> Result<Seen, Fault> {
    let step = &command.step;
    let mut row = locked(tx, step).await?;
    decide(tx, command, &mut row, "conclude").await?;
    for follower in store::followers(tx.conn(), row.id).await? {
        let mut follower = held(tx, &step.desk, follower.id, None).await?;
        // Whoever took it back or gave it a course of its own meanwhile was faster.
        if follower.state == "merged" && follower.lead == Some(row.id) {
            // The bound on links is one on what somebody states: what is its own stays.
            let more: Vec<String> = row.links.iter().filter(|link| !follower.links.contains(link)).cloned().collect();
            follower.links.extend(more);
            decide(tx, command, &mut follower, "follow").await?;
        }
    }
    count(tx, &row).await?;
    seen(tx.conn(), row).await
}

pub(crate) async fn inform(tx: &mut Tx, step: &Step) -> Result<Seen, Fault> {
    let mut row = locked(tx, step).await?;
    let standing = step.desk.office.take(tx, step.id, &step.etag, "inform", &step.reasons).await?;
    row.informed_on = Some(day_of(tx.now()));
    keep(tx, &mut row, &standing).await?;
    seen(tx.conn(), row).await
}

/// Decides the outcome of one.
async fn decide(tx: &mut Tx, command: &Conclude, row: &mut ComplaintRow, action: &str) -> Result<(), Fault> {
    let Conclude { step, outcome } = command;
    let act = Act { action: action.to_owned(), by: caller(tx), reasons: step.reasons.clone(), ..Act::default() };
    let standing = step.desk.office.act(tx, row.id, None, act).await?;
    row.outcome = Some(outcome.as_str().to_owned());
    row.answer.clone_from(&step.reasons);
    row.concluded_on = Some(day_of(tx.now()));
    keep(tx, row, &standing).await?;
    let subjects: Vec<_> =
        store::subjects(tx.conn(), &[row.id]).await?.into_iter().map(|(_, subject)| subject).collect();
    tx.emit(&wire::name::complaint(row.id), &row.division, &wire::complaint::concluded(row, &subjects));
    Ok(())
}
