//! RandomInspectionService: admit, parse, do, reply.

use std::pin::Pin;

use fault::Fault;
use futures::Stream;
use onecode_proto::inspection::v1 as pb;
use onecode_proto::inspection::v1::random_inspection_service_server::RandomInspectionService;
use rpc::admit;
use time::OffsetDateTime;
use tokio_util::sync::CancellationToken;
use tonic::metadata::MetadataMap;
use tonic::{Request, Response, Status};
use uow::{Call, Uow};
use uuid::Uuid;

use super::Answer;
use crate::ops::plan as ops;
use crate::ops::plan::freeze::Gathered;
use crate::ops::plan::read::GetPlan;
use crate::register::Register;
use crate::wire::plan as wire;

/// Plans and their draws.
pub(crate) struct PlanApi {
    uow: Uow,
    register: Register,
    stop: CancellationToken,
}

impl PlanApi {
    /// Over its database and the register; streams end when `stop` is cancelled.
    pub(crate) fn new(uow: Uow, register: Register, stop: CancellationToken) -> Self {
        Self { uow, register, stop }
    }

    fn now(&self) -> OffsetDateTime {
        self.uow.clock().now()
    }

    /// What the register shows of a draft's population. Nothing is asked for a plan that is frozen: a repeat of the call
    /// that froze it is answered as it was.
    async fn gathered(&self, call: &Call, metadata: &MetadataMap, id: Uuid) -> Result<Option<Gathered>, Fault> {
        let query = GetPlan { scope: call.scope.clone(), id };
        let entered = self.uow.read(call, &query, ops::read::get, |entered| entered).await?;
        if !entered.is_draft() {
            return Ok(None);
        }
        let codes = self.register.codes(metadata, &entered.row).await?;
        Ok(Some(Gathered { revision: entered.row.revision, codes }))
    }
}

#[tonic::async_trait]
impl RandomInspectionService for PlanApi {
    type GetDrawProofStream = Pin<Box<dyn Stream<Item = Result<pb::GetDrawProofResponse, Status>> + Send>>;

    async fn create_plan(&self, request: Request<pb::CreatePlanRequest>) -> Answer<pb::CreatePlanResponse> {
        let call = admit(&request)?;
        let command = wire::draft::create(request.get_ref(), &call, self.now())?;
        let reply = if request.get_ref().validate_only {
            self.uow.rehearse(&call, &command, ops::draft::create, wire::reply::create).await?
        } else {
            self.uow.write(&call, &command, ops::draft::create, wire::reply::create).await?
        };
        Ok(Response::new(reply))
    }

    async fn update_plan(&self, request: Request<pb::UpdatePlanRequest>) -> Answer<pb::UpdatePlanResponse> {
        let call = admit(&request)?;
        let command = wire::draft::update(request.get_ref(), &call, self.now())?;
        Ok(Response::new(self.uow.write(&call, &command, ops::draft::update, wire::reply::update).await?))
    }

    async fn get_plan(&self, request: Request<pb::GetPlanRequest>) -> Answer<pb::GetPlanResponse> {
        let call = admit(&request)?;
        let query = wire::request::get(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::read::get, wire::reply::get).await?))
    }

    async fn list_plans(&self, request: Request<pb::ListPlansRequest>) -> Answer<pb::ListPlansResponse> {
        let call = admit(&request)?;
        let query = wire::request::list(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::read::list, wire::reply::list).await?))
    }

    async fn cancel_plan(&self, request: Request<pb::CancelPlanRequest>) -> Answer<pb::CancelPlanResponse> {
        let call = admit(&request)?;
        let command = wire::request::cancel(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, ops::draft::cancel, wire::reply::cancel).await?))
    }

    async fn preview_plan(&self, request: Request<pb::PreviewPlanRequest>) -> Answer<pb::PreviewPlanResponse> {
        let call = admit(&request)?;
        let id = wire::request::preview(request.get_ref())?;
        let gathered = self.gathered(&call, request.metadata(), id).await?;
        let query = ops::freeze::Preview { scope: call.scope.clone(), id, gathered, now: self.now() };
        Ok(Response::new(self.uow.read(&call, &query, ops::freeze::preview, wire::reply::preview).await?))
    }

    async fn freeze_plan(&self, request: Request<pb::FreezePlanRequest>) -> Answer<pb::FreezePlanResponse> {
        let call = admit(&request)?;
        let (id, etag) = wire::request::freeze(request.get_ref())?;
        let gathered = self.gathered(&call, request.metadata(), id).await?;
        let command = ops::freeze::Freeze { id, etag, gathered };
        Ok(Response::new(self.uow.write(&call, &command, ops::freeze::freeze, wire::reply::freeze).await?))
    }

    async fn commit_share(&self, request: Request<pb::CommitShareRequest>) -> Answer<pb::CommitShareResponse> {
        let call = admit(&request)?;
        let command = wire::request::commit(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, ops::share::commit, wire::reply::commit).await?))
    }

    async fn reveal_share(&self, request: Request<pb::RevealShareRequest>) -> Answer<pb::RevealShareResponse> {
        let call = admit(&request)?;
        let command = wire::request::reveal(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, ops::share::reveal, wire::reply::reveal).await?))
    }

    async fn record_beacon(&self, request: Request<pb::RecordBeaconRequest>) -> Answer<pb::RecordBeaconResponse> {
        let call = admit(&request)?;
        let command = wire::request::beacon(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, ops::share::say, wire::reply::beacon).await?))
    }

    async fn close_round(&self, request: Request<pb::CloseRoundRequest>) -> Answer<pb::CloseRoundResponse> {
        let call = admit(&request)?;
        let command = wire::request::close(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, ops::round::close, wire::reply::close).await?))
    }

    async fn open_round(&self, request: Request<pb::OpenRoundRequest>) -> Answer<pb::OpenRoundResponse> {
        let call = admit(&request)?;
        let command = wire::request::open(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, ops::round::open, wire::reply::open).await?))
    }

    async fn draw_plan(&self, request: Request<pb::DrawPlanRequest>) -> Answer<pb::DrawPlanResponse> {
        let call = admit(&request)?;
        let command = wire::request::draw(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, ops::draw::draw, wire::reply::draw).await?))
    }

    async fn list_drawn_objects(
        &self,
        request: Request<pb::ListDrawnObjectsRequest>,
    ) -> Answer<pb::ListDrawnObjectsResponse> {
        let call = admit(&request)?;
        let query = wire::object::list(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::read::objects, wire::object::list_reply).await?))
    }

    async fn get_draw_proof(&self, request: Request<pb::GetDrawProofRequest>) -> Answer<Self::GetDrawProofStream> {
        let call = admit(&request)?;
        let query = wire::request::proof(request.get_ref(), &call)?;
        let told = self.uow.read(&call, &query, ops::proof::tell, |told| told).await?;
        Ok(Response::new(Box::pin(ops::proof::write(told, self.stop.clone()))))
    }
}
