//! Steps of penalties: what each states.

use ::time::Date;
use fault::Fault;
use inspection_domain::enforcement::{Instalment, Statement};
use onecode_proto::inspection::v1 as pb;
use uuid::Uuid;

use super::parse::{LINE, REASONS, day, inspectors, lines, penalty_step, proceeding, sanctions, sha256, stepped};
use super::words::{self, ANNULMENTS, OUTCOMES};
use crate::ops::enforcement::annul::Annul;
use crate::ops::enforcement::decide::{Close, Decide};
use crate::ops::enforcement::execute::Defer;
use crate::ops::enforcement::hear::{Call, Minutes};
use crate::ops::enforcement::investigate::{Conclusion, Review};
use crate::ops::enforcement::team::Assign;
use crate::ops::enforcement::transfer::Hand;
use crate::ops::enforcement::{Desk, Proceeding, Step};
use crate::store::enforcement::payment::PaymentRow;
use crate::wire::violations::Violations;
use crate::wire::{name, text};

const MOST_INSTALMENTS: usize = 24;
const LONGEST_MARK: usize = 20;
const LONGEST_WITHHELD: usize = 500;
const LONGEST_RECEIPT: usize = 100;

/// Steps that state nothing, or one text, or one day.
macro_rules! steps {
    ($($function:ident($message:ident) $(reasons $text:ident)? $(day $date:ident)?;)+) => {
        $(
            pub(crate) fn $function(
                request: &pb::$message,
                desk: &Desk,
            ) -> Result<Step<steps!(@type $($text)? $($date as Date)?)>, Fault> {
                #[expect(clippy::allow_attributes, reason = "a step that states nothing notes nothing")]
                #[allow(unused_mut)]
                let mut violations = Violations::default();
                let what = steps!(@read violations, request, $($text)? $($date as Date)?);
                penalty_step(violations, desk, (&request.name, &request.etag), what)
            }
        )+
    };
    (@type) => { () };
    (@type $text:ident) => { String };
    (@type $date:ident as Date) => { Date };
    (@read $violations:ident, $request:ident,) => { Some(()) };
    (@read $violations:ident, $request:ident, $text:ident) => {
        text::text(&mut $violations, stringify!($text), &$request.$text, REASONS)
    };
    (@read $violations:ident, $request:ident, $date:ident as Date) => {
        day(&mut $violations, stringify!($date), $request.$date.as_ref())
    };
}

steps! {
    approve_filing(ApprovePenaltyFilingRequest);
    decline_filing(DeclinePenaltyFilingRequest) reasons reasons;
    suspend(SuspendPenaltyRequest) reasons reasons;
    resume(ResumePenaltyRequest);
    extend(ExtendPenaltyTermRequest) reasons reasons;
    notify(NotifyPenaltyRequest);
    notice_delivered(RecordNoticeDeliveryRequest) day delivery_date;
    request_hearing(RequestHearingRequest) day request_date;
    decision_delivered(RecordDecisionDeliveryRequest) day delivery_date;
    publish(PublishPenaltyRequest);
    execute(ExecutePenaltyRequest) reasons note;
    withdraw_publication(WithdrawPublicationRequest) reasons reasons;
    accept_transfer(AcceptPenaltyTransferRequest);
    return_transfer(ReturnPenaltyTransferRequest) reasons reasons;
}

pub(crate) fn assign(request: &pb::AssignOfficersRequest, desk: &Desk) -> Result<Step<Assign>, Fault> {
    let mut violations = Violations::default();
    let proceeding = proceeding(&mut violations, "name", &request.name);
    let officers = inspectors(&mut violations, "officers", &request.officers);
    let what = proceeding.map(|proceeding| Assign { proceeding, officers });
    stepped(violations, desk, (proceeding.map(Proceeding::id), &request.etag), what)
}

pub(crate) fn conclude(request: &pb::ConcludePenaltyRequest, desk: &Desk) -> Result<Step<Conclusion>, Fault> {
    let mut violations = Violations::default();
    let empty = pb::PenaltyConclusion::default();
    let source = request.conclusion.as_ref().unwrap_or(&empty);
    let report = text::text(&mut violations, "conclusion.report", &source.report, REASONS);
    let document = document(&mut violations, (&source.document, &source.document_sha256));
    let sanctions = sanctions(&mut violations, "conclusion.sanctions", &source.sanctions);
    let (public_interest, complex) = (source.public_interest, source.complex);
    let what = report.map(|report| Conclusion { report, document, sanctions, public_interest, complex });
    penalty_step(violations, desk, (&request.name, &request.etag), what)
}

