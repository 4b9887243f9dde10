//! Courses: admit, parse, do, reply. The register is asked of an organisation before the unit of work begins.

use std::convert::identity;

use onecode_proto::talent::v1 as pb;
use onecode_proto::talent::v1::training_service_server::TrainingService;
use rpc::admit;
use time::Date;
use tonic::{Request, Response};
use uow::Uow;
use vocab::day_of;

use super::Answer;
use crate::desk::Desk;
use crate::ops::training::{attendance, certificate, course, enrol, read};
use crate::register::Register;
use crate::wire::training::{certificate as certificates, draft, reply, request as wire};

/// Courses for people of social organisations.
pub(crate) struct TrainingApi {
    uow: Uow,
    desk: Desk,
    register: Register,
}

impl TrainingApi {
    /// Over its database, with who signs certificates, and the register.
    pub(crate) fn new(uow: Uow, desk: Desk, register: Register) -> Self {
        Self { uow, desk, register }
    }

    fn today(&self) -> Date {
        day_of(self.uow.clock().now())
    }
}

#[tonic::async_trait]
impl TrainingService for TrainingApi {
    async fn create_course(&self, request: Request<pb::CreateCourseRequest>) -> Answer<pb::CreateCourseResponse> {
        let call = admit(&request)?;
        let command = draft::create(request.get_ref(), self.uow.clock().now())?;
        let reply = if request.get_ref().validate_only {
            self.uow.rehearse(&call, &command, course::create, reply::create).await?
        } else {
            self.uow.write(&call, &command, course::create, reply::create).await?
        };
        Ok(Response::new(reply))
    }

    async fn update_course(&self, request: Request<pb::UpdateCourseRequest>) -> Answer<pb::UpdateCourseResponse> {
        let call = admit(&request)?;
        let command = draft::update(request.get_ref(), self.uow.clock().now())?;
        Ok(Response::new(self.uow.write(&call, &command, course::update, reply::update).await?))
    }

    async fn publish_course(&self, request: Request<pb::PublishCourseRequest>) -> Answer<pb::PublishCourseResponse> {
        let call = admit(&request)?;
        let command = wire::which(&request.get_ref().name, &request.get_ref().etag)?;
        Ok(Response::new(self.uow.write(&call, &command, course::publish, reply::publish).await?))
    }

    async fn cancel_course(&self, request: Request<pb::CancelCourseRequest>) -> Answer<pb::CancelCourseResponse> {
        let call = admit(&request)?;
        let command = wire::cancel(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, course::cancel, reply::cancel).await?))
    }

    async fn get_course(&self, request: Request<pb::GetCourseRequest>) -> Answer<pb::GetCourseResponse> {
        let call = admit(&request)?;
        let query = wire::get(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, read::get, reply::get).await?))
    }

    async fn list_courses(&self, request: Request<pb::ListCoursesRequest>) -> Answer<pb::ListCoursesResponse> {
        let call = admit(&request)?;
        let query = wire::list(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, read::list, reply::list).await?))
    }

    async fn enrol(&self, request: Request<pb::EnrolRequest>) -> Answer<pb::EnrolResponse> {
        let call = admit(&request)?;
        let asked = wire::enrol(request.get_ref())?;
        if let Some(reply) = self.uow.repeated(&call).await? {
            return Ok(Response::new(reply));
        }
        let registered = self.register.organization(request.metadata(), asked.code).await?;
        let command = asked.answered(registered)?;
        Ok(Response::new(self.uow.write(&call, &command, enrol::enrol, reply::enrol).await?))
    }

    async fn cancel_enrolment(
        &self,
        request: Request<pb::CancelEnrolmentRequest>,
    ) -> Answer<pb::CancelEnrolmentResponse> {
        let call = admit(&request)?;
        let command = wire::cancel_enrolment(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, enrol::cancel, reply::cancel_enrolment).await?))
    }

    async fn get_enrolment(&self, request: Request<pb::GetEnrolmentRequest>) -> Answer<pb::GetEnrolmentResponse> {
        let call = admit(&request)?;
        let query = wire::of_enrolment(&request.get_ref().name, &call)?;
        Ok(Response::new(self.uow.read(&call, &query, read::get_enrolment, reply::get_enrolment).await?))
    }

    async fn list_enrolments(&self, request: Request<pb::ListEnrolmentsRequest>) -> Answer<pb::ListEnrolmentsResponse> {
        let call = admit(&request)?;
        let query = wire::list_enrolments(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, read::list_enrolments, reply::list_enrolments).await?))
    }

    async fn record_attendance(
        &self,
        request: Request<pb::RecordAttendanceRequest>,
    ) -> Answer<pb::RecordAttendanceResponse> {
        let call = admit(&request)?;
        let command = wire::record(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, attendance::record, reply::record).await?))
    }

    async fn close_course(&self, request: Request<pb::CloseCourseRequest>) -> Answer<pb::CloseCourseResponse> {
        let call = admit(&request)?;
        let command = wire::which(&request.get_ref().name, &request.get_ref().etag)?;
        Ok(Response::new(self.uow.write(&call, &command, course::close, reply::close).await?))
    }

    async fn get_training_certificate(
        &self,
        request: Request<pb::GetTrainingCertificateRequest>,
    ) -> Answer<pb::GetTrainingCertificateResponse> {
        let call = admit(&request)?;
        let query = wire::of_enrolment(&request.get_ref().name, &call)?;
        let credited = self.uow.read(&call, &query, certificate::get, identity).await?;
        Ok(Response::new(certificates::signed(self.desk.issuer(), &credited, self.uow.clock().now())?))
    }

    async fn verify_training_certificate(
        &self,
        request: Request<pb::VerifyTrainingCertificateRequest>,
    ) -> Answer<pb::VerifyTrainingCertificateResponse> {
        let call = admit(&request)?;
        let issuer = self.desk.issuer();
        let Some((claims, named)) = certificates::stated(issuer, request.get_ref())? else {
            return Ok(Response::new(pb::VerifyTrainingCertificateResponse::default()));
        };
        let recorded = self.uow.read(&call, &named, certificate::recorded, identity).await?;
        Ok(Response::new(certificates::verified(issuer, &claims, recorded.as_ref())))
    }

    async fn get_training_hours(
        &self,
        request: Request<pb::GetTrainingHoursRequest>,
    ) -> Answer<pb::GetTrainingHoursResponse> {
        let call = admit(&request)?;
        let (code, query) = wire::hours(request.get_ref(), self.today())?;
        self.register.organization(request.metadata(), code).await?;
        Ok(Response::new(self.uow.read(&call, &query, read::hours, reply::hours).await?))
    }

    async fn check_leader_rotation(
        &self,
        request: Request<pb::CheckLeaderRotationRequest>,
    ) -> Answer<pb::CheckLeaderRotationResponse> {
        let call = admit(&request)?;
        let (code, query) = wire::rotation(request.get_ref(), self.today())?;
        self.register.organization(request.metadata(), code).await?;
        Ok(Response::new(self.uow.read(&call, &query, read::rotation, reply::rotation).await?))
    }
}
