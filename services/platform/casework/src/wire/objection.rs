//! Objections as officers see them, and as whoever filed one does.

use fault::Fault;
use intake::page::{self, Binding};
use intake::time::{date, timestamp};
use intake::violations::Violations;
use onecode_proto::procedure::v1 as pb;
use uow::Call;
use uuid::Uuid;

use super::name::{self, case_name, department, objection_name, publicity_name};
use super::publicity::stored_rule;
use crate::objection::{Answer, File, List, Seen};
use crate::read::Listed;
use crate::receipt;
use crate::store::objection::ObjectionFilter;

const SHORTEST_TEXT: usize = 10;
const LONGEST_TEXT: usize = 2_000;
const LONGEST_REASONS: usize = 2_000;

pub(crate) fn file(request: &pb::FileObjectionRequest) -> Result<File, Fault> {
    let mut violations = Violations::default();
    let publicity = name::parse_publicity(&mut violations, "publicity", &request.publicity);
    let text = request.text.trim();
    if !(SHORTEST_TEXT..=LONGEST_TEXT).contains(&text.chars().count()) {
        violations.note("text", format_args!("must have {SHORTEST_TEXT} to {LONGEST_TEXT} characters"));
    }
    violations.finish(publicity.map(|publicity| File { publicity, text: text.to_owned() }))
}

pub(crate) fn by_receipt(request: &pb::GetObjectionByReceiptRequest) -> Result<String, Fault> {
    let mut violations = Violations::default();
    let receipt = receipt::parse(&request.receipt);
    if receipt.is_none() {
        violations.note("receipt", "must be a receipt number of 20 digits and letters");
    }
    violations.finish(receipt)
}

pub(crate) fn answer(request: &pb::AnswerObjectionRequest) -> Result<Answer, Fault> {
    let mut violations = Violations::default();
    let ids = name::parse_objection(&mut violations, "name", &request.name);
    let upheld = match request.state() {
        pb::ObjectionState::Upheld => Some(true),
        pb::ObjectionState::Rejected => Some(false),
        pb::ObjectionState::Unspecified | pb::ObjectionState::Open => {
            violations.note("state", "must be UPHELD or REJECTED");
            None
        }
    };
    let reasons = request.reasons.trim();
    if !(1..=LONGEST_REASONS).contains(&reasons.chars().count()) {
        violations.note("reasons", format_args!("must have 1 to {LONGEST_REASONS} characters"));
    }
    violations.finish(ids.zip(upheld).map(|((publicity, id), upheld)| Answer {
        publicity,
        id,
        upheld,
        reasons: reasons.to_owned(),
    }))
}

pub(crate) fn list(request: &pb::ListObjectionsRequest, call: &Call) -> Result<List, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListObjectionsRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let size = page::size(&mut violations, request.page_size, 50, 200);
    let after = binding.key(&mut violations, &request.page_token).and_then(|key| Uuid::try_parse(&key).ok());
    let publicity = name::parse_publicity(&mut violations, "parent", &request.parent);
    let state = match request.state.try_into() {
        Ok(pb::ObjectionState::Unspecified) => None,
        Ok(pb::ObjectionState::Open) => Some("open"),
        Ok(pb::ObjectionState::Upheld) => Some("upheld"),
        Ok(pb::ObjectionState::Rejected) => Some("rejected"),
        Err(_) => {
            violations.note("state", "must be a value of the contract");
            None
        }
    };
    violations.finish(publicity.map(|publicity| List {
        filter: ObjectionFilter { scope: call.scope.clone(), publicity, state },
        after,
        size,
        binding,
        content: call.reveals,
    }))
}

pub(crate) fn list_reply(listed: Listed<Seen>) -> pb::ListObjectionsResponse {
    pb::ListObjectionsResponse {
        objections: listed.rows.iter().map(objection).collect(),
        next_page_token: listed.next_page_token,
    }
}

pub(crate) fn objection(seen: &Seen) -> pb::Objection {
    let row = &seen.row;
    pb::Objection {
        name: objection_name(row.publicity_id, row.id),
        case: case_name(row.case_id),
        text: if seen.content { row.body.clone() } else { String::new() },
        department: department(&row.department),
        state: state(&row.state).into(),
        answer: row.answer.clone(),
        answering_department: match row.answering_department.as_str() {
            "" => String::new(),
            key => department(key),
        },
        answer_due_date: seen.answer_due.map(date),
        rule: Some(stored_rule(row.rule.clone(), row.rule_version)),
        create_time: Some(timestamp(row.created_at)),
        answer_time: row.answered_at.map(timestamp),
    }
}

pub(crate) fn status_reply(seen: Seen) -> pb::GetObjectionByReceiptResponse {
    let status = pb::ObjectionStatus {
        publicity: publicity_name(seen.row.publicity_id),
        state: state(&seen.row.state).into(),
        answer: seen.row.answer,
        answer_due_date: seen.answer_due.map(date),
        create_time: Some(timestamp(seen.row.created_at)),
        answer_time: seen.row.answered_at.map(timestamp),
    };
    pb::GetObjectionByReceiptResponse { objection_status: Some(status) }
}

fn state(state: &str) -> pb::ObjectionState {
    match state {
        "open" => pb::ObjectionState::Open,
        "upheld" => pb::ObjectionState::Upheld,
        _ => pb::ObjectionState::Rejected,
    }
}
