//! What facts speak for, drafted for a person, and what the person decides of it.

use casework::{Casework, Office};
use fault::Fault;
use procedure::Act;
use uow::Tx;
use uuid::Uuid;
use vocab::day_of;

use super::cancel::{Decision, cancelled, held, opened, reinstated};
use super::read::{SeenQualification, seen};
use super::{refused, require_authority, said};
use crate::store::qualification::draft::{self as store, DraftRow};
use crate::store::qualification::{QualificationRow, due};
use crate::wire::name;
use crate::wire::qualification::{draft_etag, facts};

/// A decision of a draft.
#[derive(Debug)]
pub(crate) struct Decide {
    pub(crate) office: Casework,
    pub(crate) id: Uuid,
    pub(crate) etag: String,
    /// The number of the decision to do what is drafted; dismissed, if there is none.
    pub(crate) document_number: Option<String>,
    pub(crate) reasons: String,
}

/// What is drafted.
#[derive(Debug)]
pub(super) struct Proposed {
    pub(super) act: &'static str,
    pub(super) ground: String,
    pub(super) rule: String,
    pub(super) cause: String,
}

pub(crate) async fn decide(tx: &mut Tx, command: &Decide) -> Result<(DraftRow, SeenQualification), Fault> {
    let scope = tx.call().scope.clone();
    let known = store::get(tx.conn(), command.id).await?.filter(|row| scope.covers(&row.division));
    let known = known.ok_or_else(|| refused::no_draft(command.id))?;
    let held = held(tx, known.qualification).await?;
    let mut row = store::get(tx.conn(), command.id).await?.ok_or_else(|| refused::no_draft(command.id))?;
    require_authority(tx, &row.division, &row.department)?;
    let current = draft_etag(&row);
    if current != command.etag {
        return Err(refused::draft_changed(current));
    }
    let rests = row.cause.starts_with("creditRecords/") || row.cause.starts_with("listings/");
    let cancels = command.document_number.is_some() && row.act == "cancel";
    if cancels && rests && !due::is_of(tx.conn(), &row.cause, row.organization.as_str()).await? {
        return Err(refused::draft_changed(current)); // what it rests on fell, and the sweeper is about to end it
    }
    let action = if command.document_number.is_some() { "approve" } else { "dismiss" };
    let act = said(tx, action, &command.reasons);
    let standing = command.office.act(tx, row.id, None, act).await?;
    row.state = standing.case.state;
    row.reasons.clone_from(&command.reasons);
    row.ended_on = Some(day_of(tx.now()));
    let Some(document_number) = &command.document_number else {
        let today = day_of(tx.now());
        let row = kept(tx, row).await?;
        return Ok((row, seen(tx.conn(), held.id, today).await?));
    };
    row.document_number.clone_from(document_number);
    let row = kept(tx, row).await?;
    let seen = if row.act == "cancel" {
        let decision =
            Decision { ground: &row.ground, cause: &row.cause, on: None, document_number, reasons: &command.reasons };
        cancelled(tx, &command.office, (row.id, held), &decision).await?
    } else {
        reinstated(tx, &command.office, (row.id, held), (document_number, &command.reasons)).await?
    };
    Ok((row, seen))
}

/// Drafts what is proposed; nobody has drafted it, and nobody else does meanwhile.
pub(super) async fn propose(
    tx: &mut Tx,
    office: &Casework,
    of: &QualificationRow,
    proposed: &Proposed,
) -> Result<(), Fault> {
    let now = tx.now();
    let procedure = if proposed.act == "cancel" { "qualification-cancellation" } else { "qualification-reinstatement" };
    let id = opened(tx, office, of, procedure, &of.department).await?;
    let row = DraftRow {
        id,
        qualification: of.id,
        organization: of.organization,
        kind: of.kind.clone(),
        division: of.division.clone(),
        department: of.department.clone(),
        act: proposed.act.to_owned(),
        ground: proposed.ground.clone(),
        rule: proposed.rule.clone(),
        cause: proposed.cause.clone(),
        state: "drafted".to_owned(),
        reasons: String::new(),
        document_number: String::new(),
        ended_on: None,
        revision: 1,
        created_at: now,
        updated_at: now,
    };
    store::insert(tx.conn(), &row).await?;
    tx.emit(&name::organization(row.organization), &row.division, &facts::drafted(&row));
    Ok(())
}

/// Ends a draft that nothing speaks for any more; whether it was undecided.
pub(super) async fn lapse(tx: &mut Tx, office: &Casework, id: Uuid) -> Result<bool, Fault> {
    let Some(known) = store::get(tx.conn(), id).await? else { return Ok(false) };
    held(tx, known.qualification).await?;
    let row = store::get(tx.conn(), id).await?.filter(|row| row.ended_on.is_none());
    let Some(mut row) = row else { return Ok(false) };
    let act = Act { action: "lapse".to_owned(), by: Office::new(&row.department, &row.division), ..Act::default() };
    row.state = office.act(tx, row.id, None, act).await?.case.state;
    row.ended_on = Some(day_of(tx.now()));
    kept(tx, row).await?;
    Ok(true)
}

async fn kept(tx: &mut Tx, mut row: DraftRow) -> Result<DraftRow, Fault> {
    row.revision += 1;
    row.updated_at = tx.now();
    store::update(tx.conn(), &row).await?;
    Ok(row)
}
