//! OfficerService: admit, parse, do, reply.

use fault::Fault;
use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::officer_service_server::OfficerService;
use prost::Message;
use registry_domain::day_of;
use seal::Ring;
use time::Date;
use tonic::{Request, Response, Status};
use uow::{Call, Uow};

use crate::ops::officer as ops;
use crate::wire::officer as wire;

type Answer<T> = Result<Response<T>, Status>;

/// Leaders of organisations.
pub(crate) struct OfficerApi {
    uow: Uow,
    ring: Ring,
}

impl OfficerApi {
    /// Over the register's database and the keys of its personal data.
    pub(crate) fn new(uow: Uow, ring: Ring) -> Self {
        Self { uow, ring }
    }

    fn today(&self) -> Date {
        day_of(self.uow.clock().now())
    }

    fn admit<M: Message>(&self, request: &Request<M>) -> Result<Call, Fault> {
        super::admit_keyed(request, &self.ring)
    }
}

#[tonic::async_trait]
impl OfficerService for OfficerApi {
    async fn check_appointment(
        &self,
        request: Request<pb::CheckAppointmentRequest>,
    ) -> Answer<pb::CheckAppointmentResponse> {
        let call = self.admit(&request)?;
        let query = wire::check(request.get_ref(), &call, &self.ring, self.today())?;
        Ok(Response::new(self.uow.read(&call, &query, ops::check, wire::check_reply).await?))
    }

    async fn appoint_officer(&self, request: Request<pb::AppointOfficerRequest>) -> Answer<pb::AppointOfficerResponse> {
        let call = self.admit(&request)?;
        let command = wire::appoint(request.get_ref(), &self.ring, self.today())?;
        let reply = if request.get_ref().validate_only {
            self.uow.rehearse(&call, &command, ops::appoint, wire::appoint_reply).await?
        } else {
            self.uow.write(&call, &command, ops::appoint, wire::appoint_reply).await?
        };
        Ok(Response::new(reply))
    }

    async fn end_post(&self, request: Request<pb::EndPostRequest>) -> Answer<pb::EndPostResponse> {
        let call = self.admit(&request)?;
        let command = wire::end(request.get_ref(), &self.ring, self.today())?;
        Ok(Response::new(self.uow.write(&call, &command, ops::end, wire::end_reply).await?))
    }

    async fn get_post(&self, request: Request<pb::GetPostRequest>) -> Answer<pb::GetPostResponse> {
        let call = self.admit(&request)?;
        let query = wire::get(request.get_ref(), &call, &self.ring)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::get, wire::get_reply).await?))
    }

    async fn list_posts(&self, request: Request<pb::ListPostsRequest>) -> Answer<pb::ListPostsResponse> {
        let call = self.admit(&request)?;
        let query = wire::list(request.get_ref(), &call, &self.ring, self.today())?;
        Ok(Response::new(self.uow.read(&call, &query, ops::list, wire::list_reply).await?))
    }

    async fn find_person_posts(
        &self,
        request: Request<pb::FindPersonPostsRequest>,
    ) -> Answer<pb::FindPersonPostsResponse> {
        let call = self.admit(&request)?;
        let query = wire::find_person(request.get_ref(), &call, &self.ring)?;
        // that somebody was looked for is recorded, however little is shown
        let recorded = Call { reveals: true, ..call };
        Ok(Response::new(self.uow.read(&recorded, &query, ops::find_person, wire::find_person_reply).await?))
    }

    async fn list_expiring_terms(
        &self,
        request: Request<pb::ListExpiringTermsRequest>,
    ) -> Answer<pb::ListExpiringTermsResponse> {
        let call = self.admit(&request)?;
        let query = wire::expiring(request.get_ref(), &call, self.today())?;
        Ok(Response::new(self.uow.read(&call, &query, ops::expiring, wire::expiring_reply).await?))
    }

    async fn file_duty_report(
        &self,
        request: Request<pb::FileDutyReportRequest>,
    ) -> Answer<pb::FileDutyReportResponse> {
        let call = self.admit(&request)?;
        let command = wire::file(request.get_ref(), &self.ring, self.today())?;
        Ok(Response::new(self.uow.write(&call, &command, ops::file, wire::file_reply).await?))
    }

    async fn list_missing_duty_reports(
        &self,
        request: Request<pb::ListMissingDutyReportsRequest>,
    ) -> Answer<pb::ListMissingDutyReportsResponse> {
        let call = self.admit(&request)?;
        let query = wire::missing(request.get_ref(), &call, self.today())?;
        Ok(Response::new(self.uow.read(&call, &query, ops::missing, wire::missing_reply).await?))
    }

    async fn record_officer_audit(
        &self,
        request: Request<pb::RecordOfficerAuditRequest>,
    ) -> Answer<pb::RecordOfficerAuditResponse> {
        let call = self.admit(&request)?;
        let command = wire::audit(request.get_ref(), &self.ring, self.today())?;
        Ok(Response::new(self.uow.write(&call, &command, ops::audit, wire::audit_reply).await?))
    }
}
