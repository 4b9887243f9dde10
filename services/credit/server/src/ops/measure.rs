//! Restraints and incentives: imposed with what they follow from, lifted when that ends, acknowledged by departments.

pub(crate) mod acknowledge;
pub(crate) mod read;
pub(crate) mod sweep;

use credit_domain::listing::Listing;
use credit_domain::measure::{LastDay, Measure, State, Target, declared, last_day};
use fault::Fault;
use time::Date;
use uow::Tx;
use uuid::Uuid;
use vocab::day_of;
use vocab::workdays::Calendar;

use crate::store::measure::{self as store, CauseRow, TaskRow};
use crate::wire::measure::facts;
use crate::wire::name;

/// Creates a task for each measure that is declared for a list today and each department that must act, unless the listing has
/// them. Their last days are by the calendar shipped with the program; [`sweep`] confirms them by that of the deployment.
pub(crate) async fn impose(tx: &mut Tx, listing: &Listing) -> Result<(), Fault> {
    let cause = CauseRow {
        cause: listing.id,
        organization: listing.organization,
        division: listing.division.clone(),
        target: Target::of_list(listing.list).as_str().to_owned(),
    };
    impose_for(tx, &cause).await
}

/// From a day on a listing does not count any more: what nobody acted on is cancelled, what was done is to be lifted; if it was
/// withdrawn, what was lifted before too. Nothing happens the second time.
pub(crate) async fn lift(tx: &mut Tx, listing: &Listing, on: Date, withdrawn: bool) -> Result<(), Fault> {
    end(tx, listing.id, on, withdrawn).await
}

/// Imposes what is declared today for what a cause is, unless it was.
async fn impose_for(tx: &mut Tx, cause: &CauseRow) -> Result<(), Fault> {
    let (id, now, today) = (tx.new_id(), tx.now(), day_of(tx.now()));
    let Some(target) = Target::parse(&cause.target) else { return Ok(()) };
    if !store::impose(tx.conn(), id, cause, today, now).await? {
        return Ok(());
    }
    for measure in declared(target, today) {
        for department in &measure.departments {
            let row = task(tx, cause, measure, department, today)?;
            store::insert(tx.conn(), id, &row).await?;
            tx.emit(&name::organization(row.organization), &row.division, &facts::imposed(&row));
        }
    }
    Ok(())
}

fn task(tx: &Tx, cause: &CauseRow, measure: &Measure, department: &str, today: Date) -> Result<TaskRow, Fault> {
    let rule = credit_domain::rules().on(&measure.rule, today).map_err(Fault::internal)?;
    let LastDay { on: due_on, .. } = last_day(Calendar::shipped(), today, measure.term_working_days);
    Ok(TaskRow {
        id: tx.new_id(),
        organization: cause.organization,
        organization_title: String::new(),
        division: cause.division.clone(),
        department: department.to_owned(),
        measure: measure.key.clone(),
        title: measure.title.clone(),
        action: measure.action.clone(),
        rule: rule.reference().to_string(),
        term_working_days: i32::try_from(measure.term_working_days).map_err(Fault::internal)?,
        state: State::Open.as_str().to_owned(),
        due_on,
        due_from: today,
        provisional: true,
        imposed_outcome: None,
        imposed_account: String::new(),
        imposed_document: String::new(),
        imposed_act_on: None,
        lifted_outcome: None,
        lifted_account: String::new(),
        lifted_document: String::new(),
        lifted_act_on: None,
        target: cause.target.clone(),
        cause: cause.cause,
        imposed_on: today,
        ended_on: None,
        withdrawn: false,
        created_at: tx.now(),
    })
}

/// From a day on a cause does not count any more.
async fn end(tx: &mut Tx, cause: Uuid, on: Date, withdrawn: bool) -> Result<(), Fault> {
    let (now, today) = (tx.now(), day_of(tx.now()));
    for imposition in store::end(tx.conn(), cause, on, withdrawn).await? {
        for row in store::of_imposition(tx.conn(), imposition).await? {
            let Some(state) = State::parse(&row.state) else { continue };
            let after = state.ended(withdrawn);
            let unmoved = after == state;
            if unmoved && matches!(state, State::Lifted | State::Cancelled) {
                continue; // nothing is to be done, and that was told
            }
            let term = u32::try_from(row.term_working_days).map_err(Fault::internal)?;
            let begun =
                (after == State::Lifting && !unmoved).then(|| (today, last_day(Calendar::shipped(), today, term)));
            store::end_task(tx.conn(), row.id, after, begun, now).await?;
            let due_on = begun.map_or(row.due_on, |(_, last)| last.on);
            let fact = facts::lifted(&row, after, due_on);
            tx.emit(&name::organization(row.organization), &row.division, &fact);
        }
    }
    Ok(())
}
