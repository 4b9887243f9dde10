//! CreditRecordService: admit, parse, do, reply.

use onecode_proto::credit::v1 as pb;
use onecode_proto::credit::v1::credit_record_service_server::CreditRecordService;
use rpc::admit;
use tonic::{Request, Response};
use uow::Uow;

use super::Answer;
use crate::ops::record as ops;
use crate::wire::record as wire;

/// Credit information of organisations.
pub(crate) struct RecordApi {
    uow: Uow,
}

impl RecordApi {
    /// Over its database.
    pub(crate) fn new(uow: Uow) -> Self {
        Self { uow }
    }
}

#[tonic::async_trait]
impl CreditRecordService for RecordApi {
    async fn get_credit_record(
        &self,
        request: Request<pb::GetCreditRecordRequest>,
    ) -> Answer<pb::GetCreditRecordResponse> {
        let call = admit(&request)?;
        let query = wire::get(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::get, wire::get_reply).await?))
    }

    async fn list_credit_records(
        &self,
        request: Request<pb::ListCreditRecordsRequest>,
    ) -> Answer<pb::ListCreditRecordsResponse> {
        let call = admit(&request)?;
        let query = wire::list(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::list, wire::list_reply).await?))
    }
}
