//! Last offers (最后报价): called once, after the talks with those whose bids are valid.

use fault::Fault;
use purchase_domain::tender::{Offers, Procedure, lacking};
use sqlx::PgConnection;
use time::OffsetDateTime;
use uow::Tx;
use uuid::Uuid;

use super::draft::letter_box;
use super::expert::{fewest, opened_on};
use super::opening::OFFERS;
use super::score::panel;
use super::{Shown, Which, hold, note, told};
use crate::desk::Desk;
use crate::ops::refused::tender as refused;
use crate::store::tender::bid::{self, BidRow};
use crate::store::tender::{self as store, TenderRow};
use crate::wire::{name, tender::facts};

/// Why whoever makes no last offer is excluded.
const LEFT: &str = "the bidder left the talks: it made no last offer";

/// Which tender's last offers are called, until when, and what seals their key.
#[derive(Debug)]
pub(crate) struct CallOffers {
    pub(crate) which: Which,
    /// What of the terms changed in the talks; may be empty.
    pub(crate) changes: String,
    pub(crate) deadline: OffsetDateTime,
    pub(crate) desk: Desk,
}

/// Which last offers a tender has.
fn offers(row: &TenderRow) -> Offers {
    Procedure::of_kept(&row.method).map_or(Offers::None, Procedure::offers)
}

pub(crate) async fn call(tx: &mut Tx, command: &CallOffers) -> Result<Shown, Fault> {
    let row = hold(tx, &command.which, &["opened"]).await?;
    if offers(&row) == Offers::None {
        return Err(refused::method(row.project, &row.method));
    }
    if let Some(before) = row.offer_deadline {
        return Err(refused::offers_called(row.id, before));
    }
    // they hold the talks
    let judging = panel(tx, &row).await?;
    let scored = judging.iter().filter(|one| one.scored_at.is_some()).count();
    if scored > 0 {
        return Err(refused::offers_scored(row.id, scored));
    }
    let missing = lacking(judging.len(), fewest(&row, opened_on(&row)?));
    if missing > 0 {
        return Err(refused::experts_missing(row.id, missing));
    }
    let key = letter_box(tx, (row.id, OFFERS), &command.desk).await?;
    let now = tx.now();
    store::call_offers(tx.conn(), row.id, (command.deadline, &command.changes), &key, now).await?;
    note(tx, row.id, "offers_called", "").await?;
    let shown = told(tx.conn(), row.id).await?;
    tx.emit(&name::tender(row.id), &row.division, &facts::offers_called(&shown));
    Ok(shown)
}

/// A bidder takes part in the talks, through the system that calls.
pub(super) async fn may_offer(tx: &mut Tx, row: &TenderRow, code: &str) -> Result<(), Fault> {
    let first = bid::negotiating(tx.conn(), row.id, code).await?;
    let first = first.ok_or_else(|| refused::not_negotiating(row.id))?;
    if first.created_by == tx.call().actor { Ok(()) } else { Err(refused::other_system(row.id)) }
}

/// Until when last offers are taken, and what changed in the talks: of a bidder that takes part in them.
pub(super) async fn talks(
    conn: &mut PgConnection,
    tender: Uuid,
    code: &str,
) -> Result<Option<(OffsetDateTime, String)>, Fault> {
    let row = store::get(conn, tender).await?;
    let Some((deadline, changes)) = row.and_then(|row| Some((row.offer_deadline?, row.offer_changes))) else {
        return Ok(None);
    };
    Ok(bid::negotiating(conn, tender, code).await?.map(|_| (deadline, changes)))
}

/// Last offers are about to be opened: each takes the place of the first bid of its bidder, and whoever made none has left the talks.
pub(super) async fn take_places(tx: &mut Tx, row: &TenderRow, sealed: &[BidRow]) -> Result<(), Fault> {
    let first = bid::opened(tx.conn(), row.id).await?;
    for one in first.iter().filter(|one| one.status == "valid") {
        if sealed.iter().any(|offer| offer.bidder_code == one.bidder_code) {
            bid::supersede(tx.conn(), one.id).await?;
        } else {
            bid::exclude(tx.conn(), one.id, LEFT).await?;
        }
    }
    Ok(())
}

/// Opened bids as everybody is told of them: where there are talks, without the price of any first bid. It is talked about still, and no
/// bidder may learn the price of another before the last offers (政府采购法第三十八条).
pub(super) fn told_of(row: &TenderRow, bids: &[BidRow]) -> Vec<BidRow> {
    let has_talks = offers(row) != Offers::None;
    let is_told = |bid: &BidRow| bid.round == OFFERS || !has_talks;
    let told = |bid: &BidRow| BidRow { amount_fen: bid.amount_fen.filter(|_| is_told(bid)), ..bid.clone() };
    bids.iter().map(told).collect()
}

/// Nothing is scored or ranked before the last offers of a procedure that must have them (GP-12d).
pub(super) fn made(row: &TenderRow) -> Result<(), Fault> {
    if offers(row) == Offers::Required && row.offers_opened_at.is_none() {
        return Err(refused::offers_required(row.id));
    }
    Ok(())
}
