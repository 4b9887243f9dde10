//! What departments submit and withdraw.

#![expect(clippy::needless_pass_by_value, reason = "replies have the signature that `Uow` calls")]

use ::time::Date;
use credit_domain::submission::Submission;
use fault::Fault;
use onecode_proto::credit::v1 as pb;

use super::record::{read_kind, shown};
use super::violations::Violations;
use super::{name, text, time as day};
use crate::ops::shown::Shown;
use crate::ops::submission::{Became, Item, Refused, Submitted, Withdraw, within};

/// Submissions of one batch.
const MOST: usize = 1_000;

pub(crate) fn submit(request: &pb::SubmitCreditRecordRequest, today: Date) -> Result<Submission, Fault> {
    let Some(stated) = &request.submission else {
        return Err(Fault::invalid_field("submission", "is required"));
    };
    submission(stated, today).map_err(within)
}

pub(crate) fn submit_all(request: &pb::BatchSubmitCreditRecordsRequest, today: Date) -> Result<Vec<Item>, Fault> {
    let found = request.submissions.len();
    if !(1..=MOST).contains(&found) {
        return Err(Fault::invalid_field("submissions", format!("has {found}, 1 to {MOST} are allowed")));
    }
    let read = |stated| submission(stated, today).map_err(|fault| Refused::of(&fault));
    Ok(request.submissions.iter().map(read).collect())
}

fn submission(stated: &pb::CreditSubmission, today: Date) -> Result<Submission, Fault> {
    let mut violations = Violations::default();
    let organization = name::parse_organization(&mut violations, "organization", &stated.organization);
    let kind = read_kind(stated.kind());
    if kind.is_none() {
        violations.note("kind", "must be a value of the contract, not UNSPECIFIED");
    }
    let title = text::within(&mut violations, "organization_title", &stated.organization_title, (0, 200));
    let number = text::within(&mut violations, "document_number", &stated.document_number, (1, 100));
    let value = text::within(&mut violations, "value", &stated.value, (0, 200));
    if stated.from_date.is_none() {
        violations.note("from_date", "is required");
    }
    let from = day::parse_date(&mut violations, "from_date", stated.from_date.as_ref());
    let until = day::parse_date(&mut violations, "until_date", stated.until_date.as_ref());
    let obtained = day::parse_date(&mut violations, "obtain_date", stated.obtain_date.as_ref());
    let read = || {
        let from = from?;
        Some(Submission {
            organization: organization?,
            title: title?,
            kind: kind?,
            document_number: number?,
            year: Some(stated.year).filter(|year| *year != 0),
            value: value?,
            amount_fen: Some(stated.amount_fen).filter(|fen| *fen != 0),
            from,
            until,
            obtained: obtained.unwrap_or(from),
        })
    };
    let read = read();
    for (field, problem) in read.as_ref().map(|read| read.problems(today)).unwrap_or_default() {
        violations.note(field, problem);
    }
    violations.finish(read)
}

pub(crate) fn submit_reply(submitted: Submitted) -> pb::SubmitCreditRecordResponse {
    pb::SubmitCreditRecordResponse {
        credit_record: Some(shown(&submitted.shown)),
        result: became(submitted.became).into(),
    }
}

pub(crate) fn submit_all_reply(outcomes: Vec<Result<Submitted, Refused>>) -> pb::BatchSubmitCreditRecordsResponse {
    let outcome = |outcome| match outcome {
        Ok(Submitted { shown: one, became: how }) => {
            pb::SubmissionOutcome { result: became(how).into(), credit_record: Some(shown(&one)), ..Default::default() }
        }
        Err(Refused { reason, problems }) => {
            let problems =
                problems.into_iter().map(|(field, description)| pb::SubmissionProblem { field, description });
            pb::SubmissionOutcome {
                result: pb::SubmissionResult::Refused.into(),
                credit_record: None,
                reason: reason.to_owned(),
                problems: problems.collect(),
            }
        }
    };
    pb::BatchSubmitCreditRecordsResponse { outcomes: outcomes.into_iter().map(outcome).collect() }
}

fn became(became: Became) -> pb::SubmissionResult {
    match became {
        Became::Added => pb::SubmissionResult::Added,
        Became::Repeated => pb::SubmissionResult::Repeated,
        Became::Reported => pb::SubmissionResult::Reported,
        Became::Withdrawn => pb::SubmissionResult::Withdrawn,
    }
}

pub(crate) fn withdraw(request: &pb::WithdrawCreditRecordRequest) -> Result<Withdraw, Fault> {
    let mut violations = Violations::default();
    let organization = name::parse_organization(&mut violations, "organization", &request.organization);
    let kind = read_kind(request.kind()).filter(|kind| credit_domain::submission::is_submitted(*kind));
    if kind.is_none() {
        violations.note("kind", "must be a kind that is submitted");
    }
    let document_number = text::within(&mut violations, "document_number", &request.document_number, (1, 100));
    let reasons = text::within(&mut violations, "reasons", &request.reasons, (5, 500));
    let number = text::within(&mut violations, "withdrawal_number", &request.withdrawal_number, (1, 100));
    let command = || {
        let (document_number, reasons, number) = (document_number?, reasons?, number?);
        Some(Withdraw { organization: organization?, kind: kind?, document_number, reasons, number })
    };
    violations.finish(command())
}

pub(crate) fn withdraw_reply(record: Option<Shown>) -> pb::WithdrawCreditRecordResponse {
    pb::WithdrawCreditRecordResponse { credit_record: record.as_ref().map(shown) }
}
