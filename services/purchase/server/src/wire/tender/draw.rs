//! Draws of experts and of suppliers.

use ::time::{Duration, OffsetDateTime};
use draw::plan::{Plan, State, Terms};
use draw::{Field, Hash, Share};
use fault::Fault;
use onecode_proto::purchase::v1 as pb;
use uow::Call;

use purchase_domain::project::party_code;

use super::super::expert::fields;
use super::request::number;
use super::{name, text};
use crate::ops::tender::draw::Drawing;
use crate::ops::tender::draw::enter::{Commit, Reopen, Reveal};
use crate::ops::tender::draw::freeze::Freeze;
use crate::ops::tender::draw::invite::{Ask, Freeze as FreezeSuppliers};
use crate::ops::tender::{Read, Which};
use crate::store::tender::draw::{EntryRow, RoundRow};
use crate::wire::catalog::etag_of;
use crate::wire::time as day;
use crate::wire::violations::Violations;

const MOST_SEATS: i32 = 15;
const MOST_FIELDS: usize = 10;
/// How long a round may take.
const LONGEST: Duration = Duration::days(60);

fn terms(
    violations: &mut Violations,
    (commit, reveal): (Option<&prost_types::Timestamp>, Option<&prost_types::Timestamp>),
    now: OffsetDateTime,
) -> Option<Terms> {
    let mut read = |field: &str, stamp: Option<&prost_types::Timestamp>| {
        if stamp.is_none() {
            violations.note(field, "is required");
        }
        day::parse_timestamp(violations, field, stamp).map(draw::micros)
    };
    let commit_by = read("commit_deadline", commit);
    let reveal_by = read("reveal_deadline", reveal);
    let (commit_by, reveal_by) = (commit_by?, reveal_by?);
    if commit_by <= now {
        violations.note("commit_deadline", "must lie ahead");
    }
    if reveal_by <= commit_by || reveal_by > now + LONGEST {
        violations.note("reveal_deadline", "must be after that for commitments, and within 60 days");
    }
    Some(Terms { commit_by, reveal_by, beacon_at: None })
}

pub(crate) fn freeze(request: &pb::FreezeTenderDrawRequest, now: OffsetDateTime) -> Result<Freeze, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_tender(&mut violations, "tender", &request.tender);
    let etag = etag_of(&mut violations, &request.etag);
    let bank_department = name::parse_department(&mut violations, "bank_department", &request.bank_department);
    let fields = fields(&mut violations, "fields", &request.fields, MOST_FIELDS);
    if !(1..=MOST_SEATS).contains(&request.seats) {
        violations.note("seats", format_args!("must be 1 to {MOST_SEATS}"));
    }
    let stamps = (request.commit_deadline.as_ref(), request.reveal_deadline.as_ref());
    let terms = terms(&mut violations, stamps, now);
    let seats = request.seats;
    let read = || {
        let which = Which { id: id?, etag: etag? };
        Some(Freeze { which, bank_department: bank_department?, fields, seats, terms: terms? })
    };
    violations.finish(read())
}

/// The most suppliers who qualify for a tender.
const MOST_SUPPLIERS: usize = 500;
/// The most who are invited.
const MOST_INVITED: i32 = 100;

fn suppliers(violations: &mut Violations, stated: &[pb::TenderSupplier]) -> Vec<(String, String)> {
    if stated.is_empty() || stated.len() > MOST_SUPPLIERS {
        violations.note("suppliers", format_args!("must be 1 to {MOST_SUPPLIERS}"));
    }
    let mut read: Vec<(String, String)> = Vec::new();
    for (at, one) in stated.iter().enumerate().take(MOST_SUPPLIERS) {
        let code = violations.take(&format!("suppliers[{at}].code"), party_code(&one.code));
        let title = text::text(violations, &format!("suppliers[{at}].title"), &one.title, 200);
        let Some((code, title)) = code.zip(title) else { continue };
        if read.iter().any(|(other, _)| *other == code) {
            violations.note(format!("suppliers[{at}].code"), "stands there twice");
        }
        read.push((code, title));
    }
    read
}

