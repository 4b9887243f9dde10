//! Complaints (投诉) about how challenges were answered: filed with the department that supervises, which decides.

use fault::Fault;
use purchase_domain::tender::{complaint_last_day, complaint_term, decision_last_day, last_suspended_day};
use sqlx::PgConnection;
use time::Date;
use uow::{Call, Tx};
use uuid::Uuid;
use vocab::day_of;
use vocab::workdays::Calendar;

use super::result::{decided_on, is_ranked, took_part, valid_bid};
use super::{Read, Shown, Which, is_buyer, keep, note, seen_by, standing, told, visible};
use crate::desk::Desk;
use crate::ops::refused::{complaint as refused, tender as tender_refused};
use crate::store::tender::challenge::{self, ChallengeRow};
use crate::store::tender::complaint::{self as store, ComplaintRow};
use crate::store::tender::{self as tenders, TenderRow};
use crate::wire::{self, name, tender::facts};

/// Who complains about which challenge, and why.
#[derive(Debug)]
pub(crate) struct File {
    pub(crate) tender: Uuid,
    pub(crate) bidder_code: String,
    pub(crate) challenge: i32,
    pub(crate) ground: String,
    pub(crate) desk: Desk,
}

/// Until when nothing is awarded because of which complaint.
#[derive(Debug)]
pub(crate) struct Suspend {
    pub(crate) which: Which,
    pub(crate) number: i32,
    pub(crate) last: Date,
}

/// How a complaint is decided.
#[derive(Debug)]
pub(crate) struct Decide {
    pub(crate) which: Which,
    pub(crate) number: i32,
    pub(crate) is_upheld: bool,
    pub(crate) excluded: Option<Uuid>,
    pub(crate) decision: String,
}

/// The day from which the term for complaints runs: that of the answer, or the last one for it. None while neither has come.
fn answered_on(challenge: &ChallengeRow, today: Date, calendar: &Calendar) -> Option<Date> {
    let answered = challenge.decided_at.map(day_of);
    // the calendar may not have reached so far when it was filed
    let last = challenge.decide_last_on.or_else(|| decision_last_day(day_of(challenge.created_at), calendar));
    answered.or(last.filter(|last| today > *last))
}

pub(crate) async fn file(tx: &mut Tx, command: &File) -> Result<ComplaintRow, Fault> {
    let row = keep(tx, command.tender).await?;
    took_part(tx, &row, &command.bidder_code).await?;
    let challenges = challenge::all(tx.conn(), row.id).await?;
    let own = |one: &&ChallengeRow| one.number == command.challenge && one.bidder_code == command.bidder_code;
    let challenge =
        challenges.iter().find(own).ok_or_else(|| tender_refused::no_challenge(row.id, command.challenge))?;
    let (today, calendar) = (day_of(tx.now()), command.desk.calendar());
    let from = answered_on(challenge, today, calendar).ok_or_else(|| refused::early(row.id, challenge.number))?;
    match complaint_last_day(from, calendar) {
        Some(last) if today > last => return Err(refused::late(row.id, last, tx.now())),
        // a calendar that ends within the term and has today in it shows that the term is not over
        None if calendar.is_workday(today).is_err() => return Err(tender_refused::calendar_unknown(from)),
        Some(_) | None => {}
    }
    if let Some(made) = store::all(tx.conn(), row.id).await?.iter().find(|one| one.challenge == challenge.number) {
        return Err(refused::made(row.id, made.number));
    }
    let by = tx.author();
    let (of, what) = ((row.id, challenge.number), (command.bidder_code.as_str(), command.ground.as_str()));
    let number = store::insert(tx.conn(), of, what, complaint_term(today, calendar), &by).await?;
    note(tx, row.id, "complained", &format!("complaint {number} about challenge {}", challenge.number)).await?;
    tx.emit(&name::tender(row.id), &row.division, &facts::complained(row.id, number));
    found(tx, row.id, number).await
}

async fn found(tx: &mut Tx, tender: Uuid, number: i32) -> Result<ComplaintRow, Fault> {
    let all = store::all(tx.conn(), tender).await?;
    all.into_iter().find(|one| one.number == number).ok_or_else(|| refused::no_complaint(tender, number))
}

/// Whether the caller may supervise a tender: another department than the buyer's, of its division.
fn supervises(call: &Call, row: &TenderRow) -> bool {
    call.division == row.division && !is_buyer(call, row)
}

