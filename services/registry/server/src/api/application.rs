//! ApplicationService: admit, parse, do, reply.

use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::application_service_server::ApplicationService;
use registry_domain::conditions::refusal_grounds;
use registry_domain::{day_of, rules};
use time::Date;
use tonic::{Request, Response, Status};
use uow::Uow;

use crate::api::admit_keyed;
use crate::desk::Desk;
use crate::ops::application as ops;
use crate::wire::application as wire;

type Answer<T> = Result<Response<T>, Status>;

/// Applications and their review.
pub(crate) struct ApplicationApi {
    uow: Uow,
    desk: Desk,
}

impl ApplicationApi {
    /// Over the register's database and the desk where applications are handled.
    pub(crate) fn new(uow: Uow, desk: Desk) -> Self {
        Self { uow, desk }
    }

    fn today(&self) -> Date {
        day_of(self.uow.clock().now())
    }
}

#[tonic::async_trait]
impl ApplicationService for ApplicationApi {
    async fn create_application(
        &self,
        request: Request<pb::CreateApplicationRequest>,
    ) -> Answer<pb::CreateApplicationResponse> {
        let call = admit_keyed(&request, &self.desk.ring)?;
        let command = wire::create(request.get_ref(), &self.desk, self.today())?;
        let reply = if request.get_ref().validate_only {
            self.uow.rehearse(&call, &command, ops::create, wire::create_reply).await?
        } else {
            self.uow.write(&call, &command, ops::create, wire::create_reply).await?
        };
        Ok(Response::new(reply))
    }

    async fn update_application(
        &self,
        request: Request<pb::UpdateApplicationRequest>,
    ) -> Answer<pb::UpdateApplicationResponse> {
        let call = admit_keyed(&request, &self.desk.ring)?;
        let command = wire::update(request.get_ref(), &self.desk, self.today())?;
        Ok(Response::new(self.uow.write(&call, &command, ops::replace, wire::update_reply).await?))
    }

    async fn submit_application(
        &self,
        request: Request<pb::SubmitApplicationRequest>,
    ) -> Answer<pb::SubmitApplicationResponse> {
        let call = admit_keyed(&request, &self.desk.ring)?;
        let command = wire::submit(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::submit, wire::submit_reply).await?))
    }

    async fn withdraw_application(
        &self,
        request: Request<pb::WithdrawApplicationRequest>,
    ) -> Answer<pb::WithdrawApplicationResponse> {
        let call = admit_keyed(&request, &self.desk.ring)?;
        let command = wire::withdraw(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::step, wire::withdraw_reply).await?))
    }

    async fn check_application(
        &self,
        request: Request<pb::CheckApplicationRequest>,
    ) -> Answer<pb::CheckApplicationResponse> {
        let call = admit_keyed(&request, &self.desk.ring)?;
        let query = wire::check(request.get_ref(), &call, &self.desk, self.today())?;
        Ok(Response::new(self.uow.read(&call, &query, ops::check, wire::check_reply).await?))
    }

    async fn accept_application(
        &self,
        request: Request<pb::AcceptApplicationRequest>,
    ) -> Answer<pb::AcceptApplicationResponse> {
        let call = admit_keyed(&request, &self.desk.ring)?;
        let command = wire::accept(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::step, wire::accept_reply).await?))
    }

    async fn return_application(
        &self,
        request: Request<pb::ReturnApplicationRequest>,
    ) -> Answer<pb::ReturnApplicationResponse> {
        let call = admit_keyed(&request, &self.desk.ring)?;
        let command = wire::send_back(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::step, wire::return_reply).await?))
    }

    async fn decline_application(
        &self,
        request: Request<pb::DeclineApplicationRequest>,
    ) -> Answer<pb::DeclineApplicationResponse> {
        let call = admit_keyed(&request, &self.desk.ring)?;
        let command = wire::decline(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::step, wire::decline_reply).await?))
    }

    async fn consult_departments(
        &self,
        request: Request<pb::ConsultDepartmentsRequest>,
    ) -> Answer<pb::ConsultDepartmentsResponse> {
        let call = admit_keyed(&request, &self.desk.ring)?;
        let command = wire::consult(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::step, wire::consult_reply).await?))
    }

    async fn record_answers(&self, request: Request<pb::RecordAnswersRequest>) -> Answer<pb::RecordAnswersResponse> {
        let call = admit_keyed(&request, &self.desk.ring)?;
        let command = wire::record_answers(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::add_answers, wire::answers_reply).await?))
    }

    async fn lapse_application(
        &self,
        request: Request<pb::LapseApplicationRequest>,
    ) -> Answer<pb::LapseApplicationResponse> {
        let call = admit_keyed(&request, &self.desk.ring)?;
        let command = wire::lapse(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::step, wire::lapse_reply).await?))
    }

    async fn give_opinion(&self, request: Request<pb::GiveOpinionRequest>) -> Answer<pb::GiveOpinionResponse> {
        let call = admit_keyed(&request, &self.desk.ring)?;
        let command = wire::opine(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::opine, wire::opine_reply).await?))
    }

    async fn approve_application(
        &self,
        request: Request<pb::ApproveApplicationRequest>,
    ) -> Answer<pb::ApproveApplicationResponse> {
        let call = admit_keyed(&request, &self.desk.ring)?;
        let command = wire::approve(request.get_ref(), &self.desk)?;
        ops::require_documents_unchanged(&self.uow, &call, &self.desk, command.step.id).await?;
        Ok(Response::new(self.uow.write(&call, &command, ops::approve, wire::approve_reply).await?))
    }

    async fn refuse_application(
        &self,
        request: Request<pb::RefuseApplicationRequest>,
    ) -> Answer<pb::RefuseApplicationResponse> {
        let call = admit_keyed(&request, &self.desk.ring)?;
        let command = wire::refuse(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::step, wire::refuse_reply).await?))
    }

    async fn divert_application(
        &self,
        request: Request<pb::DivertApplicationRequest>,
    ) -> Answer<pb::DivertApplicationResponse> {
        let call = admit_keyed(&request, &self.desk.ring)?;
        let command = wire::divert(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::step, wire::divert_reply).await?))
    }

    async fn get_application(&self, request: Request<pb::GetApplicationRequest>) -> Answer<pb::GetApplicationResponse> {
        let call = admit_keyed(&request, &self.desk.ring)?;
        let query = wire::get(request.get_ref(), &call, &self.desk)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::get, wire::get_reply).await?))
    }

    async fn list_applications(
        &self,
        request: Request<pb::ListApplicationsRequest>,
    ) -> Answer<pb::ListApplicationsResponse> {
        let call = admit_keyed(&request, &self.desk.ring)?;
        let query = wire::list(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::list, wire::list_reply).await?))
    }

    async fn list_refusal_grounds(
        &self,
        request: Request<pb::ListRefusalGroundsRequest>,
    ) -> Answer<pb::ListRefusalGroundsResponse> {
        admit_keyed(&request, &self.desk.ring)?;
        let kind = wire::grounds(*request.get_ref())?;
        let grounds = refusal_grounds(kind, rules(), self.today())
            .map_err(|it| fault::Fault::from(procedure::Refusal::from(it)))?;
        Ok(Response::new(wire::grounds_reply(grounds)))
    }
}
