//! Requests about applications.

use std::collections::BTreeSet;

use ::intake::etag::stated_etag;
use fault::Fault;
use onecode_proto::inspection::v1 as pb;
use uow::Call;
use uuid::Uuid;
use vocab::UnifiedCode;

use super::round::account;
use super::{enums, name};
use crate::ops::rating::{
    Account, Answer, Apply, Assign, Cast, Desk, GetApplication, ListApplications, Opine, Recuse, Seen, Step, Whom,
};
use crate::register::Registered;
use crate::store::rating::application::{ApplicationFilter, ScoreRow};
use crate::wire::page::{self, Binding};
use crate::wire::violations::Violations;
use crate::wire::{name as names, text};

const MOST_SCORES: usize = 500;
const MOST_DOCUMENTS: usize = 50;
const MOST_ANSWERS: usize = 20;
const MOST_EXPERTS: usize = 20;
const MOST_TENTHS: i64 = 10_000;

/// What an application states, before the register was asked about the organisation.
#[derive(Debug)]
pub(crate) struct Stated {
    round: Uuid,
    pub(crate) code: UnifiedCode,
    scores: Vec<ScoreRow>,
    documents: Vec<Uuid>,
}

impl Stated {
    /// With what the register shows of the organisation.
    pub(crate) fn of(self, organization: Registered, desk: &Desk) -> Apply {
        let Self { round, scores, documents, .. } = self;
        Apply { desk: desk.clone(), round, organization, scores, documents }
    }
}

pub(crate) fn apply(request: &pb::ApplyForRatingRequest) -> Result<Stated, Fault> {
    let mut violations = Violations::default();
    let round = name::parse_round(&mut violations, "round", &request.round);
    let code = names::parse_organization(&mut violations, "organization", &request.organization);
    let scores = scores(&mut violations, "self_scores", &request.self_scores);
    if !(1..=MOST_DOCUMENTS).contains(&request.documents.len()) {
        violations.note("documents", format_args!("must be 1 to {MOST_DOCUMENTS}"));
    }
    let mut documents = Vec::new();
    for (at, stated) in request.documents.iter().take(MOST_DOCUMENTS).enumerate() {
        let field = format!("documents[{at}]");
        match name::parse_document(&mut violations, &field, stated) {
            Some(id) if documents.contains(&id) => violations.note(field, "is there twice"),
            Some(id) => documents.push(id),
            None => {}
        }
    }
    violations.finish(round.zip(code).map(|(round, code)| Stated { round, code, scores, documents }))
}

/// Scores as they are stated; whether they are those of a sheet is decided elsewhere.
pub(super) fn scores(violations: &mut Violations, field: &str, stated: &[pb::RatingScore]) -> Vec<ScoreRow> {
    if !(1..=MOST_SCORES).contains(&stated.len()) {
        violations.note(field, format_args!("must be 1 to {MOST_SCORES}"));
    }
    let mut scores = Vec::new();
    for (at, score) in stated.iter().take(MOST_SCORES).enumerate() {
        let reason = text::optional(violations, &format!("{field}[{at}].reason"), &score.reason, 200);
        let indicator = text::text(violations, &format!("{field}[{at}].indicator"), &score.indicator, 20);
        scores.extend(reason.zip(indicator).map(|(reason, indicator)| ScoreRow {
            indicator,
            tenths: score.tenths,
            reason,
        }));
    }
    scores
}

/// A step of an application, with reasons where its method has them.
struct Steps<'a> {
    desk: &'a Desk,
    name: &'a str,
    etag: &'a str,
}

