//! AppointmentService: admit, parse, do, reply.

use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::appointment_service_server::AppointmentService;
use rpc::admit;
use tonic::{Request, Response, Status};
use uow::Uow;

use crate::api::admit_keyed;
use crate::desk::Desk;
use crate::ops::appointment as ops;
use crate::wire::appointment as wire;

type Answer<T> = Result<Response<T>, Status>;

/// Notices before taking office, and late elections.
pub(crate) struct AppointmentApi {
    uow: Uow,
    desk: Desk,
}

impl AppointmentApi {
    /// Over the register's database and the desk where cases are handled.
    pub(crate) fn new(uow: Uow, desk: Desk) -> Self {
        Self { uow, desk }
    }
}

#[tonic::async_trait]
impl AppointmentService for AppointmentApi {
    async fn propose_appointment(
        &self,
        request: Request<pb::ProposeAppointmentRequest>,
    ) -> Answer<pb::ProposeAppointmentResponse> {
        let call = admit_keyed(&request, &self.desk.ring)?;
        let command = wire::propose(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::propose, wire::propose_reply).await?))
    }

    async fn publish_appointment(
        &self,
        request: Request<pb::PublishAppointmentRequest>,
    ) -> Answer<pb::PublishAppointmentResponse> {
        let call = admit(&request)?;
        let command = wire::publish(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::publish, wire::publish_reply).await?))
    }

    async fn confirm_appointment(
        &self,
        request: Request<pb::ConfirmAppointmentRequest>,
    ) -> Answer<pb::ConfirmAppointmentResponse> {
        let call = admit(&request)?;
        let command = wire::confirm(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::confirm, wire::confirm_reply).await?))
    }

    async fn reject_appointment(
        &self,
        request: Request<pb::RejectAppointmentRequest>,
    ) -> Answer<pb::RejectAppointmentResponse> {
        let call = admit(&request)?;
        let command = wire::reject(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::put_aside, wire::reject_reply).await?))
    }

    async fn withdraw_appointment(
        &self,
        request: Request<pb::WithdrawAppointmentRequest>,
    ) -> Answer<pb::WithdrawAppointmentResponse> {
        let call = admit(&request)?;
        let command = wire::withdraw(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::put_aside, wire::withdraw_reply).await?))
    }

    async fn get_appointment_notice(
        &self,
        request: Request<pb::GetAppointmentNoticeRequest>,
    ) -> Answer<pb::GetAppointmentNoticeResponse> {
        let call = admit(&request)?;
        let query = wire::get(request.get_ref(), &call, &self.desk)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::get, wire::get_reply).await?))
    }

    async fn list_appointment_notices(
        &self,
        request: Request<pb::ListAppointmentNoticesRequest>,
    ) -> Answer<pb::ListAppointmentNoticesResponse> {
        let call = admit(&request)?;
        let query = wire::list(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::list, wire::list_reply).await?))
    }

    async fn file_late_election(
        &self,
        request: Request<pb::FileLateElectionRequest>,
    ) -> Answer<pb::FileLateElectionResponse> {
        let call = admit(&request)?;
        let command = wire::file_late(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::file_late, wire::file_late_reply).await?))
    }

    async fn give_late_election_opinion(
        &self,
        request: Request<pb::GiveLateElectionOpinionRequest>,
    ) -> Answer<pb::GiveLateElectionOpinionResponse> {
        let call = admit(&request)?;
        let command = wire::opine_late(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::opine_late, wire::opine_late_reply).await?))
    }

    async fn approve_late_election(
        &self,
        request: Request<pb::ApproveLateElectionRequest>,
    ) -> Answer<pb::ApproveLateElectionResponse> {
        let call = admit(&request)?;
        let command = wire::approve_late(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::approve_late, wire::approve_late_reply).await?))
    }

    async fn refuse_late_election(
        &self,
        request: Request<pb::RefuseLateElectionRequest>,
    ) -> Answer<pb::RefuseLateElectionResponse> {
        let call = admit(&request)?;
        let command = wire::refuse_late(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::put_aside_late, wire::refuse_late_reply).await?))
    }

    async fn withdraw_late_election(
        &self,
        request: Request<pb::WithdrawLateElectionRequest>,
    ) -> Answer<pb::WithdrawLateElectionResponse> {
        let call = admit(&request)?;
        let command = wire::withdraw_late(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::put_aside_late, wire::withdraw_late_reply).await?))
    }

    async fn get_late_election(
        &self,
        request: Request<pb::GetLateElectionRequest>,
    ) -> Answer<pb::GetLateElectionResponse> {
        let call = admit(&request)?;
        let query = wire::get_late(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::get_late, wire::get_late_reply).await?))
    }

    async fn list_late_elections(
        &self,
        request: Request<pb::ListLateElectionsRequest>,
    ) -> Answer<pb::ListLateElectionsResponse> {
        let call = admit(&request)?;
        let query = wire::list_late(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::list_late, wire::list_late_reply).await?))
    }
}
