//! Contracts: signed, filed, performed, accepted by two, paid, supplemented, disputed, evaluated, terminated. All that is done to one
//! is done one after the other, under the lock of its project.

pub(crate) mod change;
pub(crate) mod evaluate;
pub(crate) mod perform;
pub(crate) mod read;
pub(crate) mod sign;

use fault::Fault;
use time::{Date, OffsetDateTime};
use uow::Tx;
use uuid::Uuid;
use vocab::day_of;

use super::project::hold_key;
use super::refused::contract as refused;
use super::{Seen, ocds};
use crate::desk::Desk;
use crate::store::contract::milestone::MilestoneRow;
use crate::store::contract::whole::{Whole, load};
use crate::store::contract::{self as store, ContractRow};
use crate::store::project;
use crate::wire;

/// A contract, and what its last days are reckoned by.
#[derive(Debug, Clone)]
pub(crate) struct Shown {
    pub(crate) whole: Whole,
    pub(crate) desk: Desk,
    pub(crate) today: Date,
}

impl Shown {
    fn new(whole: Whole, desk: &Desk, now: OffsetDateTime) -> Self {
        Self { whole, desk: desk.clone(), today: day_of(now) }
    }
}

const ACTIVE: &[&str] = &["active"];
const ENDED_TOO: &[&str] = &["active", "completed", "terminated"];

async fn find_row(tx: &mut Tx, id: Uuid) -> Result<ContractRow, Fault> {
    let scope = tx.call().scope.clone();
    let row = store::get(tx.conn(), id).await?.filter(|row| scope.covers(&row.division));
    row.ok_or_else(|| refused::no_contract(id))
}

async fn find(tx: &mut Tx, id: Uuid) -> Result<Whole, Fault> {
    let row = find_row(tx, id).await?;
    load(tx.conn(), vec![row]).await?.pop().ok_or_else(|| refused::no_contract(id))
}

/// A contract of the caller's own, as the caller read it, that stands so.
async fn hold(tx: &mut Tx, seen: &Seen, statuses: &[&str]) -> Result<Whole, Fault> {
    let row = find_row(tx, seen.id).await?;
    let call = tx.call();
    if (&row.division, &row.buyer_department) != (&call.division, &call.department) {
        return Err(refused::contract_other_buyer(&row.division, &row.buyer_department));
    }
    hold_key(tx, row.project).await?;
    let whole = find(tx, seen.id).await?;
    if wire::contract::etag(&whole.row) != seen.etag {
        return Err(refused::contract_changed(wire::contract::etag(&whole.row)));
    }
    if !statuses.contains(&whole.row.status.as_str()) {
        return Err(refused::contract_state(whole.row.id, &whole.row.status));
    }
    Ok(whole)
}

/// A milestone that stands so.
fn milestone<'a>(whole: &'a Whole, number: i32, statuses: &[&str]) -> Result<&'a MilestoneRow, Fault> {
    let found = whole.milestone(number).ok_or_else(|| refused::no_milestone(whole.row.id, number))?;
    if !statuses.contains(&found.status.as_str()) {
        return Err(refused::milestone_state(whole.row.id, number, &found.status));
    }
    Ok(found)
}

/// The contract as it is now.
async fn now_is(tx: &mut Tx, seen: &Seen) -> Result<Shown, Fault> {
    let whole = find(tx, seen.id).await?;
    Ok(Shown::new(whole, &seen.desk, tx.now()))
}

/// The same, told as open data.
async fn told(tx: &mut Tx, seen: &Seen, tags: &[&'static str]) -> Result<Shown, Fault> {
    let shown = now_is(tx, seen).await?;
    release(tx, &shown.whole, tags).await?;
    Ok(shown)
}

async fn release(tx: &mut Tx, whole: &Whole, tags: &[&'static str]) -> Result<(), Fault> {
    let project = project::get(tx.conn(), whole.row.project).await?;
    let project = project.ok_or_else(|| Fault::internal("a contract without its project"))?;
    ocds::release(tx, &project, Some(whole), tags).await
}

/// The number that follows.
fn next(numbers: impl Iterator<Item = i32>) -> i32 {
    numbers.max().unwrap_or(0).saturating_add(1)
}
