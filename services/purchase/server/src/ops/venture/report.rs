//! Projects report, and each check opens what may be paid, or settles the grant (VT-08).

use fault::{Fault, Violation};
use purchase_domain::venture::settlement::{OpenPart, PaidPart, counted, settle};
use time::Date;
use uow::Tx;
use uuid::Uuid;
use vocab::day_of;

use super::read::{ShownProposal, told_of};
use super::{Mark, hold_filed, hold_own, note_of, refused};
use crate::ops::fund::application::read;
use crate::ops::fund::decision::{free, lessen};
use crate::ops::fund::recovery::{Demand, demand};
use crate::store::fund::application::lock;
use crate::store::venture::proposal::ProposalRow;
use crate::store::venture::report::{self as store, Found, ReportRow};
use crate::store::venture::{course, grant};
use crate::wire::{name, venture::facts};

/// What an organisation reports.
#[derive(Debug)]
pub(crate) struct File {
    pub(crate) mark: Mark,
    /// `midterm` or `final`.
    pub(crate) stage: &'static str,
    pub(crate) statement: String,
    pub(crate) spent_fens: Vec<i64>,
}

/// What a check found.
#[derive(Debug)]
pub(crate) struct Decide {
    pub(crate) mark: Mark,
    /// `passed`, `mend` or `failed`.
    pub(crate) outcome: &'static str,
    pub(crate) reason: String,
    pub(crate) mend_until: Option<Date>,
    pub(crate) accepted_fens: Vec<i64>,
}

/// Which report a project owes.
fn due(row: &ProposalRow) -> &'static str {
    if row.status == "running" { "midterm" } else { "final" }
}

pub(crate) async fn file(tx: &mut Tx, command: &File) -> Result<ShownProposal, Fault> {
    let (round, row) = hold_own(tx, &command.mark, &["running", "halfway"]).await?;
    let (due, lines) = (due(&row), row.line_fens.len());
    let waits = store::all(tx.conn(), row.id).await?.iter().any(|one| one.decided_at.is_none());
    if waits || command.stage != due {
        return Err(refused::report_state((row.round, row.id), due));
    }
    if command.spent_fens.len() != lines {
        return Err(Fault::invalid_field("spent_fen", format!("must be {lines}, one of each line")));
    }
    let by = tx.author();
    store::insert(tx.conn(), row.id, (due, &command.statement), &command.spent_fens, &by).await?;
    // whoever reads it next decides about this report
    course::step(tx.conn(), row.id, (&row.status, None), by.at).await?;
    note_of(tx, &row, "reported", due).await?;
    let shown = told_of(tx, &round, row.id).await?;
    tx.emit(&facts::subject(&row), &round.division, &facts::reported(&shown.row, due));
    Ok(shown)
}

/// The report that waits; where none came in time, an empty one in its place, so that the project can be ended.
async fn open(tx: &mut Tx, row: &ProposalRow, has_failed: bool) -> Result<ReportRow, Fault> {
    let waits = |all: Vec<ReportRow>| all.into_iter().find(|one| one.decided_at.is_none());
    if let Some(open) = waits(store::all(tx.conn(), row.id).await?) {
        return Ok(open);
    }
    let (due, today) = (due(row), day_of(tx.now()));
    let is_late = row.mend_until_on.unwrap_or(row.end_on) < today;
    if !(has_failed && is_late) {
        return Err(refused::report_state((row.round, row.id), due));
    }
    let by = tx.author();
    store::insert(tx.conn(), row.id, (due, ""), &vec![0; row.line_fens.len()], &by).await?;
    waits(store::all(tx.conn(), row.id).await?).ok_or_else(|| Fault::internal("a report that was added is gone"))
}

