//! A complaint follows another about the same (并案), or has a course of its own again (撤销并案). The lead is locked first.

use casework::caller;
use fault::Fault;
use inspection_domain::complaint::Refusal;
use procedure::Act;
use uow::Tx;
use uuid::Uuid;

use super::{Seen, Step, held, keep, locked, missing, seen};
use crate::store::complaint::{self as store, ComplaintRow};

/// How many follow one at most: they are concluded in one unit of work.
const MOST_FOLLOWERS: usize = 100;

/// Which one it follows.
#[derive(Debug)]
pub(crate) struct Merge {
    pub(crate) step: Step,
    pub(crate) lead: Uuid,
    pub(crate) lead_etag: String,
}

pub(crate) async fn merge(tx: &mut Tx, command: &Merge) -> Result<Seen, Fault> {
    let Merge { step, lead, lead_etag } = command;
    if step.id == *lead {
        return Err(Refusal::Itself.into());
    }
    let mut leading = held(tx, &step.desk, *lead, Some(lead_etag)).await?;
    let mut row = locked(tx, step).await?;
    if (&row.division, &row.department) != (&leading.division, &leading.department) {
        return Err(Refusal::AuthorityOther { division: row.division, lead_division: leading.division }.into());
    }
    let followers = merged(tx, row.id).await?;
    if followers > 0 {
        return Err(Refusal::Leads { followers }.into());
    }
    if merged(tx, *lead).await? >= MOST_FOLLOWERS {
        return Err(Refusal::FollowersFull { most: MOST_FOLLOWERS }.into());
    }
    told(tx, step, &mut leading, "lead").await?;
    let standing = step.desk.office.take(tx, step.id, &step.etag, "merge", &step.reasons).await?;
    row.lead = Some(*lead);
    keep(tx, &mut row, &standing).await?;
    seen(tx.conn(), row).await
}

pub(crate) async fn unmerge(tx: &mut Tx, step: &Step) -> Result<Seen, Fault> {
    let scope = tx.call().scope.clone();
    let found = store::find(tx.conn(), &scope, step.id).await?.ok_or_else(|| missing(step.id))?;
    let leading = match found.lead {
        Some(lead) => Some(held(tx, &step.desk, lead, None).await?),
        None => None,
    };
    // The etag says that its lead is still the one found above.
    let mut row = locked(tx, step).await?;
    let standing = step.desk.office.take(tx, step.id, &step.etag, "unmerge", &step.reasons).await?;
    row.lead = None;
    keep(tx, &mut row, &standing).await?;
    if let Some(mut leading) = leading {
        told(tx, step, &mut leading, "release").await?;
    }
    seen(tx.conn(), row).await
}

/// A step of the lead's case, of which its reporter is told too.
async fn told(tx: &mut Tx, step: &Step, leading: &mut ComplaintRow, action: &str) -> Result<(), Fault> {
    let act = Act { action: action.to_owned(), by: caller(tx), reasons: step.reasons.clone(), ..Act::default() };
    let standing = step.desk.office.act(tx, leading.id, None, act).await?;
    keep(tx, leading, &standing).await
}

async fn merged(tx: &mut Tx, lead: Uuid) -> Result<usize, Fault> {
    Ok(store::followers(tx.conn(), lead).await?.iter().filter(|row| row.state == "merged").count())
}
