//! Restraints and incentives: imposed with what they follow from, lifted when that ends, acknowledged by departments.

pub(crate) mod acknowledge;
pub(crate) mod read;
pub(crate) mod sweep;

use casework::Casework;
use credit_domain::listing::Listing;
use credit_domain::measure::{LastDay, Measure, State, Target, declared, last_day};
use fault::Fault;
use time::Date;
use uow::Tx;
use uuid::Uuid;
use vocab::day_of;

use crate::store::measure::{self as store, CauseRow, EndedRow, Moved, TaskRow};
use crate::wire::measure::facts;
use crate::wire::name;

/// Creates a task for each measure that is declared for a list today and each department that must act, unless the listing has
/// them. Their last days are by the calendar of the deployment; where that does not reach so far yet, [`sweep`] states them anew.
pub(crate) async fn impose(tx: &mut Tx, office: &Casework, listing: &Listing) -> Result<(), Fault> {
    let cause = CauseRow {
        cause: listing.id,
        organization: listing.organization,
        division: listing.division.clone(),
        target: Target::of_list(listing.list).as_str().to_owned(),
    };
    impose_all(tx, office, &[cause]).await
}

/// From a day on a listing does not count any more: what nobody acted on is cancelled, what was done is to be lifted; if it was
/// withdrawn, what was lifted before too. Nothing happens the second time.
pub(crate) async fn lift(
    tx: &mut Tx,
    office: &Casework,
    listing: &Listing,
    on: Date,
    withdrawn: bool,
) -> Result<(), Fault> {
    end_all(tx, office, &[EndedRow { cause: listing.id, ended_on: on, withdrawn }]).await
}

/// Imposes what is declared today for what each cause is, unless it was.
async fn impose_all(tx: &mut Tx, office: &Casework, causes: &[CauseRow]) -> Result<(), Fault> {
    let (now, today) = (tx.now(), day_of(tx.now()));
    let of = |cause: &CauseRow| Target::parse(&cause.target).map(|target| (tx.new_id(), target));
    let wanted: Vec<(Uuid, Target, &CauseRow)> =
        causes.iter().filter_map(|cause| of(cause).map(|(id, target)| (id, target, cause))).collect();
    let stated: Vec<(Uuid, &CauseRow)> = wanted.iter().map(|(id, _, cause)| (*id, *cause)).collect();
    let imposed = store::impose(tx.conn(), &stated, today, now).await?;
    let mut tasks = Vec::new();
    for (id, target, cause) in wanted.into_iter().filter(|(id, ..)| imposed.contains(id)) {
        for measure in declared(target, today) {
            for department in &measure.departments {
                tasks.push((id, task(tx, office, cause, (measure, department), today)?));
            }
        }
    }
    store::insert(tx.conn(), &tasks, office.basis()).await?;
    for (_, row) in &tasks {
        tx.emit(&name::organization(row.organization), &row.division, &facts::imposed(row));
    }
    Ok(())
}

fn task(
    tx: &Tx,
    office: &Casework,
    cause: &CauseRow,
    (measure, department): (&Measure, &str),
    today: Date,
) -> Result<TaskRow, Fault> {
    let rule = credit_domain::rules().on(&measure.rule, today).map_err(Fault::internal)?;
    let LastDay { on: due_on, provisional } = last_day(office.calendar(), today, measure.term_working_days);
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
        provisional,
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

/// From its day on each cause does not count any more.
async fn end_all(tx: &mut Tx, office: &Casework, causes: &[EndedRow]) -> Result<(), Fault> {
    let (now, today) = (tx.now(), day_of(tx.now()));
    let impositions = store::end(tx.conn(), causes).await?;
    let mut moved = Vec::new();
    for row in store::of_impositions(tx.conn(), &impositions).await? {
        let Some(state) = State::parse(&row.state) else { continue };
        let after = state.ended(row.withdrawn);
        let unmoved = after == state;
        if unmoved && matches!(state, State::Lifted | State::Cancelled) {
            continue; // nothing is to be done, and that was told
        }
        let term = u32::try_from(row.term_working_days).map_err(Fault::internal)?;
        let begun = (after == State::Lifting && !unmoved).then(|| last_day(office.calendar(), today, term));
        let due_on = begun.map_or(row.due_on, |last| last.on);
        let fact = facts::lifted(&row, after, due_on);
        tx.emit(&name::organization(row.organization), &row.division, &fact);
        moved.push(Moved { id: row.id, after, begun });
    }
    store::end_tasks(tx.conn(), &moved, (today, office.basis()), now).await?;
    Ok(())
}
