//! What is answered about rounds and proposals.

use onecode_proto::purchase::v1 as pb;

use super::proposal::proposal;
use super::{day, name, round, told};
use crate::ops::venture::read::{Listed, ListedProposals, Shown, ShownProposal};
use crate::ops::venture::score::Done;
use crate::store::venture::objection::ObjectionRow;
use crate::store::venture::review::ExpertRow;
use crate::wire::tender::reply::ties;

/// How objections are decided, by their names in the database.
pub(super) const OBJECTIONS: [(&str, pb::VentureObjectionOutcome); 2] =
    [("dismissed", pb::VentureObjectionOutcome::Dismissed), ("upheld", pb::VentureObjectionOutcome::Upheld)];

pub(crate) fn create(shown: Shown) -> pb::CreateVentureRoundResponse {
    pb::CreateVentureRoundResponse { venture_round: Some(round(shown)) }
}

pub(crate) fn publish(shown: Shown) -> pb::PublishVentureRoundResponse {
    pb::PublishVentureRoundResponse { venture_round: Some(round(shown)) }
}

pub(crate) fn cancel(shown: Shown) -> pb::CancelVentureRoundResponse {
    pb::CancelVentureRoundResponse { venture_round: Some(round(shown)) }
}

pub(crate) fn get(shown: Shown) -> pb::GetVentureRoundResponse {
    pb::GetVentureRoundResponse { venture_round: Some(round(shown)) }
}

pub(crate) fn assign(shown: Shown) -> pb::AssignVentureExpertsResponse {
    pb::AssignVentureExpertsResponse { venture_round: Some(round(shown)) }
}

pub(crate) fn invite(shown: Shown) -> pb::InviteVentureDefenceResponse {
    pb::InviteVentureDefenceResponse { venture_round: Some(round(shown)) }
}

pub(crate) fn propose(shown: Shown) -> pb::ProposeVentureGrantsResponse {
    pb::ProposeVentureGrantsResponse { venture_round: Some(round(shown)) }
}

pub(crate) fn decide(shown: Shown) -> pb::DecideVentureGrantsResponse {
    pb::DecideVentureGrantsResponse { venture_round: Some(round(shown)) }
}

pub(crate) fn create_proposal(shown: ShownProposal) -> pb::CreateVentureProposalResponse {
    pb::CreateVentureProposalResponse { venture_proposal: Some(proposal(shown)) }
}

pub(crate) fn update(shown: ShownProposal) -> pb::UpdateVentureProposalResponse {
    pb::UpdateVentureProposalResponse { venture_proposal: Some(proposal(shown)) }
}

pub(crate) fn file(shown: ShownProposal) -> pb::FileVentureProposalResponse {
    pb::FileVentureProposalResponse { venture_proposal: Some(proposal(shown)) }
}

pub(crate) fn withdraw(shown: ShownProposal) -> pb::WithdrawVentureProposalResponse {
    pb::WithdrawVentureProposalResponse { venture_proposal: Some(proposal(shown)) }
}

pub(crate) fn get_proposal(shown: ShownProposal) -> pb::GetVentureProposalResponse {
    pb::GetVentureProposalResponse { venture_proposal: Some(proposal(shown)) }
}

pub(crate) fn check(shown: ShownProposal) -> pb::CheckVentureProposalResponse {
    pb::CheckVentureProposalResponse { venture_proposal: Some(proposal(shown)) }
}

pub(crate) fn grant(shown: ShownProposal) -> pb::GrantVentureProposalResponse {
    pb::GrantVentureProposalResponse { venture_proposal: Some(proposal(shown)) }
}

pub(crate) fn drop(shown: ShownProposal) -> pb::DropVentureProposalResponse {
    pb::DropVentureProposalResponse { venture_proposal: Some(proposal(shown)) }
}

pub(crate) fn agree(shown: ShownProposal) -> pb::SignVentureAgreementResponse {
    pb::SignVentureAgreementResponse { venture_proposal: Some(proposal(shown)) }
}

pub(crate) fn report(shown: ShownProposal) -> pb::FileVentureReportResponse {
    pb::FileVentureReportResponse { venture_proposal: Some(proposal(shown)) }
}

pub(crate) fn decide_report(shown: ShownProposal) -> pb::DecideVentureReportResponse {
    pb::DecideVentureReportResponse { venture_proposal: Some(proposal(shown)) }
}

pub(crate) fn list(listed: Listed) -> pb::ListVentureRoundsResponse {
    pb::ListVentureRoundsResponse {
        venture_rounds: listed.rounds.into_iter().map(round).collect(),
        next_page_token: listed.next_page_token,
    }
}

pub(crate) fn list_proposals(listed: ListedProposals) -> pb::ListVentureProposalsResponse {
    pb::ListVentureProposalsResponse {
        venture_proposals: listed.proposals.into_iter().map(proposal).collect(),
        next_page_token: listed.next_page_token,
    }
}

fn expert(row: ExpertRow) -> pb::VentureExpert {
    pb::VentureExpert {
        account: row.account,
        tracks: row.tracks,
        employer_code: row.employer_code,
        ties: ties(row.tie_codes, row.tie_ends),
        review_scored: row.review_scored_at.is_some(),
        defence_scored: row.defence_scored_at.is_some(),
        recuse_reason: row.recuse_reason,
    }
}

pub(crate) fn list_experts(experts: Vec<ExpertRow>) -> pb::ListVentureExpertsResponse {
    pb::ListVentureExpertsResponse { experts: experts.into_iter().map(expert).collect() }
}

pub(crate) fn recuse((): ()) -> pb::RecuseVentureExpertResponse {
    pb::RecuseVentureExpertResponse {}
}

pub(crate) fn score((): ()) -> pb::SubmitVentureScoresResponse {
    pb::SubmitVentureScoresResponse {}
}

pub(crate) fn rank(done: Done) -> pb::RankVentureProposalsResponse {
    pb::RankVentureProposalsResponse {
        venture_round: Some(round(done.shown)),
        venture_proposals: done.ranked.into_iter().map(proposal).collect(),
    }
}

fn objection(row: ObjectionRow) -> pb::VentureObjection {
    pb::VentureObjection {
        number: row.number,
        proposal: name::venture_proposal(row.round, row.proposal),
        ground: row.ground,
        file_time: Some(day::timestamp(row.created_at)),
        outcome: told(&OBJECTIONS, &row.outcome).into(),
        answer: row.answer,
        decide_time: row.decided_at.map(day::timestamp),
    }
}

pub(crate) fn object(row: ObjectionRow) -> pb::FileVentureObjectionResponse {
    pb::FileVentureObjectionResponse { objection: Some(objection(row)) }
}

pub(crate) fn list_objections(rows: Vec<ObjectionRow>) -> pb::ListVentureObjectionsResponse {
    pb::ListVentureObjectionsResponse { objections: rows.into_iter().map(objection).collect() }
}

pub(crate) fn decide_objection((shown, row): (Shown, ObjectionRow)) -> pb::DecideVentureObjectionResponse {
    pb::DecideVentureObjectionResponse { venture_round: Some(round(shown)), objection: Some(objection(row)) }
}
