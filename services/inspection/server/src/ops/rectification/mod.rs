//! What checks order to be put right (责令改正): ordered, reported, looked at again; and noticed when it is late.

pub(crate) mod read;
pub(crate) mod sweep;

use casework::{Office, Opening};
use fault::{Fault, Kind, on_constraint};
use inspection_domain::check::rectification_term;
use inspection_domain::outcome::{Outcome, OutcomeKind};
use inspection_domain::procedures::check_rectification::{ISSUER, REPORTER};
use time::Date;
use uow::Tx;
use uuid::Uuid;
use vocab::day_of;

use super::check::{Desk, led, moved};
use super::outcome;
use crate::store::rectification::{self as store, RectificationRow};
use crate::wire;
use crate::wire::check::{facts, name};

/// An order.
#[derive(Debug)]
pub(crate) struct Order {
    pub(crate) desk: Desk,
    pub(crate) check: Uuid,
    pub(crate) demands: String,
    pub(crate) due_on: Date,
    pub(crate) reporting: String,
}

/// What the organisation reports.
#[derive(Debug)]
pub(crate) struct Report {
    pub(crate) desk: Desk,
    pub(crate) id: Uuid,
    pub(crate) etag: String,
    pub(crate) text: String,
    pub(crate) documents: Vec<Uuid>,
}

/// What a re-check came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rechecked {
    Done,
    Returned,
    Failed,
}

/// A re-check.
#[derive(Debug)]
pub(crate) struct Recheck {
    pub(crate) desk: Desk,
    pub(crate) id: Uuid,
    pub(crate) etag: String,
    pub(crate) result: Rechecked,
    pub(crate) reasons: String,
}

pub(crate) async fn order(tx: &mut Tx, command: &Order) -> Result<RectificationRow, Fault> {
    let (id, now, today, actor) = (tx.new_id(), tx.now(), day_of(tx.now()), tx.call().actor.clone());
    let check = led(tx, command.check).await?;
    if check.outcome.as_deref() != Some("ordered") {
        let sentence = "the check was not concluded with ORDERED";
        return Err(Fault::new(Kind::FailedPrecondition, "CHECK_NOT_ORDERED", sentence));
    }
    let rule = rectification_term(today, command.due_on)?;
    let row = RectificationRow {
        id,
        check_id: check.id,
        code: check.code,
        issuing_department: check.lead_department.clone(),
        reporting_department: command.reporting.clone(),
        division: check.division.clone(),
        demands: command.demands.clone(),
        due_on: command.due_on,
        rule: rule.to_string(),
        state: "ordered".to_owned(),
        report: String::new(),
        documents: Vec::new(),
        reported_on: None,
        recheck_reasons: String::new(),
        rechecked_on: None,
        missed_on: None,
        revision: 1,
        created_at: now,
        updated_at: now,
    };
    on_constraint(store::insert(tx.conn(), &row, &actor).await, "rectification_open_key", || {
        let fault = Fault::new(Kind::AlreadyExists, "RECTIFICATION_OPEN", "a rectification of the check is open");
        fault.with("check", name::check(check.id))
    })?;
    let opening = Opening {
        id,
        procedure: "check-rectification",
        title: check.title.clone(),
        resource: name::rectification(id),
        organization: wire::name::organization(row.code),
        division: row.division.clone(),
        variant: String::new(),
        roles: vec![
            (ISSUER, Office::new(&row.issuing_department, &row.division)),
            (REPORTER, Office::new(&row.reporting_department, &row.division)),
        ],
    };
    command.desk.office.open(tx, opening).await?;
    tx.emit(&name::rectification(id), &row.division, &facts::ordered(&row));
    Ok(row)
}

