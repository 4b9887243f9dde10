//! Results are announced, challenged, and come to an award.

use fault::Fault;
use purchase_domain::tender::{challenge_last_day, decision_last_day};
use sqlx::PgConnection;
use time::Date;
use uow::{Call, Tx};
use uuid::Uuid;
use vocab::day_of;

use super::complaint::none_suspends;
use super::draft::{ended, too_few};
use super::framing::not_framework;
use super::score::put_in_order;
use super::{Read, Shown, Which, as_read, hold, keep, note, own, ranked, standing, told};
use crate::credit::Answer;
use crate::desk::Desk;
use crate::ops::refused::tender as refused;
use crate::ops::{ocds, project};
use crate::store::project::Award as Awarded;
use crate::store::tender::bid::{self, BidRow};
use crate::store::tender::challenge::{self as store, ChallengeRow};
use crate::store::tender::{self as tenders, TenderRow, expert};
use crate::wire::{name, tender::facts};

/// Which result is announced, and by what days.
#[derive(Debug)]
pub(crate) struct Announce {
    pub(crate) which: Which,
    pub(crate) desk: Desk,
}

/// Who challenges a result, and why.
#[derive(Debug)]
pub(crate) struct Challenge {
    pub(crate) tender: Uuid,
    pub(crate) bidder_code: String,
    pub(crate) ground: String,
    pub(crate) desk: Desk,
}

/// How a challenge is decided.
#[derive(Debug)]
pub(crate) struct Decide {
    pub(crate) which: Which,
    pub(crate) number: i32,
    /// The bid that is excluded; none: it is dismissed.
    pub(crate) excluded: Option<Uuid>,
    pub(crate) answer: String,
}

/// What credit is asked of before an award.
#[derive(Debug)]
pub(crate) struct Winner {
    pub(crate) which: Which,
    pub(crate) call: Call,
    pub(crate) today: Date,
}

/// An award to the first of the ranking, and what credit says of that bidder.
#[derive(Debug)]
pub(crate) struct Award {
    pub(crate) which: Which,
    pub(crate) document_number: String,
    pub(crate) bidder_code: String,
    pub(crate) answer: Answer,
    pub(crate) desk: Desk,
}

pub(crate) async fn announce(tx: &mut Tx, command: &Announce) -> Result<Shown, Fault> {
    let row = hold(tx, &command.which, &["evaluated"]).await?;
    let (today, now) = (day_of(tx.now()), tx.now());
    let last = challenge_last_day(today, command.desk.calendar()).ok_or_else(|| refused::calendar_unknown(today))?;
    tenders::announced(tx.conn(), row.id, "announced", Some((today, last)), now).await?;
    note(tx, row.id, "announced", "").await?;
    ocds::of_tender(tx, row.project, ocds::TENDER_MOVED).await?;
    let shown = told(tx.conn(), row.id).await?;
    tx.emit(&name::tender(row.id), &row.division, &facts::announced(&shown));
    Ok(shown)
}

/// A bid of the bidder was opened, which came through the system that calls.
pub(super) async fn took_part(tx: &mut Tx, row: &TenderRow, code: &str) -> Result<(), Fault> {
    let last = bid::last_of(tx.conn(), row.id, code).await?;
    let actor = &tx.call().actor;
    let is_own =
        last.is_some_and(|bid| bid.created_by == *actor && ["valid", "excluded"].contains(&bid.status.as_str()));
    if is_own { Ok(()) } else { Err(refused::no_bid(Some(row.id))) }
}

