//! A check is created: of what a plan drew, or because of something else.

use casework::{Office, Opening};
use fault::{Fault, Kind};
use inspection_domain::procedures::field_check::{LEAD, PARTICIPANT};
use uow::Tx;
use uuid::Uuid;
use vocab::day_of;

use super::Desk;
use super::read::{self, Shown};
use super::team;
use crate::ops::refused;
use crate::store::check::field_check::{self, CheckRow};
use crate::store::{check, draw, inspection_item, plan};
use crate::wire;
use crate::wire::check::{facts, name};

/// A new check; what is the plan's, the id, the title and the times of its row are to be filled in.
#[derive(Debug)]
pub(crate) struct Create {
    pub(crate) desk: Desk,
    pub(crate) row: CheckRow,
    pub(crate) inspectors: Vec<Uuid>,
}

pub(crate) async fn create(tx: &mut Tx, command: &Create) -> Result<Shown, Fault> {
    let (id, now, actor) = (tx.new_id(), tx.now(), tx.call().actor.clone());
    let mut row = CheckRow { id, created_at: now, updated_at: now, ..command.row.clone() };
    let drawn = if let Some(plan) = row.plan { of_plan(tx, &mut row, plan).await? } else { Vec::new() };
    if row.plan.is_none() {
        require_items(tx, &row).await?;
    }
    if !field_check::insert(tx.conn(), &row, &actor).await? {
        let object = row.plan.map(|plan| wire::name::object(plan, row.code)).unwrap_or_default();
        let sentence = "the organisation that the plan drew has its check";
        return Err(Fault::new(Kind::AlreadyExists, "CHECK_EXISTS", sentence).with("plan_object", object));
    }
    for (inspector, department) in &drawn {
        check::inspector::assign(tx.conn(), id, *inspector, department).await?;
    }
    team::assign_own(tx, &row, &command.inspectors).await?;
    let office = |key: &String| Office::new(key, &row.division);
    let lead = (LEAD, office(&row.lead_department));
    let others = row.departments.iter().map(|key| (PARTICIPANT, office(key)));
    let opening = Opening {
        id,
        procedure: "field-check",
        title: row.title.clone(),
        resource: name::check(id),
        organization: wire::name::organization(row.code),
        division: row.division.clone(),
        variant: String::new(),
        roles: std::iter::once(lead).chain(others).collect(),
    };
    command.desk.office.open(tx, opening).await?;
    tx.emit(&name::check(id), &row.division, &facts::created(&row));
    read::shown(tx.conn(), row).await
}

/// Takes departments, items, days and inspectors from the plan that drew the organisation.
async fn of_plan(tx: &mut Tx, row: &mut CheckRow, id: Uuid) -> Result<Vec<(Uuid, String)>, Fault> {
    let scope = tx.call().scope.clone();
    let found = plan::find(tx.conn(), &scope, id).await?;
    let drawn = field_check::is_drawn(tx.conn(), id, row.code).await?;
    let Some(found) = found.filter(|_| drawn) else {
        let fault = Fault::new(Kind::NotFound, "OBJECT_NOT_DRAWN", "the plan did not draw the organisation");
        return Err(fault.with("plan_object", wire::name::object(id, row.code)));
    };
    if found.initiating_department != row.lead_department || found.division != row.division {
        return Err(refused::not_initiator());
    }
    let departments = plan::departments(tx.conn(), &[id]).await?.into_iter().map(|(_, row)| row.department);
    row.departments = departments.filter(|key| *key != row.lead_department).collect();
    row.items = found.items;
    (row.planned_from, row.planned_to) = (found.starts_on, found.ends_on);
    let assigned = draw::assigned(tx.conn(), id, &[row.code]).await?;
    Ok(assigned.into_iter().map(|row| (row.inspector, row.department)).collect())
}

async fn require_items(tx: &mut Tx, row: &CheckRow) -> Result<(), Fault> {
    let day = day_of(tx.now());
    let unknown = inspection_item::unknown(tx.conn(), &row.items, day).await?;
    if unknown.is_empty() {
        return Ok(());
    }
    let fault = Fault::new(Kind::NotFound, "INSPECTION_ITEM_NOT_FOUND", "no list has these items on that day");
    Err(fault.with("items", unknown.join(",")))
}
