//! A department answers what it did of a task.

use credit_domain::measure::{Outcome, State};
use fault::Fault;
use time::Date;
use uow::Tx;
use uuid::Uuid;
use vocab::day_of;

use crate::ops::refused;
use crate::store::measure::{self as store, TaskRow};
use crate::wire::measure::facts;
use crate::wire::name;

/// An answer.
#[derive(Debug)]
pub(crate) struct Acknowledge {
    pub(crate) id: Uuid,
    pub(crate) outcome: Outcome,
    pub(crate) account: String,
    pub(crate) document_number: String,
    pub(crate) act_on: Option<Date>,
}

/// A task after an answer, and the day of it.
pub(crate) type Acknowledged = (TaskRow, Date);

pub(crate) async fn acknowledge(tx: &mut Tx, command: &Acknowledge) -> Result<Acknowledged, Fault> {
    let (now, today) = (tx.now(), day_of(tx.now()));
    let mut row = locked(tx, command.id).await?;
    let before = State::parse(&row.state).ok_or_else(|| Fault::internal("a task in a state of a later release"))?;
    let Some(after) = before.answered(command.outcome) else { return Err(refused::task_closed(before)) };
    let act_on = command.act_on.unwrap_or(today);
    if act_on < row.due_from || act_on > today {
        let sentence = format!("must be from {}, the day of the task, to {today}", row.due_from);
        return Err(Fault::invalid_field("act_date", sentence));
    }
    let said = (command.account.as_str(), command.document_number.as_str(), act_on);
    store::answer(tx.conn(), row.id, before == State::Lifting, after, command.outcome, said, now).await?;
    let fact = facts::acknowledged(&row, after, command, act_on);
    tx.emit(&name::organization(row.organization), &row.division, &fact);
    row = locked(tx, command.id).await?;
    Ok((row, today))
}

/// One of the caller's department that the caller may see, which nobody else changes until the unit of work ends.
async fn locked(tx: &mut Tx, id: Uuid) -> Result<TaskRow, Fault> {
    let (scope, department) = (tx.call().scope.clone(), tx.call().department.clone());
    store::lock(tx.conn(), id).await?;
    // a statement of its own: it must see what the lock waited for
    store::find(tx.conn(), &scope, &department, id).await?.ok_or_else(|| refused::no_task(id))
}
