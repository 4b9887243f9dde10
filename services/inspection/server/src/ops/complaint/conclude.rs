//! A complaint is concluded with all that follow it (办结), and its reporter informed (答复).

use std::collections::BTreeSet;

use fault::Fault;
use inspection_domain::complaint::Outcome;
use inspection_domain::outcome::{self, OutcomeKind};
use procedure::Act;
use uow::Tx;
use uuid::Uuid;
use vocab::{UnifiedCode, day_of};

use super::{Seen, Step, held, keep, locked, seen};
use crate::ops::outcome::note;
use crate::store::complaint::{self as store, ComplaintRow};
use crate::wire;

/// How it is concluded. The reasons of the step are what the reporters are told.
#[derive(Debug)]
pub(crate) struct Conclude {
    pub(crate) step: Step,
    pub(crate) outcome: Outcome,
}

pub(crate) async fn conclude(tx: &mut Tx, command: &Conclude) -> Result<Seen, Fault> {
    let Conclude { step, outcome } = command;
    let mut row = locked(tx, step).await?;
    let mut told = BTreeSet::new();
    decide(tx, command, &mut row, "conclude", &mut told).await?;
    for follower in store::followers(tx.conn(), row.id).await? {
        let mut follower = held(tx, &step.desk, follower.id, None).await?;
        // Whoever took it back or gave it a course of its own meanwhile was faster.
        if follower.state == "merged" && follower.lead == Some(row.id) {
            follower.links.clone_from(&row.links);
            decide(tx, command, &mut follower, "follow", &mut told).await?;
        }
    }
    if outcome.counts() {
        for code in told {
            count_against(tx, &row, *outcome, code).await?;
        }
    }
    seen(tx.conn(), row).await
}

pub(crate) async fn inform(tx: &mut Tx, step: &Step) -> Result<Seen, Fault> {
    let mut row = locked(tx, step).await?;
    let standing = step.desk.office.take(tx, step.id, &step.etag, "inform", &step.reasons).await?;
    row.informed_on = Some(day_of(tx.now()));
    keep(tx, &mut row, &standing).await?;
    seen(tx.conn(), row).await
}

/// Decides the outcome of one, and gathers the organisations that it is about.
async fn decide(
    tx: &mut Tx,
    command: &Conclude,
    row: &mut ComplaintRow,
    action: &str,
    organizations: &mut BTreeSet<UnifiedCode>,
) -> Result<(), Fault> {
    let Conclude { step, outcome } = command;
    let act = Act {
        action: action.to_owned(),
        department: tx.call().department.clone(),
        reasons: step.reasons.clone(),
        ..Act::default()
    };
    let standing = step.desk.office.act(tx, row.id, None, act).await?;
    row.outcome = Some(outcome.as_str().to_owned());
    row.answer.clone_from(&step.reasons);
    row.concluded_on = Some(day_of(tx.now()));
    keep(tx, row, &standing).await?;
    let subjects: Vec<_> = subjects_of(tx, row.id).await?;
    organizations.extend(subjects.iter().filter_map(|subject| UnifiedCode::parse_vouched(&subject.code).ok()));
    tx.emit(&wire::name::complaint(row.id), &row.division, &wire::complaint::concluded(row, &subjects));
    Ok(())
}

async fn subjects_of(tx: &mut Tx, id: Uuid) -> Result<Vec<store::SubjectRow>, Fault> {
    Ok(store::subjects(tx.conn(), &[id]).await?.into_iter().map(|(_, subject)| subject).collect())
}

/// What others may rest on: one for each organisation, however many complained.
pub(super) async fn count_against(
    tx: &mut Tx,
    row: &ComplaintRow,
    outcome: Outcome,
    code: UnifiedCode,
) -> Result<(), Fault> {
    let noted = outcome::Outcome {
        organization: code,
        division: row.division.clone(),
        kind: OutcomeKind::ComplaintUpheld,
        resource: wire::name::complaint(row.id),
        year: None,
        value: outcome.as_str().to_owned(),
        amount_fen: None,
        from: day_of(tx.now()),
        until: None,
        withdrawn: None,
    };
    note(tx, &noted).await
}
