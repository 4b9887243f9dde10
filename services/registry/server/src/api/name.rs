//! NameService: admit, parse, do, reply.

use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::name_service_server::NameService;
use registry_domain::day_of;
use rpc::admit;
use time::Date;
use tonic::{Request, Response, Status};
use uow::Uow;
use vocab::workdays::Calendar;

use crate::{ops, wire};

/// Names before registration.
pub(crate) struct NameApi {
    uow: Uow,
    calendar: Calendar,
}

impl NameApi {
    /// Over the register's database, with the working days that terms are reckoned by.
    pub(crate) fn new(uow: Uow, calendar: Calendar) -> Self {
        Self { uow, calendar }
    }

    fn today(&self) -> Date {
        day_of(self.uow.clock().now())
    }
}

#[tonic::async_trait]
impl NameService for NameApi {
    async fn check_name(
        &self,
        request: Request<pb::CheckNameRequest>,
    ) -> Result<Response<pb::CheckNameResponse>, Status> {
        let call = admit(&request)?;
        let query = wire::naming::check(request.get_ref(), &call, self.today())?;
        let reply = self.uow.read(&call, &query, ops::name::check, wire::naming::check_reply).await?;
        Ok(Response::new(reply))
    }

    async fn reserve_name(
        &self,
        request: Request<pb::ReserveNameRequest>,
    ) -> Result<Response<pb::ReserveNameResponse>, Status> {
        let call = admit(&request)?;
        let command = wire::naming::reserve(request.get_ref(), &self.calendar)?;
        let reply = self.uow.write(&call, &command, ops::name::reserve, wire::naming::reserve_reply).await?;
        Ok(Response::new(reply))
    }

    async fn release_name(
        &self,
        request: Request<pb::ReleaseNameRequest>,
    ) -> Result<Response<pb::ReleaseNameResponse>, Status> {
        let call = admit(&request)?;
        let command = wire::naming::release(request.get_ref())?;
        let reply = self.uow.write(&call, &command, ops::name::release, wire::naming::release_reply).await?;
        Ok(Response::new(reply))
    }

    async fn list_name_reservations(
        &self,
        request: Request<pb::ListNameReservationsRequest>,
    ) -> Result<Response<pb::ListNameReservationsResponse>, Status> {
        let call = admit(&request)?;
        let query = wire::naming::list(request.get_ref(), &call, self.today())?;
        let reply = self.uow.read(&call, &query, ops::name::list, wire::naming::list_reply).await?;
        Ok(Response::new(reply))
    }
}