/// The whole report with the SHA-256 that was seen, if there is one.
fn document(violations: &mut Violations, (document, digest): (&str, &str)) -> Option<(Uuid, String)> {
    if document.is_empty() && digest.is_empty() {
        return None;
    }
    let id = name::parse_document(violations, "conclusion.document", document);
    id.zip(sha256(violations, "conclusion.document_sha256", digest))
}

pub(crate) fn review(request: &pb::ReviewPenaltyRequest, desk: &Desk) -> Result<Step<Review>, Fault> {
    let mut violations = Violations::default();
    let opinion = text::text(&mut violations, "opinion", &request.opinion, REASONS);
    let what = opinion.map(|opinion| Review { passed: request.passed, opinion });
    penalty_step(violations, desk, (&request.name, &request.etag), what)
}

pub(crate) fn statement(request: &pb::RecordStatementRequest, desk: &Desk) -> Result<Step<Statement>, Fault> {
    let mut violations = Violations::default();
    let empty = pb::PenaltyStatement::default();
    let source = request.statement.as_ref().unwrap_or(&empty);
    let on = day(&mut violations, "statement.statement_date", source.statement_date.as_ref());
    let content = text::text(&mut violations, "statement.content", &source.content, REASONS);
    let weighing = text::text(&mut violations, "statement.weighing", &source.weighing, REASONS);
    let what = on.zip(content).zip(weighing).map(|((on, content), weighing)| Statement {
        on,
        content,
        accepted: source.accepted,
        weighing,
    });
    penalty_step(violations, desk, (&request.name, &request.etag), what)
}

pub(crate) fn schedule(request: &pb::ScheduleHearingRequest, desk: &Desk) -> Result<Step<Call>, Fault> {
    let mut violations = Violations::default();
    let on = day(&mut violations, "hearing_date", request.hearing_date.as_ref());
    let place = text::text(&mut violations, "place", &request.place, LINE);
    let what = on.zip(place).map(|(on, place)| Call { on, place });
    penalty_step(violations, desk, (&request.name, &request.etag), what)
}

pub(crate) fn hearing(request: &pb::RecordHearingRequest, desk: &Desk) -> Result<Step<Minutes>, Fault> {
    let mut violations = Violations::default();
    let summary = text::text(&mut violations, "summary", &request.summary, REASONS);
    let what = summary.map(|summary| Minutes { absent: request.absent, summary });
    penalty_step(violations, desk, (&request.name, &request.etag), what)
}

pub(crate) fn decide(request: &pb::DecidePenaltyRequest, desk: &Desk) -> Result<Step<Decide>, Fault> {
    let mut violations = Violations::default();
    let empty = pb::PenaltyDecision::default();
    let source = request.decision.as_ref().unwrap_or(&empty);
    let number_mark = mark(&mut violations, "decision.number_mark", &source.number_mark);
    let sanctions = sanctions(&mut violations, "decision.sanctions", &source.sanctions);
    let facts = text::text(&mut violations, "decision.facts", &source.facts, REASONS);
    let basis = lines(&mut violations, "decision.basis", &source.basis);
    let field = "decision.withheld_reason";
    let withheld_reason = text::optional(&mut violations, field, &source.withheld_reason, LONGEST_WITHHELD);
    if withheld_reason.as_ref().is_some_and(|reason| reason.is_empty() != source.publishable) {
        violations.note(field, "must say why the decision is not published, and nothing where it is");
    }
    let stated = number_mark.zip(facts).zip(withheld_reason);
    let what = stated.map(|((number_mark, facts), withheld_reason)| Decide {
        number_mark,
        sanctions,
        facts,
        basis,
        publishable: source.publishable,
        withheld_reason,
    });
    penalty_step(violations, desk, (&request.name, &request.etag), what)
}

/// The sign of a department in the numbers of its decisions.
pub(super) fn mark(violations: &mut Violations, field: &str, raw: &str) -> Option<String> {
    let mark = text::text(violations, field, raw, LONGEST_MARK)?;
    if mark.contains(['〔', '〕', '号']) || mark.chars().any(|c| c.is_ascii_digit() || c.is_whitespace()) {
        violations.note(field, "must be the sign alone: year and number are given");
        return None;
    }
    Some(mark)
}

