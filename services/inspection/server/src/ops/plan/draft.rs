//! A plan before it is frozen: created, stated anew; and given up, before or after.

use fault::{Fault, Kind};
use inspection_domain::draw::{Field, Refusal};
use inspection_domain::plan::{Plan, State};
use sqlx::PgConnection;
use uow::Tx;
use uuid::Uuid;
use vocab::day_of;

use super::Entered;
use crate::ops::refused;
use crate::store::inspection_item;
use crate::store::plan::{self as store, DepartmentRow, PlanRow};
use crate::wire;

/// A new draft; id, times and revision of its row are to be filled in.
#[derive(Debug)]
pub(crate) struct Create {
    pub(crate) row: PlanRow,
    pub(crate) departments: Vec<DepartmentRow>,
}

/// A draft stated anew, as the caller saw it.
#[derive(Debug)]
pub(crate) struct Update {
    pub(crate) id: Uuid,
    pub(crate) etag: String,
    pub(crate) row: PlanRow,
    pub(crate) departments: Vec<DepartmentRow>,
}

/// Which plan is given up, and why.
#[derive(Debug)]
pub(crate) struct Cancel {
    pub(crate) id: Uuid,
    pub(crate) reason: Field,
}

pub(crate) async fn create(tx: &mut Tx, command: &Create) -> Result<Entered, Fault> {
    let (id, now, actor) = (tx.new_id(), tx.now(), tx.call().actor.clone());
    let row = PlanRow { id, revision: 1, created_at: now, updated_at: now, ..command.row.clone() };
    require_items(tx, &row).await?;
    store::insert(tx.conn(), &row, &actor).await?;
    store::set_departments(tx.conn(), id, &command.departments).await?;
    announce(tx, &row, &command.departments);
    let departments = command.departments.clone();
    Ok(Entered { row, departments, frozen: None, drawn: None, plan: Plan::default() })
}

pub(crate) async fn update(tx: &mut Tx, command: &Update) -> Result<Entered, Fault> {
    let now = tx.now();
    let entered = Entered::own(tx, command.id).await?;
    match entered.plan.state() {
        State::Draft => {}
        State::Cancelled => return Err(Refusal::PlanCancelled.into()),
        State::Frozen | State::Committing | State::Revealing | State::Drawn => return Err(Refusal::PlanFrozen.into()),
    }
    require_etag(&entered.row, &command.etag)?;
    let row = PlanRow {
        id: entered.row.id,
        revision: entered.row.revision + 1,
        created_at: entered.row.created_at,
        updated_at: now,
        ..command.row.clone()
    };
    require_items(tx, &row).await?;
    store::restate(tx.conn(), &row).await?;
    store::set_departments(tx.conn(), row.id, &command.departments).await?;
    announce(tx, &row, &command.departments);
    Ok(Entered { row, departments: command.departments.clone(), ..entered })
}

pub(crate) async fn cancel(tx: &mut Tx, command: &Cancel) -> Result<Entered, Fault> {
    let mut entered = Entered::own(tx, command.id).await?;
    entered.plan.cancel(command.reason.clone(), tx.now())?;
    if let Some(cancelled) = &entered.plan.cancellation {
        cancelled.why.as_str().clone_into(&mut entered.row.cancel_reason);
        entered.row.cancelled_at = Some(cancelled.at);
    }
    entered.advance(tx).await?;
    let (subject, division) = (wire::name::plan(entered.row.id), entered.row.division.clone());
    tx.emit(&subject, &division, &wire::plan::facts::cancelled(&entered.row));
    Ok(entered)
}

fn announce(tx: &mut Tx, row: &PlanRow, departments: &[DepartmentRow]) {
    tx.emit(&wire::name::plan(row.id), &row.division, &wire::plan::facts::drafted(row, departments));
}

/// The plan is as the caller saw it.
pub(super) fn require_etag(row: &PlanRow, seen: &str) -> Result<(), Fault> {
    let etag = wire::plan::reply::etag_of(row);
    if etag == seen { Ok(()) } else { Err(refused::plan_changed(etag)) }
}

async fn require_items(tx: &mut Tx, row: &PlanRow) -> Result<(), Fault> {
    let day = day_of(tx.now());
    let conn: &mut PgConnection = tx.conn();
    let unknown = inspection_item::unknown(conn, &row.items, day).await?;
    if unknown.is_empty() {
        return Ok(());
    }
    let fault = Fault::new(Kind::NotFound, "INSPECTION_ITEM_NOT_FOUND", "no list has these items on that day");
    Err(fault.with("items", unknown.join(",")))
}