impl Steps<'_> {
    fn seen(&self, violations: &mut Violations) -> Option<Seen> {
        let id = name::parse_application(violations, "name", self.name);
        let etag = stated_etag(violations, self.etag);
        id.zip(etag).map(|(id, etag)| Seen { desk: self.desk.clone(), id, etag })
    }

    fn step(&self, violations: &mut Violations, action: &'static str, reasons: String) -> Option<Step> {
        self.seen(violations).map(|seen| Step { seen, action, reasons })
    }

    fn plain(&self, action: &'static str) -> Result<Step, Fault> {
        let mut violations = Violations::default();
        let step = self.step(&mut violations, action, String::new());
        violations.finish(step)
    }

    fn reasoned(&self, action: &'static str, reasons: &str) -> Result<Step, Fault> {
        let mut violations = Violations::default();
        let reasons = text::text(&mut violations, "reasons", reasons, 1_000);
        let step = self.step(&mut violations, action, reasons.clone().unwrap_or_default());
        violations.finish(step.zip(reasons).map(|(step, _)| step))
    }
}

macro_rules! steps {
    ($($function:ident($message:ident) => $action:literal),+ $(,)?) => {
        $(
            pub(crate) fn $function(request: &pb::$message, desk: &Desk) -> Result<Step, Fault> {
                Steps { desk, name: &request.name, etag: &request.etag }.plain($action)
            }
        )+
    };
}

steps! {
    accept(AcceptRatingApplicationRequest) => "accept",
    withdraw(WithdrawRatingApplicationRequest) => "withdraw",
}

pub(crate) fn close(request: &pb::CloseRatingVoteRequest, desk: &Desk) -> Result<Seen, Fault> {
    seen(&Steps { desk, name: &request.name, etag: &request.etag })
}

pub(crate) fn announce(request: &pb::AnnounceRatingRequest, desk: &Desk) -> Result<Seen, Fault> {
    seen(&Steps { desk, name: &request.name, etag: &request.etag })
}

fn seen(steps: &Steps<'_>) -> Result<Seen, Fault> {
    let mut violations = Violations::default();
    let seen = steps.seen(&mut violations);
    violations.finish(seen)
}

pub(crate) fn refuse(request: &pb::RefuseRatingApplicationRequest, desk: &Desk) -> Result<Step, Fault> {
    Steps { desk, name: &request.name, etag: &request.etag }.reasoned("refuse", &request.reasons)
}

pub(crate) fn review(request: &pb::ReviewRatingApplicationRequest, desk: &Desk) -> Result<Step, Fault> {
    Steps { desk, name: &request.name, etag: &request.etag }.reasoned("review", &request.reasons)
}

pub(crate) fn answer(request: &pb::AnswerRatingConditionsRequest, desk: &Desk) -> Result<Answer, Fault> {
    let mut violations = Violations::default();
    if !(1..=MOST_ANSWERS).contains(&request.answers.len()) {
        violations.note("answers", format_args!("must be 1 to {MOST_ANSWERS}"));
    }
    let (mut answers, mut seen) = (Vec::new(), BTreeSet::new());
    for (at, answer) in request.answers.iter().take(MOST_ANSWERS).enumerate() {
        let rule = text::text(&mut violations, &format!("answers[{at}].rule"), &answer.rule, 20);
        let basis = text::text(&mut violations, &format!("answers[{at}].basis"), &answer.basis, 200);
        if rule.as_ref().is_some_and(|rule| !seen.insert(rule.clone())) {
            violations.note(format!("answers[{at}].rule"), "is there twice");
        }
        answers.extend(rule.zip(basis).map(|(rule, basis)| (rule, answer.met, basis)));
    }
    let reasons = answers.iter().map(|(rule, _, basis)| format!("{rule}：{basis}")).collect::<Vec<_>>().join("；");
    let steps = Steps { desk, name: &request.name, etag: &request.etag };
    let step = steps.step(&mut violations, "answer", reasons);
    violations.finish(step.map(|step| Answer { step, answers }))
}

pub(crate) fn assign(request: &pb::AssignRatingExpertsRequest, desk: &Desk) -> Result<Assign, Fault> {
    let mut violations = Violations::default();
    if !(1..=MOST_EXPERTS).contains(&request.experts.len()) {
        violations.note("experts", format_args!("must be 1 to {MOST_EXPERTS}"));
    }
    let mut experts = Vec::new();
    for (at, stated) in request.experts.iter().take(MOST_EXPERTS).enumerate() {
        let field = format!("experts[{at}]");
        match name::parse_expert(&mut violations, &field, stated) {
            Some(id) if experts.contains(&id) => violations.note(field, "is there twice"),
            Some(id) => experts.push(id),
            None => {}
        }
    }
    let steps = Steps { desk, name: &request.name, etag: &request.etag };
    let step = steps.step(&mut violations, "assign", String::new());
    violations.finish(step.map(|step| Assign { step, experts }))
}

