//! Signs of having no life, as the contract says them.

use ::time::Date;
use credit_domain::organization::Organization;
use credit_domain::risk::{Candidate, Sign};
use fault::Fault;
use onecode_proto::credit::v1 as pb;
use uow::Call;

use crate::ops::risk::zombie::{ListZombies, Listed};
use crate::wire::name;
use crate::wire::page::{self, Binding};
use crate::wire::violations::Violations;

pub(crate) fn list(request: &pb::ListZombieCandidatesRequest, call: &Call, today: Date) -> Result<ListZombies, Fault> {
    let mut violations = Violations::default();
    let binding = Binding::new(call, &pb::ListZombieCandidatesRequest::default());
    let size = page::size(&mut violations, request.page_size, 50, 200);
    let after = binding.key(&mut violations, &request.page_token).unwrap_or_default();
    violations.finish(Some(ListZombies { scope: call.scope.clone(), today, after, size, binding }))
}

pub(crate) fn list_reply(listed: Listed) -> pb::ListZombieCandidatesResponse {
    pb::ListZombieCandidatesResponse {
        zombie_candidates: listed.candidates.into_iter().map(|(one, found)| candidate(one, found)).collect(),
        next_page_token: listed.next_page_token,
    }
}

fn candidate(organization: Organization, found: Candidate) -> pb::ZombieCandidate {
    pb::ZombieCandidate {
        organization: name::organization(organization.code),
        title: organization.title,
        division: organization.division,
        score: small(found.score),
        signs: found.signs.into_iter().map(sign).collect(),
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

fn small(number: i64) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}
