//! Honours: admit, parse, do, reply. What the register and credit say of organisations is asked before the unit of work begins.

use std::convert::identity;

use onecode_proto::talent::v1 as pb;
use onecode_proto::talent::v1::honour_service_server::HonourService;
use rpc::admit;
use tonic::{Request, Response};
use uow::Uow;

use super::Answer;
use crate::credit::Credit;
use crate::desk::Desk;
use crate::ops::honour::nominate::Nominate;
use crate::ops::honour::{confer, nominate, objection, propose, read, round, withdraw};
use crate::register::Register;
use crate::wire::honour::{reply, request as wire};

/// Rounds and honours.
pub(crate) struct HonourApi {
    uow: Uow,
    desk: Desk,
    register: Register,
    credit: Credit,
}

impl HonourApi {
    /// Over its database, the register and credit.
    pub(crate) fn new(uow: Uow, desk: Desk, register: Register, credit: Credit) -> Self {
        Self { uow, desk, register, credit }
    }
}

#[tonic::async_trait]
impl HonourService for HonourApi {
    async fn create_honour_round(
        &self,
        request: Request<pb::CreateHonourRoundRequest>,
    ) -> Answer<pb::CreateHonourRoundResponse> {
        let call = admit(&request)?;
        let command = wire::create(request.get_ref(), self.uow.clock().now())?;
        Ok(Response::new(self.uow.write(&call, &command, round::create, reply::create).await?))
    }

    async fn open_honour_round(
        &self,
        request: Request<pb::OpenHonourRoundRequest>,
    ) -> Answer<pb::OpenHonourRoundResponse> {
        let call = admit(&request)?;
        let command = wire::which(&request.get_ref().name, &request.get_ref().etag)?;
        Ok(Response::new(self.uow.write(&call, &command, round::open, reply::open).await?))
    }

