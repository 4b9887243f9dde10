//! Rounds of public-welfare venture: admit, parse, do, reply. What credit says of an organisation is asked before the unit of work begins.

use std::convert::identity;

use fault::Fault;
use onecode_proto::purchase::v1 as pb;
use onecode_proto::purchase::v1::venture_service_server::VentureService;
use rpc::admit;
use tonic::metadata::MetadataMap;
use tonic::{Request, Response};
use uow::Uow;
use vocab::{UnifiedCode, day_of};

use super::Answer;
use crate::ops::venture::{draft, expert, grant, list, proposal, read, report, score};
use crate::standing::{Seen, Standing};
use crate::store::venture::proposal::ProposalRow;
use crate::wire::venture::{draft as drafts, proposal as proposals, reply, request as wire};

/// Rounds of public-welfare venture.
pub(crate) struct VentureApi {
    uow: Uow,
    standing: Standing,
}

impl VentureApi {
    /// Over its database, and credit.
    pub(crate) fn new(uow: Uow, standing: Standing) -> Self {
        Self { uow, standing }
    }

    /// What credit says of the organisation of a proposal.
    async fn seen(&self, metadata: &MetadataMap, row: &ProposalRow) -> Result<Seen, Fault> {
        let code = UnifiedCode::parse_vouched(&row.organization).map_err(Fault::internal)?;
        self.standing.seen(metadata, code, false).await
    }
}

#[tonic::async_trait]
impl VentureService for VentureApi {
    async fn create_venture_round(
        &self,
        request: Request<pb::CreateVentureRoundRequest>,
    ) -> Answer<pb::CreateVentureRoundResponse> {
        let call = admit(&request)?;
        let command = drafts::create(request.get_ref(), self.uow.clock().now())?;
        let reply = if request.get_ref().validate_only {
            self.uow.rehearse(&call, &command, draft::create, reply::create).await?
        } else {
            self.uow.write(&call, &command, draft::create, reply::create).await?
        };
        Ok(Response::new(reply))
    }

    async fn publish_venture_round(
        &self,
        request: Request<pb::PublishVentureRoundRequest>,
    ) -> Answer<pb::PublishVentureRoundResponse> {
        let call = admit(&request)?;
        let command = wire::which(&request.get_ref().name, &request.get_ref().etag)?;
        Ok(Response::new(self.uow.write(&call, &command, draft::publish, reply::publish).await?))
    }

