//! What is asked of rounds and proposals.

use ::time::{Date, OffsetDateTime};
use fault::Fault;
use onecode_proto::purchase::v1 as pb;
use uow::Call;
use uuid::Uuid;

use super::draft::ahead;
use super::proposal::{REPORT_OUTCOMES, REPORT_STAGES, mark};
use super::reply::OBJECTIONS;
use super::{STATUSES, Violations, day, filtered, name, required, text};
use crate::ops::tender::score::Score;
use crate::ops::venture::expert::{Assign, Expert, Recuse};
use crate::ops::venture::grant::Agree;
use crate::ops::venture::list::{Decide, DecideObjection, Object, Propose};
use crate::ops::venture::proposal::Check;
use crate::ops::venture::read::{Get, GetProposal, List};
use crate::ops::venture::report;
use crate::ops::venture::score::{Invite, Submit};
use crate::ops::venture::{End, Mark, Which};
use crate::store::venture::RoundFilter;
use crate::wire::catalog::etag_of;
use crate::wire::page::{self, Binding};
use crate::wire::tender::lines;
use crate::wire::tender::request::{expert, number};
use crate::wire::{money, place};

const MOST_EXPERTS: usize = 100;
const MOST_TRACKS: usize = 20;
const MOST_GRANTS: usize = 500;
const MOST_INVITED: i32 = 200;
const LONGEST_STATEMENT: usize = 20_000;

/// What a check of the form makes of a proposal.
const CHECKED: [(&str, pb::VentureCheckOutcome); 3] = [
    ("accepted", pb::VentureCheckOutcome::Passed),
    ("returned", pb::VentureCheckOutcome::Returned),
    ("rejected", pb::VentureCheckOutcome::Rejected),
];

fn seen(violations: &mut Violations, round: &str, etag: &str) -> Option<Which> {
    let id = name::parse_venture_round(violations, "name", round);
    let etag = etag_of(violations, etag);
    Some(Which { id: id?, etag: etag? })
}

/// Which round, as it was read.
pub(crate) fn which(round: &str, etag: &str) -> Result<Which, Fault> {
    let mut violations = Violations::default();
    let seen = seen(&mut violations, round, etag);
    violations.finish(seen)
}

/// Which proposal, as it was read.
pub(crate) fn marked(proposal: &str, etag: &str) -> Result<Mark, Fault> {
    let mut violations = Violations::default();
    let mark = mark(&mut violations, "name", proposal, etag);
    violations.finish(mark)
}

pub(crate) fn cancel(request: &pb::CancelVentureRoundRequest) -> Result<End<Which>, Fault> {
    let mut violations = Violations::default();
    let which = seen(&mut violations, &request.name, &request.etag);
    let reason = text::text(&mut violations, "reason", &request.reason, 500);
    violations.finish((|| Some(End { which: which?, reason: reason? }))())
}

fn ended(proposal: &str, etag: &str, reason: &str) -> Result<End<Mark>, Fault> {
    let mut violations = Violations::default();
    let which = mark(&mut violations, "name", proposal, etag);
    let reason = text::text(&mut violations, "reason", reason, 500);
    violations.finish((|| Some(End { which: which?, reason: reason? }))())
}

pub(crate) fn withdraw(request: &pb::WithdrawVentureProposalRequest) -> Result<End<Mark>, Fault> {
    ended(&request.name, &request.etag, &request.reason)
}

pub(crate) fn drop(request: &pb::DropVentureProposalRequest) -> Result<End<Mark>, Fault> {
    ended(&request.name, &request.etag, &request.reason)
}

/// What is read of a round, whose name is in a field.
pub(crate) fn of_round(field: &str, round: &str, call: &Call) -> Result<Get, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_venture_round(&mut violations, field, round);
    violations.finish(id.map(|id| Get { id, call: call.clone() }))
}

pub(crate) fn get_proposal(request: &pb::GetVentureProposalRequest, call: &Call) -> Result<GetProposal, Fault> {
    let mut violations = Violations::default();
    let of = name::parse_venture_proposal(&mut violations, "name", &request.name);
    violations.finish(of.map(|(round, id)| GetProposal { round, id, call: call.clone() }))
}