pub(crate) async fn challenge(tx: &mut Tx, command: &Challenge) -> Result<ChallengeRow, Fault> {
    let row = keep(tx, command.tender).await?;
    took_part(tx, &row, &command.bidder_code).await?;
    standing(&row, &["announced"])?;
    let today = day_of(tx.now());
    if let Some(last) = row.challenge_last_on.filter(|last| today > *last) {
        return Err(refused::challenge_late(row.id, last, tx.now()));
    }
    let before = store::all(tx.conn(), row.id).await?;
    if let Some(open) = before.iter().find(|one| one.bidder_code == command.bidder_code && one.decided_at.is_none()) {
        return Err(refused::challenge_undecided(row.id, open.number));
    }
    let by = tx.author();
    let decide_last_on = decision_last_day(today, command.desk.calendar());
    let of = (command.bidder_code.as_str(), command.ground.as_str());
    let filed = store::insert(tx.conn(), row.id, of, decide_last_on, &by).await?;
    note(tx, row.id, "challenged", &format!("challenge {}", filed.number)).await?;
    tx.emit(&name::tender(row.id), &row.division, &facts::challenged(row.id, filed.number));
    Ok(filed)
}

pub(crate) async fn list(conn: &mut PgConnection, query: &Read) -> Result<Vec<ChallengeRow>, Fault> {
    let row = own(conn, query.id, &query.call).await?;
    Ok(store::all(conn, row.id).await?)
}

async fn found(tx: &mut Tx, tender: Uuid, number: i32) -> Result<ChallengeRow, Fault> {
    let all = store::all(tx.conn(), tender).await?;
    all.into_iter().find(|one| one.number == number).ok_or_else(|| refused::no_challenge(tender, number))
}

pub(crate) async fn decide(tx: &mut Tx, command: &Decide) -> Result<(Shown, ChallengeRow), Fault> {
    let row = hold(tx, &command.which, &["announced", "evaluated", "failed", "cancelled"]).await?;
    if !is_ranked(&row) && command.excluded.is_some() {
        return Err(refused::state(row.id, &row.status));
    }
    let filed = found(tx, row.id, command.number).await?;
    if filed.decided_at.is_some() {
        return Err(refused::challenge_decided(row.id, filed.number));
    }
    let by = tx.author();
    let word = if command.excluded.is_some() { "upheld" } else { "dismissed" };
    let excluded = valid_bid(tx, &row, command.excluded).await?;
    let decided = (word, command.answer.as_str());
    store::decide(tx.conn(), (row.id, filed.number), decided, command.excluded, &by).await?;
    let kind = if excluded.is_some() { "challenge_upheld" } else { "challenge_dismissed" };
    note(tx, row.id, kind, &format!("challenge {}", filed.number)).await?;
    let reason = format!("challenge {} was upheld", filed.number);
    let shown = decided_on(tx, &row, excluded.as_ref(), &reason).await?;
    let filed = found(tx, row.id, filed.number).await?;
    tx.emit(&name::tender(row.id), &row.division, &facts::decided(row.id, &filed));
    Ok((shown, filed))
}

/// Whether bids are ranked, so that one can be excluded.
pub(super) fn is_ranked(row: &TenderRow) -> bool {
    ["evaluated", "announced"].contains(&row.status.as_str())
}

/// The valid bid that is to be excluded, if one is.
pub(super) async fn valid_bid(tx: &mut Tx, row: &TenderRow, id: Option<Uuid>) -> Result<Option<BidRow>, Fault> {
    let Some(id) = id else { return Ok(None) };
    let bid = bid::get(tx.conn(), id).await?.filter(|bid| bid.tender == row.id && bid.status == "valid");
    bid.map(Some).ok_or_else(|| refused::no_bid(Some(row.id)))
}

/// The tender after a challenge or a complaint is decided: without a bid, where one is excluded.
pub(super) async fn decided_on(
    tx: &mut Tx,
    row: &TenderRow,
    excluded: Option<&BidRow>,
    reason: &str,
) -> Result<Shown, Fault> {
    if let Some(bid) = excluded {
        return without(tx, row, bid, reason).await;
    }
    // what is over never changes; whoever challenged or complained is answered all the same (GP-09h)
    if is_ranked(row) {
        let now = tx.now();
        tenders::step(tx.conn(), row.id, &row.status, now).await?;
    }
    told(tx.conn(), row.id).await
}

