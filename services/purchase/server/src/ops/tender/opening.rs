//! Two departments release the key, and every bid is opened at once.

use std::collections::BTreeMap;

use fault::Fault;
use seal::{LetterKey, Place};
use sha2::{Digest as _, Sha256};
use sqlx::PgConnection;
use uow::{Call, Scope, Tx};
use uuid::Uuid;

use super::draft::{ended, too_few};
use super::offers::{take_places, told_of};
use super::{Read, Shown, Which, hold, is_buyer, keep, note, own, seen_by, standing, told, visible};
use crate::credit::{Answer, Eligible};
use crate::desk::Desk;
use crate::ops::ocds;
use crate::ops::refused::tender as refused;
use crate::store::tender::bid::{self as store, BidRow, Opened};
use crate::store::tender::{self as tenders, TenderRow, expert, share};
use crate::wire::{name, tender::facts};

/// How many letters, of some megabytes each, are in memory at once.
const LETTERS_AT_ONCE: usize = 16;

/// The round of the bids.
pub(super) const BIDS: i32 = 1;
/// That of the last offers.
pub(crate) const OFFERS: i32 = 2;
/// How a tender stands while bids or last offers are sealed.
pub(super) const SEALED: &[&str] = &["published", "offering"];

/// The round that a tender is in.
pub(super) fn round(row: &TenderRow) -> i32 {
    if row.status == "offering" { OFFERS } else { BIDS }
}

/// Until when bids are taken, or last offers once they were called.
pub(super) fn deadline(row: &TenderRow) -> time::OffsetDateTime {
    row.offer_deadline.unwrap_or(row.bid_deadline)
}

/// What bids are sealed with, or last offers once they were called.
pub(super) fn key_of(row: &TenderRow) -> &[u8] {
    row.offer_key.as_deref().unwrap_or(&row.public_key)
}

/// Which tender an officer releases a share of.
#[derive(Debug)]
pub(crate) struct Authorize {
    pub(crate) id: Uuid,
}

/// Which tender is opened, and what credit answered of each bidder.
#[derive(Debug)]
pub(crate) struct Open {
    pub(crate) which: Which,
    pub(crate) answers: BTreeMap<String, Answer>,
    pub(crate) desk: Desk,
}

/// What the opener asks before credit is asked.
#[derive(Debug)]
pub(crate) struct Due {
    pub(crate) id: Uuid,
    pub(crate) call: Call,
    pub(crate) now: time::OffsetDateTime,
}

/// An opened tender.
#[derive(Debug)]
pub(crate) struct Done {
    pub(crate) shown: Shown,
    pub(crate) bids: Vec<(BidRow, Vec<u8>)>,
}

/// Where a half of a key lies.
pub(super) fn place(id: Uuid) -> Place {
    Place::new("purchase.tender_share", "sealed", id)
}

fn due(row: &TenderRow, now: time::OffsetDateTime) -> Result<(), Fault> {
    standing(row, SEALED)?;
    let deadline = deadline(row);
    if now < deadline { Err(refused::not_due(row.id, deadline)) } else { Ok(()) }
}

pub(crate) async fn authorize(tx: &mut Tx, command: &Authorize) -> Result<Shown, Fault> {
    let row = keep(tx, command.id).await?;
    let call = tx.call().clone();
    if !Scope::division(&call.division).covers(&row.division) {
        return Err(refused::no_tender(row.id));
    }
    due(&row, tx.now())?;
    let officer = call.officer.as_deref().ok_or_else(|| refused::officer_required(row.id))?;
    let shares = share::both(tx.conn(), row.id, round(&row)).await?;
    let open = shares.iter().find(|share| share.department.is_none()).ok_or_else(|| refused::authorized(row.id))?;
    let again = shares.iter().any(|share| {
        share.department.as_deref() == Some(call.department.as_str()) || share.officer.as_deref() == Some(officer)
    });
    if again {
        return Err(refused::same_department(row.id, &call.department));
    }
    let by = tx.author();
    share::release(tx.conn(), open.id, officer, &by).await?;
    let now = tx.now();
    tenders::step(tx.conn(), row.id, &row.status, now).await?;
    note(tx, row.id, "opening_authorized", &format!("share {} of 2", open.number)).await?;
    Ok(seen_by(&call, told(tx.conn(), row.id).await?))
}

