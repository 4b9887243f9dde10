//! QualificationApplicationService: admit, parse, do, reply.

use casework::Casework;
use onecode_proto::credit::v1 as pb;
use onecode_proto::credit::v1::qualification_application_service_server::QualificationApplicationService;
use rpc::admit;
use tonic::{Request, Response};
use uow::Uow;
use vocab::day_of;

use super::Answer;
use crate::ops::qualification::{apply, decide, examine, read, refuse};
use crate::wire::qualification::{application as reply, request as ask, step};

/// Applications for qualifications.
pub(crate) struct QualificationApplicationApi {
    uow: Uow,
    office: Casework,
}

impl QualificationApplicationApi {
    /// Over its database, by what cases are judged by.
    pub(crate) fn new(uow: Uow, office: Casework) -> Self {
        Self { uow, office }
    }

    fn today(&self) -> time::Date {
        day_of(self.uow.clock().now())
    }
}

#[tonic::async_trait]
impl QualificationApplicationService for QualificationApplicationApi {
    async fn apply_for_qualification(
        &self,
        request: Request<pb::ApplyForQualificationRequest>,
    ) -> Answer<pb::ApplyForQualificationResponse> {
        let call = admit(&request)?;
        let command = step::apply(request.get_ref(), &self.office)?;
        Ok(Response::new(self.uow.write(&call, &command, apply::apply, reply::apply).await?))
    }

    async fn get_qualification_application(
        &self,
        request: Request<pb::GetQualificationApplicationRequest>,
    ) -> Answer<pb::GetQualificationApplicationResponse> {
        let call = admit(&request)?;
        let command = ask::get_application(request.get_ref(), &call, &self.office)?;
        Ok(Response::new(self.uow.read(&call, &command, read::get_application, reply::get).await?))
    }

    async fn list_qualification_applications(
        &self,
        request: Request<pb::ListQualificationApplicationsRequest>,
    ) -> Answer<pb::ListQualificationApplicationsResponse> {
        let call = admit(&request)?;
        let command = ask::list_applications(request.get_ref(), &call, self.today())?;
        Ok(Response::new(self.uow.read(&call, &command, read::list_applications, reply::list).await?))
    }

    async fn request_qualification_supplement(
        &self,
        request: Request<pb::RequestQualificationSupplementRequest>,
    ) -> Answer<pb::RequestQualificationSupplementResponse> {
        let call = admit(&request)?;
        let command = step::ask_for_papers(request.get_ref(), &self.office)?;
        Ok(Response::new(self.uow.write(&call, &command, examine::ask_for_papers, reply::ask_for_papers).await?))
    }

    async fn supplement_qualification_application(
        &self,
        request: Request<pb::SupplementQualificationApplicationRequest>,
    ) -> Answer<pb::SupplementQualificationApplicationResponse> {
        let call = admit(&request)?;
        let command = step::supplement(request.get_ref(), &self.office)?;
        Ok(Response::new(self.uow.write(&call, &command, examine::supplement, reply::supplement).await?))
    }

    async fn confirm_qualification(
        &self,
        request: Request<pb::ConfirmQualificationRequest>,
    ) -> Answer<pb::ConfirmQualificationResponse> {
        let call = admit(&request)?;
        let command = step::confirm(request.get_ref(), &self.office)?;
        Ok(Response::new(self.uow.write(&call, &command, examine::confirm, reply::confirm).await?))
    }

    async fn withdraw_qualification_application(
        &self,
        request: Request<pb::WithdrawQualificationApplicationRequest>,
    ) -> Answer<pb::WithdrawQualificationApplicationResponse> {
        let call = admit(&request)?;
        let command = step::withdraw(request.get_ref(), &self.office)?;
        Ok(Response::new(self.uow.write(&call, &command, examine::withdraw, reply::withdraw).await?))
    }

    async fn propose_qualifications(
        &self,
        request: Request<pb::ProposeQualificationsRequest>,
    ) -> Answer<pb::ProposeQualificationsResponse> {
        let call = admit(&request)?;
        let command = step::propose(request.get_ref(), &self.office, self.today())?;
        Ok(Response::new(self.uow.write(&call, &command, decide::propose, reply::propose).await?))
    }

    async fn grant_qualifications(
        &self,
        request: Request<pb::GrantQualificationsRequest>,
    ) -> Answer<pb::GrantQualificationsResponse> {
        let call = admit(&request)?;
        let command = step::grant(request.get_ref(), &self.office, self.today())?;
        Ok(Response::new(self.uow.write(&call, &command, decide::grant, reply::grant).await?))
    }

    async fn refuse_qualification(
        &self,
        request: Request<pb::RefuseQualificationRequest>,
    ) -> Answer<pb::RefuseQualificationResponse> {
        let call = admit(&request)?;
        let command = step::refuse(request.get_ref(), &self.office)?;
        Ok(Response::new(self.uow.write(&call, &command, refuse::refuse, reply::refuse).await?))
    }
}
