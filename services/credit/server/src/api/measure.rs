//! MeasureService: admit, parse, do, reply.

use onecode_proto::credit::v1 as pb;
use onecode_proto::credit::v1::measure_service_server::MeasureService;
use rpc::admit;
use time::Date;
use tonic::{Request, Response};
use uow::Uow;
use vocab::day_of;

use super::Answer;
use crate::ops::measure::{acknowledge as ops, read};
use crate::wire::measure as wire;

/// Restraints and incentives.
pub(crate) struct MeasureApi {
    uow: Uow,
}

impl MeasureApi {
    /// Over its database.
    pub(crate) fn new(uow: Uow) -> Self {
        Self { uow }
    }

    fn today(&self) -> Date {
        day_of(self.uow.clock().now())
    }
}

#[tonic::async_trait]
impl MeasureService for MeasureApi {
    async fn list_measures(&self, request: Request<pb::ListMeasuresRequest>) -> Answer<pb::ListMeasuresResponse> {
        admit(&request)?;
        let query = wire::list_measures(request.get_ref(), self.today())?;
        Ok(Response::new(wire::list_measures_reply(&read::catalogue(&query), query.on)))
    }

    async fn list_measure_tasks(
        &self,
        request: Request<pb::ListMeasureTasksRequest>,
    ) -> Answer<pb::ListMeasureTasksResponse> {
        let call = admit(&request)?;
        let query = wire::list_tasks(request.get_ref(), &call, self.today())?;
        Ok(Response::new(self.uow.read(&call, &query, read::list, wire::list_tasks_reply).await?))
    }

    async fn acknowledge_measure_task(
        &self,
        request: Request<pb::AcknowledgeMeasureTaskRequest>,
    ) -> Answer<pb::AcknowledgeMeasureTaskResponse> {
        let call = admit(&request)?;
        let command = wire::acknowledge(request.get_ref())?;
        let done = self.uow.write(&call, &command, ops::acknowledge, wire::acknowledge_reply).await?;
        Ok(Response::new(done))
    }

    async fn list_measure_delays(
        &self,
        request: Request<pb::ListMeasureDelaysRequest>,
    ) -> Answer<pb::ListMeasureDelaysResponse> {
        let call = admit(&request)?;
        let query = wire::list_delays(request.get_ref(), &call, self.today())?;
        Ok(Response::new(self.uow.read(&call, &query, read::delays, wire::list_delays_reply).await?))
    }
}
