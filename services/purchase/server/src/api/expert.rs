//! The banks of experts.

use onecode_proto::purchase::v1 as pb;
use onecode_proto::purchase::v1::expert_service_server::ExpertService;
use rpc::admit;
use tonic::{Request, Response};
use uow::Uow;

use super::Answer;
use crate::ops::expert as ops;
use crate::wire::expert as wire;

/// The banks of experts.
pub(crate) struct ExpertApi {
    uow: Uow,
}

impl ExpertApi {
    /// Over its database.
    pub(crate) fn new(uow: Uow) -> Self {
        Self { uow }
    }
}

#[tonic::async_trait]
impl ExpertService for ExpertApi {
    async fn create_expert(&self, request: Request<pb::CreateExpertRequest>) -> Answer<pb::CreateExpertResponse> {
        let call = admit(&request)?;
        let command = wire::create(request.get_ref())?;
        let reply = if request.get_ref().validate_only {
            self.uow.rehearse(&call, &command, ops::create, wire::create_reply).await?
        } else {
            self.uow.write(&call, &command, ops::create, wire::create_reply).await?
        };
        Ok(Response::new(reply))
    }

    async fn remove_expert(&self, request: Request<pb::RemoveExpertRequest>) -> Answer<pb::RemoveExpertResponse> {
        let call = admit(&request)?;
        let command = wire::remove(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, ops::remove, wire::remove_reply).await?))
    }

    async fn list_experts(&self, request: Request<pb::ListExpertsRequest>) -> Answer<pb::ListExpertsResponse> {
        let call = admit(&request)?;
        let query = wire::list(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::list, wire::list_reply).await?))
    }
}