    async fn cancel_venture_round(
        &self,
        request: Request<pb::CancelVentureRoundRequest>,
    ) -> Answer<pb::CancelVentureRoundResponse> {
        let call = admit(&request)?;
        let command = wire::cancel(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, draft::cancel, reply::cancel).await?))
    }

    async fn get_venture_round(
        &self,
        request: Request<pb::GetVentureRoundRequest>,
    ) -> Answer<pb::GetVentureRoundResponse> {
        let call = admit(&request)?;
        let query = wire::of_round("name", &request.get_ref().name, &call)?;
        Ok(Response::new(self.uow.read(&call, &query, read::get, reply::get).await?))
    }

    async fn list_venture_rounds(
        &self,
        request: Request<pb::ListVentureRoundsRequest>,
    ) -> Answer<pb::ListVentureRoundsResponse> {
        let call = admit(&request)?;
        let query = wire::list(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, read::list, reply::list).await?))
    }

    async fn create_venture_proposal(
        &self,
        request: Request<pb::CreateVentureProposalRequest>,
    ) -> Answer<pb::CreateVentureProposalResponse> {
        let call = admit(&request)?;
        let command = proposals::create(request.get_ref())?;
        let reply = if request.get_ref().validate_only {
            self.uow.rehearse(&call, &command, proposal::create, reply::create_proposal).await?
        } else {
            self.uow.write(&call, &command, proposal::create, reply::create_proposal).await?
        };
        Ok(Response::new(reply))
    }

    async fn update_venture_proposal(
        &self,
        request: Request<pb::UpdateVentureProposalRequest>,
    ) -> Answer<pb::UpdateVentureProposalResponse> {
        let call = admit(&request)?;
        let command = proposals::update(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, proposal::update, reply::update).await?))
    }

    async fn file_venture_proposal(
        &self,
        request: Request<pb::FileVentureProposalRequest>,
    ) -> Answer<pb::FileVentureProposalResponse> {
        let call = admit(&request)?;
        let mark = wire::marked(&request.get_ref().name, &request.get_ref().etag)?;
        if let Some(reply) = self.uow.repeated(&call).await? {
            return Ok(Response::new(reply));
        }
        let filing = proposal::Filing { mark, call: call.clone() };
        let row = self.uow.read(&call, &filing, proposal::filing, identity).await?;
        let seen = self.seen(request.metadata(), &row).await?;
        let command = proposal::File { mark: filing.mark, seen };
        Ok(Response::new(self.uow.write(&call, &command, proposal::file, reply::file).await?))
    }

    async fn withdraw_venture_proposal(
        &self,
        request: Request<pb::WithdrawVentureProposalRequest>,
    ) -> Answer<pb::WithdrawVentureProposalResponse> {
        let call = admit(&request)?;
        let command = wire::withdraw(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, proposal::withdraw, reply::withdraw).await?))
    }

    async fn get_venture_proposal(
        &self,
        request: Request<pb::GetVentureProposalRequest>,
    ) -> Answer<pb::GetVentureProposalResponse> {
        let call = admit(&request)?;
        let query = wire::get_proposal(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, read::get_proposal, reply::get_proposal).await?))
    }

    async fn list_venture_proposals(
        &self,
        request: Request<pb::ListVentureProposalsRequest>,
    ) -> Answer<pb::ListVentureProposalsResponse> {
        let call = admit(&request)?;
        let query = proposals::list(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, read::list_proposals, reply::list_proposals).await?))
    }

    async fn check_venture_proposal(
        &self,
        request: Request<pb::CheckVentureProposalRequest>,
    ) -> Answer<pb::CheckVentureProposalResponse> {
        let call = admit(&request)?;
        let command = wire::check(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, proposal::check, reply::check).await?))
    }

    async fn assign_venture_experts(
        &self,
        request: Request<pb::AssignVentureExpertsRequest>,
    ) -> Answer<pb::AssignVentureExpertsResponse> {
        let call = admit(&request)?;
        let command = wire::assign(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, expert::assign, reply::assign).await?))
    }

    async fn list_venture_experts(
        &self,
        request: Request<pb::ListVentureExpertsRequest>,
    ) -> Answer<pb::ListVentureExpertsResponse> {
        let call = admit(&request)?;
        let query = wire::of_round("parent", &request.get_ref().parent, &call)?;
        Ok(Response::new(self.uow.read(&call, &query, expert::list, reply::list_experts).await?))
    }

    async fn recuse_venture_expert(
        &self,
        request: Request<pb::RecuseVentureExpertRequest>,
    ) -> Answer<pb::RecuseVentureExpertResponse> {
        let call = admit(&request)?;
        let command = wire::recuse(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, expert::recuse, reply::recuse).await?))
    }

    async fn submit_venture_scores(
        &self,
        request: Request<pb::SubmitVentureScoresRequest>,
    ) -> Answer<pb::SubmitVentureScoresResponse> {
        let call = admit(&request)?;
        let command = wire::score(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, score::submit, reply::score).await?))
    }

    async fn invite_venture_defence(
        &self,
        request: Request<pb::InviteVentureDefenceRequest>,
    ) -> Answer<pb::InviteVentureDefenceResponse> {
        let call = admit(&request)?;
        let command = wire::invite(request.get_ref(), self.uow.clock().now())?;
        Ok(Response::new(self.uow.write(&call, &command, score::invite, reply::invite).await?))
    }

    async fn rank_venture_proposals(
        &self,
        request: Request<pb::RankVentureProposalsRequest>,
    ) -> Answer<pb::RankVentureProposalsResponse> {
        let call = admit(&request)?;
        let command = wire::which(&request.get_ref().name, &request.get_ref().etag)?;
        Ok(Response::new(self.uow.write(&call, &command, score::rank, reply::rank).await?))
    }

    async fn propose_venture_grants(
        &self,
        request: Request<pb::ProposeVentureGrantsRequest>,
    ) -> Answer<pb::ProposeVentureGrantsResponse> {
        let call = admit(&request)?;
        let command = wire::propose(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, list::propose, reply::propose).await?))
    }

    async fn decide_venture_grants(
        &self,
        request: Request<pb::DecideVentureGrantsRequest>,
    ) -> Answer<pb::DecideVentureGrantsResponse> {
        let call = admit(&request)?;
        let command = wire::decide(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, list::decide, reply::decide).await?))
    }

    async fn file_venture_objection(
        &self,
        request: Request<pb::FileVentureObjectionRequest>,
    ) -> Answer<pb::FileVentureObjectionResponse> {
        let call = admit(&request)?;
        let command = wire::object(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, list::object, reply::object).await?))
    }

    async fn list_venture_objections(
        &self,
        request: Request<pb::ListVentureObjectionsRequest>,
    ) -> Answer<pb::ListVentureObjectionsResponse> {
        let call = admit(&request)?;
        let query = wire::of_round("parent", &request.get_ref().parent, &call)?;
        Ok(Response::new(self.uow.read(&call, &query, list::list_objections, reply::list_objections).await?))
    }

    async fn decide_venture_objection(
        &self,
        request: Request<pb::DecideVentureObjectionRequest>,
    ) -> Answer<pb::DecideVentureObjectionResponse> {
        let call = admit(&request)?;
        let command = wire::decide_objection(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, list::decide_objection, reply::decide_objection).await?))
    }

    async fn grant_venture_proposal(
        &self,
        request: Request<pb::GrantVentureProposalRequest>,
    ) -> Answer<pb::GrantVentureProposalResponse> {
        let call = admit(&request)?;
        let (mark, review_note) = wire::grant(request.get_ref())?;
        if let Some(reply) = self.uow.repeated(&call).await? {
            return Ok(Response::new(reply));
        }
        let granting = grant::Granting { mark, call: call.clone(), today: day_of(self.uow.clock().now()) };
        let row = self.uow.read(&call, &granting, grant::granting, identity).await?;
        let seen = self.seen(request.metadata(), &row).await?;
        let command = grant::Grant { mark: granting.mark, review_note, seen };
        Ok(Response::new(self.uow.write(&call, &command, grant::grant, reply::grant).await?))
    }

    async fn drop_venture_proposal(
        &self,
        request: Request<pb::DropVentureProposalRequest>,
    ) -> Answer<pb::DropVentureProposalResponse> {
        let call = admit(&request)?;
        let command = wire::drop(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, grant::drop, reply::drop).await?))
    }

    async fn sign_venture_agreement(
        &self,
        request: Request<pb::SignVentureAgreementRequest>,
    ) -> Answer<pb::SignVentureAgreementResponse> {
        let call = admit(&request)?;
        let command = wire::agree(request.get_ref(), day_of(self.uow.clock().now()))?;
        Ok(Response::new(self.uow.write(&call, &command, grant::agree, reply::agree).await?))
    }

    async fn file_venture_report(
        &self,
        request: Request<pb::FileVentureReportRequest>,
    ) -> Answer<pb::FileVentureReportResponse> {
        let call = admit(&request)?;
        let command = wire::report(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, report::file, reply::report).await?))
    }

    async fn decide_venture_report(
        &self,
        request: Request<pb::DecideVentureReportRequest>,
    ) -> Answer<pb::DecideVentureReportResponse> {
        let call = admit(&request)?;
        let command = wire::decide_report(request.get_ref(), day_of(self.uow.clock().now()))?;
        Ok(Response::new(self.uow.write(&call, &command, report::decide, reply::decide_report).await?))
    }
}
