//! What becomes of a contract: requests.

use std::collections::BTreeMap;

use ::time::{Date, OffsetDateTime};
use fault::Fault;
use onecode_proto::purchase::v1 as pb;
use purchase_domain::contract::FULL;
use uow::Call;
use uuid::Uuid;

use crate::desk::Desk;
use crate::ops::Seen;
use crate::ops::contract::change::{Dispute, File, Settle, Supplement, Terminate};
use crate::ops::contract::evaluate::Evaluate;
use crate::ops::contract::perform::{Examine, Pay, Review, Submit};
use crate::ops::contract::read::{Get, List};
use crate::store::contract::event::Paid;
use crate::store::contract::milestone::Owed;
use crate::store::contract::{ContractFilter, Termination};
use crate::wire::catalog::etag_of;
use crate::wire::money::fen;
use crate::wire::page::{self, Binding};
use crate::wire::project::stated_code;
use crate::wire::violations::Violations;
use crate::wire::{name, place, text, time as day};

const MOST_DOCUMENTS: usize = 50;

fn seen(violations: &mut Violations, contract: &str, etag: &str, desk: &Desk) -> Option<Seen> {
    let id = name::parse_contract(violations, "name", contract);
    let etag = etag_of(violations, etag);
    Some(Seen { id: id?, etag: etag?, desk: desk.clone() })
}

fn number(violations: &mut Violations, field: &str, number: i32) -> Option<i32> {
    if number < 1 {
        violations.note(field, "must be 1 or more");
    }
    (number >= 1).then_some(number)
}

pub(crate) fn file(request: &pb::RecordContractFilingRequest, (today, desk): (Date, &Desk)) -> Result<File, Fault> {
    let mut violations = Violations::default();
    let seen = seen(&mut violations, &request.name, &request.etag, desk);
    let on = day::require_past(&mut violations, "filing_date", request.filing_date.as_ref(), today);
    let number = text::text(&mut violations, "filing_number", &request.filing_number, 100);
    violations.finish((|| Some(File { seen: seen?, on: on?, number: number? }))())
}

pub(crate) fn submit(request: &pb::SubmitContractMilestoneRequest, desk: &Desk) -> Result<Submit, Fault> {
    let mut violations = Violations::default();
    let seen = seen(&mut violations, &request.name, &request.etag, desk);
    let number = number(&mut violations, "milestone_number", request.milestone_number);
    let found = request.documents.len();
    if !(1..=MOST_DOCUMENTS).contains(&found) {
        violations.note("documents", format_args!("are {found}, 1 to {MOST_DOCUMENTS} are needed"));
    }
    let mut documents = Vec::with_capacity(found);
    for (place, raw) in request.documents.iter().take(MOST_DOCUMENTS).enumerate() {
        let field = format!("documents[{place}]");
        let Some(id) = name::parse_document(&mut violations, &field, raw) else { continue };
        if documents.contains(&id) {
            violations.note(field, "is named twice");
        }
        documents.push(id);
    }
    violations.finish((|| Some(Submit { seen: seen?, number: number?, documents }))())
}

pub(crate) fn examine(request: &pb::ExamineContractMilestoneRequest, desk: &Desk) -> Result<Examine, Fault> {
    let mut violations = Violations::default();
    let seen = seen(&mut violations, &request.name, &request.etag, desk);
    let number = number(&mut violations, "milestone_number", request.milestone_number);
    let outcome = match request.outcome() {
        pb::AcceptanceOutcome::Accept => Some("accept"),
        pb::AcceptanceOutcome::Return => Some("return"),
        pb::AcceptanceOutcome::Unspecified => {
            violations.note("outcome", "must be a value of the contract");
            None
        }
    };
    let opinion = text::text(&mut violations, "opinion", &request.opinion, 1_000);
    violations.finish((|| Some(Examine { seen: seen?, number: number?, outcome: outcome?, opinion: opinion? }))())
}