/// The tender without a bid: ranked anew, to be announced anew; or failed, with too few left.
async fn without(tx: &mut Tx, row: &TenderRow, excluded: &BidRow, reason: &str) -> Result<Shown, Fault> {
    bid::exclude(tx.conn(), excluded.id, reason).await?;
    let now = tx.now();
    tenders::announced(tx.conn(), row.id, "evaluated", None, now).await?;
    let experts = expert::all(tx.conn(), row.id).await?.iter().filter(|one| one.scored_at.is_some()).count();
    let left = put_in_order(tx, row, experts).await?;
    if let Some(few) = too_few(row, left.len()) {
        return ended(tx, row.id, "failed", &format!("{reason}: {few}")).await;
    }
    note(tx, row.id, "evaluated", "").await?;
    ocds::of_tender(tx, row.project, ocds::TENDER_MOVED).await?;
    tx.emit(&name::tender(row.id), &row.division, &facts::evaluated(row.id, left.len()));
    told(tx.conn(), row.id).await
}

/// Whether the term is over and nothing is open.
pub(super) async fn settled(conn: &mut PgConnection, row: &TenderRow, today: Date) -> Result<(), Fault> {
    let last = row.challenge_last_on.ok_or_else(|| refused::state(row.id, &row.status))?;
    if today <= last {
        return Err(refused::challenge_period(row.id, last));
    }
    let open = store::all(conn, row.id).await?.into_iter().find(|one| one.decided_at.is_none());
    match open {
        Some(one) => Err(refused::challenge_open(row.id, one.number)),
        None => none_suspends(conn, row, today).await,
    }
}

/// The code of whoever is to be awarded, once that may be done.
pub(crate) async fn winner(conn: &mut PgConnection, query: &Winner) -> Result<String, Fault> {
    let row = as_read(conn, &query.which, &query.call, &["announced"]).await?;
    not_framework(&row)?;
    settled(conn, &row, query.today).await?;
    Ok(first(conn, &row).await?.bidder_code)
}

async fn first(conn: &mut PgConnection, row: &TenderRow) -> Result<BidRow, Fault> {
    let first = ranked(conn, row.id).await?.into_iter().next();
    first.ok_or_else(|| Fault::internal("an announced tender has no first bid"))
}

pub(crate) async fn award(tx: &mut Tx, command: &Award) -> Result<(Shown, project::Shown), Fault> {
    let call = tx.call().clone();
    let seen = own(tx.conn(), command.which.id, &call).await?;
    // the project before its tender, in whatever is done to both
    let of_project = project::hold_own(tx, seen.project).await?;
    let row = hold(tx, &command.which, &["announced"]).await?;
    not_framework(&row)?;
    let (today, now) = (day_of(tx.now()), tx.now());
    settled(tx.conn(), &row, today).await?;
    let first = first(tx.conn(), &row).await?;
    if first.bidder_code != command.bidder_code {
        return Err(refused::changed(crate::wire::tender::etag(&row)));
    }
    tenders::step(tx.conn(), row.id, "awarded", now).await?;
    let award = Awarded {
        supplier_code: first.bidder_code,
        supplier_title: first.bidder_title,
        amount_fen: first.amount_fen.unwrap_or_default(),
        on: today,
        number: command.document_number.clone(),
        announced_on: Some(today),
    };
    let etag = crate::wire::project::etag(&of_project);
    let seen = crate::ops::Seen { id: of_project.id, etag, desk: command.desk.clone() };
    let awarded = project::award(tx, &project::RecordAward { seen, award, answer: command.answer.clone() }).await?;
    note(tx, row.id, "awarded", &command.document_number).await?;
    let shown = told(tx.conn(), row.id).await?;
    tx.emit(&name::tender(row.id), &row.division, &facts::awarded(&shown));
    Ok((shown, awarded))
}
