//! The review of what a complaint came to (复查), by the authority above (TS-08).

use casework::{Office, Opening};
use fault::{Fault, on_constraint};
use inspection_domain::complaint::{Outcome, Refusal};
use inspection_domain::procedures::{COMPLAINT_PORTAL, COMPLAINT_REVIEWER};
use procedure::Act;
use sqlx::PgConnection;
use time::Date;
use uow::{Scope, Tx};
use uuid::Uuid;
use vocab::{DivisionCode, day_of};

use super::count::count;
use super::receipt::proven;
use super::{Ask, Desk, Step, sealed};
use crate::store::complaint::{self as store, ComplaintRow, ReviewFilter, ReviewRow};
use crate::wire;
use crate::wire::page::{self, Binding};

/// The rule that says until when a review can be asked for.
pub(super) const REQUEST: &str = "TS-08";

/// A reporter asks for it. Never printed: it says what speaks against the outcome.
pub(crate) struct Request {
    pub(crate) ask: Ask,
    pub(crate) reasons: String,
}

/// It is decided. The reasons of the step are what the reporter is told.
#[derive(Debug)]
pub(crate) struct Decide {
    pub(crate) step: Step,
    pub(crate) outcome: Outcome,
}

/// Which one, and whether what speaks against the outcome may be shown.
#[derive(Debug)]
pub(crate) struct GetReview {
    pub(crate) desk: Desk,
    pub(crate) scope: Scope,
    pub(crate) id: Uuid,
    pub(crate) reasons: bool,
}

/// Which page of which.
#[derive(Debug)]
pub(crate) struct ListReviews {
    pub(crate) filter: ReviewFilter,
    pub(crate) before: Option<Uuid>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// A page, newest first.
#[derive(Debug)]
pub(crate) struct ListedReviews {
    pub(crate) rows: Vec<ReviewRow>,
    pub(crate) next_page_token: String,
}

/// Asks for it; the last day for its decision.
pub(crate) async fn request_review(tx: &mut Tx, command: &Request) -> Result<Option<Date>, Fault> {
    let Request { ask, reasons } = command;
    let desk = &ask.desk;
    let complaint = proven(tx.conn(), ask).await?;
    if !desk.office.hold(tx, complaint, None).await? {
        return Err(Refusal::ReceiptUnknown.into());
    }
    let row = store::find(tx.conn(), &Scope::everywhere(), complaint).await?.ok_or(Refusal::ReceiptUnknown)?;
    let (id, now, today) = (tx.new_id(), tx.now(), day_of(tx.now()));
    let (Some(informed), Some(outcome)) = (row.informed_on, row.outcome) else {
        return Err(Refusal::Unanswered { state: row.state }.into());
    };
    let (until, _) = desk.office.ends_on(REQUEST, informed)?;
    if today > until {
        return Err(Refusal::ReviewTooLate { until }.into());
    }
    let division: DivisionCode = row.division.parse().map_err(Fault::internal)?;
    let above = division.parent().unwrap_or(division).to_string();
    let portal = Office::new(&row.portal_department, &row.receiving_division);
    let opening = Opening {
        id,
        procedure: "complaint-review",
        title: "投诉举报办理结果的复查".to_owned(),
        resource: wire::name::complaint_review(id),
        organization: String::new(),
        division: above.clone(),
        variant: String::new(),
        roles: vec![(COMPLAINT_PORTAL, portal.clone()), (COMPLAINT_REVIEWER, Office::new(&row.department, &above))],
    };
    desk.office.open(tx, opening).await?;
    let act = Act { action: "request".to_owned(), by: portal, ..Act::default() };
    let standing = desk.office.act(tx, id, None, act).await?;
    let review = ReviewRow {
        id,
        complaint,
        state: standing.case.state.clone(),
        revision: standing.revision,
        division: above,
        department: row.department,
        reviewed_outcome: outcome,
        outcome: None,
        answer: String::new(),
        requested_on: today,
        decided_on: None,
        created_at: now,
        updated_at: now,
    };
    let sealed = sealed::seal_reasons(&desk.ring, id, reasons)?;
    let inserted = store::insert_review(tx.conn(), &review, &sealed).await;
    on_constraint(inserted, "complaint_review_complaint_key", || Refusal::ReviewExists.into())?;
    Ok(desk.office.due(&standing.case, Some("review")))
}

pub(crate) async fn decide_review(tx: &mut Tx, command: &Decide) -> Result<ReviewRow, Fault> {
    let Decide { step, outcome } = command;
    let scope = tx.call().scope.clone();
    // A case of another procedure is none of a review's: it is neither waited for nor told of.
    store::find_review(tx.conn(), &scope, step.id).await?.ok_or_else(|| missing(step.id))?;
    if !step.desk.office.hold(tx, step.id, Some(&step.etag)).await? {
        return Err(missing(step.id).into());
    }
    let mut review = store::find_review(tx.conn(), &scope, step.id).await?.ok_or_else(|| missing(step.id))?;
    let same = review.reviewed_outcome == outcome.as_str();
    let action = if same { "confirm" } else { "change" };
    let standing = step.desk.office.take(tx, step.id, &step.etag, action, &step.reasons).await?;
    review.state.clone_from(&standing.case.state);
    review.revision = standing.revision;
    review.outcome = Some(outcome.as_str().to_owned());
    review.answer.clone_from(&step.reasons);
    review.decided_on = Some(day_of(tx.now()));
    review.updated_at = tx.now();
    store::decide_review(tx.conn(), &review).await?;
    let complaint = of_review(tx, review.complaint).await?;
    if !same {
        // Of a complaint that followed a lead, the lead's. Reviews of one lead's complaints are counted one after another.
        let lead = complaint.lead.unwrap_or(complaint.id);
        if !step.desk.office.hold(tx, lead, None).await? {
            return Err(super::missing(lead).into());
        }
        let lead = of_review(tx, lead).await?;
        count(tx, &lead).await?;
    }
    tx.emit(&wire::name::complaint(complaint.id), &complaint.division, &wire::complaint::reviewed(&review));
    Ok(review)
}

/// The complaint that a review is of, or its lead.
async fn of_review(tx: &mut Tx, id: Uuid) -> Result<ComplaintRow, Fault> {
    let found = store::find(tx.conn(), &Scope::everywhere(), id).await?;
    found.ok_or_else(|| Fault::internal("a review is of no complaint"))
}

pub(crate) async fn get_review(
    conn: &mut PgConnection,
    query: &GetReview,
) -> Result<(ReviewRow, Option<String>), Fault> {
    let row = store::find_review(conn, &query.scope, query.id).await?.ok_or_else(|| missing(query.id))?;
    let sealed = if query.reasons { store::review_reasons(conn, query.id).await? } else { None };
    let reasons = sealed.map(|sealed| sealed::reasons(&query.desk.ring, &sealed)).transpose()?;
    Ok((row, reasons))
}

pub(crate) async fn list_reviews(conn: &mut PgConnection, query: &ListReviews) -> Result<ListedReviews, Fault> {
    let limit = i64::try_from(query.size + 1).unwrap_or(i64::MAX);
    let mut rows = store::reviews(conn, &query.filter, query.before, limit).await?;
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, |row| row.id.to_string());
    Ok(ListedReviews { rows, next_page_token })
}

fn missing(id: Uuid) -> Refusal {
    Refusal::ReviewNotFound { review: wire::name::complaint_review(id) }
}
