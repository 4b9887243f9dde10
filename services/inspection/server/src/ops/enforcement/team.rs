//! Who investigates a penalty or a ban: assigned, certified on the day, and without a tie to the party.

use casework::caller;
use fault::Fault;
use inspection_domain::draw::Window;
use inspection_domain::enforcement::{Member, Refusal, require_team};
use inspection_domain::inspector::Certificate;
use procedure::Act;
use time::Date;
use uow::Tx;
use uuid::Uuid;
use vocab::day_of;

use super::{Proceeding, Step, ban, held};
use crate::ops::recusal::in_force;
use crate::ops::refused::no_inspector;
use crate::store::enforcement::officer as store;
use crate::store::{inspector, recusal};
use crate::wire::name;

/// Who is to investigate.
#[derive(Debug)]
pub(crate) struct Assign {
    pub(crate) proceeding: Proceeding,
    pub(crate) officers: Vec<Uuid>,
}

/// Who investigates.
#[derive(Debug)]
pub(crate) struct Assigned {
    pub(crate) officers: Vec<Uuid>,
    pub(crate) etag: String,
}

pub(crate) async fn assign(tx: &mut Tx, step: &Step<Assign>) -> Result<Assigned, Fault> {
    let Assign { proceeding, officers } = &step.what;
    let (today, now) = (day_of(tx.now()), tx.now());
    let etag = match proceeding {
        Proceeding::Penalty(_) => {
            let (held, _) = held::moved(tx, step, "assign", held::Words::default()).await?;
            let party = held.row.organization.to_string();
            require_fit(tx, *proceeding, &party, officers, today).await?;
            let seen = held.kept(tx).await?;
            name::penalty_etag(seen.row.id, seen.row.revision)
        }
        Proceeding::Ban(_) => {
            let row = ban::moved(tx, step, "assign", "").await?;
            require_fit(tx, *proceeding, &row.organization.clone(), officers, today).await?;
            let row = ban::kept(tx, row).await?;
            name::ban_etag(row.id, row.revision)
        }
    };
    store::release(tx.conn(), proceeding.id(), officers, today).await?;
    store::assign(tx.conn(), proceeding.id(), officers, (today, now)).await?;
    let assigned = store::assigned(tx.conn(), &[proceeding.id()]).await?;
    Ok(Assigned { officers: assigned.into_iter().map(|one| one.inspector).collect(), etag })
}

/// Records with the case that something was done in an investigation, side by side with others.
pub(super) async fn note(tx: &mut Tx, step: &super::Desk, proceeding: Proceeding, action: &str) -> Result<(), Fault> {
    let act = Act { action: action.to_owned(), by: caller(tx), ..Act::default() };
    step.office.act(tx, proceeding.id(), None, act).await?;
    Ok(())
}

/// Refuses a case whose officers, as they are assigned, may not act on a day.
pub(super) async fn require_assigned(tx: &mut Tx, proceeding: Proceeding, party: &str, day: Date) -> Result<(), Fault> {
    let assigned = store::assigned(tx.conn(), &[proceeding.id()]).await?;
    let officers: Vec<Uuid> = assigned.into_iter().map(|one| one.inspector).collect();
    require_fit(tx, proceeding, party, &officers, day).await
}

/// Refuses officers of whom one was not assigned on a day, or who may not act on it.
pub(super) async fn require_collectors(
    tx: &mut Tx,
    proceeding: Proceeding,
    party: &str,
    (officers, day): (&[Uuid], Date),
) -> Result<(), Fault> {
    let assigned = store::assigned_on(tx.conn(), proceeding.id(), officers, day).await?;
    let missing: Vec<String> =
        officers.iter().filter(|one| !assigned.contains(one)).map(|one| name::inspector(*one)).collect();
    if !missing.is_empty() {
        return Err(Refusal::Unassigned { inspectors: missing }.into());
    }
    require_fit(tx, proceeding, party, officers, day).await
}

/// Refuses officers of the caller's department who may not act on a day. `party` is the code of the party; a body without one
/// recuses nobody.
async fn require_fit(
    tx: &mut Tx,
    proceeding: Proceeding,
    party: &str,
    officers: &[Uuid],
    day: Date,
) -> Result<(), Fault> {
    let (department, division) = (tx.call().department.clone(), tx.call().division.clone());
    let recusals = recusal::all(tx.conn(), officers).await?;
    let window = Window { first: day, last: day };
    let mut members = Vec::with_capacity(officers.len());
    for id in officers {
        let found = inspector::find(tx.conn(), &department, &division, *id).await?;
        let row = found.ok_or_else(|| no_inspector(*id))?;
        let mut recused = false;
        for tie in recusals.iter().filter(|tie| tie.inspector == *id && tie.code.as_str() == party) {
            recused |= in_force(tie, window)?;
        }
        members.push(Member {
            inspector: name::inspector(*id),
            certificate: Certificate { valid_from: row.certificate_from, valid_to: row.certificate_to },
            assistant: row.assistant,
            suspended: row.suspended,
            recused,
        });
    }
    Ok(require_team(&members, proceeding.rule(), day)?)
}
