//! What is asked of tenders.

use ::time::OffsetDateTime;
use fault::Fault;
use onecode_proto::purchase::v1 as pb;
use purchase_domain::project::party_code;
use purchase_domain::tender::last_deadline;
use uow::Call;
use uuid::Uuid;
use vocab::day_of;

use super::draft::instant;
use super::{lines, name, text};
use crate::desk::Desk;
use crate::ops::tender::draft::{End, Publish};
use crate::ops::tender::expert::{Assign, Recuse};
use crate::ops::tender::offers::CallOffers;
use crate::ops::tender::opening::Authorize;
use crate::ops::tender::question::{Answer, Ask};
use crate::ops::tender::result::{Announce, Challenge, Decide};
use crate::ops::tender::score::{Score, Submit};
use crate::ops::tender::{List, Read, Which};
use crate::store::tender::TenderFilter;
use crate::store::tender::expert::Named;
use crate::wire::catalog::etag_of;
use crate::wire::page::{self, Binding};
use crate::wire::project::proved;
use crate::wire::violations::Violations;
use crate::wire::{place, time as day};

const MOST_EXPERTS: usize = 15;
const MOST_TIES: usize = 20;

pub(super) fn seen(violations: &mut Violations, tender: &str, etag: &str) -> Option<Which> {
    let id = name::parse_tender(violations, "name", tender);
    let etag = etag_of(violations, etag);
    Some(Which { id: id?, etag: etag? })
}

fn which(tender: &str, etag: &str) -> Result<Which, Fault> {
    let mut violations = Violations::default();
    let seen = seen(&mut violations, tender, etag);
    violations.finish(seen)
}

pub(crate) fn publish(request: &pb::PublishTenderRequest, desk: &Desk) -> Result<Publish, Fault> {
    Ok(Publish { which: which(&request.name, &request.etag)?, desk: desk.clone() })
}

pub(crate) fn ask(request: &pb::AskTenderQuestionRequest) -> Result<Ask, Fault> {
    let mut violations = Violations::default();
    let tender = name::parse_tender(&mut violations, "name", &request.name);
    let question = lines(&mut violations, "question", &request.question, 1_000);
    violations.finish((|| Some(Ask { tender: tender?, question: question? }))())
}

/// A number of something, from 1.
pub(in crate::wire) fn number(violations: &mut Violations, field: &str, number: i32) -> Option<i32> {
    if number < 1 {
        violations.note(field, "must be 1 or more");
    }
    (number >= 1).then_some(number)
}

pub(crate) fn answer(request: &pb::AnswerTenderQuestionRequest) -> Result<Answer, Fault> {
    let mut violations = Violations::default();
    let tender = name::parse_tender(&mut violations, "name", &request.name);
    let number = number(&mut violations, "question_number", request.question_number);
    let text = lines(&mut violations, "answer", &request.answer, 2_000);
    violations.finish((|| Some(Answer { tender: tender?, number: number?, text: text? }))())
}

pub(crate) fn authorize(request: &pb::AuthorizeTenderOpeningRequest) -> Result<Authorize, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_tender(&mut violations, "name", &request.name);
    violations.finish(id.map(|id| Authorize { id }))
}

pub(crate) fn open(request: &pb::OpenTenderRequest) -> Result<Which, Fault> {
    which(&request.name, &request.etag)
}

pub(crate) fn call_offers(
    request: &pb::CallTenderOffersRequest,
    now: OffsetDateTime,
    desk: &Desk,
) -> Result<CallOffers, Fault> {
    let mut violations = Violations::default();
    let which = seen(&mut violations, &request.name, &request.etag);
    let changes = match request.changes.as_str() {
        "" => Some(String::new()),
        stated => lines(&mut violations, "changes", stated, 5_000),
    };
    let deadline = instant(&mut violations, "offer_deadline", request.offer_deadline.as_ref());
    if deadline.is_some_and(|at| at <= now || day_of(at) > last_deadline(day_of(now))) {
        violations.note("offer_deadline", "must lie ahead, within 400 days");
    }
    let read = || Some(CallOffers { which: which?, changes: changes?, deadline: deadline?, desk: desk.clone() });
    violations.finish(read())
}

pub(crate) fn evaluate(request: &pb::EvaluateTenderRequest) -> Result<Which, Fault> {
    which(&request.name, &request.etag)
}

/// What is read of a tender.
pub(crate) fn of_tender(tender: &str, call: &Call) -> Result<Read, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_tender(&mut violations, "tender", tender);
    violations.finish(id.map(|id| Read { id, call: call.clone() }))
}

