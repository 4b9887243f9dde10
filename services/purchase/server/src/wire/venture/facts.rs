//! What is told of rounds and proposals; who files is told of nobody before the public notice.

use onecode_proto::purchase::v1 as pb;
use uuid::Uuid;

use super::proposal::{self, REPORT_OUTCOMES, REPORT_STAGES};
use super::{name, round, told};
use crate::ops::venture::read::Shown;
use crate::store::venture::objection::ObjectionRow;
use crate::store::venture::proposal::ProposalRow;

/// What a fact about a listed proposal is of.
pub(crate) fn subject(row: &ProposalRow) -> String {
    format!("organizations/{}", row.organization)
}

fn state(row: &ProposalRow) -> pb::VentureProposalState {
    let is_public = row.is_listed;
    pb::VentureProposalState {
        proposal: name::venture_proposal(row.round, row.id),
        round: name::venture_round(row.round),
        track: row.track.clone(),
        organization: if is_public { subject(row) } else { String::new() },
        title: if is_public { row.title.clone() } else { String::new() },
        status: proposal::status(&row.status).into(),
        grant_fen: if is_public { row.grant_fen } else { 0 },
    }
}

/// A round as everybody may see it.
fn public(shown: &Shown) -> pb::VentureRound {
    let mut shown = shown.clone();
    shown.row.return_reason.clear();
    round(shown)
}

fn many(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

/// It was published.
pub(crate) fn published(shown: &Shown) -> pb::VentureRoundPublished {
    pb::VentureRoundPublished { venture_round: Some(public(shown)) }
}

/// It was cancelled.
pub(crate) fn cancelled(shown: &Shown) -> pb::VentureRoundCancelled {
    pb::VentureRoundCancelled { venture_round: Some(public(shown)) }
}

/// Experts were named.
pub(crate) fn experts_assigned(id: Uuid, experts: usize) -> pb::VentureExpertsAssigned {
    pb::VentureExpertsAssigned { round: name::venture_round(id), expert_count: many(experts) }
}

/// Proposals were invited to a defence day.
pub(crate) fn invited(id: Uuid, proposals: &[Uuid]) -> pb::VentureDefenceInvited {
    let proposals = proposals.iter().map(|one| name::venture_proposal(id, *one)).collect();
    pb::VentureDefenceInvited { round: name::venture_round(id), proposals }
}

/// Proposals were ranked.
pub(crate) fn ranked(id: Uuid, proposals: usize) -> pb::VentureProposalsRanked {
    pb::VentureProposalsRanked { round: name::venture_round(id), proposal_count: many(proposals) }
}

/// A list was proposed.
pub(crate) fn proposed(id: Uuid, grants: usize, grant_fen: i64) -> pb::VentureGrantsProposed {
    pb::VentureGrantsProposed { round: name::venture_round(id), grant_count: many(grants), grant_fen }
}

/// It was returned.
pub(crate) fn returned(id: Uuid) -> pb::VentureGrantsReturned {
    pb::VentureGrantsReturned { round: name::venture_round(id) }
}

/// It is before the public.
pub(crate) fn listed(shown: &Shown) -> pb::VentureGrantsPublished {
    pb::VentureGrantsPublished { venture_round: Some(public(shown)) }
}

/// It was objected to.
pub(crate) fn objected(id: Uuid, number: i32) -> pb::VentureObjectionFiled {
    pb::VentureObjectionFiled { round: name::venture_round(id), number }
}

/// An objection was decided.
pub(crate) fn objection_decided(row: &ObjectionRow) -> pb::VentureObjectionDecided {
    pb::VentureObjectionDecided {
        round: name::venture_round(row.round),
        number: row.number,
        outcome: told(&super::reply::OBJECTIONS, &row.outcome).into(),
    }
}

/// A proposal was filed.
pub(crate) fn filed(row: &ProposalRow) -> pb::VentureProposalFiled {
    pb::VentureProposalFiled { state: Some(state(row)) }
}

/// Its form was checked.
pub(crate) fn checked(row: &ProposalRow) -> pb::VentureProposalChecked {
    pb::VentureProposalChecked { state: Some(state(row)) }
}

/// It was withdrawn.
pub(crate) fn withdrawn(row: &ProposalRow) -> pb::VentureProposalWithdrawn {
    pb::VentureProposalWithdrawn { state: Some(state(row)) }
}

/// It was taken off the list.
pub(crate) fn dropped(row: &ProposalRow) -> pb::VentureProposalDropped {
    pb::VentureProposalDropped { state: Some(state(row)) }
}

/// It was granted.
pub(crate) fn granted(row: &ProposalRow, applications: &[Uuid]) -> pb::VentureProposalGranted {
    let applications = applications.iter().map(|id| crate::wire::fund::name::application(*id)).collect();
    pb::VentureProposalGranted { state: Some(state(row)), applications }
}

/// Its agreement was signed.
pub(crate) fn agreed(row: &ProposalRow) -> pb::VentureAgreementSigned {
    pb::VentureAgreementSigned { state: Some(state(row)) }
}

/// A report was handed in.
pub(crate) fn reported(row: &ProposalRow, stage: &str) -> pb::VentureReportFiled {
    pb::VentureReportFiled { state: Some(state(row)), stage: told(&REPORT_STAGES, stage).into() }
}

/// It was decided.
pub(crate) fn report_decided(
    row: &ProposalRow,
    stage: &str,
    outcome: &str,
    demanded_fen: i64,
) -> pb::VentureReportDecided {
    pb::VentureReportDecided {
        state: Some(state(row)),
        stage: told(&REPORT_STAGES, stage).into(),
        outcome: told(&REPORT_OUTCOMES, outcome).into(),
        demanded_fen,
    }
}
