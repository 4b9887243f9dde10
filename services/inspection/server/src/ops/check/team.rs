//! Who inspects (检查人员): assigned, replaced, and whether the visit may begin.

use fault::{Fault, Kind};
use inspection_domain::check::{Member, Refusal, Team, least_inspectors, visit_days};
use inspection_domain::draw::Window;
use inspection_domain::inspector::Certificate;
use time::Date;
use uow::Tx;
use uuid::Uuid;

use super::read::{self, Shown};
use super::{Desk, led, moved, not_in_state, require_etag, shared};
use crate::ops::{recusal, refused};
use crate::store;
use crate::store::check::field_check::{self, CheckRow};
use crate::store::check::inspector::{self, AssignedRow, MemberRow};
use crate::wire;
use crate::wire::check::{facts, name};

/// Inspectors to add.
#[derive(Debug)]
pub(crate) struct Assign {
    pub(crate) desk: Desk,
    pub(crate) id: Uuid,
    pub(crate) inspectors: Vec<Uuid>,
}

/// Who takes over from whom, and why.
#[derive(Debug)]
pub(crate) struct Replace {
    pub(crate) desk: Desk,
    pub(crate) id: Uuid,
    pub(crate) inspector: Uuid,
    pub(crate) replacement: Uuid,
    pub(crate) reason: String,
}

/// From when somebody is on site.
#[derive(Debug)]
pub(crate) struct Begin {
    pub(crate) desk: Desk,
    pub(crate) id: Uuid,
    pub(crate) etag: String,
    pub(crate) from: Date,
}

pub(crate) async fn assign(tx: &mut Tx, command: &Assign) -> Result<Shown, Fault> {
    let row = open(tx, &command.desk, command.id, "assign").await?;
    assign_own(tx, &row, &command.inspectors).await?;
    tell(tx, &row);
    keep(tx, row).await
}

pub(crate) async fn replace(tx: &mut Tx, command: &Replace) -> Result<Shown, Fault> {
    let row = open(tx, &command.desk, command.id, "replace").await?;
    let (department, now) = (tx.call().department.clone(), tx.now());
    let by = AssignedRow {
        check_id: row.id,
        inspector: command.inspector,
        department: department.clone(),
        replacement: Some(command.replacement),
        replace_reason: command.reason.clone(),
        replaced_at: Some(now),
    };
    if !inspector::replace(tx.conn(), row.id, &department, &by).await? {
        let sentence = "no such inspector of the caller's department takes part";
        let fault = Fault::new(Kind::NotFound, "INSPECTOR_NOT_ASSIGNED", sentence);
        return Err(fault.with("inspector", wire::name::inspector(command.inspector)));
    }
    assign_own(tx, &row, &[command.replacement]).await?;
    tell(tx, &row);
    keep(tx, row).await
}

pub(crate) async fn begin(tx: &mut Tx, command: &Begin) -> Result<Shown, Fault> {
    let mut row = led(tx, command.id).await?;
    require_etag(&row, &command.etag)?;
    moved(tx, &command.desk.office, row.id, "begin", "").await?;
    let days = visit_days(planned(&row), command.from, command.from)?;
    let (team, _) = team(tx, &row, days).await?;
    team.may_begin(days, least_inspectors(command.from)?)?;
    "underway".clone_into(&mut row.state);
    row.visit_from = Some(command.from);
    keep(tx, row).await
}

/// A check of the caller's department, whose inspectors may change still.
async fn open(tx: &mut Tx, desk: &Desk, id: Uuid, action: &str) -> Result<CheckRow, Fault> {
    let row = shared(tx, id).await?;
    if row.concluded_at.is_some() {
        return Err(not_in_state(&desk.office, &row, action));
    }
    Ok(row)
}

/// Adds inspectors of the caller's department whom nothing ties to the organisation.
pub(super) async fn assign_own(tx: &mut Tx, row: &CheckRow, inspectors: &[Uuid]) -> Result<(), Fault> {
    let (department, division) = (tx.call().department.clone(), tx.call().division.clone());
    for id in inspectors {
        let found = store::inspector::find(tx.conn(), &department, &division, *id).await?;
        found.ok_or_else(|| refused::no_inspector(*id))?;
    }
    let tied = recused(tx, row, inspectors, planned(row)).await?;
    if !tied.is_empty() {
        return Err(Refusal::Recused { inspectors: tied }.into());
    }
    for id in inspectors {
        if !inspector::assign(tx.conn(), row.id, *id, &department).await? {
            let sentence = "the inspector takes part in the check, or did";
            let fault = Fault::new(Kind::AlreadyExists, "INSPECTOR_ASSIGNED", sentence);
            return Err(fault.with("inspector", wire::name::inspector(*id)));
        }
    }
    Ok(())
}

/// The inspectors of a check on the days of a visit, as the rules look at them; and their rows.
pub(super) async fn team(tx: &mut Tx, row: &CheckRow, days: Window) -> Result<(Team, Vec<MemberRow>), Fault> {
    let rows = inspector::members(tx.conn(), row.id).await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.inspector).collect();
    let tied = recused(tx, row, &ids, days).await?;
    let member = |row: &MemberRow| Member {
        inspector: row.inspector,
        assistant: row.assistant,
        suspended: row.suspended,
        certificate: Certificate { valid_from: row.certificate_from, valid_to: row.certificate_to },
        recused: tied.contains(&row.inspector),
        replaced: row.replaced,
    };
    Ok((Team(rows.iter().map(member).collect()), rows))
}

/// Which of some inspectors must stay away from the organisation on the days of a visit (SP-05, SP-11).
async fn recused(tx: &mut Tx, row: &CheckRow, inspectors: &[Uuid], days: Window) -> Result<Vec<Uuid>, Fault> {
    let mut tied = Vec::new();
    for one in store::recusal::all(tx.conn(), inspectors).await? {
        if one.code == row.code && !tied.contains(&one.inspector) && recusal::in_force(&one, days)? {
            tied.push(one.inspector);
        }
    }
    Ok(tied)
}

/// The days planned for the visit.
pub(super) fn planned(row: &CheckRow) -> Window {
    Window { first: row.planned_from, last: row.planned_to }
}

/// Tells that the caller's department sends others than before.
fn tell(tx: &mut Tx, row: &CheckRow) {
    let department = tx.call().department.clone();
    tx.emit(&name::check(row.id), &row.division, &facts::inspectors_changed(row, &department));
}

async fn keep(tx: &mut Tx, mut row: CheckRow) -> Result<Shown, Fault> {
    row.changed(tx.now());
    field_check::advance(tx.conn(), &row).await?;
    read::shown(tx.conn(), row).await
}
