//! Secondments: admit, parse, do, reply. What the register says of an organisation is asked before the unit of work begins.

use onecode_proto::talent::v1 as pb;
use onecode_proto::talent::v1::secondment_service_server::SecondmentService;
use rpc::admit;
use tonic::{Request, Response};
use uow::Uow;
use vocab::day_of;

use super::Answer;
use crate::desk::Desk;
use crate::ops::secondment as ops;
use crate::register::Register;
use crate::wire::secondment::{self as reply, request as wire};

/// Secondments.
pub(crate) struct SecondmentApi {
    uow: Uow,
    desk: Desk,
    register: Register,
}

impl SecondmentApi {
    /// Over its database and the register.
    pub(crate) fn new(uow: Uow, desk: Desk, register: Register) -> Self {
        Self { uow, desk, register }
    }
}

#[tonic::async_trait]
impl SecondmentService for SecondmentApi {
    async fn plan_secondment(&self, request: Request<pb::PlanSecondmentRequest>) -> Answer<pb::PlanSecondmentResponse> {
        let call = admit(&request)?;
        let stated = wire::plan(request.get_ref(), day_of(self.uow.clock().now()))?;
        if let Some(reply) = self.uow.repeated(&call).await? {
            return Ok(Response::new(reply));
        }
        let command = ops::Plan {
            official_name: stated.official_name,
            id_number: stated.id_number,
            organization: self.register.organization(request.metadata(), stated.organization).await?,
            post: stated.post,
            begin: stated.begin,
            end: stated.end,
            ring: self.desk.ring().clone(),
        };
        Ok(Response::new(self.uow.write(&call, &command, ops::plan, reply::plan).await?))
    }

    async fn begin_secondment(
        &self,
        request: Request<pb::BeginSecondmentRequest>,
    ) -> Answer<pb::BeginSecondmentResponse> {
        let call = admit(&request)?;
        let command = wire::begin(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, ops::begin, reply::begin).await?))
    }

    async fn cancel_secondment(
        &self,
        request: Request<pb::CancelSecondmentRequest>,
    ) -> Answer<pb::CancelSecondmentResponse> {
        let call = admit(&request)?;
        let command = wire::cancel(request.get_ref(), self.desk.ring())?;
        Ok(Response::new(self.uow.write(&call, &command, ops::cancel, reply::cancel).await?))
    }

    async fn file_secondment_report(
        &self,
        request: Request<pb::FileSecondmentReportRequest>,
    ) -> Answer<pb::FileSecondmentReportResponse> {
        let call = admit(&request)?;
        let command = wire::report(request.get_ref(), self.desk.ring())?;
        Ok(Response::new(self.uow.write(&call, &command, ops::report, reply::report).await?))
    }

    async fn end_secondment(&self, request: Request<pb::EndSecondmentRequest>) -> Answer<pb::EndSecondmentResponse> {
        let call = admit(&request)?;
        let command = wire::end(request.get_ref(), self.desk.ring())?;
        Ok(Response::new(self.uow.write(&call, &command, ops::end, reply::end).await?))
    }

    async fn get_secondment(&self, request: Request<pb::GetSecondmentRequest>) -> Answer<pb::GetSecondmentResponse> {
        let call = admit(&request)?;
        let query = wire::get(request.get_ref(), &call, self.desk.ring())?;
        Ok(Response::new(self.uow.read(&call, &query, ops::get, reply::get).await?))
    }

    async fn list_secondments(
        &self,
        request: Request<pb::ListSecondmentsRequest>,
    ) -> Answer<pb::ListSecondmentsResponse> {
        let call = admit(&request)?;
        let query = wire::list(request.get_ref(), &call, self.desk.ring())?;
        Ok(Response::new(self.uow.read(&call, &query, ops::list, reply::list).await?))
    }
}
