//! Contracts as the contract has them, and replies.

mod request;
mod signed;

use onecode_proto::purchase::v1 as pb;
use purchase_domain::contract::{Grade, filing_last_day, filing_overdue, signing_last_day, signing_overdue};

use super::{name, time as day};
use crate::ops::contract::Shown;
use crate::ops::contract::read::Listed;
use crate::store::contract::ContractRow;
use crate::store::contract::event::{DisputeRow, EvaluationRow, PaymentRow, SupplementRow};
use crate::store::contract::milestone::{IndicatorRow, MilestoneRow};
use crate::store::contract::whole::Whole;

pub(crate) use request::{
    dispute, evaluate, examine, file, get, list, pay, review, settle, submit, supplement, terminate,
};
pub(crate) use signed::sign;

/// Another one with every change of a contract.
pub(crate) fn etag(row: &ContractRow) -> String {
    intake::etag::etag(&row.id.to_string(), row.revision)
}

macro_rules! replies {
    ($($reply:ident: $message:ident),* $(,)?) => {$(
        pub(crate) fn $reply(shown: Shown) -> pb::$message {
            pb::$message { contract: Some(contract(shown)) }
        }
    )*};
}

replies! {
    sign_reply: CreateContractResponse,
    file_reply: RecordContractFilingResponse,
    submit_reply: SubmitContractMilestoneResponse,
    examine_reply: ExamineContractMilestoneResponse,
    review_reply: ReviewContractMilestoneResponse,
    pay_reply: RecordContractPaymentResponse,
    supplement_reply: AddContractSupplementResponse,
    evaluate_reply: EvaluateContractResponse,
    terminate_reply: TerminateContractResponse,
    dispute_reply: OpenContractDisputeResponse,
    settle_reply: SettleContractDisputeResponse,
    get_reply: GetContractResponse,
}

pub(crate) fn list_reply(listed: Listed) -> pb::ListContractsResponse {
    pb::ListContractsResponse {
        contracts: listed.contracts.into_iter().map(contract).collect(),
        next_page_token: listed.next_page_token,
    }
}

/// A contract as the contract has it.
pub(crate) fn contract(shown: Shown) -> pb::Contract {
    let Shown { whole, desk, today } = shown;
    let (etag, paid_fen, termination) = (etag(&whole.row), whole.paid_fen(), termination(&whole.row));
    let evaluation = whole.evaluation.as_ref().map(|found| evaluation(found, &whole.indicators));
    let Whole { row, milestones, indicators, supplements, payments, disputes, .. } = whole;
    let status = match row.status.as_str() {
        "active" => pb::ContractStatus::Active,
        "completed" => pb::ContractStatus::Completed,
        "terminated" => pb::ContractStatus::Terminated,
        _ => pb::ContractStatus::Unspecified,
    };
    let supplement = |row: SupplementRow| supplement_of(row, &milestones);
    pb::Contract {
        name: name::contract(row.id),
        project: name::project(row.project),
        ocid: row.ocid,
        division: row.division,
        buyer_department: name::department(&row.buyer_department),
        number: row.number,
        title: row.title,
        supplier_code: row.supplier_code,
        supplier_title: row.supplier_title,
        amount_fen: row.amount_fen,
        total_amount_fen: row.amount_fen.saturating_add(row.added_fen),
        paid_fen,
        sign_date: Some(day::date(row.signed_on)),
        signing_last_date: signing_last_day(row.award_on).map(day::date),
        signing_overdue_days: i32::try_from(signing_overdue(row.award_on, row.signed_on)).unwrap_or(i32::MAX),
        start_date: Some(day::date(row.starts_on)),
        end_date: Some(day::date(row.ends_on)),
        current_end_date: Some(day::date(row.current_ends_on)),
        long_term: long_term(row.long_term),
        milestones: milestones.iter().cloned().map(milestone).collect(),
        indicators: indicators.into_iter().map(indicator).collect(),
        status: status.into(),
        filing_last_date: filing_last_day(row.signed_on, desk.calendar()).map(day::date),
        filing_date: row.filed_on.map(day::date),
        filing_number: row.filing_number,
        filing_overdue: filing_overdue(row.signed_on, row.filed_on.unwrap_or(today), desk.calendar()),
        supplements: supplements.into_iter().map(supplement).collect(),
        payments: payments.into_iter().map(payment).collect(),
        disputes: disputes.into_iter().map(dispute_of).collect(),
        evaluation,
        termination,
        retain_until: row.retain_until.map(day::date),
        create_time: Some(day::timestamp(row.created_at)),
        update_time: Some(day::timestamp(row.updated_at)),
        etag,
    }
}