/// The codes of those who bid, or made last offers, once those may be opened.
pub(crate) async fn bidders(conn: &mut PgConnection, query: &Due) -> Result<Vec<String>, Fault> {
    let row = own(conn, query.id, &query.call).await?;
    due(&row, query.now)?;
    released(&share::both(conn, row.id, round(&row)).await?, row.id)?;
    Ok(store::sealed(conn, row.id).await?.into_iter().map(|bid| bid.bidder_code).collect())
}

fn released(shares: &[share::ShareRow], id: Uuid) -> Result<(), Fault> {
    match shares.iter().filter(|share| share.department.is_none()).count() {
        0 => Ok(()),
        missing => Err(refused::not_authorized(id, missing)),
    }
}

/// The whole key, of both released halves.
async fn key(tx: &mut Tx, row: &TenderRow, desk: &Desk) -> Result<LetterKey, Fault> {
    let shares = share::both(tx.conn(), row.id, round(row)).await?;
    released(&shares, row.id)?;
    let mut halves = Vec::new();
    for share in &shares {
        let sealed = share.sealed.as_deref().ok_or_else(|| Fault::internal("a half of a key is gone"))?;
        halves.push(desk.ring().open(&place(share.id), sealed).map_err(Fault::internal)?);
    }
    let [one, other] = halves.as_slice() else { return Err(Fault::internal("a key has two halves")) };
    LetterKey::joined(one.expose(), other.expose()).map_err(Fault::internal)
}

pub(crate) async fn open(tx: &mut Tx, command: &Open) -> Result<Done, Fault> {
    let row = hold(tx, &command.which, SEALED).await?;
    due(&row, tx.now())?;
    let key = key(tx, &row, &command.desk).await?;
    let sealed = store::sealed(tx.conn(), row.id).await?;
    let is_of_offers = round(&row) == OFFERS;
    if is_of_offers {
        take_places(tx, &row, &sealed).await?;
    }
    for some in sealed.chunks(LETTERS_AT_ONCE) {
        let ids: Vec<Uuid> = some.iter().map(|bid| bid.id).collect();
        let letters: BTreeMap<Uuid, Vec<u8>> = store::letters(tx.conn(), &ids).await?.into_iter().collect();
        for bid in some {
            let answer = command.answers.get(&bid.bidder_code);
            let answer = answer.ok_or_else(|| refused::changed(crate::wire::tender::etag(&row)))?;
            let letter = letters.get(&bid.id).ok_or_else(|| Fault::internal("a sealed bid has no letter"))?;
            open_one(tx, &row, &key, (bid, letter, answer)).await?;
        }
    }
    let now = tx.now();
    let count = i32::try_from(sealed.len()).unwrap_or(i32::MAX);
    if is_of_offers {
        tenders::offers_opened(tx.conn(), row.id, count, now).await?;
    } else {
        tenders::opened(tx.conn(), row.id, count, now).await?;
    }
    share::wipe(tx.conn(), row.id).await?;
    let bids = store::opened(tx.conn(), row.id).await?;
    let told_bids = told_of(&row, &bids);
    note(tx, row.id, if is_of_offers { "offers_opened" } else { "opened" }, &list(&told_bids)).await?;
    let valid = bids.iter().filter(|bid| bid.status == "valid").count();
    let mut shown = told(tx.conn(), row.id).await?;
    if is_of_offers {
        tx.emit(&name::tender(row.id), &row.division, &facts::offers_opened(&shown, &told_bids));
    } else {
        tx.emit(&name::tender(row.id), &row.division, &facts::opened(&shown, &told_bids));
    }
    if let Some(few) = too_few(&row, valid) {
        shown = ended(tx, row.id, "failed", &few).await?;
    } else {
        ocds::of_tender(tx, row.project, ocds::TENDER_MOVED).await?;
    }
    let bids = with_contents(tx.conn(), row.id, bids).await?;
    Ok(Done { shown, bids })
}