pub(crate) fn get_bid(request: &pb::GetTenderBidRequest, call: &Call) -> Result<Read, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_tender_bid(&mut violations, "name", &request.name);
    violations.finish(id.map(|id| Read { id, call: call.clone() }))
}

/// Codes and last days of relations.
type Ties = (Vec<String>, Vec<Option<::time::Date>>);

/// Employer and ties of an expert at a place of a request.
pub(in crate::wire) fn related(
    violations: &mut Violations,
    at: &str,
    employer: &str,
    stated: &[pb::TenderExpertTie],
) -> Option<(String, Ties)> {
    let employer_code = match employer {
        "" => Some(String::new()),
        code => violations.take(&format!("{at}.employer_code"), party_code(code)),
    };
    if stated.len() > MOST_TIES {
        violations.note(format!("{at}.ties"), format_args!("are more than {MOST_TIES}"));
    }
    let (mut tie_codes, mut tie_ends) = (Vec::new(), Vec::new());
    for (number, tie) in stated.iter().enumerate() {
        tie_codes.extend(violations.take(&format!("{at}.ties[{number}].code"), party_code(&tie.code)));
        let until = format!("{at}.ties[{number}].until_date");
        tie_ends.push(day::parse_date(violations, &until, tie.until_date.as_ref()));
    }
    Some((employer_code?, (tie_codes, tie_ends)))
}

/// An expert at a place of a request: account, employer and ties.
pub(in crate::wire) fn expert(
    violations: &mut Violations,
    at: usize,
    (account, employer, ties): (&str, &str, &[pb::TenderExpertTie]),
) -> Option<Named> {
    let at = format!("experts[{at}]");
    let account = text::text(violations, &format!("{at}.account"), account, 100);
    let (employer_code, (tie_codes, tie_ends)) = related(violations, &at, employer, ties)?;
    Some(Named { account: account?, employer_code, tie_codes, tie_ends })
}

pub(crate) fn assign(request: &pb::AssignTenderExpertsRequest) -> Result<Assign, Fault> {
    let mut violations = Violations::default();
    let which = seen(&mut violations, &request.name, &request.etag);
    let stated = &request.experts;
    if stated.len() > MOST_EXPERTS {
        violations.note("experts", format_args!("are more than {MOST_EXPERTS}"));
    }
    let reason = text::optional(&mut violations, "name_reason", &request.name_reason, 500);
    if reason.as_ref().is_some_and(String::is_empty) != stated.is_empty() {
        violations.note("name_reason", "is stated where experts are named by hand, and only there");
    }
    let mut experts: Vec<Named> = Vec::new();
    for (at, one) in stated.iter().enumerate().take(MOST_EXPERTS) {
        let stated = (one.account.as_str(), one.employer_code.as_str(), one.ties.as_slice());
        let Some(named) = expert(&mut violations, at, stated) else { continue };
        if experts.iter().any(|other| other.account == named.account) {
            violations.note(format!("experts[{at}].account"), "stands there twice");
        }
        experts.push(named);
    }
    violations.finish((|| Some(Assign { which: which?, experts, reason: reason? }))())
}

pub(crate) fn recuse(request: &pb::RecuseTenderExpertRequest) -> Result<Recuse, Fault> {
    let mut violations = Violations::default();
    let tender = name::parse_tender(&mut violations, "name", &request.name);
    let reason = text::text(&mut violations, "reason", &request.reason, 500);
    violations.finish((|| Some(Recuse { tender: tender?, reason: reason? }))())
}

pub(crate) fn score(request: &pb::SubmitTenderScoresRequest) -> Result<Submit, Fault> {
    let mut violations = Violations::default();
    let tender = name::parse_tender(&mut violations, "name", &request.name);
    let mut scores = Vec::with_capacity(request.scores.len());
    for (at, score) in request.scores.iter().enumerate() {
        let bid = name::parse_tender_bid(&mut violations, &format!("scores[{at}].bid"), &score.bid);
        let read = |bid: Uuid| Score { bid, criterion: score.criterion.clone(), points: score.points };
        scores.extend(bid.map(read));
    }
    violations.finish(tender.map(|tender| Submit { tender, scores }))
}

pub(crate) fn announce(request: &pb::AnnounceTenderResultRequest, desk: &Desk) -> Result<Announce, Fault> {
    Ok(Announce { which: which(&request.name, &request.etag)?, desk: desk.clone() })
}