pub(crate) fn list(request: &pb::ListVentureRoundsRequest, call: &Call) -> Result<List, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListVentureRoundsRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let division = place::stated(&mut violations, "division", &request.division);
    let status = filtered(&mut violations, "status", &STATUSES, request.status);
    let year = money::any_year(&mut violations, "year", request.year);
    let size = page::size(&mut violations, request.page_size, 50, 200);
    let before: Option<Uuid> = binding.key(&mut violations, &request.page_token).and_then(|key| key.parse().ok());
    let own = (call.division.clone(), call.department.clone());
    violations.finish(Some(List { filter: RoundFilter { division, status, year, own }, before, size, binding }))
}

/// A day that is required of one outcome and refused of the others.
fn day_of_outcome(
    violations: &mut Violations,
    stated: Option<&onecode_proto::google::r#type::Date>,
    is_wanted: bool,
) -> Option<Date> {
    let field = "mend_until_date";
    if is_wanted && stated.is_none() {
        violations.note(field, "is required");
    }
    if !is_wanted && stated.is_some() {
        violations.note(field, "must not be stated of this outcome");
    }
    day::parse_date(violations, field, stated)
}

pub(crate) fn check(request: &pb::CheckVentureProposalRequest) -> Result<Check, Fault> {
    let mut violations = Violations::default();
    let mark = mark(&mut violations, "name", &request.name, &request.etag);
    let status =
        required(&mut violations, "outcome", &CHECKED, request.outcome(), "must be passed, returned or rejected");
    let reason = reason(&mut violations, &request.reason, status != Some("accepted"));
    let mend_until = day_of_outcome(&mut violations, request.mend_until_date.as_ref(), status == Some("returned"));
    violations.finish((|| Some(Check { mark: mark?, status: status?, reason: reason?, mend_until }))())
}

fn reason(violations: &mut Violations, stated: &str, is_wanted: bool) -> Option<String> {
    let read = if is_wanted { text::text } else { text::optional };
    read(violations, "reason", stated, 1_000)
}

fn named(violations: &mut Violations, at: usize, stated: &pb::VentureExpert) -> Option<Expert> {
    let field = format!("experts[{at}].tracks");
    if stated.tracks.is_empty() || stated.tracks.len() > MOST_TRACKS {
        violations.note(&field, format_args!("must be 1 to {MOST_TRACKS}"));
    }
    let mut tracks: Vec<String> = Vec::new();
    for track in stated.tracks.iter().take(MOST_TRACKS) {
        if tracks.contains(track) {
            violations.note(&field, format_args!("name {track} twice"));
        }
        tracks.extend(name::parse_key(violations, &field, track, ""));
    }
    let stated = (stated.account.as_str(), stated.employer_code.as_str(), stated.ties.as_slice());
    Some(Expert { named: expert(violations, at, stated)?, tracks })
}

pub(crate) fn assign(request: &pb::AssignVentureExpertsRequest) -> Result<Assign, Fault> {
    let mut violations = Violations::default();
    let which = seen(&mut violations, &request.name, &request.etag);
    if request.experts.is_empty() || request.experts.len() > MOST_EXPERTS {
        violations.note("experts", format_args!("must be 1 to {MOST_EXPERTS}"));
    }
    let mut experts: Vec<Expert> = Vec::new();
    for (at, one) in request.experts.iter().enumerate().take(MOST_EXPERTS) {
        let Some(expert) = named(&mut violations, at, one) else { continue };
        if experts.iter().any(|other| other.named.account == expert.named.account) {
            violations.note(format!("experts[{at}].account"), "stands there twice");
        }
        experts.push(expert);
    }
    violations.finish(which.map(|which| Assign { which, experts }))
}

pub(crate) fn recuse(request: &pb::RecuseVentureExpertRequest) -> Result<Recuse, Fault> {
    let mut violations = Violations::default();
    let round = name::parse_venture_round(&mut violations, "name", &request.name);
    let reason = text::text(&mut violations, "reason", &request.reason, 500);
    violations.finish((|| Some(Recuse { round: round?, reason: reason? }))())
}

