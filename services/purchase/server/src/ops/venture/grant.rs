//! What is listed is granted, its money committed in the fund; the agreement opens its first part.

use fault::{Fault, Violation};
use purchase_domain::venture::grants::{instalments, sum};
use sqlx::PgConnection;
use time::Date;
use uow::{Author, Call, Tx};
use uuid::Uuid;
use vocab::day_of;

use super::list::by_another;
use super::read::{ShownProposal, told_of};
use super::{End, Mark, as_read, filed, hold_filed, note_of, refused, standing};
use crate::ops::fund::application::{read, submit};
use crate::ops::fund::decision::{commit, free};
use crate::ops::fund::{self, refused::not_eligible};
use crate::standing::Seen;
use crate::store::fund::application::{Stated, lock};
use crate::store::venture::grant as store;
use crate::store::venture::proposal::ProposalRow;
use crate::store::venture::{self as rounds, RoundRow, course, objection};
use crate::wire::venture::facts;

/// Which proposal is granted, and what credit says of the organisation now.
#[derive(Debug)]
pub(crate) struct Grant {
    pub(crate) mark: Mark,
    pub(crate) review_note: String,
    pub(crate) seen: Seen,
}

/// What is asked before credit is asked.
#[derive(Debug)]
pub(crate) struct Granting {
    pub(crate) mark: Mark,
    pub(crate) call: Call,
    pub(crate) today: Date,
}

/// An agreement, as it was signed.
#[derive(Debug)]
pub(crate) struct Agree {
    pub(crate) mark: Mark,
    pub(crate) number: String,
    pub(crate) signed_on: Date,
    pub(crate) agreed_fens: Vec<i64>,
}

/// The public notice is over, and no objection to the proposal is open.
async fn settled(conn: &mut PgConnection, round: &RoundRow, row: &ProposalRow, today: Date) -> Result<(), Fault> {
    standing(round, &["noticed"])?;
    if let Some(last) = round.notice_last_on.filter(|last| today <= *last) {
        return Err(refused::notice_period(round.id, last));
    }
    let objections = objection::all(conn, round.id).await?;
    let open = objections.iter().find(|one| one.proposal == row.id && one.decided_at.is_none());
    open.map_or(Ok(()), |one| Err(refused::objection_open(round.id, one.number)))
}

/// A proposal that may be granted.
pub(crate) async fn granting(conn: &mut PgConnection, query: &Granting) -> Result<ProposalRow, Fault> {
    let mark = &query.mark;
    let (round, row) = filed(conn, (mark.round, mark.id), &query.call).await?;
    as_read(&row, mark, &["listed"])?;
    settled(conn, &round, &row, query.today).await?;
    Ok(row)
}

/// Whoever proposed the list, as the author of what is applied for.
fn proposer(tx: &Tx, round: &RoundRow) -> Result<Author, Fault> {
    let unknown = || Fault::internal("nobody proposed the list");
    Ok(Author {
        id: tx.new_id(),
        division: round.division.clone(),
        department: round.listed_department.clone().ok_or_else(unknown)?,
        actor: round.listed_by.clone().ok_or_else(unknown)?,
        officer: round.listed_officer.clone(),
        at: tx.now(),
    })
}

/// Each part of a grant is applied for by whoever proposed the list and approved by the caller.
async fn commit_all(tx: &mut Tx, round: &RoundRow, row: &ProposalRow, command: &Grant) -> Result<Vec<Uuid>, Fault> {
    let (parts, now) = (instalments(row.grant_fen, &round.instalment_percents), tx.now());
    let mut applications = Vec::new();
    for (number, (fen, gate)) in (1..).zip(parts.iter().zip(&round.instalment_gates)) {
        // of a small grant a part may come to nothing
        if *fen == 0 {
            continue;
        }
        let purpose = format!("{} · {} ({number}/{})", round.title, row.title, parts.len());
        let stated = Stated {
            fund: round.fund,
            organization: &row.organization,
            kind: "subsidy",
            year: round.year,
            amount_fen: *fen,
            purpose: &purpose,
            checked: &command.seen.checked,
            rewarded: None,
        };
        let author = proposer(tx, round)?;
        let submitted = submit(tx, &stated, &author).await?;
        let approved = commit(tx, &submitted, *fen, (&command.seen, &command.review_note)).await?;
        store::insert(tx.conn(), (row.id, number), (gate, approved.id), now).await?;
        applications.push(approved.id);
    }
    Ok(applications)
}

