//! Terms of a case as rows: brought in line with its clocks, and reckoned.

use fault::Fault;
use procedure::{Case, CaseClock, ClockStanding};
use sqlx::types::Json;
use time::Date;
use uow::Tx;

use crate::office::Casework;
use crate::store::case::CaseRow;
use crate::store::deadline::{DeadlineRow, Reckoned};
use crate::{store, wire};

/// Writes every clock that an action changed as its row, and its last day on the open tasks that it times; tells of every
/// term under way whose last day became another. Without `before` every clock is written.
pub(crate) async fn follow(office: &Casework, tx: &mut Tx, case: &CaseRow, before: Option<&Case>) -> Result<(), Fault> {
    let had = before.map_or(&[][..], |before| &before.clocks);
    let mut rows = Vec::new();
    let mut moves = before.is_none();
    for (place, clock) in case.machine.clocks.iter().enumerate() {
        if had.get(place) != Some(clock) {
            let row = row(office, tx, case, i32::try_from(place).map_err(Fault::internal)?, clock)?;
            moves |= place < had.len() && under_way(&row.state);
            rows.push(row);
        }
    }
    if rows.is_empty() {
        return Ok(());
    }
    let held = if moves { store::deadline::of_cases(tx.conn(), &[case.id]).await? } else { Vec::new() };
    for held in held {
        let now = rows.iter().find(|row| row.ordinal == held.ordinal && under_way(&row.state));
        if let Some(now) = now.filter(|now| now.due_on != held.due_on) {
            let fact = wire::facts::deadline_moved(case.id, held.id, &held.key, held.due_on, now.due_on);
            tx.emit(&wire::case_name(case.id), &case.division, &fact);
        }
    }
    store::deadline::upsert(tx.conn(), &rows).await?;
    let running = rows.into_iter().filter(|row| under_way(&row.state));
    let (keys, due): (Vec<String>, Vec<Option<Date>>) = running.map(|row| (row.key, row.due_on)).unzip();
    if keys.is_empty() {
        return Ok(());
    }
    store::task::set_due(tx.conn(), &vec![case.id; keys.len()], &keys, &due).await?;
    Ok(())
}

fn under_way(state: &str) -> bool {
    matches!(state, "running" | "suspended")
}

/// What a clock comes to by the rules and calendar of today.
pub(crate) fn reckoned(office: &Casework, clock: &statute::Clock) -> Result<Reckoned, Fault> {
    let reckoning = office.reckon(clock)?;
    Ok(Reckoned {
        due_on: reckoning.due,
        warn_on: reckoning.due.map(|due| office.warn_on(due, clock.started_on)),
        provisional: reckoning.unrolled,
    })
}

/// The name of a standing in the database.
pub(crate) fn state(clock: &CaseClock) -> &'static str {
    match clock.standing {
        ClockStanding::Running if clock.clock.is_suspended() => "suspended",
        ClockStanding::Running => "running",
        ClockStanding::Stopped(_) => "stopped",
        ClockStanding::Cancelled(_) => "cancelled",
    }
}

/// What a clock came to when it stood still or stopped: its last day as far as it is known, never an error.
fn last(office: &Casework, clock: &CaseClock) -> Result<Reckoned, Fault> {
    match clock.standing {
        ClockStanding::Running => reckoned(office, &clock.clock),
        ClockStanding::Stopped(_) | ClockStanding::Cancelled(_) => {
            let none = Reckoned { due_on: None, warn_on: None, provisional: false };
            Ok(reckoned(office, &clock.clock).unwrap_or(none))
        }
    }
}

fn row(office: &Casework, tx: &Tx, case: &CaseRow, ordinal: i32, clock: &CaseClock) -> Result<DeadlineRow, Fault> {
    let Reckoned { due_on, warn_on, provisional } = last(office, clock)?;
    let missed = |ended: Date| due_on.is_some_and(|due| due < ended);
    let overdue = match clock.standing {
        ClockStanding::Stopped(on) | ClockStanding::Cancelled(on) => missed(on),
        ClockStanding::Running => false,
    };
    Ok(DeadlineRow {
        id: tx.new_id(),
        case_id: case.id,
        ordinal,
        key: clock.key.clone(),
        department: clock.owner.department.clone(),
        division: case.division.clone(),
        clock: Json(clock.clock.clone()),
        state: state(clock).to_owned(),
        due_on,
        warn_on,
        provisional,
        basis: office.basis().to_owned(),
        overdue,
        created_at: tx.now(),
    })
}
