//! BranchService: admit, parse, do, reply.

use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::branch_service_server::BranchService;
use rpc::admit;
use tonic::{Request, Response, Status};
use uow::Uow;

use crate::{ops, wire};

/// Branches and charters.
pub(crate) struct BranchApi {
    uow: Uow,
}

impl BranchApi {
    /// Over the register's database.
    pub(crate) fn new(uow: Uow) -> Self {
        Self { uow }
    }
}

#[tonic::async_trait]
impl BranchService for BranchApi {
    async fn list_branches(
        &self,
        request: Request<pb::ListBranchesRequest>,
    ) -> Result<Response<pb::ListBranchesResponse>, Status> {
        let call = admit(&request)?;
        let query = wire::branch::branches(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::branch::branches, wire::branch::branches_reply).await?))
    }

    async fn list_charters(
        &self,
        request: Request<pb::ListChartersRequest>,
    ) -> Result<Response<pb::ListChartersResponse>, Status> {
        let call = admit(&request)?;
        let query = wire::branch::charters(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::branch::charters, wire::branch::charters_reply).await?))
    }
}