pub(crate) async fn grant(tx: &mut Tx, command: &Grant) -> Result<ShownProposal, Fault> {
    let (round, row) = hold_filed(tx, &command.mark, &["listed"]).await?;
    by_another(tx, &round)?;
    let (now, today) = (tx.now(), day_of(tx.now()));
    settled(tx.conn(), &round, &row, today).await?;
    fund::valid(tx, round.fund).await?;
    let seen = &command.seen;
    if seen.is_refused() || (seen.needs_review() && command.review_note.is_empty()) {
        return Err(not_eligible(&row.organization, &seen.checked.conditions));
    }
    let available = round.budget_fen - round.granted_fen;
    if row.grant_fen > available {
        return Err(refused::budget_exceeded(round.id, available));
    }
    let applications = commit_all(tx, &round, &row, command).await?;
    rounds::granted(tx.conn(), round.id, row.grant_fen, now).await?;
    course::grant(tx.conn(), row.id, &seen.checked, now).await?;
    note_of(tx, &row, "granted", &format!("{} fen", row.grant_fen)).await?;
    let shown = told_of(tx, &round, row.id).await?;
    tx.emit(&facts::subject(&row), &round.division, &facts::granted(&shown.row, &applications));
    Ok(shown)
}

/// Frees whatever was committed for a grant; nothing of it can have been paid before the agreement.
async fn uncommit(tx: &mut Tx, row: &ProposalRow, reason: &str) -> Result<(), Fault> {
    let parts = store::all(tx.conn(), row.id).await?;
    let applications: Vec<Uuid> = parts.iter().map(|part| part.application).collect();
    lock(tx.conn(), &applications).await?;
    for application in applications {
        let application = read(tx, application).await?;
        free(tx, &application, reason).await?;
    }
    let now = tx.now();
    Ok(rounds::granted(tx.conn(), row.round, -row.grant_fen, now).await?)
}

pub(crate) async fn drop(tx: &mut Tx, command: &End<Mark>) -> Result<ShownProposal, Fault> {
    let (round, row) = hold_filed(tx, &command.which, &["listed", "granted"]).await?;
    standing(&round, &["noticed"])?;
    if row.status == "granted" {
        uncommit(tx, &row, &command.reason).await?;
    }
    let now = tx.now();
    course::end(tx.conn(), row.id, ("unsuccessful", &command.reason), now).await?;
    note_of(tx, &row, "dropped", &command.reason).await?;
    let shown = told_of(tx, &round, row.id).await?;
    tx.emit(&facts::subject(&row), &round.division, &facts::dropped(&shown.row));
    Ok(shown)
}

/// What was agreed for each line is at most what was asked for it, and comes to the grant, after which it was signed.
fn fits(row: &ProposalRow, command: &Agree) -> Result<(), Fault> {
    let agreed = command.agreed_fens.as_slice();
    let mut violations = Vec::new();
    let mut wrong = |field: String, description: String| violations.push(Violation { field, description });
    // credit was asked last by the grant
    if row.eligibility_at.is_some_and(|granted| command.signed_on < day_of(granted)) {
        wrong("sign_date".into(), "must not be before the grant".into());
    }
    if agreed.len() != row.line_fens.len() {
        wrong("agreed_fen".into(), format!("must be {}, one of each line", row.line_fens.len()));
    }
    for (at, (fen, most)) in agreed.iter().zip(&row.line_fens).enumerate() {
        if fen > most {
            wrong(format!("agreed_fen[{at}]"), format!("must be {most} or less"));
        }
    }
    if sum(agreed.iter().copied()) != Some(row.grant_fen) {
        wrong("agreed_fen".into(), format!("must come to the grant, {}", row.grant_fen));
    }
    if violations.is_empty() { Ok(()) } else { Err(Fault::invalid(violations)) }
}

pub(crate) async fn agree(tx: &mut Tx, command: &Agree) -> Result<ShownProposal, Fault> {
    let (round, row) = hold_filed(tx, &command.mark, &["granted"]).await?;
    fits(&row, command)?;
    let now = tx.now();
    let agreed = (command.number.as_str(), command.signed_on, command.agreed_fens.as_slice());
    course::agree(tx.conn(), row.id, agreed, now).await?;
    note_of(tx, &row, "agreed", &command.number).await?;
    let shown = told_of(tx, &round, row.id).await?;
    tx.emit(&facts::subject(&row), &round.division, &facts::agreed(&shown.row));
    Ok(shown)
}

/// Whether an application may be paid: it is no part of a grant, or the gate of that part is open. The application must be kept from others.
pub(in crate::ops) async fn payable(tx: &mut Tx, application: Uuid) -> Result<(), Fault> {
    let Some(part) = store::of_application(tx.conn(), application).await? else { return Ok(()) };
    let opens: &[&str] = match part.gate.as_str() {
        "agreement" => &["running", "halfway", "completed"],
        "midterm" => &["halfway", "completed"],
        _ => &["completed"],
    };
    if opens.contains(&part.status.as_str()) { Ok(()) } else { Err(refused::gate_closed(application, &part.gate)) }
}

/// An application is no part of a grant, or of one whose project is completed: no check decides about it any more.
pub(in crate::ops) async fn is_of_none(tx: &mut Tx, application: Uuid) -> Result<(), Fault> {
    match store::of_application(tx.conn(), application).await? {
        Some(part) if part.status != "completed" => Err(refused::of_grant(application, (part.round, part.id))),
        _ => Ok(()),
    }
}
