//! Reviews of what complaints came to: what is asked, what is shown, and what others may learn of them.

#![expect(clippy::needless_pass_by_value, reason = "replies have the signature that `Uow` calls")]

use ::time::Date;
use fault::Fault;
use onecode_proto::inspection::v1 as pb;
use uow::Call;
use uuid::Uuid;

use super::file::{ask, lines};
use super::{enums, step};
use crate::ops::complaint::{Decide, Desk, GetReview, ListReviews, ListedReviews, Request};
use crate::store::complaint::{ReviewFilter, ReviewRow};
use crate::wire::page::{self, Binding};
use crate::wire::violations::Violations;
use crate::wire::{name, time};

const STATES: [(pb::ComplaintReviewState, &str); 3] = [
    (pb::ComplaintReviewState::Requested, "requested"),
    (pb::ComplaintReviewState::Confirmed, "confirmed"),
    (pb::ComplaintReviewState::Changed, "changed"),
];

/// The state of a word.
pub(super) fn state(word: &str) -> pb::ComplaintReviewState {
    STATES.iter().find(|(_, known)| *known == word).map_or_else(Default::default, |(state, _)| *state)
}

pub(crate) fn request_review(request: &pb::RequestComplaintReviewRequest, desk: &Desk) -> Result<Request, Fault> {
    let mut violations = Violations::default();
    let reasons = lines(&mut violations, "reasons", &request.reasons);
    let ask = ask(desk, &request.receipt, &request.secret);
    violations.finish(reasons.map(|reasons| Request { ask, reasons }))
}

pub(crate) fn request_review_reply(due: Option<Date>) -> pb::RequestComplaintReviewResponse {
    pb::RequestComplaintReviewResponse { decision_due_date: due.map(time::date) }
}

pub(crate) fn decide_review(request: &pb::DecideComplaintReviewRequest, desk: &Desk) -> Result<Decide, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_complaint_review(&mut violations, "name", &request.name);
    let step = step::decided(&mut violations, desk, id, &request.etag, &request.answer);
    let outcome = enums::read_outcome(request.outcome);
    if outcome.is_none() {
        violations.note("outcome", "must be a value of the contract, not UNSPECIFIED");
    }
    violations.finish(step.zip(outcome).map(|(step, outcome)| Decide { step, outcome }))
}

pub(crate) fn decide_review_reply(row: ReviewRow) -> pb::DecideComplaintReviewResponse {
    pb::DecideComplaintReviewResponse { complaint_review: Some(review(&row)) }
}

pub(crate) fn get_review(
    request: &pb::GetComplaintReviewRequest,
    call: &Call,
    desk: &Desk,
) -> Result<GetReview, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_complaint_review(&mut violations, "name", &request.name);
    violations.finish(id.map(|id| GetReview {
        desk: desk.clone(),
        scope: call.scope.clone(),
        id,
        reasons: call.reveals,
    }))
}

pub(crate) fn get_review_reply((row, reasons): (ReviewRow, Option<String>)) -> pb::GetComplaintReviewResponse {
    pb::GetComplaintReviewResponse { complaint_review: Some(review(&row)), reasons: reasons.unwrap_or_default() }
}

pub(crate) fn list_reviews(request: &pb::ListComplaintReviewsRequest, call: &Call) -> Result<ListReviews, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListComplaintReviewsRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let size = page::size(&mut violations, request.page_size, 50, 200);
    let before = binding.key(&mut violations, &request.page_token).and_then(|key| Uuid::try_parse(&key).ok());
    let stated = !request.complaint.is_empty();
    let complaint = if stated { name::parse_complaint(&mut violations, "complaint", &request.complaint) } else { None };
    let state = pb::ComplaintReviewState::try_from(request.state);
    if state.is_err() {
        violations.note("state", "must be a value of the contract");
    }
    let state = STATES.iter().find(|(known, _)| Ok(*known) == state).map_or("", |(_, word)| *word);
    let filter = ReviewFilter { scope: call.scope.clone(), complaint, state };
    violations.finish(Some(ListReviews { filter, before, size, binding }))
}

pub(crate) fn list_reviews_reply(listed: ListedReviews) -> pb::ListComplaintReviewsResponse {
    pb::ListComplaintReviewsResponse {
        complaint_reviews: listed.rows.iter().map(review).collect(),
        next_page_token: listed.next_page_token,
    }
}

/// The fact that a review was decided.
pub(crate) fn reviewed(row: &ReviewRow) -> pb::ComplaintReviewed {
    pb::ComplaintReviewed {
        complaint_review: name::complaint_review(row.id),
        complaint: name::complaint(row.complaint),
        reviewed_outcome: enums::outcome(&row.reviewed_outcome).into(),
        outcome: enums::outcome(row.outcome.as_deref().unwrap_or_default()).into(),
        division: row.division.clone(),
        department: name::department(&row.department),
        decide_date: row.decided_on.map(time::date),
    }
}

fn review(row: &ReviewRow) -> pb::ComplaintReview {
    pb::ComplaintReview {
        name: name::complaint_review(row.id),
        complaint: name::complaint(row.complaint),
        state: state(&row.state).into(),
        division: row.division.clone(),
        department: name::department(&row.department),
        reviewed_outcome: enums::outcome(&row.reviewed_outcome).into(),
        outcome: enums::outcome(row.outcome.as_deref().unwrap_or_default()).into(),
        answer: row.answer.clone(),
        request_date: Some(time::date(row.requested_on)),
        decide_date: row.decided_on.map(time::date),
        case: casework::case_name(row.id),
        create_time: Some(time::timestamp(row.created_at)),
        update_time: Some(time::timestamp(row.updated_at)),
        etag: casework::etag(row.id, row.revision),
    }
}
