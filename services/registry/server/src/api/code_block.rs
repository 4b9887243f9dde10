//! CodeBlockService: admit, parse, do, reply.

use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::code_block_service_server::CodeBlockService;
use rpc::admit;
use tonic::{Request, Response, Status};
use uow::Uow;

use crate::{ops, wire};

/// The blocks that codes are given from.
pub(crate) struct CodeBlockApi {
    uow: Uow,
}

impl CodeBlockApi {
    /// Over the register's database.
    pub(crate) fn new(uow: Uow) -> Self {
        Self { uow }
    }
}

#[tonic::async_trait]
impl CodeBlockService for CodeBlockApi {
    async fn allot_code_block(
        &self,
        request: Request<pb::AllotCodeBlockRequest>,
    ) -> Result<Response<pb::AllotCodeBlockResponse>, Status> {
        let call = admit(&request)?;
        let command = wire::code_block::allot(request.get_ref())?;
        let reply = self.uow.write(&call, &command, ops::code_block::allot, wire::code_block::allot_reply).await?;
        Ok(Response::new(reply))
    }

    async fn list_code_blocks(
        &self,
        request: Request<pb::ListCodeBlocksRequest>,
    ) -> Result<Response<pb::ListCodeBlocksResponse>, Status> {
        let call = admit(&request)?;
        let query = wire::code_block::list(request.get_ref(), &call)?;
        let reply = self.uow.read(&call, &query, ops::code_block::list, wire::code_block::list_reply).await?;
        Ok(Response::new(reply))
    }
}
