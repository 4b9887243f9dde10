//! TaskService: admit, parse, do, reply.

use onecode_proto::procedure::v1 as pb;
use onecode_proto::procedure::v1::task_service_server::TaskService;
use rpc::admit;
use tonic::{Request, Response, Status};
use uow::Uow;

use crate::{read, wire};

/// Tasks.
pub(super) struct TaskApi {
    uow: Uow,
}

impl TaskApi {
    pub(super) fn new(uow: Uow) -> Self {
        Self { uow }
    }
}

#[tonic::async_trait]
impl TaskService for TaskApi {
    async fn list_tasks(
        &self,
        request: Request<pb::ListTasksRequest>,
    ) -> Result<Response<pb::ListTasksResponse>, Status> {
        let call = admit(&request)?;
        let query = wire::list_tasks(request.get_ref(), &call, self.uow.clock().now())?;
        Ok(Response::new(self.uow.read(&call, &query, read::list_tasks, wire::list_tasks_reply).await?))
    }

    async fn get_task_statistics(
        &self,
        request: Request<pb::GetTaskStatisticsRequest>,
    ) -> Result<Response<pb::GetTaskStatisticsResponse>, Status> {
        let call = admit(&request)?;
        let query = wire::statistics(request.get_ref(), &call, self.uow.clock().now())?;
        Ok(Response::new(self.uow.read(&call, &query, read::statistics, wire::statistics_reply).await?))
    }
}
