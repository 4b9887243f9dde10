//! Requests about outcomes, and their replies.

use ::time::Date;
use fault::Fault;
use inspection_domain::outcome::{Outcome, OutcomeKind};
use onecode_proto::inspection::v1 as pb;
use time::format_description::well_known::Iso8601;
use uow::Call;
use uuid::Uuid;

use super::page::{self, Binding};
use super::violations::Violations;
use super::{name, time as day};
use crate::ops::outcome::{ListOutcomes, Listed};
use crate::store::outcome::OutcomeFilter;

pub(crate) fn list(request: &pb::ListOutcomesRequest, call: &Call) -> Result<ListOutcomes, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListOutcomesRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let organization = name::parse_organization(&mut violations, "parent", &request.parent);
    let mut kinds = Vec::new();
    for (at, number) in request.kinds.iter().enumerate() {
        match pb::OutcomeKind::try_from(*number).ok().and_then(read_kind) {
            Some(kind) => kinds.push(kind),
            None => violations.note(format!("kinds[{at}]"), "must be a value of the contract, not UNSPECIFIED"),
        }
    }
    let counts_on = day::parse_date(&mut violations, "counts_on", request.counts_on.as_ref());
    let size = page::size(&mut violations, request.page_size, 100, 1_000);
    let after = binding.key(&mut violations, &request.page_token).and_then(|key| place(&key));
    violations.finish(organization.map(|organization| ListOutcomes {
        filter: OutcomeFilter { scope: call.scope.clone(), organization, kinds, counts_on },
        after,
        size,
        binding,
    }))
}

pub(crate) fn list_reply(listed: Listed) -> pb::ListOutcomesResponse {
    pb::ListOutcomesResponse {
        outcomes: listed.outcomes.iter().map(outcome).collect(),
        next_page_token: listed.next_page_token,
    }
}

fn place(key: &str) -> Option<(Date, Uuid)> {
    let (day, id) = key.split_once(' ')?;
    Some((Date::parse(day, &Iso8601::DATE).ok()?, id.parse().ok()?))
}

fn outcome(outcome: &Outcome) -> pb::Outcome {
    pb::Outcome {
        organization: name::organization(outcome.organization),
        kind: kind(outcome.kind).into(),
        resource: outcome.resource.clone(),
        year: outcome.year.unwrap_or_default(),
        value: outcome.value.clone(),
        amount_fen: outcome.amount_fen.unwrap_or_default(),
        from_date: Some(day::date(outcome.from)),
        until_date: outcome.until.map(day::date),
        withdrawn_date: outcome.withdrawn.map(day::date),
    }
}

fn kind(kind: OutcomeKind) -> pb::OutcomeKind {
    match kind {
        OutcomeKind::ReportConcluded => pb::OutcomeKind::ReportConcluded,
        OutcomeKind::ReportMissed => pb::OutcomeKind::ReportMissed,
        OutcomeKind::RectificationMissed => pb::OutcomeKind::RectificationMissed,
        OutcomeKind::SeriousFinding => pb::OutcomeKind::SeriousFinding,
        OutcomeKind::RatingAnnounced => pb::OutcomeKind::RatingAnnounced,
        OutcomeKind::Investigation => pb::OutcomeKind::Investigation,
        OutcomeKind::PenaltyDecided => pb::OutcomeKind::PenaltyDecided,
        OutcomeKind::ComplaintUpheld => pb::OutcomeKind::ComplaintUpheld,
    }
}

fn read_kind(stated: pb::OutcomeKind) -> Option<OutcomeKind> {
    OutcomeKind::ALL.into_iter().find(|known| kind(*known) == stated)
}
