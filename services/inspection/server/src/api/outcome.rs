//! OutcomeService: admit, parse, do, reply.

use onecode_proto::inspection::v1 as pb;
use onecode_proto::inspection::v1::outcome_service_server::OutcomeService;
use rpc::admit;
use tonic::{Request, Response};
use uow::Uow;

use super::Answer;
use crate::ops::outcome as ops;
use crate::wire::outcome as wire;

/// What became of organisations.
pub(crate) struct OutcomeApi {
    uow: Uow,
}

impl OutcomeApi {
    /// Over its database.
    pub(crate) fn new(uow: Uow) -> Self {
        Self { uow }
    }
}

#[tonic::async_trait]
impl OutcomeService for OutcomeApi {
    async fn list_outcomes(&self, request: Request<pb::ListOutcomesRequest>) -> Answer<pb::ListOutcomesResponse> {
        let call = admit(&request)?;
        let query = wire::list(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::list, wire::list_reply).await?))
    }
}
