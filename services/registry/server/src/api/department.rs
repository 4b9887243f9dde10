//! DepartmentService: admit, parse, do, reply.

use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::department_service_server::DepartmentService;
use registry_domain::day_of;
use rpc::admit;
use time::Date;
use tonic::{Request, Response, Status};
use uow::Uow;

use crate::{ops, wire};

/// The directory of departments.
pub(crate) struct DepartmentApi {
    uow: Uow,
}

impl DepartmentApi {
    /// Over the register's database.
    pub(crate) fn new(uow: Uow) -> Self {
        Self { uow }
    }

    fn today(&self) -> Date {
        day_of(self.uow.clock().now())
    }
}

#[tonic::async_trait]
impl DepartmentService for DepartmentApi {
    async fn get_department(
        &self,
        request: Request<pb::GetDepartmentRequest>,
    ) -> Result<Response<pb::GetDepartmentResponse>, Status> {
        let call = admit(&request)?;
        let query = wire::department::get(request.get_ref(), self.today())?;
        let reply = self.uow.read(&call, &query, ops::department::get, wire::department::get_reply).await?;
        Ok(Response::new(reply))
    }

    async fn list_departments(
        &self,
        request: Request<pb::ListDepartmentsRequest>,
    ) -> Result<Response<pb::ListDepartmentsResponse>, Status> {
        let call = admit(&request)?;
        let query = wire::department::list(request.get_ref(), &call, self.today())?;
        let reply = self.uow.read(&call, &query, ops::department::list, wire::department::list_reply).await?;
        Ok(Response::new(reply))
    }
}