pub(crate) fn challenge(request: &pb::FileTenderChallengeRequest, desk: &Desk) -> Result<Challenge, Fault> {
    let mut violations = Violations::default();
    let tender = name::parse_tender(&mut violations, "tender", &request.tender);
    let bidder_code = violations.take("bidder_code", party_code(&request.bidder_code));
    let ground = lines(&mut violations, "ground", &request.ground, 5_000);
    let read = || {
        let (tender, bidder_code, ground) = (tender?, bidder_code?, ground?);
        Some(Challenge { tender, bidder_code, ground, desk: desk.clone() })
    };
    violations.finish(read())
}

pub(crate) fn decide(request: &pb::DecideTenderChallengeRequest) -> Result<Decide, Fault> {
    let mut violations = Violations::default();
    let which = seen(&mut violations, &request.name, &request.etag);
    let number = number(&mut violations, "challenge_number", request.challenge_number);
    let answer = lines(&mut violations, "answer", &request.answer, 2_000);
    let stated = request.excluded_bid.as_str();
    let excluded = match request.outcome() {
        pb::TenderChallengeOutcome::Upheld => name::parse_tender_bid(&mut violations, "excluded_bid", stated),
        pb::TenderChallengeOutcome::Dismissed => {
            if !stated.is_empty() {
                violations.note("excluded_bid", "must be empty where the challenge is dismissed");
            }
            None
        }
        pb::TenderChallengeOutcome::Unspecified => {
            violations.note("outcome", "must be dismissed or upheld");
            None
        }
    };
    violations.finish((|| Some(Decide { which: which?, number: number?, excluded, answer: answer? }))())
}

/// An award of which credit has not been asked yet.
#[derive(Debug)]
pub(crate) struct Asked {
    pub(crate) which: Which,
    pub(crate) document_number: String,
    pub(crate) proved: Vec<String>,
}

pub(crate) fn award(request: &pb::AwardTenderRequest) -> Result<Asked, Fault> {
    let mut violations = Violations::default();
    let which = seen(&mut violations, &request.name, &request.etag);
    let document_number = text::text(&mut violations, "document_number", &request.document_number, 100);
    let proved = proved(&mut violations, &request.proved_conditions);
    violations.finish((|| Some(Asked { which: which?, document_number: document_number?, proved }))())
}

pub(crate) fn end(request: &pb::EndTenderRequest) -> Result<End, Fault> {
    let mut violations = Violations::default();
    let which = seen(&mut violations, &request.name, &request.etag);
    let status = match request.outcome {
        stated if stated == i32::from(pb::TenderStatus::Failed) => Some("failed"),
        stated if stated == i32::from(pb::TenderStatus::Cancelled) => Some("cancelled"),
        _ => {
            violations.note("outcome", "must be TENDER_STATUS_FAILED or TENDER_STATUS_CANCELLED");
            None
        }
    };
    let reason = text::text(&mut violations, "reason", &request.reason, 500);
    violations.finish((|| Some(End { which: which?, status: status?, reason: reason? }))())
}

pub(crate) fn get(request: &pb::GetTenderRequest, call: &Call) -> Result<Read, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_tender(&mut violations, "name", &request.name);
    violations.finish(id.map(|id| Read { id, call: call.clone() }))
}

pub(crate) fn list(request: &pb::ListTendersRequest, call: &Call) -> Result<List, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListTendersRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let division = place::stated(&mut violations, "division", &request.division);
    let status = match pb::TenderStatus::try_from(request.status) {
        Ok(pb::TenderStatus::Unspecified) => None,
        Ok(pb::TenderStatus::Draft) => Some("draft"),
        Ok(pb::TenderStatus::Published) => Some("published"),
        Ok(pb::TenderStatus::Opened) => Some("opened"),
        Ok(pb::TenderStatus::Offering) => Some("offering"),
        Ok(pb::TenderStatus::Evaluated) => Some("evaluated"),
        Ok(pb::TenderStatus::Announced) => Some("announced"),
        Ok(pb::TenderStatus::Awarded) => Some("awarded"),
        Ok(pb::TenderStatus::Failed) => Some("failed"),
        Ok(pb::TenderStatus::Cancelled) => Some("cancelled"),
        Err(_) => {
            violations.note("status", "must be a value of the contract");
            None
        }
    };
    let stated = Some(request.project.as_str()).filter(|project| !project.is_empty());
    let project = stated.and_then(|project| name::parse_project(&mut violations, "project", project));
    let size = page::size(&mut violations, request.page_size, 50, 200);
    let before: Option<Uuid> = binding.key(&mut violations, &request.page_token).and_then(|key| key.parse().ok());
    let own = (call.division.clone(), call.department.clone());
    violations.finish(Some(List { filter: TenderFilter { division, status, project, own }, before, size, binding }))
}
