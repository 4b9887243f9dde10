//! Stores what was decided, and tells the world: the one way in which the register changes.

use fault::{Fault, on_constraint};
use registry_domain::{History, Organization, Patch, Refusal, Stamp, Status, certificate_ends};
use time::Date;
use uow::Tx;
use vocab::UnifiedCode;

use super::{certificate, officer, party};
use crate::store::name::NameRow;
use crate::{store, wire};

/// The stamp of this unit of work.
pub(crate) fn stamp(tx: &Tx) -> Stamp {
    Stamp { at: tx.now(), department: tx.call().department.clone(), actor: tx.call().actor.clone() }
}

/// Refuses a patch that would put an organisation where the caller may not write.
pub(crate) fn require_within(tx: &Tx, patch: &Patch) -> Result<(), Refusal> {
    match patch.division {
        Some(division) if !tx.call().scope.covers(division.as_str()) => Err(Refusal::OutsideDivision { division }),
        _ => Ok(()),
    }
}

/// Stores what a history has gained; the organisation as it stands then.
pub(crate) async fn record_one(tx: &mut Tx, history: History) -> Result<Organization, Fault> {
    let code = history.code();
    let mut recorded = record(tx, &[history], || Refusal::CodeTaken { code }.into()).await?;
    recorded.pop().ok_or_else(|| Fault::internal("a history without revisions was recorded"))
}

/// Stores what histories have gained, in a few statements however many they are; `rival` is the fault where somebody
/// else has just registered one of the new codes.
pub(crate) async fn record(
    tx: &mut Tx,
    histories: &[History],
    rival: impl FnOnce() -> Fault,
) -> Result<Vec<Organization>, Fault> {
    let (mut new, mut changed, mut renamed, mut revisions) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut untrue = Vec::new();
    for history in histories.iter().filter(|history| !history.unstored().is_empty()) {
        let Some(latest) = history.latest() else { continue };
        match history.stored_latest() {
            None => new.push(latest),
            Some(stored) => {
                if is_found_otherwise(&stored, &latest) {
                    renamed.push(latest.clone());
                }
                untrue.extend(certificate_ends(&stored, &latest).map(|reason| (latest.clone(), reason)));
                changed.push(latest);
            }
        }
        revisions.extend(history.unstored().iter().map(|revision| (history.code(), revision)));
        announce(tx, history);
    }
    if !new.is_empty() {
        let inserted = store::organization::insert(tx.conn(), &new).await;
        on_constraint(inserted, "organization_code_key", rival)?;
        store::name::insert(tx.conn(), &names(&new)).await?;
    }
    if !changed.is_empty() {
        store::organization::update(tx.conn(), &changed).await?;
    }
    if !renamed.is_empty() {
        let codes: Vec<UnifiedCode> = renamed.iter().map(|organization| organization.code).collect();
        store::name::replace(tx.conn(), &codes, &names(&renamed)).await?;
    }
    if !revisions.is_empty() {
        store::revision::insert(tx.conn(), &revisions).await?;
        let now = tx.now();
        store::identifier::insert(tx.conn(), &revisions, now).await?;
    }
    let untrue: Vec<_> = untrue.iter().map(|(organization, reason)| (organization, *reason)).collect();
    certificate::end(tx, &untrue).await?;
    let ended: Vec<(UnifiedCode, Date)> = histories.iter().filter_map(end).collect();
    if !ended.is_empty() {
        party::members::leave_ended(tx, &ended).await?;
    }
    for (code, on) in ended {
        officer::end_posts_of(tx, code, on).await?;
        let now = tx.now();
        store::branch::cancel_all(tx.conn(), code, on, now).await?;
    }
    new.append(&mut changed);
    Ok(new)
}

/// Whether search would find it by other names or in another place: most changes leave the index of names alone.
fn is_found_otherwise(stored: &Organization, latest: &Organization) -> bool {
    let found_by = |organization: &Organization| {
        let Organization { title, former_titles, abbreviations, division, status, .. } = organization.clone();
        (title, former_titles, abbreviations, division, status)
    };
    found_by(stored) != found_by(latest)
}

/// The day from which a history says, newly, that its organisation is deregistered.
fn end(history: &History) -> Option<(UnifiedCode, Date)> {
    let ends = history.unstored().iter().filter(|revision| revision.patch.status == Some(Status::Deregistered));
    ends.map(|revision| (history.code(), revision.valid_from)).next_back()
}

fn names(organizations: &[Organization]) -> Vec<NameRow> {
    organizations.iter().flat_map(NameRow::all).collect()
}

/// The facts of every revision gained: registered, or changed, or its status changed, or both.
fn announce(tx: &mut Tx, history: &History) {
    let subject = wire::name::organization(history.code());
    for revision in history.unstored() {
        let Some(after) = history.after(revision.number) else { continue };
        let division = after.division.as_str();
        let Some(before) = history.after(revision.number - 1) else {
            tx.emit(&subject, division, &wire::facts::registered(revision, &after));
            continue;
        };
        if revision.patch.states_particulars() {
            tx.emit(&subject, division, &wire::facts::changed(revision, &after));
        }
        if revision.patch.status.is_some() {
            tx.emit(&subject, division, &wire::facts::status_changed(revision, before.status, &after));
        }
    }
}
