//! Signs of having no life, as the contract says them.

use ::time::Date;
use credit_domain::risk::{Disposal, Sign};
use fault::Fault;
use onecode_proto::credit::v1 as pb;
use uow::Call;

use crate::ops::risk::zombie::{Decide, ListZombies, Listed, Shown};
use crate::store::risk::zombie::DecisionRow;
use crate::wire::page::{self, Binding};
use crate::wire::violations::Violations;
use crate::wire::{name, text, time as day};

pub(crate) fn list(request: &pb::ListZombieCandidatesRequest, call: &Call, today: Date) -> Result<ListZombies, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListZombieCandidatesRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let size = page::size(&mut violations, request.page_size, 50, 200);
    let after = binding.key(&mut violations, &request.page_token).unwrap_or_default();
    let (scope, undecided) = (call.scope.clone(), request.undecided);
    violations.finish(Some(ListZombies { scope, today, undecided, after, size, binding }))
}

pub(crate) fn decide(request: &pb::DecideZombieCandidateRequest) -> Result<Decide, Fault> {
    let mut violations = Violations::default();
    let organization = name::parse_organization(&mut violations, "organization", &request.organization);
    let disposal = Disposal::ALL.into_iter().find(|known| outcome(*known) == request.outcome());
    if disposal.is_none() {
        violations.note("outcome", "must be HANDED_OVER or DISMISSED");
    }
    let reason = text::text(&mut violations, "reason", &request.reason, 1_000);
    let decide = (|| Some(Decide { organization: organization?, disposal: disposal?, reason: reason? }))();
    violations.finish(decide)
}

pub(crate) fn list_reply(listed: Listed) -> pb::ListZombieCandidatesResponse {
    pb::ListZombieCandidatesResponse {
        zombie_candidates: listed.candidates.into_iter().map(candidate).collect(),
        next_page_token: listed.next_page_token,
    }
}

pub(crate) fn decide_reply(shown: Shown) -> pb::DecideZombieCandidateResponse {
    pb::DecideZombieCandidateResponse { zombie_candidate: Some(candidate(shown)) }
}

fn candidate(shown: Shown) -> pb::ZombieCandidate {
    let undecided = shown.is_undecided();
    let Shown { organization, candidate, decision: decided } = shown;
    pb::ZombieCandidate {
        organization: name::organization(organization.code),
        title: organization.title,
        division: organization.division,
        score: small(candidate.score),
        signs: candidate.signs.into_iter().map(sign).collect(),
        decision: decided.map(decision),
        undecided,
    }
}

fn decision(row: DecisionRow) -> pb::ZombieDecision {
    pb::ZombieDecision {
        outcome: Disposal::parse(&row.outcome).map(outcome).unwrap_or_default().into(),
        reason: row.reason,
        score: small(row.score),
        department: name::department(&row.department),
        decide_time: Some(day::timestamp(row.created_at)),
    }
}

fn outcome(disposal: Disposal) -> pb::ZombieOutcome {
    match disposal {
        Disposal::HandedOver => pb::ZombieOutcome::HandedOver,
        Disposal::Dismissed => pb::ZombieOutcome::Dismissed,
    }
}

fn sign(one: Sign) -> pb::ZombieSign {
    pb::ZombieSign {
        rule: one.rule,
        title: one.title,
        known: one.known,
        count: small(one.count),
        points: small(one.points),
    }
}

pub(super) fn small(number: i64) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}