pub(crate) fn review(request: &pb::ReviewContractMilestoneRequest, desk: &Desk) -> Result<Review, Fault> {
    let mut violations = Violations::default();
    let seen = seen(&mut violations, &request.name, &request.etag, desk);
    let number = number(&mut violations, "milestone_number", request.milestone_number);
    let agreed = match request.review() {
        pb::AcceptanceReview::Agreed => Some(true),
        pb::AcceptanceReview::Disagreed => Some(false),
        pb::AcceptanceReview::Unspecified => {
            violations.note("review", "must be a value of the contract");
            None
        }
    };
    violations.finish((|| Some(Review { seen: seen?, number: number?, agreed: agreed? }))())
}

pub(crate) fn pay(request: &pb::RecordContractPaymentRequest, (today, desk): (Date, &Desk)) -> Result<Pay, Fault> {
    let mut violations = Violations::default();
    let seen = seen(&mut violations, &request.name, &request.etag, desk);
    let unstated = pb::ContractPayment::default();
    let stated = request.payment.as_ref().unwrap_or(&unstated);
    let milestone_number = number(&mut violations, "payment.milestone_number", stated.milestone_number);
    let amount_fen = fen(&mut violations, "payment.amount_fen", stated.amount_fen);
    let on = day::require_past(&mut violations, "payment.pay_date", stated.pay_date.as_ref(), today);
    let voucher_number = text::text(&mut violations, "payment.voucher_number", &stated.voucher_number, 100);
    let read = || {
        let paid = Paid {
            milestone_number: milestone_number?,
            amount_fen: amount_fen?,
            on: on?,
            voucher_number: voucher_number?,
        };
        Some(Pay { seen: seen?, paid })
    };
    violations.finish(read())
}

pub(crate) fn supplement(
    request: &pb::AddContractSupplementRequest,
    (today, desk): (Date, &Desk),
) -> Result<Supplement, Fault> {
    let mut violations = Violations::default();
    let seen = seen(&mut violations, &request.name, &request.etag, desk);
    let unstated = pb::ContractSupplement::default();
    let stated = request.supplement.as_ref().unwrap_or(&unstated);
    let content = text::text(&mut violations, "supplement.content", &stated.content, 1_000);
    let signed_on = day::require_past(&mut violations, "supplement.sign_date", stated.sign_date.as_ref(), today);
    let ends_on = day::parse_date(&mut violations, "supplement.end_date", stated.end_date.as_ref());
    let due = "supplement.milestone_due_date";
    let due_on = day::parse_date(&mut violations, due, stated.milestone_due_date.as_ref());
    let added = if stated.amount_fen == 0 {
        if !stated.milestone_title.is_empty() || stated.milestone_due_date.is_some() {
            violations.note("supplement.amount_fen", "is required for a milestone");
        }
        None
    } else {
        let amount_fen = fen(&mut violations, "supplement.amount_fen", stated.amount_fen);
        let title = text::text(&mut violations, "supplement.milestone_title", &stated.milestone_title, 200);
        if stated.milestone_due_date.is_none() {
            violations.note(due, "is required with an addition");
        }
        (|| Some(Owed { title: title?, due_on: due_on?, amount_fen: amount_fen? }))()
    };
    let read = || Some(Supplement { seen: seen?, content: content?, signed_on: signed_on?, added, ends_on });
    violations.finish(read())
}

pub(crate) fn evaluate(request: &pb::EvaluateContractRequest, desk: &Desk) -> Result<Evaluate, Fault> {
    let mut violations = Violations::default();
    let seen = seen(&mut violations, &request.name, &request.etag, desk);
    let opinion = text::text(&mut violations, "opinion", &request.opinion, 1_000);
    let mut scores = BTreeMap::new();
    for (place, one) in request.scores.iter().take(100).enumerate() {
        let field = |name: &str| format!("scores[{place}].{name}");
        if !(0..=FULL).contains(&one.score) {
            violations.note(field("score"), format_args!("must be 0 to {FULL}"));
        }
        let Some(key) = name::parse_key(&mut violations, &field("key"), &one.key, "") else { continue };
        if scores.insert(key, one.score).is_some() {
            violations.note(field("key"), "is named twice");
        }
    }
    violations.finish((|| Some(Evaluate { seen: seen?, scores, opinion: opinion? }))())
}

