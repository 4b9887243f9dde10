//! Bids: what is handed in, the receipt, and what was opened.

use fault::Fault;
use onecode_proto::purchase::v1 as pb;
use prost::Message as _;
use purchase_domain::project::party_code;
use sha2::{Digest as _, Sha256};
use uow::Call;

use super::{lines, name, result};
use crate::ops::tender::bid::{Of, Receipt, Submit};
use crate::ops::tender::opening::OFFERS;
use crate::store::tender::bid::BidRow;
use crate::wire::money::fen;
use crate::wire::project::{condition, eligibility};
use crate::wire::violations::Violations;
use crate::wire::{text, time as day};

/// The longest statement, in characters.
const LONGEST_STATEMENT: usize = 50_000;
const MOST_FILES: usize = 20;
/// Of all files of a bid.
const MOST_BYTES: usize = 2 << 20;
const NONCE: std::ops::RangeInclusive<usize> = 16..=64;
/// Fewer different bytes than this have not been drawn at random.
const LEAST_DIFFERENT: usize = 8;

fn nonce(violations: &mut Violations, nonce: &[u8]) {
    let mut seen = nonce.to_vec();
    seen.sort_unstable();
    seen.dedup();
    if !NONCE.contains(&nonce.len()) || seen.len() < LEAST_DIFFERENT {
        violations.note("content.nonce", "must be 16 to 64 bytes that were drawn at random for this bid");
    }
}

pub(crate) fn submit(request: &pb::SubmitTenderBidRequest) -> Result<Submit, Fault> {
    let mut violations = Violations::default();
    let tender = name::parse_tender(&mut violations, "tender", &request.tender);
    let bidder_code = violations.take("bidder_code", party_code(&request.bidder_code));
    let bidder_title = text::text(&mut violations, "bidder_title", &request.bidder_title, 200);
    let unstated = pb::TenderBidContent::default();
    let content = request.content.as_ref().unwrap_or(&unstated);
    fen(&mut violations, "content.amount_fen", content.amount_fen);
    lines(&mut violations, "content.statement", &content.statement, LONGEST_STATEMENT);
    if content.attachments.len() > MOST_FILES {
        violations.note("content.attachments", format_args!("are more than {MOST_FILES}"));
    }
    let bytes: usize = content.attachments.iter().map(|file| file.content.len()).sum();
    if bytes > MOST_BYTES {
        violations.note("content.attachments", format_args!("have {bytes} bytes, at most {MOST_BYTES} are allowed"));
    }
    for (at, file) in content.attachments.iter().enumerate() {
        let field = |name: &str| format!("content.attachments[{at}].{name}");
        text::text(&mut violations, &field("title"), &file.title, 100);
        text::text(&mut violations, &field("media_type"), &file.media_type, 100);
        if file.content.is_empty() {
            violations.note(field("content"), "is required");
        }
    }
    nonce(&mut violations, &content.nonce);
    let content = content.encode_to_vec();
    let sha256 = Sha256::digest(&content).into();
    let read =
        || Some(Submit { tender: tender?, bidder_code: bidder_code?, bidder_title: bidder_title?, content, sha256 });
    violations.finish(read())
}

fn of(tender: &str, code: &str, call: &Call) -> Result<Of, Fault> {
    let mut violations = Violations::default();
    let tender = name::parse_tender(&mut violations, "tender", tender);
    let bidder_code = violations.take("bidder_code", party_code(code));
    violations.finish((|| Some(Of { tender: tender?, bidder_code: bidder_code?, call: call.clone() }))())
}

pub(crate) fn withdraw(request: &pb::WithdrawTenderBidRequest, call: &Call) -> Result<Of, Fault> {
    of(&request.tender, &request.bidder_code, call)
}

pub(crate) fn receipt(request: &pb::GetTenderBidReceiptRequest, call: &Call) -> Result<Of, Fault> {
    of(&request.tender, &request.bidder_code, call)
}

pub(super) fn status(word: &str) -> pb::TenderBidStatus {
    match word {
        "sealed" => pb::TenderBidStatus::Sealed,
        "replaced" => pb::TenderBidStatus::Replaced,
        "withdrawn" => pb::TenderBidStatus::Withdrawn,
        "valid" => pb::TenderBidStatus::Valid,
        "excluded" => pb::TenderBidStatus::Excluded,
        "superseded" => pb::TenderBidStatus::Superseded,
        _ => pb::TenderBidStatus::Unspecified,
    }
}

fn given(row: BidRow) -> pb::TenderBidReceipt {
    pb::TenderBidReceipt {
        bid: name::tender_bid(row.id),
        tender: name::tender(row.tender),
        bidder_code: row.bidder_code,
        receive_time: Some(day::timestamp(row.created_at)),
        sha256: row.sha256,
        status: status(&row.status).into(),
        last_offer: row.round == OFFERS,
    }
}

pub(crate) fn submit_reply(row: BidRow) -> pb::SubmitTenderBidResponse {
    pb::SubmitTenderBidResponse { receipt: Some(given(row)) }
}

pub(crate) fn withdraw_reply(row: BidRow) -> pb::WithdrawTenderBidResponse {
    pb::WithdrawTenderBidResponse { receipt: Some(given(row)) }
}

pub(crate) fn receipt_reply(read: Receipt) -> pb::GetTenderBidReceiptResponse {
    let (deadline, changes) = read.talks.unzip();
    pb::GetTenderBidReceiptResponse {
        receipt: Some(given(read.bid)),
        offer_deadline: deadline.map(day::timestamp),
        offer_changes: changes.unwrap_or_default(),
    }
}

/// The price in the content of a bid that was opened.
pub(crate) fn amount(content: &[u8]) -> Result<i64, Fault> {
    pb::TenderBidContent::decode(content).map(|content| content.amount_fen).map_err(Fault::internal)
}

/// The content of a bid without the statement, its files without their bytes.
pub(crate) fn brief(content: &[u8]) -> Vec<u8> {
    let mut content = pb::TenderBidContent::decode(content).unwrap_or_default();
    content.statement.clear();
    for file in &mut content.attachments {
        file.content.clear();
    }
    content.encode_to_vec()
}

/// A bid that was opened, as the contract has it.
pub(super) fn bid((row, content): (BidRow, Vec<u8>)) -> pb::TenderBid {
    pb::TenderBid {
        name: name::tender_bid(row.id),
        tender: name::tender(row.tender),
        receive_time: Some(day::timestamp(row.created_at)),
        status: status(&row.status).into(),
        amount_fen: row.amount_fen.unwrap_or_default(),
        eligibility: eligibility(&row.eligibility).into(),
        conditions: row.conditions.iter().map(|kept| condition(kept)).collect(),
        content: pb::TenderBidContent::decode(content.as_slice()).ok(),
        result: result(&row),
        bidder_code: row.bidder_code,
        bidder_title: row.bidder_title,
        sha256: row.sha256,
        exclude_reason: row.exclude_reason,
        last_offer: row.round == OFFERS,
    }
}
