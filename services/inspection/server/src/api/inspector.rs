//! InspectorService: admit, parse, do, reply.

use onecode_proto::inspection::v1 as pb;
use onecode_proto::inspection::v1::inspector_service_server::InspectorService;
use rpc::admit;
use seal::Ring;
use time::Date;
use tonic::{Request, Response};
use uow::Uow;
use vocab::day_of;

use super::Answer;
use crate::ops::{inspector as ops, recusal as recusals};
use crate::wire::{inspector as wire, recusal as recusal_wire};

/// The inspectors of departments.
pub(crate) struct InspectorApi {
    uow: Uow,
    ring: Ring,
}

impl InspectorApi {
    /// Over its database and the keys of its personal data.
    pub(crate) fn new(uow: Uow, ring: Ring) -> Self {
        Self { uow, ring }
    }

    fn today(&self) -> Date {
        day_of(self.uow.clock().now())
    }
}

#[tonic::async_trait]
impl InspectorService for InspectorApi {
    async fn create_inspector(
        &self,
        request: Request<pb::CreateInspectorRequest>,
    ) -> Answer<pb::CreateInspectorResponse> {
        let call = admit(&request)?;
        let command = wire::create(request.get_ref(), &self.ring)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::create, wire::create_reply).await?))
    }

    async fn update_inspector(
        &self,
        request: Request<pb::UpdateInspectorRequest>,
    ) -> Answer<pb::UpdateInspectorResponse> {
        let call = admit(&request)?;
        let command = wire::update(request.get_ref(), &self.ring)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::update, wire::update_reply).await?))
    }

    async fn get_inspector(&self, request: Request<pb::GetInspectorRequest>) -> Answer<pb::GetInspectorResponse> {
        let call = admit(&request)?;
        let query = wire::get(request.get_ref(), &call, &self.ring)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::get, wire::get_reply).await?))
    }

    async fn list_inspectors(&self, request: Request<pb::ListInspectorsRequest>) -> Answer<pb::ListInspectorsResponse> {
        let call = admit(&request)?;
        let query = wire::list(request.get_ref(), &call, &self.ring)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::list, wire::list_reply).await?))
    }

    async fn create_recusal(&self, request: Request<pb::CreateRecusalRequest>) -> Answer<pb::CreateRecusalResponse> {
        let call = admit(&request)?;
        let command = recusal_wire::create(request.get_ref(), self.today())?;
        Ok(Response::new(self.uow.write(&call, &command, recusals::create, recusal_wire::create_reply).await?))
    }

    async fn end_recusal(&self, request: Request<pb::EndRecusalRequest>) -> Answer<pb::EndRecusalResponse> {
        let call = admit(&request)?;
        let command = recusal_wire::end(request.get_ref(), self.today())?;
        Ok(Response::new(self.uow.write(&call, &command, recusals::end, recusal_wire::end_reply).await?))
    }

    async fn list_recusals(&self, request: Request<pb::ListRecusalsRequest>) -> Answer<pb::ListRecusalsResponse> {
        let call = admit(&request)?;
        let query = recusal_wire::list(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, recusals::list, recusal_wire::list_reply).await?))
    }
}