pub(crate) async fn report(tx: &mut Tx, command: &Report) -> Result<RectificationRow, Fault> {
    let today = day_of(tx.now());
    let mut row = locked(tx, command.id, &command.etag).await?;
    moved(tx, &command.desk.office, row.id, "report", "").await?;
    let subject = name::rectification(row.id);
    for document in archive::attach(tx, &command.documents, &subject).await? {
        if !row.documents.contains(&document.id) {
            row.documents.push(document.id);
        }
    }
    if today > row.due_on && row.missed_on.is_none() {
        row.missed_on = Some(today);
        miss(tx, &row, today).await?;
    }
    "reported".clone_into(&mut row.state);
    row.report.clone_from(&command.text);
    row.reported_on = Some(today);
    keep(tx, &mut row).await?;
    tx.emit(&subject, &row.division, &facts::reported(&row));
    Ok(row)
}

pub(crate) async fn recheck(tx: &mut Tx, command: &Recheck) -> Result<RectificationRow, Fault> {
    let today = day_of(tx.now());
    let mut row = locked(tx, command.id, &command.etag).await?;
    let (action, state) = match command.result {
        Rechecked::Done => ("close", "closed"),
        Rechecked::Returned => ("return", "ordered"),
        Rechecked::Failed => ("fail", "failed"),
    };
    moved(tx, &command.desk.office, row.id, action, &command.reasons).await?;
    let subject = name::rectification(row.id);
    if command.result == Rechecked::Failed {
        if today <= row.due_on {
            let sentence = format!("the last day, {}, has not passed", row.due_on);
            let fault = Fault::new(Kind::FailedPrecondition, "RECTIFICATION_RUNNING", sentence);
            return Err(fault.with("due", row.due_on.to_string()));
        }
        if row.missed_on.is_none() {
            row.missed_on = Some(today);
            miss(tx, &row, today).await?;
        }
    }
    state.clone_into(&mut row.state);
    row.recheck_reasons.clone_from(&command.reasons);
    row.rechecked_on = Some(today);
    keep(tx, &mut row).await?;
    if command.result == Rechecked::Done {
        outcome::end(tx, &subject, OutcomeKind::RectificationMissed, today).await?;
    }
    if command.result != Rechecked::Returned {
        tx.emit(&subject, &row.division, &facts::ended(&row));
    }
    Ok(row)
}

/// Tells that it was not put right by the last day, and notes it of the organisation. Once: `missed_on` is set with it.
async fn miss(tx: &mut Tx, row: &RectificationRow, today: Date) -> Result<(), Fault> {
    tx.emit(&name::rectification(row.id), &row.division, &facts::missed(row));
    let missed = Outcome {
        organization: row.code,
        division: row.division.clone(),
        kind: OutcomeKind::RectificationMissed,
        resource: name::rectification(row.id),
        year: None,
        value: String::new(),
        amount_fen: None,
        from: today,
        until: None,
        withdrawn: None,
    };
    outcome::note(tx, &missed).await
}

/// One that the caller may see, which nobody else changes until the unit of work ends.
async fn locked(tx: &mut Tx, id: Uuid, seen: &str) -> Result<RectificationRow, Fault> {
    let scope = tx.call().scope.clone();
    store::lock(tx.conn(), id).await?;
    // a statement of its own: it must see what the lock waited for
    let row = store::find(tx.conn(), &scope, id).await?.ok_or_else(|| not_found(id))?;
    let etag = wire::rectification::etag_of(&row);
    if etag != seen {
        let sentence = "the rectification has changed since it was read";
        return Err(Fault::new(Kind::Aborted, "RECTIFICATION_CHANGED", sentence).with("etag", etag));
    }
    Ok(row)
}

async fn keep(tx: &mut Tx, row: &mut RectificationRow) -> Result<(), Fault> {
    row.revision += 1;
    row.updated_at = tx.now();
    store::advance(tx.conn(), row).await?;
    Ok(())
}

/// No such one, or the caller may not see it.
fn not_found(id: Uuid) -> Fault {
    let fault = Fault::new(Kind::NotFound, "RECTIFICATION_NOT_FOUND", "no such rectification is on record");
    fault.with("rectification", name::rectification(id))
}