pub(crate) fn close(request: &pb::ClosePenaltyRequest, desk: &Desk) -> Result<Step<Close>, Fault> {
    let mut violations = Violations::default();
    let stated = pb::PenaltyOutcome::try_from(request.outcome).ok();
    let outcome = OUTCOMES.iter().find(|(value, _, _)| Some(*value) == stated);
    if outcome.is_none() {
        violations.note("outcome", "must be a value of the contract, not UNSPECIFIED");
    }
    let ground = text::text(&mut violations, "ground", &request.ground, LINE);
    let reasons = text::text(&mut violations, "reasons", &request.reasons, REASONS);
    let what = outcome.zip(ground).zip(reasons);
    let what = what.map(|(((_, outcome, action), ground), reasons)| Close { action, outcome, ground, reasons });
    penalty_step(violations, desk, (&request.name, &request.etag), what)
}

pub(crate) fn pay(request: &pb::RecordPaymentRequest, desk: &Desk) -> Result<Step<PaymentRow>, Fault> {
    let mut violations = Violations::default();
    let empty = pb::RecordedPayment::default();
    let source = request.payment.as_ref().unwrap_or(&empty);
    let paid_on = day(&mut violations, "payment.payment_date", source.payment_date.as_ref());
    let receipt = text::text(&mut violations, "payment.receipt", &source.receipt, LONGEST_RECEIPT);
    let parts = [
        ("payment.fine_fen", source.fine_fen),
        ("payment.surcharge_fen", source.surcharge_fen),
        ("payment.confiscation_fen", source.confiscation_fen),
    ];
    for (field, amount) in parts {
        if amount < 0 {
            violations.note(field, "must not be negative");
        }
    }
    if parts.iter().all(|(_, amount)| *amount == 0) {
        violations.note("payment.fine_fen", "something must be paid");
    }
    let what = paid_on.zip(receipt).map(|(paid_on, receipt)| PaymentRow {
        paid_on,
        fine_fen: source.fine_fen,
        surcharge_fen: source.surcharge_fen,
        confiscation_fen: source.confiscation_fen,
        receipt,
    });
    penalty_step(violations, desk, (&request.name, &request.etag), what)
}

pub(crate) fn defer(request: &pb::DeferPaymentRequest, desk: &Desk) -> Result<Step<Defer>, Fault> {
    let mut violations = Violations::default();
    if !(1..=MOST_INSTALMENTS).contains(&request.instalments.len()) {
        violations.note("instalments", format_args!("must be 1 to {MOST_INSTALMENTS}"));
    }
    let mut instalments: Vec<Instalment> = Vec::new();
    for (at, stated) in request.instalments.iter().take(MOST_INSTALMENTS).enumerate() {
        let field = format!("instalments[{at}].due_date");
        let due_on = day(&mut violations, &field, stated.due_date.as_ref());
        if due_on.is_some_and(|due| instalments.last().is_some_and(|last| due <= last.due_on)) {
            violations.note(field, "must be later than the one before");
        }
        if stated.amount_fen < 1 {
            violations.note(format!("instalments[{at}].amount_fen"), "must be at least 1");
        }
        instalments.extend(due_on.map(|due_on| Instalment { due_on, amount_fen: stated.amount_fen }));
    }
    let reasons = text::text(&mut violations, "reasons", &request.reasons, REASONS);
    let what = reasons.map(|reasons| Defer { instalments, reasons });
    penalty_step(violations, desk, (&request.name, &request.etag), what)
}

pub(crate) fn annul(request: &pb::AnnulPenaltyRequest, desk: &Desk) -> Result<Step<Annul>, Fault> {
    let mut violations = Violations::default();
    let ground = words::word(&ANNULMENTS, request.ground);
    if ground.is_none() {
        violations.note("ground", "must be a value of the contract, not UNSPECIFIED");
    }
    let number = text::text(&mut violations, "document_number", &request.document_number, LONGEST_RECEIPT);
    let reasons = text::text(&mut violations, "reasons", &request.reasons, REASONS);
    let what = ground.zip(number).zip(reasons);
    let what = what.map(|((ground, document_number), reasons)| Annul { ground, document_number, reasons });
    penalty_step(violations, desk, (&request.name, &request.etag), what)
}

pub(crate) fn transfer(request: &pb::TransferPenaltyRequest, desk: &Desk) -> Result<Step<Hand>, Fault> {
    let mut violations = Violations::default();
    let department = name::parse_department(&mut violations, "department", &request.department);
    let reasons = text::text(&mut violations, "reasons", &request.reasons, REASONS);
    let what = department.zip(reasons).map(|(department, reasons)| Hand { department, reasons });
    penalty_step(violations, desk, (&request.name, &request.etag), what)
}