pub(crate) fn terminate(
    request: &pb::TerminateContractRequest,
    (today, desk): (Date, &Desk),
) -> Result<Terminate, Fault> {
    let mut violations = Violations::default();
    let seen = seen(&mut violations, &request.name, &request.etag, desk);
    let ground = match request.ground() {
        pb::TerminationGround::Agreement => Some("agreement"),
        pb::TerminationGround::SupplierBreach => Some("supplier_breach"),
        pb::TerminationGround::BuyerBreach => Some("buyer_breach"),
        pb::TerminationGround::PublicInterest => Some("public_interest"),
        pb::TerminationGround::ForceMajeure => Some("force_majeure"),
        pb::TerminationGround::Unspecified => {
            violations.note("ground", "must be a value of the contract");
            None
        }
    };
    let reason = text::text(&mut violations, "reason", &request.reason, 1_000);
    let on = day::require_past(&mut violations, "date", request.date.as_ref(), today);
    let read = || {
        let termination = Termination { ground: ground?, reason: reason?, on: on? };
        Some(Terminate { seen: seen?, termination })
    };
    violations.finish(read())
}

pub(crate) fn dispute(
    request: &pb::OpenContractDisputeRequest,
    (today, desk): (Date, &Desk),
) -> Result<Dispute, Fault> {
    let mut violations = Violations::default();
    let seen = seen(&mut violations, &request.name, &request.etag, desk);
    let unstated = pb::ContractDispute::default();
    let stated = request.dispute.as_ref().unwrap_or(&unstated);
    let subject = text::text(&mut violations, "dispute.subject", &stated.subject, 1_000);
    let on = day::require_past(&mut violations, "dispute.open_date", stated.open_date.as_ref(), today);
    violations.finish((|| Some(Dispute { seen: seen?, subject: subject?, on: on? }))())
}

pub(crate) fn settle(
    request: &pb::SettleContractDisputeRequest,
    (today, desk): (Date, &Desk),
) -> Result<Settle, Fault> {
    let mut violations = Violations::default();
    let seen = seen(&mut violations, &request.name, &request.etag, desk);
    let number = number(&mut violations, "dispute_number", request.dispute_number);
    let settlement = text::text(&mut violations, "settlement", &request.settlement, 1_000);
    let on = day::require_past(&mut violations, "settle_date", request.settle_date.as_ref(), today);
    violations.finish((|| Some(Settle { seen: seen?, number: number?, settlement: settlement?, on: on? }))())
}

pub(crate) fn get(
    request: &pb::GetContractRequest,
    call: &Call,
    (now, desk): (OffsetDateTime, &Desk),
) -> Result<Get, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_contract(&mut violations, "name", &request.name);
    violations.finish(id.map(|id| Get { id, scope: call.scope.clone(), desk: desk.clone(), now }))
}

pub(crate) fn list(
    request: &pb::ListContractsRequest,
    call: &Call,
    (now, desk): (OffsetDateTime, &Desk),
) -> Result<List, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListContractsRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let division = place::stated(&mut violations, "division", &request.division);
    let buyer = Some(request.buyer_department.as_str()).filter(|buyer| !buyer.is_empty());
    let buyer_department = buyer.and_then(|buyer| name::parse_department(&mut violations, "buyer_department", buyer));
    let status = match pb::ContractStatus::try_from(request.status) {
        Ok(pb::ContractStatus::Unspecified) => None,
        Ok(pb::ContractStatus::Active) => Some("active"),
        Ok(pb::ContractStatus::Completed) => Some("completed"),
        Ok(pb::ContractStatus::Terminated) => Some("terminated"),
        Err(_) => {
            violations.note("status", "must be a value of the contract");
            None
        }
    };
    let supplier_code = stated_code(&mut violations, "supplier_code", &request.supplier_code);
    let size = page::size(&mut violations, request.page_size, 20, 50);
    let before: Option<Uuid> = binding.key(&mut violations, &request.page_token).and_then(|key| key.parse().ok());
    let scope = call.scope.prefix().to_owned();
    let filter = ContractFilter { division, buyer_department, status, supplier_code, scope };
    let overdue = request.filing_overdue;
    violations.finish(Some(List { filter, overdue, before, size, binding, desk: desk.clone(), now }))
}