/// The id of a proposal of a round, by its name; another round's is none of it.
fn of(violations: &mut Violations, field: &str, stated: &str, round: Option<Uuid>) -> Option<Uuid> {
    let (of, id) = name::parse_venture_proposal(violations, field, stated)?;
    if round.is_some_and(|round| round != of) {
        violations.note(field, "must be a proposal of the round");
    }
    Some(id)
}

pub(crate) fn score(request: &pb::SubmitVentureScoresRequest) -> Result<Submit, Fault> {
    let mut violations = Violations::default();
    let round = name::parse_venture_round(&mut violations, "name", &request.name);
    let mut scores = Vec::with_capacity(request.scores.len());
    for (at, score) in request.scores.iter().enumerate() {
        let proposal = of(&mut violations, &format!("scores[{at}].proposal"), &score.proposal, round);
        let read = |bid: Uuid| Score { bid, criterion: score.criterion.clone(), points: score.points };
        scores.extend(proposal.map(read));
    }
    violations.finish(round.map(|round| Submit { round, scores }))
}

pub(crate) fn invite(request: &pb::InviteVentureDefenceRequest, now: OffsetDateTime) -> Result<Invite, Fault> {
    let mut violations = Violations::default();
    let which = seen(&mut violations, &request.name, &request.etag);
    let time = ahead(&mut violations, "defence_time", request.defence_time.as_ref(), now);
    let place = text::text(&mut violations, "defence_place", &request.defence_place, 200);
    if !(1..=MOST_INVITED).contains(&request.invited_count) {
        violations.note("invited_count", format_args!("must be 1 to {MOST_INVITED}"));
    }
    let most = usize::try_from(request.invited_count).unwrap_or_default();
    violations.finish((|| Some(Invite { which: which?, time: time?, place: place?, most }))())
}

pub(crate) fn propose(request: &pb::ProposeVentureGrantsRequest) -> Result<Propose, Fault> {
    let mut violations = Violations::default();
    let which = seen(&mut violations, &request.name, &request.etag);
    let round = which.as_ref().map(|which| which.id);
    if request.grants.is_empty() || request.grants.len() > MOST_GRANTS {
        violations.note("grants", format_args!("must be 1 to {MOST_GRANTS}"));
    }
    if request.passed_over.len() > MOST_GRANTS {
        violations.note("passed_over", format_args!("must be {MOST_GRANTS} or fewer"));
    }
    let mut grants: Vec<(Uuid, i64)> = Vec::new();
    for (at, grant) in request.grants.iter().enumerate().take(MOST_GRANTS) {
        let field = format!("grants[{at}].proposal");
        let proposal = of(&mut violations, &field, &grant.proposal, round);
        let fen = money::fen(&mut violations, &format!("grants[{at}].grant_fen"), grant.grant_fen);
        if proposal.is_some_and(|one| grants.iter().any(|(other, _)| *other == one)) {
            violations.note(field, "stands there twice");
        }
        grants.extend(proposal.map(|one| (one, fen.unwrap_or_default())));
    }
    let mut passed_over: Vec<(Uuid, String)> = Vec::new();
    for (at, over) in request.passed_over.iter().enumerate().take(MOST_GRANTS) {
        let field = |name: &str| format!("passed_over[{at}].{name}");
        let proposal = of(&mut violations, &field("proposal"), &over.proposal, round);
        let reason = text::text(&mut violations, &field("reason"), &over.reason, 500);
        if proposal.is_some_and(|one| passed_over.iter().any(|(other, _)| *other == one)) {
            violations.note(field("proposal"), "stands there twice");
        }
        passed_over.extend(proposal.map(|one| (one, reason.unwrap_or_default())));
    }
    violations.finish(which.map(|which| Propose { which, grants, passed_over }))
}

pub(crate) fn decide(request: &pb::DecideVentureGrantsRequest) -> Result<Decide, Fault> {
    let mut violations = Violations::default();
    let which = seen(&mut violations, &request.name, &request.etag);
    let returned = if request.adopted {
        if !request.reason.is_empty() {
            violations.note("reason", "must be empty where the list is adopted");
        }
        None
    } else {
        text::text(&mut violations, "reason", &request.reason, 500)
    };
    violations.finish(which.map(|which| Decide { which, returned }))
}

