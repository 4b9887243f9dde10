//! CreditPetitionService: admit, parse, do, reply.

use casework::Casework;
use onecode_proto::credit::v1 as pb;
use onecode_proto::credit::v1::credit_petition_service_server::CreditPetitionService;
use rpc::admit;
use tonic::{Request, Response};
use uow::Uow;

use super::Answer;
use crate::ops::petition as ops;
use crate::wire::petition as wire;

/// Objections to records, and repairs.
pub(crate) struct PetitionApi {
    uow: Uow,
    office: Casework,
}

impl PetitionApi {
    /// Over its database and the office where cases are judged.
    pub(crate) fn new(uow: Uow, office: Casework) -> Self {
        Self { uow, office }
    }
}

#[tonic::async_trait]
impl CreditPetitionService for PetitionApi {
    async fn get_credit_petition(
        &self,
        request: Request<pb::GetCreditPetitionRequest>,
    ) -> Answer<pb::GetCreditPetitionResponse> {
        let call = admit(&request)?;
        let query = wire::get(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::get, wire::get_reply).await?))
    }

    async fn request_credit_objection(
        &self,
        request: Request<pb::RequestCreditObjectionRequest>,
    ) -> Answer<pb::RequestCreditObjectionResponse> {
        let call = admit(&request)?;
        let command = wire::object(request.get_ref(), &self.office)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::ask, wire::object_reply).await?))
    }

    async fn prolong_credit_objection(
        &self,
        request: Request<pb::ProlongCreditObjectionRequest>,
    ) -> Answer<pb::ProlongCreditObjectionResponse> {
        let call = admit(&request)?;
        let command = wire::prolong(request.get_ref(), &self.office)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::step, wire::prolong_reply).await?))
    }

    async fn decide_credit_objection(
        &self,
        request: Request<pb::DecideCreditObjectionRequest>,
    ) -> Answer<pb::DecideCreditObjectionResponse> {
        let call = admit(&request)?;
        let command = wire::decide_objection(request.get_ref(), &self.office)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::step, wire::decide_objection_reply).await?))
    }

    async fn request_credit_repair(
        &self,
        request: Request<pb::RequestCreditRepairRequest>,
    ) -> Answer<pb::RequestCreditRepairResponse> {
        let call = admit(&request)?;
        let command = wire::ask_repair(request.get_ref(), &self.office)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::ask, wire::ask_repair_reply).await?))
    }

    async fn decide_credit_repair(
        &self,
        request: Request<pb::DecideCreditRepairRequest>,
    ) -> Answer<pb::DecideCreditRepairResponse> {
        let call = admit(&request)?;
        let command = wire::decide_repair(request.get_ref(), &self.office)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::step, wire::decide_repair_reply).await?))
    }
}
