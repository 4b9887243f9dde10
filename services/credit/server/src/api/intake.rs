//! IntakeService: admit, parse, do, reply.

use onecode_proto::credit::v1 as pb;
use onecode_proto::credit::v1::intake_service_server::IntakeService;
use rpc::admit;
use tonic::{Request, Response};
use uow::Uow;

use super::Answer;
use crate::ops::intake as ops;
use crate::wire::intake as wire;

/// How far credit has read.
pub(crate) struct IntakeApi {
    uow: Uow,
}

impl IntakeApi {
    /// Over its database.
    pub(crate) fn new(uow: Uow) -> Self {
        Self { uow }
    }
}

#[tonic::async_trait]
impl IntakeService for IntakeApi {
    async fn get_intake(&self, request: Request<pb::GetIntakeRequest>) -> Answer<pb::GetIntakeResponse> {
        let call = admit(&request)?;
        Ok(Response::new(self.uow.read(&call, &(), ops::place, wire::reply).await?))
    }
}