pub(crate) fn freeze_suppliers(
    request: &pb::FreezeTenderSuppliersRequest,
    now: OffsetDateTime,
) -> Result<FreezeSuppliers, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_tender(&mut violations, "tender", &request.tender);
    let etag = etag_of(&mut violations, &request.etag);
    let other_department = name::parse_department(&mut violations, "other_department", &request.other_department);
    let suppliers = suppliers(&mut violations, &request.suppliers);
    let invited = request.invited_count;
    let qualified = i32::try_from(request.suppliers.len()).unwrap_or(i32::MAX);
    if !(1..=MOST_INVITED).contains(&invited) || invited > qualified {
        violations.note("invited_count", format_args!("must be 1 to {MOST_INVITED}, and no more than suppliers"));
    }
    let stamps = (request.commit_deadline.as_ref(), request.reveal_deadline.as_ref());
    let terms = terms(&mut violations, stamps, now);
    let read = || {
        let which = Which { id: id?, etag: etag? };
        Some(FreezeSuppliers { which, other_department: other_department?, suppliers, invited, terms: terms? })
    };
    violations.finish(read())
}

pub(crate) fn invitation(request: &pb::GetTenderInvitationRequest, call: &Call) -> Result<Ask, Fault> {
    let mut violations = Violations::default();
    let tender = name::parse_tender(&mut violations, "tender", &request.tender);
    let bidder_code = violations.take("bidder_code", party_code(&request.bidder_code));
    violations.finish((|| Some(Ask { tender: tender?, bidder_code: bidder_code?, call: call.clone() }))())
}

pub(crate) fn invitation_reply(shown: crate::ops::tender::Shown) -> pb::GetTenderInvitationResponse {
    pb::GetTenderInvitationResponse { tender: Some(super::tender(shown)) }
}

pub(crate) fn freeze_suppliers_reply(frozen: Drawing) -> pb::FreezeTenderSuppliersResponse {
    pb::FreezeTenderSuppliersResponse { draw: Some(drawing(frozen)) }
}

fn round(violations: &mut Violations, stated: i32) -> Option<u32> {
    number(violations, "round_number", stated)?.try_into().ok()
}

fn bytes(violations: &mut Violations, field: &str, stated: &[u8]) -> Option<[u8; 32]> {
    let bytes: Option<[u8; 32]> = stated.try_into().ok();
    if bytes.is_none() {
        violations.note(field, "must be 32 bytes");
    }
    bytes
}

pub(crate) fn commit(request: &pb::CommitTenderDrawRequest) -> Result<Commit, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_tender_draw(&mut violations, "name", &request.name);
    let round = round(&mut violations, request.round_number);
    let hash = bytes(&mut violations, "commitment", &request.commitment).map(Hash);
    violations.finish((|| Some(Commit { id: id?, round: round?, hash: hash? }))())
}

pub(crate) fn reveal(request: &pb::RevealTenderDrawRequest) -> Result<Reveal, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_tender_draw(&mut violations, "name", &request.name);
    let round = round(&mut violations, request.round_number);
    let share = bytes(&mut violations, "share", &request.share).map(Share);
    violations.finish((|| Some(Reveal { id: id?, round: round?, share: share? }))())
}

pub(crate) fn reopen(request: &pb::ReopenTenderDrawRequest, now: OffsetDateTime) -> Result<Reopen, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_tender_draw(&mut violations, "name", &request.name);
    let reason = text::text(&mut violations, "reason", &request.reason, 300);
    let reason = reason.and_then(|reason| violations.take("reason", Field::parse(&reason)));
    let stamps = (request.commit_deadline.as_ref(), request.reveal_deadline.as_ref());
    let terms = terms(&mut violations, stamps, now);
    violations.finish((|| Some(Reopen { id: id?, reason: reason?, terms: terms? }))())
}

/// Which draw is read.
pub(crate) fn read(draw: &str, call: &Call) -> Result<Read, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_tender_draw(&mut violations, "name", draw);
    violations.finish(id.map(|id| Read { id, call: call.clone() }))
}

fn hex(bytes: &[u8]) -> String {
    <[u8; 32]>::try_from(bytes).map(|bytes| Hash(bytes).to_string()).unwrap_or_default()
}

