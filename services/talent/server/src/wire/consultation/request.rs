//! What is asked of consultations.

use ::time::Date;
use fault::Fault;
use onecode_proto::talent::v1 as pb;
use uow::Call;
use uuid::Uuid;
use vocab::DivisionCode;

use super::{STATUSES, Violations, kept, name, text};
use crate::ops::consultation::Which;
use crate::ops::consultation::conclude::Conclude;
use crate::ops::consultation::draft::Withdraw;
use crate::ops::consultation::read::{Get, List, ListUnanswered};
use crate::store::consultation::Filter;
use crate::wire::page::{self, Binding};

const LONGEST_SUMMARY: usize = 10_000;
const PAGE: i32 = 50;
const LONGEST_PAGE: i32 = 200;

/// Which consultation, as it was read; the names of the fields stand behind `prefix`.
pub(super) fn seen(violations: &mut Violations, prefix: &str, raw: &str, etag: &str) -> Option<Which> {
    let id = name::parse_consultation(violations, &format!("{prefix}name"), raw);
    if etag.is_empty() {
        violations.note(format!("{prefix}etag"), "is required");
    }
    Some(Which { id: id?, etag: etag.to_owned() })
}

/// Which consultation, as it was read.
pub(crate) fn which(raw: &str, etag: &str) -> Result<Which, Fault> {
    let mut violations = Violations::default();
    let seen = seen(&mut violations, "", raw, etag);
    violations.finish(seen)
}

pub(crate) fn withdraw(request: &pb::WithdrawConsultationRequest) -> Result<Withdraw, Fault> {
    let mut violations = Violations::default();
    let which = seen(&mut violations, "", &request.name, &request.etag);
    let reason = text::text(&mut violations, "reason", &request.reason, 500);
    violations.finish(which.zip(reason).map(|(which, reason)| Withdraw { which, reason }))
}

pub(crate) fn conclude(request: &pb::ConcludeConsultationRequest) -> Result<Conclude, Fault> {
    let mut violations = Violations::default();
    let which = seen(&mut violations, "", &request.name, &request.etag);
    let summary = text::lines(&mut violations, "summary", &request.summary, LONGEST_SUMMARY);
    let number = text::optional(&mut violations, "issued_document_number", &request.issued_document_number, 100);
    let read = || Some(Conclude { which: which?, summary: summary?, issued_number: number? });
    violations.finish(read())
}

/// Which consultation is read, by whom, and on which day.
pub(crate) fn get(raw: &str, call: &Call, today: Date) -> Result<Get, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_consultation(&mut violations, "name", raw);
    violations.finish(id.map(|id| Get { id, call: call.clone(), today }))
}

/// The status that a filter states, as the table has it, and whether opinions are taken.
fn status(violations: &mut Violations, stated: i32) -> (Option<&'static str>, Option<bool>) {
    let Ok(status) = pb::ConsultationStatus::try_from(stated) else {
        violations.note("status", "must be a value of the contract");
        return (None, None);
    };
    match kept(&STATUSES, status) {
        Some("open") => (Some("open"), Some(true)),
        Some("closed") => (Some("open"), Some(false)),
        other => (other, None),
    }
}

pub(crate) fn list(request: &pb::ListConsultationsRequest, call: &Call, today: Date) -> Result<List, Fault> {
    let mut violations = Violations::default();
    let division = if request.division.is_empty() {
        None
    } else {
        violations.take("division", DivisionCode::parse(&request.division)).map(|division| division.to_string())
    };
    let (status, is_taking) = status(&mut violations, request.status);
    let asked = if request.asked_organization.is_empty() {
        None
    } else {
        intake::name::parse_organization(&mut violations, "asked_organization", &request.asked_organization)
            .map(|code| code.to_string())
    };
    let bare = pb::ListConsultationsRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let (size, binding) = sized(&mut violations, request.page_size, call, &bare);
    let key = binding.key(&mut violations, &request.page_token);
    let before = key.and_then(|key| Uuid::try_parse(&key).ok());
    let own = (call.division.clone(), call.department.clone());
    let filter = Filter { division, status, is_taking, today, asked, own };
    violations.finish(Some(List { filter, before, size, binding, today }))
}

pub(crate) fn list_unanswered(request: &pb::ListUnansweredRequest, call: &Call) -> Result<ListUnanswered, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_consultation(&mut violations, "parent", &request.parent);
    let bare = pb::ListUnansweredRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let (size, binding) = sized(&mut violations, request.page_size, call, &bare);
    let after = binding.key(&mut violations, &request.page_token);
    violations.finish(id.map(|id| ListUnanswered { id, call: call.clone(), after, size, binding }))
}

/// How long a page is, and what its token is bound to: the request without its page.
pub(super) fn sized(
    violations: &mut Violations,
    page_size: i32,
    call: &Call,
    bare: &impl prost::Message,
) -> (usize, Binding) {
    (page::size(violations, page_size, PAGE, LONGEST_PAGE), Binding::new(call, bare))
}
