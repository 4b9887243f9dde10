//! What is asked of rounds, nominations, objections and honours.

use ::time::{Duration, OffsetDateTime};
use fault::Fault;
use intake::etag::stated_etag;
use onecode_proto::talent::v1 as pb;
use seal::Ring;
use talent_domain::honour::{MOST_PLACES, VALIDITY, last_deadline};
use uow::{Call, Scope};
use uuid::Uuid;
use vocab::{DivisionCode, UnifiedCode, day_of};

use super::{KINDS, NOMINATIONS, OUTCOMES, STATUSES, Violations, day, filtered, name, required, text};
use crate::ops::honour::Which;
use crate::ops::honour::nominate::Withdraw;
use crate::ops::honour::objection::{All, Decide, Object, One};
use crate::ops::honour::propose::Proposed;
use crate::ops::honour::read::{Get, GetHonour, GetNomination, List, ListHonours, ListNominations};
use crate::ops::honour::round::Cancel;
use crate::ops::honour::withdraw;
use crate::store::honour::conferred::HonourFilter;
use crate::store::honour::{RoundFilter, Stated};
use crate::wire::page::{self, Binding};
use crate::wire::text::lines;

const YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;
const LONGEST_CRITERIA: usize = 20_000;
const LONGEST_STATEMENT: usize = 5_000;
const LONGEST_ANSWER: usize = 2_000;
const LONGEST_REASON: usize = 500;
const LONGEST_NUMBER: usize = 100;

/// A nomination as it is stated, before the register is asked.
#[derive(Debug)]
pub(crate) struct Nominated {
    pub(crate) round: Uuid,
    pub(crate) organization: UnifiedCode,
    pub(crate) project_title: String,
    pub(crate) person_name: String,
    pub(crate) person_post: String,
    pub(crate) statement: String,
}

fn within(violations: &mut Violations, field: &str, range: &std::ops::RangeInclusive<i32>, stated: i32) -> Option<i32> {
    let good = range.contains(&stated);
    if !good {
        violations.note(field, format_args!("must be {} to {}", range.start(), range.end()));
    }
    good.then_some(stated)
}

/// The number of an objection.
fn number(violations: &mut Violations, stated: i32) -> Option<i32> {
    if stated < 1 {
        violations.note("objection_number", "must be 1 or more");
    }
    (stated >= 1).then_some(stated)
}

/// An instant that lies ahead, in microseconds as the database keeps it.
fn deadline(
    violations: &mut Violations,
    field: &str,
    stamp: Option<&prost_types::Timestamp>,
    now: OffsetDateTime,
) -> Option<OffsetDateTime> {
    if stamp.is_none() {
        violations.note(field, "is required");
    }
    let at = day::parse_timestamp(violations, field, stamp)?;
    let at = at - Duration::nanoseconds(i64::from(at.nanosecond() % 1_000));
    if at <= now || day_of(at) > last_deadline(day_of(now)) {
        violations.note(field, "must lie ahead, within 400 days");
    }
    Some(at)
}

fn seen(violations: &mut Violations, round: &str, etag: &str) -> Option<Which> {
    let id = name::parse_honour_round(violations, "name", round);
    let etag = stated_etag(violations, etag);
    Some(Which { id: id?, etag: etag? })
}

pub(crate) fn create(request: &pb::CreateHonourRoundRequest, now: OffsetDateTime) -> Result<Stated, Fault> {
    let mut violations = Violations::default();
    let unstated = pb::HonourRound::default();
    let stated = request.honour_round.as_ref().unwrap_or(&unstated);
    let field = |name: &str| format!("honour_round.{name}");
    let kind = required(&mut violations, &field("kind"), &KINDS, stated.kind(), "must be a value of the contract");
    let title = text::text(&mut violations, &field("title"), &stated.title, 100);
    let year = within(&mut violations, &field("year"), &YEARS, stated.year);
    let criteria = lines(&mut violations, &field("criteria"), &stated.criteria, LONGEST_CRITERIA);
    let places = within(&mut violations, &field("places"), &(1..=MOST_PLACES), stated.places);
    let stamp = stated.nomination_deadline.as_ref();
    let nomination_deadline = deadline(&mut violations, &field("nomination_deadline"), stamp, now);
    let validity_years = within(&mut violations, &field("validity_years"), &VALIDITY, stated.validity_years);
    let read = || {
        Some(Stated {
            kind: kind?,
            title: title?,
            year: year?,
            criteria: criteria?,
            places: places?,
            nomination_deadline: nomination_deadline?,
            validity_years: validity_years?,
        })
    };
    violations.finish(read())
}

/// Which round, as it was read.
pub(crate) fn which(round: &str, etag: &str) -> Result<Which, Fault> {
    let mut violations = Violations::default();
    let which = seen(&mut violations, round, etag);
    violations.finish(which)
}

