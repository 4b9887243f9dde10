//! LedgerService: admit, parse, ask, reply.

use onecode_proto::purchase::v1 as pb;
use onecode_proto::purchase::v1::ledger_service_server::LedgerService;
use rpc::admit;
use tonic::{Request, Response};
use uow::Uow;

use super::Answer;
use crate::ops::fund::ledger as ops;
use crate::wire::fund::ledger as wire;

/// The ledger of special funds.
pub(crate) struct LedgerApi {
    uow: Uow,
}

impl LedgerApi {
    /// Over its database.
    pub(crate) fn new(uow: Uow) -> Self {
        Self { uow }
    }
}

#[tonic::async_trait]
impl LedgerService for LedgerApi {
    async fn get_ledger_book(&self, request: Request<pb::GetLedgerBookRequest>) -> Answer<pb::GetLedgerBookResponse> {
        let call = admit(&request)?;
        let query = wire::get(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::get, wire::get_reply).await?))
    }

    async fn list_ledger_movements(
        &self,
        request: Request<pb::ListLedgerMovementsRequest>,
    ) -> Answer<pb::ListLedgerMovementsResponse> {
        let call = admit(&request)?;
        let query = wire::list(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::list, wire::list_reply).await?))
    }

    async fn verify_ledger(&self, request: Request<pb::VerifyLedgerRequest>) -> Answer<pb::VerifyLedgerResponse> {
        let call = admit(&request)?;
        Ok(Response::new(self.uow.read(&call, &call.scope, ops::verify, wire::verify_reply).await?))
    }
}