    async fn cancel_honour_round(
        &self,
        request: Request<pb::CancelHonourRoundRequest>,
    ) -> Answer<pb::CancelHonourRoundResponse> {
        let call = admit(&request)?;
        let command = wire::cancel(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, round::cancel, reply::cancel).await?))
    }

    async fn get_honour_round(
        &self,
        request: Request<pb::GetHonourRoundRequest>,
    ) -> Answer<pb::GetHonourRoundResponse> {
        let call = admit(&request)?;
        let query = wire::get(request.get_ref(), &call, self.desk.ring())?;
        Ok(Response::new(self.uow.read(&call, &query, read::get, reply::get).await?))
    }

    async fn list_honour_rounds(
        &self,
        request: Request<pb::ListHonourRoundsRequest>,
    ) -> Answer<pb::ListHonourRoundsResponse> {
        let call = admit(&request)?;
        let query = wire::list(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, read::list, reply::list).await?))
    }

    async fn file_nomination(&self, request: Request<pb::FileNominationRequest>) -> Answer<pb::FileNominationResponse> {
        let call = admit(&request)?;
        let stated = wire::nominate(request.get_ref())?;
        if let Some(reply) = self.uow.repeated(&call).await? {
            return Ok(Response::new(reply));
        }
        let command = Nominate {
            round: stated.round,
            organization: self.register.organization(request.metadata(), stated.organization).await?,
            project_title: stated.project_title,
            person_name: stated.person_name,
            person_post: stated.person_post,
            statement: stated.statement,
            ring: self.desk.ring().clone(),
        };
        Ok(Response::new(self.uow.write(&call, &command, nominate::nominate, reply::file).await?))
    }

    async fn withdraw_nomination(
        &self,
        request: Request<pb::WithdrawNominationRequest>,
    ) -> Answer<pb::WithdrawNominationResponse> {
        let call = admit(&request)?;
        let command = wire::withdraw(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, nominate::withdraw, reply::withdraw).await?))
    }

    async fn get_nomination(&self, request: Request<pb::GetNominationRequest>) -> Answer<pb::GetNominationResponse> {
        let call = admit(&request)?;
        let query = wire::get_nomination(request.get_ref(), &call, self.desk.ring())?;
        Ok(Response::new(self.uow.read(&call, &query, read::get_nomination, reply::get_nomination).await?))
    }

    async fn list_nominations(
        &self,
        request: Request<pb::ListNominationsRequest>,
    ) -> Answer<pb::ListNominationsResponse> {
        let call = admit(&request)?;
        let query = wire::list_nominations(request.get_ref(), &call, self.desk.ring())?;
        Ok(Response::new(self.uow.read(&call, &query, read::list_nominations, reply::list_nominations).await?))
    }

    async fn propose_honours(&self, request: Request<pb::ProposeHonoursRequest>) -> Answer<pb::ProposeHonoursResponse> {
        let call = admit(&request)?;
        let proposed = wire::propose(request.get_ref())?;
        if let Some(reply) = self.uow.repeated(&call).await? {
            return Ok(Response::new(reply));
        }
        let query = propose::Proposing { proposed, call: call.clone(), now: self.uow.clock().now() };
        let codes = self.uow.read(&call, &query, propose::proposing, identity).await?;
        let answers = self.credit.check(request.metadata(), codes).await?;
        let command = propose::Propose { proposed: query.proposed, answers, ring: self.desk.ring().clone() };
        Ok(Response::new(self.uow.write(&call, &command, propose::propose, reply::propose).await?))
    }

    async fn file_honour_objection(
        &self,
        request: Request<pb::FileHonourObjectionRequest>,
    ) -> Answer<pb::FileHonourObjectionResponse> {
        let call = admit(&request)?;
        let command = wire::object(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, objection::object, reply::object).await?))
    }

    async fn list_honour_objections(
        &self,
        request: Request<pb::ListHonourObjectionsRequest>,
    ) -> Answer<pb::ListHonourObjectionsResponse> {
        let call = admit(&request)?;
        let query = wire::list_objections(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, objection::all, reply::list_objections).await?))
    }

    async fn get_honour_objection(
        &self,
        request: Request<pb::GetHonourObjectionRequest>,
    ) -> Answer<pb::GetHonourObjectionResponse> {
        let call = admit(&request)?;
        let query = wire::get_objection(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, objection::one, reply::get_objection).await?))
    }

    async fn decide_honour_objection(
        &self,
        request: Request<pb::DecideHonourObjectionRequest>,
    ) -> Answer<pb::DecideHonourObjectionResponse> {
        let call = admit(&request)?;
        let command = wire::decide_objection(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, objection::decide, reply::decide_objection).await?))
    }

    async fn confer_honours(&self, request: Request<pb::ConferHonoursRequest>) -> Answer<pb::ConferHonoursResponse> {
        let call = admit(&request)?;
        let (which, document_number) = wire::confer(request.get_ref())?;
        if let Some(reply) = self.uow.repeated(&call).await? {
            return Ok(Response::new(reply));
        }
        let query = confer::Conferring { which, call: call.clone(), now: self.uow.clock().now() };
        let codes = self.uow.read(&call, &query, confer::conferring, identity).await?;
        let answers = self.credit.check(request.metadata(), codes).await?;
        let ring = self.desk.ring().clone();
        let command = confer::Confer { which: query.which, document_number, answers, ring };
        Ok(Response::new(self.uow.write(&call, &command, confer::confer, reply::confer).await?))
    }

    async fn withdraw_honour(&self, request: Request<pb::WithdrawHonourRequest>) -> Answer<pb::WithdrawHonourResponse> {
        let call = admit(&request)?;
        let command = wire::withdraw_honour(request.get_ref(), self.desk.ring())?;
        Ok(Response::new(self.uow.write(&call, &command, withdraw::withdraw, reply::withdraw_honour).await?))
    }

    async fn get_honour(&self, request: Request<pb::GetHonourRequest>) -> Answer<pb::GetHonourResponse> {
        let call = admit(&request)?;
        let query = wire::get_honour(request.get_ref(), self.desk.ring())?;
        Ok(Response::new(self.uow.read(&call, &query, read::get_honour, reply::get_honour).await?))
    }

    async fn list_honours(&self, request: Request<pb::ListHonoursRequest>) -> Answer<pb::ListHonoursResponse> {
        let call = admit(&request)?;
        let query = wire::list_honours(request.get_ref(), &call, self.desk.ring())?;
        Ok(Response::new(self.uow.read(&call, &query, read::list_honours, reply::list_honours).await?))
    }
}
