//! ReconciliationService: admit, parse, do, reply.

use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::reconciliation_service_server::ReconciliationService;
use rpc::admit;
use tonic::{Request, Response, Status};
use uow::Uow;

use crate::{ops, wire};

/// Lists of names brought to codes.
pub(crate) struct ReconciliationApi {
    uow: Uow,
}

impl ReconciliationApi {
    /// Over the register's database.
    pub(crate) fn new(uow: Uow) -> Self {
        Self { uow }
    }
}

#[tonic::async_trait]
impl ReconciliationService for ReconciliationApi {
    async fn match_names(
        &self,
        request: Request<pb::MatchNamesRequest>,
    ) -> Result<Response<pb::MatchNamesResponse>, Status> {
        let call = admit(&request)?;
        let query = wire::reconciliation::match_names(request.get_ref(), &call)?;
        let reply =
            self.uow.read(&call, &query, ops::reconcile::reconcile, wire::reconciliation::match_names_reply).await?;
        Ok(Response::new(reply))
    }
}