/// A tender that the caller supervises, as it was read, kept from others; and a complaint that is not decided.
async fn supervised(tx: &mut Tx, which: &Which, number: i32) -> Result<(TenderRow, ComplaintRow), Fault> {
    let row = keep(tx, which.id).await?;
    if !supervises(tx.call(), &row) {
        return Err(refused::not_supervisor(row.id));
    }
    let etag = wire::tender::etag(&row);
    if etag != which.etag {
        return Err(tender_refused::changed(etag));
    }
    let filed = found(tx, row.id, number).await?;
    if filed.decided_at.is_some() { Err(refused::decided(row.id, number)) } else { Ok((row, filed)) }
}

pub(crate) async fn suspend(tx: &mut Tx, command: &Suspend) -> Result<(Shown, ComplaintRow), Fault> {
    let (row, filed) = supervised(tx, &command.which, command.number).await?;
    standing(&row, &["evaluated", "announced"])?;
    if let Some(last) = filed.suspend_last_on {
        return Err(refused::suspended(row.id, last));
    }
    let (by, today, now) = (tx.author(), day_of(tx.now()), tx.now());
    let latest = last_suspended_day(today).ok_or_else(|| Fault::internal("no rule of suspensions"))?;
    if command.last < today || command.last > latest {
        return Err(Fault::invalid_field("last_date", format!("must be from {today} to {latest}")));
    }
    store::suspend(tx.conn(), (row.id, filed.number), command.last, &by).await?;
    tenders::step(tx.conn(), row.id, &row.status, now).await?;
    note(tx, row.id, "award_suspended", &format!("complaint {}, until {}", filed.number, command.last)).await?;
    tx.emit(&name::tender(row.id), &row.division, &facts::suspended(row.id, filed.number, command.last));
    let shown = told(tx.conn(), row.id).await?;
    Ok((seen_by(tx.call(), shown), found(tx, row.id, filed.number).await?))
}

pub(crate) async fn decide(tx: &mut Tx, command: &Decide) -> Result<(Shown, ComplaintRow), Fault> {
    let (row, filed) = supervised(tx, &command.which, command.number).await?;
    let is_open = is_ranked(&row);
    if command.is_upheld && is_open != command.excluded.is_some() {
        let wanted =
            if is_open { "is required: the bid that is excluded" } else { "must be empty: the tender is over" };
        return Err(Fault::invalid_field("excluded_bid", wanted));
    }
    let excluded = valid_bid(tx, &row, command.excluded).await?;
    let by = tx.author();
    let word = if command.is_upheld { "upheld" } else { "rejected" };
    let decided = (word, command.decision.as_str());
    store::decide(tx.conn(), (row.id, filed.number), decided, command.excluded, &by).await?;
    let kind = if command.is_upheld { "complaint_upheld" } else { "complaint_rejected" };
    note(tx, row.id, kind, &format!("complaint {}", filed.number)).await?;
    let reason = format!("complaint {} was upheld", filed.number);
    let shown = decided_on(tx, &row, excluded.as_ref(), &reason).await?;
    let filed = found(tx, row.id, filed.number).await?;
    tx.emit(&name::tender(row.id), &row.division, &facts::complaint_decided(row.id, &filed));
    Ok((seen_by(tx.call(), shown), filed))
}

pub(crate) async fn list(conn: &mut PgConnection, query: &Read) -> Result<Vec<ComplaintRow>, Fault> {
    let row = visible(conn, query.id, &query.call).await?;
    if query.call.division != row.division {
        return Err(refused::not_supervisor(row.id));
    }
    Ok(store::all(conn, row.id).await?)
}

/// Which complaint is read, and by whom.
#[derive(Debug)]
pub(crate) struct Get {
    pub(crate) tender: Uuid,
    pub(crate) number: i32,
    pub(crate) call: Call,
}

/// One, to the system that filed it.
pub(crate) async fn get(conn: &mut PgConnection, query: &Get) -> Result<ComplaintRow, Fault> {
    let row = visible(conn, query.tender, &query.call).await?;
    let mut all = store::all(conn, row.id).await?.into_iter();
    let own = all.find(|one| one.number == query.number && one.created_by == query.call.actor);
    own.ok_or_else(|| refused::no_complaint(row.id, query.number))
}

/// Nothing is awarded on a day on which a complaint that is not decided suspends it.
pub(super) async fn none_suspends(conn: &mut PgConnection, row: &TenderRow, today: Date) -> Result<(), Fault> {
    let complaints = store::all(conn, row.id).await?;
    let open = complaints.into_iter().filter(|one| one.decided_at.is_none()).filter_map(|one| one.suspend_last_on);
    match open.filter(|last| today <= *last).max() {
        Some(last) => Err(refused::suspended(row.id, last)),
        None => Ok(()),
    }
}