async fn open_one(
    tx: &mut Tx,
    row: &TenderRow,
    key: &LetterKey,
    (bid, letter, answer): (&BidRow, &[u8], &Answer),
) -> Result<(), Fault> {
    let content = key.open(&super::bid::place(row.id, bid.id, &bid.bidder_code), letter).map_err(Fault::internal)?;
    if Sha256::digest(content.expose()).as_slice() != bid.sha256 {
        return Err(Fault::internal("a bid is not what its receipt says"));
    }
    let amount_fen = crate::wire::tender::bid::amount(content.expose())?;
    let mut reasons = Vec::new();
    if answer.eligible == Eligible::Refused {
        reasons.push(format!("the bidder could not be hired on the day: {}", answer.conditions.join(", ")));
    }
    if amount_fen > row.budget_fen {
        reasons.push(format!("the price is above the budget of {} fen", row.budget_fen));
    }
    let opened = Opened {
        amount_fen,
        content: content.expose(),
        eligibility: answer.eligible.as_str(),
        conditions: &answer.conditions,
        answer: answer.encoded.as_deref(),
        exclude_reason: &reasons.join("; "),
    };
    Ok(store::open(tx.conn(), bid.id, &opened).await?)
}

/// What was opened and stands, a line a bid; with its price, where that is told.
fn list(bids: &[BidRow]) -> String {
    let line = |bid: &BidRow| {
        let price = bid.amount_fen.map(|fen| format!(" {fen}")).unwrap_or_default();
        format!("{} {}{price} {}", bid.bidder_code, bid.bidder_title, bid.status)
    };
    bids.iter().filter(|bid| bid.status != "superseded").map(line).collect::<Vec<_>>().join("\n")
}

/// The bids of a tender with what is in them, in brief.
async fn with_contents(
    conn: &mut PgConnection,
    tender: Uuid,
    bids: Vec<BidRow>,
) -> Result<Vec<(BidRow, Vec<u8>)>, Fault> {
    let contents = store::contents(conn, tender, crate::wire::tender::bid::brief).await?;
    let mut contents: BTreeMap<Uuid, Vec<u8>> = contents.into_iter().collect();
    let read = |bid: BidRow| {
        let content = contents.remove(&bid.id).unwrap_or_default();
        (bid, content)
    };
    Ok(bids.into_iter().map(read).collect())
}

/// An opened tender whose bids the caller may read: the buyer, and whoever judges them.
async fn readable(conn: &mut PgConnection, id: Uuid, call: &Call) -> Result<TenderRow, Fault> {
    let row = visible(conn, id, call).await?;
    let account = call.officer.as_deref().unwrap_or_default();
    let experts = expert::all(conn, row.id).await?;
    let judges = experts.iter().any(|expert| expert.account == account && expert.recused_at.is_none());
    let may_read = is_buyer(call, &row) || (judges && call.scope.covers(&row.division));
    if !may_read {
        return Err(refused::not_expert(row.id));
    }
    if row.opened_at.is_none() { Err(refused::state(row.id, &row.status)) } else { Ok(row) }
}

/// The bids of an opened tender, and what changed in the talks.
#[derive(Debug)]
pub(crate) struct Bids {
    pub(crate) bids: Vec<(BidRow, Vec<u8>)>,
    pub(crate) changes: String,
}

pub(crate) async fn list_bids(conn: &mut PgConnection, query: &Read) -> Result<Bids, Fault> {
    let row = readable(conn, query.id, &query.call).await?;
    let bids = store::opened(conn, row.id).await?;
    Ok(Bids { bids: with_contents(conn, row.id, bids).await?, changes: row.offer_changes })
}

pub(crate) async fn get_bid(conn: &mut PgConnection, query: &Read) -> Result<(BidRow, Vec<u8>), Fault> {
    let opened = |bid: &BidRow| ["valid", "excluded", "superseded"].contains(&bid.status.as_str());
    let bid = store::get(conn, query.id).await?.filter(opened);
    let bid = bid.ok_or_else(|| refused::no_bid(None))?;
    readable(conn, bid.tender, &query.call).await?;
    let content = store::content(conn, bid.id).await?.unwrap_or_default();
    Ok((bid, content))
}