pub(crate) fn object(request: &pb::FileVentureObjectionRequest) -> Result<Object, Fault> {
    let mut violations = Violations::default();
    let round = name::parse_venture_round(&mut violations, "name", &request.name);
    let proposal = of(&mut violations, "proposal", &request.proposal, round);
    let ground = lines(&mut violations, "ground", &request.ground, 5_000);
    violations.finish((|| Some(Object { round: round?, proposal: proposal?, ground: ground? }))())
}

pub(crate) fn decide_objection(request: &pb::DecideVentureObjectionRequest) -> Result<DecideObjection, Fault> {
    let mut violations = Violations::default();
    let which = seen(&mut violations, &request.name, &request.etag);
    let number = number(&mut violations, "objection_number", request.objection_number);
    let outcome = required(&mut violations, "outcome", &OBJECTIONS, request.outcome(), "must be dismissed or upheld");
    let answer = lines(&mut violations, "answer", &request.answer, 2_000);
    let is_upheld = outcome == Some("upheld");
    violations.finish((|| Some(DecideObjection { which: which?, number: number?, is_upheld, answer: answer? }))())
}

/// Which proposal is granted, and what a person found.
pub(crate) fn grant(request: &pb::GrantVentureProposalRequest) -> Result<(Mark, String), Fault> {
    let mut violations = Violations::default();
    let mark = mark(&mut violations, "name", &request.name, &request.etag);
    let note = text::optional(&mut violations, "review_note", &request.review_note, 500);
    violations.finish((|| Some((mark?, note?)))())
}

/// Amounts of lines: each 0 or a number of fen.
fn amounts(violations: &mut Violations, field: &str, stated: &[i64]) {
    for (at, fen) in stated.iter().enumerate() {
        if *fen != 0 {
            money::fen(violations, &format!("{field}[{at}]"), *fen);
        }
    }
}

pub(crate) fn agree(request: &pb::SignVentureAgreementRequest, today: Date) -> Result<Agree, Fault> {
    let mut violations = Violations::default();
    let mark = mark(&mut violations, "name", &request.name, &request.etag);
    let number = text::text(&mut violations, "agreement_number", &request.agreement_number, 100);
    let signed_on = day::require_past(&mut violations, "sign_date", request.sign_date.as_ref(), today);
    amounts(&mut violations, "agreed_fen", &request.agreed_fen);
    let agreed_fens = request.agreed_fen.clone();
    violations.finish((|| Some(Agree { mark: mark?, number: number?, signed_on: signed_on?, agreed_fens }))())
}

pub(crate) fn report(request: &pb::FileVentureReportRequest) -> Result<report::File, Fault> {
    let mut violations = Violations::default();
    let mark = mark(&mut violations, "name", &request.name, &request.etag);
    let stage = required(&mut violations, "stage", &REPORT_STAGES, request.stage(), "must be midterm or final");
    let statement = lines(&mut violations, "statement", &request.statement, LONGEST_STATEMENT);
    amounts(&mut violations, "spent_fen", &request.spent_fen);
    let spent_fens = request.spent_fen.clone();
    violations.finish((|| Some(report::File { mark: mark?, stage: stage?, statement: statement?, spent_fens }))())
}

pub(crate) fn decide_report(request: &pb::DecideVentureReportRequest, today: Date) -> Result<report::Decide, Fault> {
    let mut violations = Violations::default();
    let mark = mark(&mut violations, "name", &request.name, &request.etag);
    let outcome =
        required(&mut violations, "outcome", &REPORT_OUTCOMES, request.outcome(), "must be passed, mend or failed");
    let reason = reason(&mut violations, &request.reason, outcome.is_some_and(|outcome| outcome != "passed"));
    let mend_until = day_of_outcome(&mut violations, request.mend_until_date.as_ref(), outcome == Some("mend"));
    if mend_until.is_some_and(|until| until <= today) {
        violations.note("mend_until_date", "must lie ahead");
    }
    amounts(&mut violations, "accepted_fen", &request.accepted_fen);
    let accepted_fens = request.accepted_fen.clone();
    let read = || Some(report::Decide { mark: mark?, outcome: outcome?, reason: reason?, mend_until, accepted_fens });
    violations.finish(read())
}