/// What is accepted is stated where something is settled, a line a number, none above what was reported.
fn fits(report: &ReportRow, accepted: &[i64], settles: bool) -> Result<(), Fault> {
    let lines = if settles { report.spent_fens.len() } else { 0 };
    let mut violations = Vec::new();
    if accepted.len() != lines {
        let description = format!("must be {lines}, one of each line where a grant is settled and none otherwise");
        violations.push(Violation { field: "accepted_fen".into(), description });
    }
    for (at, (fen, most)) in accepted.iter().zip(&report.spent_fens).enumerate() {
        if fen > most {
            let description = format!("must not be more than was reported, {most}");
            violations.push(Violation { field: format!("accepted_fen[{at}]"), description });
        }
    }
    if violations.is_empty() { Ok(()) } else { Err(Fault::invalid(violations)) }
}

/// Settles the grant of a project: what must come back, in fen.
async fn settled(tx: &mut Tx, row: &ProposalRow, accepted: &[i64], has_failed: bool) -> Result<i64, Fault> {
    let of: Vec<Uuid> = grant::all(tx.conn(), row.id).await?.iter().map(|part| part.application).collect();
    lock(tx.conn(), &of).await?;
    let parts = grant::all(tx.conn(), row.id).await?;
    if let Some(moving) = parts.iter().find(|part| part.status == "paying") {
        return Err(refused::payment_under_way(moving.application));
    }
    let paid = parts.iter().filter_map(|part| {
        let (fen, kept_fen) = (part.amount_fen, part.amount_fen - part.demanded_fen);
        Some(PaidPart { key: part.payment?, fen, kept_fen })
    });
    let paid: Vec<PaidPart<Uuid>> = paid.collect();
    let waiting = parts.iter().filter(|part| part.status == "approved");
    let waiting: Vec<OpenPart<Uuid>> =
        waiting.map(|part| OpenPart { key: part.application, fen: part.amount_fen }).collect();
    let settlement = settle(counted(accepted, &row.agreed_fens), &paid, &waiting, has_failed);
    let reason = format!("not accepted as spent by {} (VT-08)", name::venture_proposal(row.round, row.id));
    for (application, fen) in &settlement.lessened {
        let application = read(tx, *application).await?;
        lessen(tx, &application, *fen).await?;
    }
    for application in &settlement.freed {
        let application = read(tx, *application).await?;
        free(tx, &application, &reason).await?;
    }
    for (payment, fen) in &settlement.demanded {
        demand(tx, &Demand { payment: *payment, amount_fen: *fen, reason: reason.clone() }).await?;
    }
    Ok(settlement.demanded_fen())
}

pub(crate) async fn decide(tx: &mut Tx, command: &Decide) -> Result<ShownProposal, Fault> {
    let (round, row) = hold_filed(tx, &command.mark, &["running", "halfway"]).await?;
    let has_failed = command.outcome == "failed";
    let report = open(tx, &row, has_failed).await?;
    let (stage, now) = (due(&row), tx.now());
    let is_over = has_failed || (command.outcome == "passed" && stage == "final");
    fits(&report, &command.accepted_fens, is_over)?;
    let demanded_fen = if is_over { settled(tx, &row, &command.accepted_fens, has_failed).await? } else { 0 };
    let status = match (command.outcome, stage) {
        ("failed", _) => "failed",
        ("passed", "midterm") => "halfway",
        ("passed", _) => "completed",
        _ => row.status.as_str(),
    };
    let by = tx.author();
    let found = Found {
        outcome: command.outcome,
        accepted_fens: &command.accepted_fens,
        reason: &command.reason,
        demanded_fen,
    };
    store::decide(tx.conn(), (row.id, report.number), &found, &by).await?;
    course::step(tx.conn(), row.id, (status, command.mend_until), now).await?;
    note_of(tx, &row, "report_decided", command.outcome).await?;
    let shown = told_of(tx, &round, row.id).await?;
    let fact = facts::report_decided(&shown.row, stage, command.outcome, demanded_fen);
    tx.emit(&facts::subject(&row), &round.division, &fact);
    Ok(shown)
}
