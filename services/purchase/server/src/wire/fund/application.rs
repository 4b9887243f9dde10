//! Applications for money of funds: requests and replies.

use ::time::OffsetDateTime;
use fault::Fault;
use onecode_proto::purchase::v1 as pb;
use uow::Call;
use vocab::UnifiedCode;

use super::super::catalog::etag_of;
use super::super::transfer::kept_grade;
use super::super::word::{filtered, told};
use super::{Violations, day, money, name, names, text};
use crate::credit::Eligible;
use crate::ops::fund::application::{Asked, List, Wanted, Which};
use crate::ops::fund::decision::End;
use crate::ops::fund::{Get, Listed};
use crate::store::fund::application::{ApplicationFilter, ApplicationRow};
use crate::store::fund::ledger::Book;

/// Another one with every change of an application.
pub(crate) fn etag(row: &ApplicationRow) -> String {
    intake::etag::etag(&row.id.to_string(), row.revision)
}

pub(crate) fn create(request: &pb::CreateFundApplicationRequest) -> Result<Asked, Fault> {
    let mut violations = Violations::default();
    let unstated = pb::FundApplication::default();
    let stated = request.fund_application.as_ref().unwrap_or(&unstated);
    let field = |name: &str| format!("fund_application.{name}");
    let fund = name::parse_fund(&mut violations, &field("fund"), &stated.fund);
    let organization = names::parse_organization(&mut violations, &field("organization"), &stated.organization);
    let year = money::year(&mut violations, &field("year"), stated.year);
    let award = match pb::FundApplicationKind::try_from(stated.kind) {
        Ok(pb::FundApplicationKind::GradeAward) => Some(true),
        Ok(pb::FundApplicationKind::Subsidy) => Some(false),
        Ok(pb::FundApplicationKind::Unspecified) | Err(_) => {
            violations.note(field("kind"), "must be one of the kinds of the contract");
            None
        }
    };
    let wanted = match award {
        Some(true) if stated.amount_fen != 0 => {
            violations.note(field("amount_fen"), "must not be stated: an award is what the table says");
            None
        }
        Some(true) => Some(Wanted::GradeAward),
        _ => money::fen(&mut violations, &field("amount_fen"), stated.amount_fen).map(Wanted::Subsidy),
    };
    let purpose = if award == Some(false) {
        text::text(&mut violations, &field("purpose"), &stated.purpose, 500)
    } else {
        text::optional(&mut violations, &field("purpose"), &stated.purpose, 500)
    };
    let read =
        || Some(Asked { fund: fund?, organization: organization?, wanted: wanted?, year: year?, purpose: purpose? });
    violations.finish(read())
}

fn which(violations: &mut Violations, stated_name: &str, stated_etag: &str) -> Option<Which> {
    let id = name::parse_application(violations, "name", stated_name);
    let etag = etag_of(violations, stated_etag);
    Some(Which { id: id?, etag: etag? })
}

/// Which one is approved, how much of it, and what a person found.
pub(crate) fn approve(request: &pb::ApproveFundApplicationRequest) -> Result<(Which, Option<i64>, String), Fault> {
    let mut violations = Violations::default();
    let which = which(&mut violations, &request.name, &request.etag);
    let stated = Some(request.amount_fen).filter(|fen| *fen != 0);
    let amount_fen = stated.and_then(|fen| money::fen(&mut violations, "amount_fen", fen));
    let note = text::optional(&mut violations, "review_note", &request.review_note, 500);
    violations.finish((|| Some((which?, amount_fen, note?)))())
}

pub(crate) fn reject(request: &pb::RejectFundApplicationRequest) -> Result<End, Fault> {
    end(&request.name, &request.etag, &request.reason)
}

pub(crate) fn release(request: &pb::ReleaseFundApplicationRequest) -> Result<End, Fault> {
    end(&request.name, &request.etag, &request.reason)
}

fn end(name: &str, etag: &str, reason: &str) -> Result<End, Fault> {
    let mut violations = Violations::default();
    let which = which(&mut violations, name, etag);
    let reason = text::text(&mut violations, "reason", reason, 500);
    violations.finish((|| Some(End { which: which?, reason: reason? }))())
}

pub(crate) fn withdraw(request: &pb::WithdrawFundApplicationRequest) -> Result<Which, Fault> {
    let mut violations = Violations::default();
    let which = which(&mut violations, &request.name, &request.etag);
    violations.finish(which)
}

pub(crate) fn get(request: &pb::GetFundApplicationRequest, call: &Call) -> Result<Get, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_application(&mut violations, "name", &request.name);
    violations.finish(id.map(|id| Get { id, scope: call.scope.clone() }))
}

pub(crate) fn list(request: &pb::ListFundApplicationsRequest, call: &Call) -> Result<List, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListFundApplicationsRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let fund = some(&request.fund).and_then(|fund| name::parse_fund(&mut violations, "fund", fund));
    let organization = organization(&mut violations, &request.organization);
    let year = money::any_year(&mut violations, "year", request.year);
    let status = filtered(&mut violations, "status", &STATUSES, request.status);
    let page = super::page(&mut violations, call, &bare, (request.page_size, &request.page_token));
    let filter = ApplicationFilter { scope: call.scope.clone(), fund, organization, status, year };
    violations.finish(Some(List { filter, page }))
}

/// What is stated, if anything is.
pub(super) fn some(stated: &str) -> Option<&str> {
    Some(stated).filter(|stated| !stated.is_empty())
}

