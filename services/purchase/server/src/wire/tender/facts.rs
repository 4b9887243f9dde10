//! What is told of tenders; nothing of any bid before the opening.

use onecode_proto::purchase::v1 as pb;
use uuid::Uuid;

use super::bid::status;
use super::complaint::outcome as complaint_outcome;
use super::draw::drawing;
use super::reply::outcome;
use super::{name, tender};
use crate::ops::tender::draw::Drawing;
use crate::ops::tender::{Shown, for_others};
use crate::store::tender::bid::BidRow;
use crate::store::tender::challenge::ChallengeRow;
use crate::store::tender::complaint::ComplaintRow;
use crate::wire::time as day;

/// It was published.
pub(crate) fn published(shown: &Shown) -> pb::TenderPublished {
    pb::TenderPublished { tender: Some(tender(for_others(shown.clone()))) }
}

fn opened_bid(bid: &BidRow) -> pb::TenderOpenedBid {
    pb::TenderOpenedBid {
        bid: name::tender_bid(bid.id),
        bidder_code: bid.bidder_code.clone(),
        bidder_title: bid.bidder_title.clone(),
        amount_fen: bid.amount_fen.unwrap_or_default(),
        status: status(&bid.status).into(),
    }
}

/// Its bids were opened.
pub(crate) fn opened(shown: &Shown, bids: &[BidRow]) -> pb::TenderOpened {
    pb::TenderOpened { tender: Some(tender(shown.clone())), bids: bids.iter().map(opened_bid).collect() }
}

/// Its last offers are called.
pub(crate) fn offers_called(shown: &Shown) -> pb::TenderOffersCalled {
    pb::TenderOffersCalled { tender: Some(tender(for_others(shown.clone()))) }
}

/// Its last offers were opened.
pub(crate) fn offers_opened(shown: &Shown, bids: &[BidRow]) -> pb::TenderOffersOpened {
    let bids = bids.iter().filter(|bid| bid.status != "superseded").map(opened_bid).collect();
    pb::TenderOffersOpened { tender: Some(tender(for_others(shown.clone()))), bids }
}

/// Its bids were ranked.
pub(crate) fn evaluated(id: Uuid, bids: usize) -> pb::TenderEvaluated {
    pb::TenderEvaluated { tender: name::tender(id), bid_count: i32::try_from(bids).unwrap_or(i32::MAX) }
}

/// Its result was announced.
pub(crate) fn announced(shown: &Shown) -> pb::TenderResultAnnounced {
    pb::TenderResultAnnounced { tender: Some(tender(shown.clone())) }
}

/// Its result was challenged.
pub(crate) fn challenged(id: Uuid, number: i32) -> pb::TenderChallenged {
    pb::TenderChallenged { tender: name::tender(id), number }
}

/// A challenge was decided.
pub(crate) fn decided(id: Uuid, row: &ChallengeRow) -> pb::TenderChallengeDecided {
    pb::TenderChallengeDecided {
        tender: name::tender(id),
        number: row.number,
        outcome: outcome(&row.outcome).into(),
        excluded_bid: row.excluded_bid.map(name::tender_bid).unwrap_or_default(),
    }
}

/// Its experts were frozen for a draw.
pub(crate) fn draw_frozen(draw: &Drawing) -> pb::TenderDrawFrozen {
    pb::TenderDrawFrozen { draw: Some(drawing(draw.clone().for_others())) }
}

/// Something was entered in the draw.
pub(crate) fn draw_entered(draw: &Drawing) -> pb::TenderDrawEntered {
    pb::TenderDrawEntered { draw: Some(drawing(draw.clone().for_others())) }
}

/// Its experts were drawn.
pub(crate) fn experts_drawn(draw: &Drawing) -> pb::TenderExpertsDrawn {
    pb::TenderExpertsDrawn { draw: Some(drawing(draw.clone().for_others())) }
}

/// Somebody complained about how a challenge was answered.
pub(crate) fn complained(id: Uuid, number: i32) -> pb::TenderComplained {
    pb::TenderComplained { tender: name::tender(id), number }
}

/// A complaint suspends the award.
pub(crate) fn suspended(id: Uuid, number: i32, last: time::Date) -> pb::TenderAwardSuspended {
    pb::TenderAwardSuspended { tender: name::tender(id), number, last_date: Some(day::date(last)) }
}

/// A complaint was decided.
pub(crate) fn complaint_decided(id: Uuid, row: &ComplaintRow) -> pb::TenderComplaintDecided {
    pb::TenderComplaintDecided {
        tender: name::tender(id),
        number: row.number,
        outcome: complaint_outcome(&row.outcome).into(),
        excluded_bid: row.excluded_bid.map(name::tender_bid).unwrap_or_default(),
    }
}

/// It came to an award.
pub(crate) fn awarded(shown: &Shown) -> pb::TenderAwarded {
    pb::TenderAwarded { tender: Some(tender(shown.clone())) }
}

/// It failed or was cancelled.
pub(crate) fn ended(shown: &Shown) -> pb::TenderEnded {
    pb::TenderEnded { tender: Some(tender(for_others(shown.clone()))) }
}
