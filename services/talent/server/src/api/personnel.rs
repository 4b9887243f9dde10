//! PersonnelService: admit, parse, do, reply. The register is asked of an organisation before somebody is recorded: no call is made
//! within a unit of work.

use fault::Fault;
use onecode_proto::talent::v1 as pb;
use onecode_proto::talent::v1::personnel_service_server::PersonnelService;
use prost::Message;
use time::Date;
use tonic::{Request, Response};
use uow::{Call, Uow};
use vocab::day_of;

use super::Answer;
use crate::desk::Desk;
use crate::ops::personnel::{counts, engage, person, qualification, register, roster};
use crate::register::Register;
use crate::wire::personnel as wire;

/// Staff of organisations.
pub(crate) struct PersonnelApi {
    uow: Uow,
    desk: Desk,
    register: Register,
}

impl PersonnelApi {
    /// Over its database and the keys of its personal data, with the register to ask of organisations.
    pub(crate) fn new(uow: Uow, desk: Desk, register: Register) -> Self {
        Self { uow, desk, register }
    }

    fn today(&self) -> Date {
        day_of(self.uow.clock().now())
    }

    fn admit<M: Message>(&self, request: &Request<M>) -> Result<Call, Fault> {
        super::admit_keyed(request, self.desk.ring())
    }
}

#[tonic::async_trait]
impl PersonnelService for PersonnelApi {
    async fn record_engagement(
        &self,
        request: Request<pb::RecordEngagementRequest>,
    ) -> Answer<pb::RecordEngagementResponse> {
        let call = self.admit(&request)?;
        let read = wire::engagement::record(request.get_ref(), self.today())?;
        if let Some(reply) = self.uow.repeated(&call).await? {
            return Ok(Response::new(reply));
        }
        let command = engage::Record {
            desk: self.desk.clone(),
            registered: self.register.organization(request.metadata(), read.code).await?,
            stated: read.stated,
            engagement: read.engagement,
            corrects_name: request.get_ref().corrects_name,
        };
        Ok(Response::new(self.uow.write(&call, &command, engage::record, wire::engagement::record_reply).await?))
    }

    async fn import_roster(&self, request: Request<pb::ImportRosterRequest>) -> Answer<pb::ImportRosterResponse> {
        let call = self.admit(&request)?;
        let (code, rows) = wire::roster::import(request.get_ref(), self.today())?;
        if let Some(reply) = self.uow.repeated(&call).await? {
            return Ok(Response::new(reply));
        }
        let registered = self.register.organization(request.metadata(), code).await?;
        let command = roster::Import { desk: self.desk.clone(), registered, rows };
        Ok(Response::new(self.uow.write(&call, &command, roster::import, wire::roster::import_reply).await?))
    }

    async fn end_engagement(&self, request: Request<pb::EndEngagementRequest>) -> Answer<pb::EndEngagementResponse> {
        let call = self.admit(&request)?;
        let command = wire::engagement::end(request.get_ref(), self.today())?;
        Ok(Response::new(self.uow.write(&call, &command, engage::end, wire::engagement::end_reply).await?))
    }

    async fn list_engagements(
        &self,
        request: Request<pb::ListEngagementsRequest>,
    ) -> Answer<pb::ListEngagementsResponse> {
        let call = self.admit(&request)?;
        let query = wire::engagement::list(request.get_ref(), &call, &self.desk, self.today())?;
        Ok(Response::new(self.uow.read(&call, &query, person::list, wire::engagement::list_reply).await?))
    }

    async fn get_person(&self, request: Request<pb::GetPersonRequest>) -> Answer<pb::GetPersonResponse> {
        let call = self.admit(&request)?;
        let query = wire::person::get(request.get_ref(), &call, &self.desk)?;
        Ok(Response::new(self.uow.read(&call, &query, person::get, wire::person::get_reply).await?))
    }

    async fn find_person(&self, request: Request<pb::FindPersonRequest>) -> Answer<pb::FindPersonResponse> {
        let call = self.admit(&request)?;
        let query = wire::person::find(request.get_ref(), &call, &self.desk)?;
        // that somebody was looked for is recorded, however little is shown
        let recorded = Call { reveals: true, ..call };
        Ok(Response::new(self.uow.read(&recorded, &query, person::find, wire::person::find_reply).await?))
    }

    async fn correct_person(&self, request: Request<pb::CorrectPersonRequest>) -> Answer<pb::CorrectPersonResponse> {
        let call = self.admit(&request)?;
        let command = wire::person::correct(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, person::correct, wire::person::correct_reply).await?))
    }

    async fn record_qualification(
        &self,
        request: Request<pb::RecordQualificationRequest>,
    ) -> Answer<pb::RecordQualificationResponse> {
        let call = self.admit(&request)?;
        let command = wire::qualification::record(request.get_ref(), &self.desk, self.today())?;
        let reply = self.uow.write(&call, &command, qualification::record, wire::qualification::record_reply).await?;
        Ok(Response::new(reply))
    }

    async fn register_qualification(
        &self,
        request: Request<pb::RegisterQualificationRequest>,
    ) -> Answer<pb::RegisterQualificationResponse> {
        let call = self.admit(&request)?;
        let command = wire::qualification::register(request.get_ref(), self.today())?;
        let reply = self.uow.write(&call, &command, register::register, wire::qualification::register_reply).await?;
        Ok(Response::new(reply))
    }

    async fn renew_qualification(
        &self,
        request: Request<pb::RenewQualificationRequest>,
    ) -> Answer<pb::RenewQualificationResponse> {
        let call = self.admit(&request)?;
        let command = wire::qualification::renew(request.get_ref(), self.today())?;
        Ok(Response::new(self.uow.write(&call, &command, register::renew, wire::qualification::renew_reply).await?))
    }

    async fn revoke_qualification(
        &self,
        request: Request<pb::RevokeQualificationRequest>,
    ) -> Answer<pb::RevokeQualificationResponse> {
        let call = self.admit(&request)?;
        let command = wire::qualification::revoke(request.get_ref(), self.today())?;
        let reply = self.uow.write(&call, &command, qualification::revoke, wire::qualification::revoke_reply).await?;
        Ok(Response::new(reply))
    }

    async fn list_qualifications(
        &self,
        request: Request<pb::ListQualificationsRequest>,
    ) -> Answer<pb::ListQualificationsResponse> {
        let call = self.admit(&request)?;
        let query = wire::qualification::list(request.get_ref(), &call, &self.desk)?;
        Ok(Response::new(self.uow.read(&call, &query, qualification::list, wire::qualification::list_reply).await?))
    }

    async fn list_expiring_qualifications(
        &self,
        request: Request<pb::ListExpiringQualificationsRequest>,
    ) -> Answer<pb::ListExpiringQualificationsResponse> {
        let call = self.admit(&request)?;
        let query = wire::qualification::expiring(request.get_ref(), &call, &self.desk, self.today())?;
        let reply = self.uow.read(&call, &query, qualification::expiring, wire::qualification::expiring_reply).await?;
        Ok(Response::new(reply))
    }

    async fn get_staff_counts(
        &self,
        request: Request<pb::GetStaffCountsRequest>,
    ) -> Answer<pb::GetStaffCountsResponse> {
        let call = self.admit(&request)?;
        let query = wire::counts::count(request.get_ref(), &call, self.today())?;
        Ok(Response::new(self.uow.read(&call, &query, counts::count, wire::counts::count_reply).await?))
    }
}