pub(crate) fn cancel(request: &pb::CancelHonourRoundRequest) -> Result<Cancel, Fault> {
    let mut violations = Violations::default();
    let which = seen(&mut violations, &request.name, &request.etag);
    let reason = text::text(&mut violations, "reason", &request.reason, LONGEST_REASON);
    violations.finish((|| Some(Cancel { which: which?, reason: reason? }))())
}

pub(crate) fn get(request: &pb::GetHonourRoundRequest, call: &Call, ring: &Ring) -> Result<Get, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_honour_round(&mut violations, "name", &request.name);
    violations.finish(id.map(|id| Get { id, call: call.clone(), ring: ring.clone() }))
}

/// The id after which a page begins.
fn before(violations: &mut Violations, binding: &Binding, token: &str) -> Option<Uuid> {
    binding.key(violations, token).and_then(|key| key.parse().ok())
}

/// The division stated, if one is.
fn division(violations: &mut Violations, raw: &str) -> Option<DivisionCode> {
    if raw.is_empty() { None } else { violations.take("division", DivisionCode::parse(raw)) }
}

pub(crate) fn list(request: &pb::ListHonourRoundsRequest, call: &Call) -> Result<List, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListHonourRoundsRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let division = division(&mut violations, &request.division).map(|division| division.to_string());
    let kind = filtered(&mut violations, "kind", &KINDS, request.kind);
    let status = filtered(&mut violations, "status", &STATUSES, request.status);
    let year = if request.year == 0 { None } else { within(&mut violations, "year", &YEARS, request.year) };
    let size = page::size(&mut violations, request.page_size, 50, 200);
    let before = before(&mut violations, &binding, &request.page_token);
    let own = (call.division.clone(), call.department.clone());
    violations.finish(Some(List { filter: RoundFilter { division, kind, status, year, own }, before, size, binding }))
}

pub(crate) fn nominate(request: &pb::FileNominationRequest) -> Result<Nominated, Fault> {
    let mut violations = Violations::default();
    let unstated = pb::Nomination::default();
    let stated = request.nomination.as_ref().unwrap_or(&unstated);
    let field = |name: &str| format!("nomination.{name}");
    let round = name::parse_honour_round(&mut violations, "parent", &request.parent);
    let organization = name::parse_organization(&mut violations, &field("organization"), &stated.organization);
    let project_title = text::optional(&mut violations, &field("project_title"), &stated.project_title, 100);
    let person_name = text::optional(&mut violations, &field("person_name"), &stated.person_name, 50);
    let person_post = text::optional(&mut violations, &field("person_post"), &stated.person_post, 100);
    let statement = lines(&mut violations, &field("statement"), &stated.statement, LONGEST_STATEMENT);
    let read = || {
        Some(Nominated {
            round: round?,
            organization: organization?,
            project_title: project_title?,
            person_name: person_name?,
            person_post: person_post?,
            statement: statement?,
        })
    };
    violations.finish(read())
}

pub(crate) fn withdraw(request: &pb::WithdrawNominationRequest) -> Result<Withdraw, Fault> {
    let mut violations = Violations::default();
    let named = name::parse_nomination(&mut violations, "name", &request.name);
    let etag = stated_etag(&mut violations, &request.etag);
    let reason = text::text(&mut violations, "reason", &request.reason, LONGEST_REASON);
    let read = || {
        let (round, id) = named?;
        Some(Withdraw { round, id, etag: etag?, reason: reason? })
    };
    violations.finish(read())
}

pub(crate) fn get_nomination(
    request: &pb::GetNominationRequest,
    call: &Call,
    ring: &Ring,
) -> Result<GetNomination, Fault> {
    let mut violations = Violations::default();
    let named = name::parse_nomination(&mut violations, "name", &request.name);
    let query = |(round, id)| GetNomination { round, id, call: call.clone(), ring: ring.clone() };
    violations.finish(named.map(query))
}

pub(crate) fn list_nominations(
    request: &pb::ListNominationsRequest,
    call: &Call,
    ring: &Ring,
) -> Result<ListNominations, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListNominationsRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let round = name::parse_honour_round(&mut violations, "parent", &request.parent);
    let status = filtered(&mut violations, "status", &NOMINATIONS, request.status);
    let size = page::size(&mut violations, request.page_size, 50, 200);
    let before = before(&mut violations, &binding, &request.page_token);
    let (call, ring) = (call.clone(), ring.clone());
    violations.finish(round.map(|round| ListNominations { round, status, call, ring, before, size, binding }))
}

/// The id of a nomination of a round, by its name; another round's is none of it.
fn of(violations: &mut Violations, field: &str, stated: &str, round: Option<Uuid>) -> Option<Uuid> {
    let (of, id) = name::parse_nomination(violations, field, stated)?;
    if round.is_some_and(|round| round != of) {
        violations.note(field, "must be a nomination of the round");
    }
    Some(id)
}