/// The code of the organisation of a filter, if one is stated.
pub(super) fn organization(violations: &mut Violations, stated: &str) -> Option<String> {
    let code: Option<UnifiedCode> =
        some(stated).and_then(|stated| names::parse_organization(violations, "organization", stated));
    code.map(|code| code.as_str().to_owned())
}

/// The code of the organisation of a row.
pub(crate) fn code(row: &ApplicationRow) -> Result<UnifiedCode, Fault> {
    UnifiedCode::parse_vouched(&row.organization).map_err(Fault::internal)
}

/// Statuses by their names in the database.
const STATUSES: [(&str, pb::FundApplicationStatus); 7] = [
    ("submitted", pb::FundApplicationStatus::Submitted),
    ("approved", pb::FundApplicationStatus::Approved),
    ("paying", pb::FundApplicationStatus::Paying),
    ("paid", pb::FundApplicationStatus::Paid),
    ("rejected", pb::FundApplicationStatus::Rejected),
    ("withdrawn", pb::FundApplicationStatus::Withdrawn),
    ("released", pb::FundApplicationStatus::Released),
];

/// What is kept of credit's answers.
const DECISIONS: [(Eligible, pb::FundEligibilityDecision); 2] = [
    (Eligible::Allowed, pb::FundEligibilityDecision::Allowed),
    (Eligible::NotKnown, pb::FundEligibilityDecision::NotKnown),
];

pub(crate) fn create_reply(row: ApplicationRow) -> pb::CreateFundApplicationResponse {
    pb::CreateFundApplicationResponse { fund_application: Some(application(row)) }
}

pub(crate) fn approve_reply(row: ApplicationRow) -> pb::ApproveFundApplicationResponse {
    pb::ApproveFundApplicationResponse { fund_application: Some(application(row)) }
}

pub(crate) fn reject_reply(row: ApplicationRow) -> pb::RejectFundApplicationResponse {
    pb::RejectFundApplicationResponse { fund_application: Some(application(row)) }
}

pub(crate) fn withdraw_reply(row: ApplicationRow) -> pb::WithdrawFundApplicationResponse {
    pb::WithdrawFundApplicationResponse { fund_application: Some(application(row)) }
}

pub(crate) fn release_reply(row: ApplicationRow) -> pb::ReleaseFundApplicationResponse {
    pb::ReleaseFundApplicationResponse { fund_application: Some(application(row)) }
}

pub(crate) fn get_reply(row: ApplicationRow) -> pb::GetFundApplicationResponse {
    pb::GetFundApplicationResponse { fund_application: Some(application(row)) }
}

pub(crate) fn list_reply(listed: Listed<ApplicationRow>) -> pb::ListFundApplicationsResponse {
    pb::ListFundApplicationsResponse {
        fund_applications: listed.rows.into_iter().map(application).collect(),
        next_page_token: listed.next_page_token,
    }
}

fn kind(word: &str) -> pb::FundApplicationKind {
    match word {
        "grade_award" => pb::FundApplicationKind::GradeAward,
        "subsidy" => pb::FundApplicationKind::Subsidy,
        _ => pb::FundApplicationKind::Unspecified,
    }
}

/// How an application stands.
pub(crate) fn status(word: &str) -> pb::FundApplicationStatus {
    told(&STATUSES, word)
}

/// An answer of credit that was kept, with its conditions and its cursor.
pub(crate) fn eligibility(
    kept: &str,
    (conditions, cursor): (Vec<String>, String),
    at: OffsetDateTime,
) -> pb::FundEligibility {
    let decision = DECISIONS.iter().find(|(known, _)| known.as_str() == kept).map(|(_, decision)| *decision);
    pb::FundEligibility {
        decision: decision.unwrap_or_default().into(),
        conditions,
        cursor,
        check_time: Some(day::timestamp(at)),
    }
}

/// An application as the contract has it.
pub(crate) fn application(row: ApplicationRow) -> pb::FundApplication {
    let etag = etag(&row);
    let status = status(&row.status);
    let book = Book { fund: row.fund, year: row.year };
    let eligibility =
        eligibility(&row.eligibility, (row.eligibility_conditions, row.eligibility_cursor), row.eligibility_at);
    let grade = row.rating_grade.as_deref().map(kept_grade).unwrap_or_default();
    let rating = row.rating.map(|rating| pb::FundRating {
        rating,
        grade: grade.into(),
        valid_from: row.rating_valid_from.map(day::date),
        valid_until: row.rating_valid_until.map(day::date),
    });
    pb::FundApplication {
        name: name::application(row.id),
        fund: name::fund(row.fund),
        division: row.division,
        organization: format!("organizations/{}", row.organization),
        kind: kind(&row.kind).into(),
        year: row.year,
        amount_fen: row.amount_fen,
        purpose: row.purpose,
        status: status.into(),
        payee_title: row.payee_title,
        eligibility: Some(eligibility),
        rating,
        award_schedule: row.award_schedule.map(name::award_schedule).unwrap_or_default(),
        movement: row.movement.map(|number| name::movement(book, number)).unwrap_or_default(),
        review_note: row.review_note,
        end_reason: row.end_reason,
        department: names::department(&row.department),
        create_time: Some(day::timestamp(row.created_at)),
        update_time: Some(day::timestamp(row.updated_at)),
        etag,
    }
}
