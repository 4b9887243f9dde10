//! Bids are handed in, replaced and withdrawn, sealed all the while.

use std::fmt;

use fault::Fault;
use seal::seal_letter;
use sqlx::PgConnection;
use time::OffsetDateTime;
use uow::{Call, Tx};
use uuid::Uuid;

use super::draw::invite::may_bid;
use super::offers::{may_offer, talks};
use super::opening::{OFFERS, SEALED, deadline, key_of, round};
use super::{keep, standing};
use crate::ops::refused::tender as refused;
use crate::store::tender::TenderRow;
use crate::store::tender::bid::{self as store, BidRow};

/// What a bidder hands in.
pub(crate) struct Submit {
    pub(crate) tender: Uuid,
    pub(crate) bidder_code: String,
    pub(crate) bidder_title: String,
    /// What is in it, encoded; never shown.
    pub(crate) content: Vec<u8>,
    pub(crate) sha256: [u8; 32],
}

impl fmt::Debug for Submit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Submit").field("tender", &self.tender).finish_non_exhaustive()
    }
}

/// Whose bid, in which tender.
#[derive(Debug)]
pub(crate) struct Of {
    pub(crate) tender: Uuid,
    pub(crate) bidder_code: String,
    pub(crate) call: Call,
}

/// What the letter of a bid is bound to.
pub(super) fn place(tender: Uuid, bid: Uuid, bidder_code: &str) -> Vec<u8> {
    [tender.as_bytes().as_slice(), bid.as_bytes(), bidder_code.as_bytes()].concat()
}

/// A tender that takes bids, or last offers, at the instant of this unit of work, kept from others.
async fn taking(tx: &mut Tx, id: Uuid) -> Result<TenderRow, Fault> {
    let row = keep(tx, id).await?;
    if row.status == "draft" {
        return Err(refused::state(row.id, &row.status));
    }
    let deadline = deadline(&row);
    if tx.now() >= deadline {
        return Err(refused::late(row.id, deadline, tx.now()));
    }
    standing(&row, SEALED)?;
    Ok(row)
}

/// The bid of a bidder that still counts, whoever handed it in.
async fn counting(tx: &mut Tx, tender: Uuid, code: &str) -> Result<Option<BidRow>, Fault> {
    Ok(store::last_of(tx.conn(), tender, code).await?.filter(|last| last.status == "sealed"))
}

pub(crate) async fn submit(tx: &mut Tx, command: &Submit) -> Result<BidRow, Fault> {
    let row = taking(tx, command.tender).await?;
    let round = round(&row);
    if round == OFFERS {
        may_offer(tx, &row, &command.bidder_code).await?;
    } else {
        may_bid(tx, &row, &command.bidder_code).await?;
    }
    if let Some(before) = counting(tx, row.id, &command.bidder_code).await? {
        if before.created_by != tx.call().actor {
            return Err(refused::other_system(row.id));
        }
        store::drop_letter(tx.conn(), before.id, "replaced").await?;
    }
    let by = tx.author();
    let place = place(row.id, by.id, &command.bidder_code);
    let letter = seal_letter(key_of(&row), &place, &command.content).map_err(Fault::internal)?;
    let bidder = (command.bidder_code.as_str(), command.bidder_title.as_str());
    store::insert(tx.conn(), (row.id, round), bidder, (&letter, &command.sha256), &by).await?;
    found(tx.conn(), row.id, by.id).await
}

async fn found(conn: &mut PgConnection, tender: Uuid, id: Uuid) -> Result<BidRow, Fault> {
    store::get(conn, id).await?.ok_or_else(|| refused::no_bid(Some(tender)))
}

pub(crate) async fn withdraw(tx: &mut Tx, command: &Of) -> Result<BidRow, Fault> {
    let row = taking(tx, command.tender).await?;
    let sealed = counting(tx, row.id, &command.bidder_code).await?;
    // another system is not told whether the bidder bid
    let bid = sealed.filter(|bid| bid.created_by == tx.call().actor).ok_or_else(|| refused::no_bid(Some(row.id)))?;
    store::drop_letter(tx.conn(), bid.id, "withdrawn").await?;
    found(tx.conn(), row.id, bid.id).await
}

/// What a system gets to read of the bid that it handed in.
#[derive(Debug)]
pub(crate) struct Receipt {
    pub(crate) bid: BidRow,
    /// Until when last offers are taken, and what changed in the talks; to whoever takes part in them alone.
    pub(crate) talks: Option<(OffsetDateTime, String)>,
}

pub(crate) async fn receipt(conn: &mut PgConnection, query: &Of) -> Result<Receipt, Fault> {
    let last = store::last_of(conn, query.tender, &query.bidder_code).await?;
    let bid = last.filter(|bid| bid.created_by == query.call.actor);
    let bid = bid.ok_or_else(|| refused::no_bid(Some(query.tender)))?;
    let talks = talks(conn, query.tender, &query.bidder_code).await?;
    Ok(Receipt { bid, talks })
}