pub(crate) fn propose(request: &pb::ProposeHonoursRequest) -> Result<Proposed, Fault> {
    let mut violations = Violations::default();
    let which = seen(&mut violations, &request.name, &request.etag);
    let round = which.as_ref().map(|which| which.id);
    let most = usize::try_from(MOST_PLACES).unwrap_or_default();
    if request.proposals.is_empty() || request.proposals.len() > most {
        violations.note("proposals", format_args!("must be 1 to {most}"));
    }
    let mut proposals: Vec<(Uuid, String)> = Vec::new();
    for (at, one) in request.proposals.iter().enumerate().take(most) {
        let field = |name: &str| format!("proposals[{at}].{name}");
        let nomination = of(&mut violations, &field("nomination"), &one.nomination, round);
        let reason = text::text(&mut violations, &field("reason"), &one.reason, LONGEST_REASON);
        if nomination.is_some_and(|one| proposals.iter().any(|(other, _)| *other == one)) {
            violations.note(field("nomination"), "stands there twice");
        }
        proposals.extend(nomination.map(|one| (one, reason.unwrap_or_default())));
    }
    violations.finish(which.map(|which| Proposed { which, proposals }))
}

pub(crate) fn object(request: &pb::FileHonourObjectionRequest) -> Result<Object, Fault> {
    let mut violations = Violations::default();
    let round = name::parse_honour_round(&mut violations, "name", &request.name);
    let nomination = of(&mut violations, "nomination", &request.nomination, round);
    let ground = lines(&mut violations, "ground", &request.ground, LONGEST_STATEMENT);
    violations.finish((|| Some(Object { round: round?, nomination: nomination?, ground: ground? }))())
}

pub(crate) fn list_objections(request: &pb::ListHonourObjectionsRequest, call: &Call) -> Result<All, Fault> {
    let mut violations = Violations::default();
    let round = name::parse_honour_round(&mut violations, "parent", &request.parent);
    violations.finish(round.map(|round| All { round, call: call.clone() }))
}

pub(crate) fn get_objection(request: &pb::GetHonourObjectionRequest, call: &Call) -> Result<One, Fault> {
    let mut violations = Violations::default();
    let round = name::parse_honour_round(&mut violations, "parent", &request.parent);
    let number = number(&mut violations, request.objection_number);
    violations.finish((|| Some(One { round: round?, number: number?, call: call.clone() }))())
}

pub(crate) fn decide_objection(request: &pb::DecideHonourObjectionRequest) -> Result<Decide, Fault> {
    let mut violations = Violations::default();
    let which = seen(&mut violations, &request.name, &request.etag);
    let number = number(&mut violations, request.objection_number);
    let outcome = required(&mut violations, "outcome", &OUTCOMES, request.outcome(), "must be a value of the contract");
    let answer = lines(&mut violations, "answer", &request.answer, LONGEST_ANSWER);
    let is_upheld = outcome == Some("upheld");
    violations.finish((|| Some(Decide { which: which?, number: number?, is_upheld, answer: answer? }))())
}

/// Which round, as it was read, and the number of the document.
pub(crate) fn confer(request: &pb::ConferHonoursRequest) -> Result<(Which, String), Fault> {
    let mut violations = Violations::default();
    let which = seen(&mut violations, &request.name, &request.etag);
    let document = text::text(&mut violations, "document_number", &request.document_number, LONGEST_NUMBER);
    violations.finish((|| Some((which?, document?)))())
}

pub(crate) fn withdraw_honour(request: &pb::WithdrawHonourRequest, ring: &Ring) -> Result<withdraw::Withdraw, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_honour(&mut violations, "name", &request.name);
    let etag = stated_etag(&mut violations, &request.etag);
    let reason = text::text(&mut violations, "reason", &request.reason, LONGEST_REASON);
    let document = text::text(&mut violations, "document_number", &request.document_number, LONGEST_NUMBER);
    let read = || {
        let (id, etag, reason, document_number) = (id?, etag?, reason?, document?);
        Some(withdraw::Withdraw { id, etag, reason, document_number, ring: ring.clone() })
    };
    violations.finish(read())
}

pub(crate) fn get_honour(request: &pb::GetHonourRequest, ring: &Ring) -> Result<GetHonour, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_honour(&mut violations, "name", &request.name);
    violations.finish(id.map(|id| GetHonour { id, ring: ring.clone() }))
}

pub(crate) fn list_honours(request: &pb::ListHonoursRequest, call: &Call, ring: &Ring) -> Result<ListHonours, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListHonoursRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let division = division(&mut violations, &request.division);
    let within = division.map(|division| Scope::division(division.as_ref()).prefix().to_owned());
    let kind = filtered(&mut violations, "kind", &KINDS, request.kind);
    let organization = if request.organization.is_empty() {
        None
    } else {
        name::parse_organization(&mut violations, "organization", &request.organization).map(|code| code.to_string())
    };
    let valid_on = day::parse_date(&mut violations, "valid_on", request.valid_on.as_ref());
    let size = page::size(&mut violations, request.page_size, 50, 200);
    let before = before(&mut violations, &binding, &request.page_token);
    let filter = HonourFilter { within, kind, organization, valid_on };
    violations.finish(Some(ListHonours { filter, ring: ring.clone(), before, size, binding }))
}