pub(crate) fn recuse(request: &pb::RecordRatingRecusalRequest, desk: &Desk) -> Result<Recuse, Fault> {
    let mut violations = Violations::default();
    let whom = match (request.expert.is_empty(), request.account.is_empty()) {
        (false, true) => name::parse_expert(&mut violations, "expert", &request.expert).map(Whom::Expert),
        (true, false) => {
            account(&mut violations, "account", &request.account).map(|account| Whom::Member(Account::new(account)))
        }
        (true, true) | (false, false) => {
            violations.note("expert", "either expert or account is required, and not both");
            None
        }
    };
    let reason = text::text(&mut violations, "reason", &request.reason, 200);
    let steps = Steps { desk, name: &request.name, etag: &request.etag };
    let step = steps.step(&mut violations, "recuse", reason.clone().unwrap_or_default());
    violations.finish(step.zip(whom).zip(reason).map(|((step, whom), _)| Recuse { step, whom }))
}

pub(crate) fn opine(request: &pb::GiveRatingOpinionRequest, desk: &Desk) -> Result<Opine, Fault> {
    let mut violations = Violations::default();
    let reasons = text::text(&mut violations, "reasons", &request.reasons, 1_000);
    if !(0..=MOST_TENTHS).contains(&request.tenths.unwrap_or_default()) {
        violations.note("tenths", format_args!("must be 0 to {MOST_TENTHS}"));
    }
    let seen = Steps { desk, name: &request.name, etag: &request.etag }.seen(&mut violations);
    violations.finish(seen.zip(reasons).map(|(seen, reasons)| Opine { seen, reasons, tenths: request.tenths }))
}

pub(crate) fn cast(request: &pb::CastRatingVoteRequest, desk: &Desk) -> Result<Cast, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_application(&mut violations, "name", &request.name);
    if request.ballot < 1 {
        violations.note("ballot", "must be at least 1");
    }
    let choice = enums::read_choice(request.choice);
    if choice.is_none() {
        violations.note("choice", "must be a value of the contract, not UNSPECIFIED");
    }
    let ballot = request.ballot;
    violations.finish(id.zip(choice).map(|(id, choice)| Cast { desk: desk.clone(), id, ballot, choice }))
}

pub(crate) fn get(
    request: &pb::GetRatingApplicationRequest,
    call: &Call,
    desk: &Desk,
) -> Result<GetApplication, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_application(&mut violations, "name", &request.name);
    violations.finish(id.map(|id| GetApplication {
        scope: call.scope.clone(),
        id,
        ring: desk.ring.clone(),
        personal: call.reveals,
    }))
}

pub(crate) fn list(request: &pb::ListRatingApplicationsRequest, call: &Call) -> Result<ListApplications, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListRatingApplicationsRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let round = Some(request.round.as_str()).filter(|round| !round.is_empty());
    let round = round.and_then(|round| name::parse_round(&mut violations, "round", round));
    let organization = organization(&mut violations, &request.organization);
    let state = enums::filter(&mut violations, "state", request.state, &enums::STATES);
    let size = page::size(&mut violations, request.page_size, 50, 200);
    let before = binding.key(&mut violations, &request.page_token).and_then(|id| Uuid::try_parse(&id).ok());
    let filter = ApplicationFilter { scope: call.scope.clone(), round, organization, state };
    violations.finish(Some(ListApplications { filter, before, size, binding }))
}

/// The code of the organisation of a filter; empty for any.
pub(super) fn organization(violations: &mut Violations, stated: &str) -> String {
    if stated.is_empty() {
        return String::new();
    }
    let code = names::parse_organization(violations, "organization", stated);
    code.map(|code| code.to_string()).unwrap_or_default()
}