fn entry(row: &EntryRow, is_told: bool) -> pb::TenderDrawEntry {
    pb::TenderDrawEntry {
        department: name::department(&row.department),
        commitment: hex(&row.commitment),
        commit_time: Some(day::timestamp(row.created_at)),
        share: row.share.as_deref().filter(|_| is_told).map(hex).unwrap_or_default(),
        reveal_time: row.revealed_at.map(day::timestamp),
    }
}

fn shown_round(row: &RoundRow, entries: &[EntryRow]) -> pb::TenderDrawRound {
    let of: Vec<&EntryRow> = entries.iter().filter(|entry| entry.round == row.number).collect();
    // whoever reveals last must not be able to reckon the seed before
    let is_over = !row.failure.is_empty() || (of.len() == 2 && of.iter().all(|entry| entry.share.is_some()));
    pb::TenderDrawRound {
        number: row.number,
        open_time: Some(day::timestamp(row.created_at)),
        commit_deadline: Some(day::timestamp(row.commit_by)),
        reveal_deadline: Some(day::timestamp(row.reveal_by)),
        reason: row.reason.clone(),
        entries: of.into_iter().map(|one| entry(one, is_over)).collect(),
        failure: row.failure.clone(),
        failed_departments: row.failed_departments.iter().map(name::department).collect(),
    }
}

fn state(plan: &Plan) -> pb::TenderDrawState {
    match plan.state() {
        State::Draft | State::Cancelled => pb::TenderDrawState::Unspecified,
        State::Frozen => pb::TenderDrawState::Frozen,
        State::Committing => pb::TenderDrawState::Committing,
        State::Revealing => pb::TenderDrawState::Revealing,
        State::Drawn => pb::TenderDrawState::Drawn,
    }
}

fn count(rows: usize) -> i32 {
    i32::try_from(rows).unwrap_or(i32::MAX)
}

/// A draw as the contract has it; who is in it is told by the proof alone.
pub(super) fn drawing(drawing: Drawing) -> pb::TenderDraw {
    let Drawing { row, candidates, suppliers, rounds, entries, plan } = drawing;
    let kind = match row.kind.as_str() {
        "experts" => pb::TenderDrawKind::Experts,
        "suppliers" => pb::TenderDrawKind::Suppliers,
        _ => pb::TenderDrawKind::Unspecified,
    };
    pb::TenderDraw {
        name: name::tender_draw(row.id),
        tender: name::tender(row.tender),
        buyer_department: name::department(&row.buyer_department),
        bank_department: name::department(&row.bank_department),
        fields: row.fields,
        seats: row.seats,
        kind: kind.into(),
        candidate_count: count(candidates.len() + suppliers.len()),
        recused_count: count(candidates.iter().filter(|one| !one.recuse_reason.is_empty()).count()),
        state: state(&plan).into(),
        root: hex(&row.root),
        freeze_time: Some(day::timestamp(row.created_at)),
        rounds: rounds.iter().map(|round| shown_round(round, &entries)).collect(),
        seed: row.seed.as_deref().map(hex).unwrap_or_default(),
        draw_time: row.drawn_at.map(day::timestamp),
    }
}

pub(crate) fn freeze_reply(frozen: Drawing) -> pb::FreezeTenderDrawResponse {
    pb::FreezeTenderDrawResponse { draw: Some(drawing(frozen)) }
}

pub(crate) fn commit_reply(entered: Drawing) -> pb::CommitTenderDrawResponse {
    pb::CommitTenderDrawResponse { draw: Some(drawing(entered)) }
}

pub(crate) fn reveal_reply(entered: Drawing) -> pb::RevealTenderDrawResponse {
    pb::RevealTenderDrawResponse { draw: Some(drawing(entered)) }
}

pub(crate) fn reopen_reply(entered: Drawing) -> pb::ReopenTenderDrawResponse {
    pb::ReopenTenderDrawResponse { draw: Some(drawing(entered)) }
}

pub(crate) fn get_reply(read: Drawing) -> pb::GetTenderDrawResponse {
    pb::GetTenderDrawResponse { draw: Some(drawing(read)) }
}

pub(crate) fn proof_reply(proof: String) -> pb::GetTenderDrawProofResponse {
    pb::GetTenderDrawProofResponse { proof }
}