fn long_term(reasons: Vec<String>) -> Option<pb::LongTerm> {
    let [stable, continuous, funded, price_stable] = <[String; 4]>::try_from(reasons).ok()?;
    Some(pb::LongTerm { stable, continuous, funded, price_stable })
}

fn milestone(row: MilestoneRow) -> pb::ContractMilestone {
    let status = match row.status.as_str() {
        "pending" => pb::ContractMilestoneStatus::Pending,
        "submitted" => pb::ContractMilestoneStatus::Submitted,
        "examined" => pb::ContractMilestoneStatus::Examined,
        "accepted" => pb::ContractMilestoneStatus::Accepted,
        _ => pb::ContractMilestoneStatus::Unspecified,
    };
    let outcome = match row.outcome.as_deref() {
        Some("accept") => pb::AcceptanceOutcome::Accept,
        Some("return") => pb::AcceptanceOutcome::Return,
        _ => pb::AcceptanceOutcome::Unspecified,
    };
    pb::ContractMilestone {
        number: row.number,
        title: row.title,
        due_date: Some(day::date(row.due_on)),
        amount_fen: row.amount_fen,
        supplement_number: row.supplement_number,
        status: status.into(),
        documents: row.documents.into_iter().map(name::document).collect(),
        submit_time: row.submitted_at.map(day::timestamp),
        outcome: outcome.into(),
        opinion: row.opinion,
        examine_time: row.examined_at.map(day::timestamp),
        accept_time: row.accepted_at.map(day::timestamp),
        paid_fen: row.paid_fen,
    }
}

fn indicator(row: IndicatorRow) -> pb::ContractIndicator {
    pb::ContractIndicator { key: row.key, title: row.title, weight: row.weight }
}

fn supplement_of(row: SupplementRow, milestones: &[MilestoneRow]) -> pb::ContractSupplement {
    let added = milestones.iter().find(|one| Some(one.number) == row.milestone_number);
    pb::ContractSupplement {
        number: row.number,
        content: row.content,
        sign_date: Some(day::date(row.signed_on)),
        amount_fen: row.amount_fen,
        milestone_title: added.map(|one| one.title.clone()).unwrap_or_default(),
        milestone_due_date: added.map(|one| day::date(one.due_on)),
        end_date: row.ends_on.map(day::date),
        create_time: Some(day::timestamp(row.created_at)),
    }
}

fn payment(row: PaymentRow) -> pb::ContractPayment {
    pb::ContractPayment {
        number: row.number,
        milestone_number: row.milestone_number,
        amount_fen: row.amount_fen,
        pay_date: Some(day::date(row.paid_on)),
        voucher_number: row.voucher_number,
        create_time: Some(day::timestamp(row.created_at)),
    }
}

fn dispute_of(row: DisputeRow) -> pb::ContractDispute {
    pb::ContractDispute {
        number: row.number,
        subject: row.subject,
        open_date: Some(day::date(row.opened_on)),
        settle_date: row.settled_on.map(day::date),
        settlement: row.settlement,
        create_time: Some(day::timestamp(row.created_at)),
    }
}

fn evaluation(row: &EvaluationRow, indicators: &[IndicatorRow]) -> pb::ContractEvaluation {
    let grade = match Grade::parse(&row.grade) {
        None => pb::PerformanceGrade::Unspecified,
        Some(Grade::Excellent) => pb::PerformanceGrade::Excellent,
        Some(Grade::Good) => pb::PerformanceGrade::Good,
        Some(Grade::Passed) => pb::PerformanceGrade::Passed,
        Some(Grade::Failed) => pb::PerformanceGrade::Failed,
    };
    let scored = indicators.iter().zip(&row.scores);
    pb::ContractEvaluation {
        scores: scored.map(|(one, score)| pb::IndicatorScore { key: one.key.clone(), score: *score }).collect(),
        total_score: row.total_score,
        grade: grade.into(),
        opinion: row.opinion.clone(),
        rule: row.rule.clone(),
        create_time: Some(day::timestamp(row.created_at)),
    }
}

fn termination(row: &ContractRow) -> Option<pb::ContractTermination> {
    let ground = match row.termination_ground.as_deref()? {
        "agreement" => pb::TerminationGround::Agreement,
        "supplier_breach" => pb::TerminationGround::SupplierBreach,
        "buyer_breach" => pb::TerminationGround::BuyerBreach,
        "public_interest" => pb::TerminationGround::PublicInterest,
        "force_majeure" => pb::TerminationGround::ForceMajeure,
        _ => pb::TerminationGround::Unspecified,
    };
    Some(pb::ContractTermination {
        ground: ground.into(),
        reason: row.termination_reason.clone(),
        date: row.terminated_on.map(day::date),
    })
}
