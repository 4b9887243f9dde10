//! CheckService: admit, parse, do, reply.

use fault::Fault;
use onecode_proto::inspection::v1 as pb;
use onecode_proto::inspection::v1::check_service_server::CheckService;
use rpc::admit;
use time::Date;
use tonic::{Request, Response};
use uow::{Call, Uow};
use vocab::day_of;

use super::Answer;
use crate::ops::check as ops;
use crate::ops::check::Desk;
use crate::register::Register;
use crate::wire::check::{reply, request as wire, stated};

/// Checks in the field.
pub(crate) struct CheckApi {
    uow: Uow,
    register: Register,
    desk: Desk,
}

impl CheckApi {
    /// Over its database, the register, and the desk where checks are handled.
    pub(crate) fn new(uow: Uow, register: Register, desk: Desk) -> Self {
        Self { uow, register, desk }
    }

    fn today(&self) -> Date {
        day_of(self.uow.clock().now())
    }

    /// The call behind an upload, the hash of the request keyed: what is kept of it must not be a way to guess where
    /// somebody was.
    fn admit_keyed(&self, request: &Request<pb::UploadEntriesRequest>) -> Result<Call, Fault> {
        let call = admit(request)?;
        Ok(Call { request_hash: self.desk.ring.lookup("request", &hex::encode(call.request_hash)), ..call })
    }
}

#[tonic::async_trait]
impl CheckService for CheckApi {
    async fn create_check(&self, request: Request<pb::CreateCheckRequest>) -> Answer<pb::CreateCheckResponse> {
        let call = admit(&request)?;
        let mut command = stated::create(request.get_ref(), &call, &self.desk)?;
        if let Some(reply) = self.uow.repeated(&call).await? {
            return Ok(Response::new(reply));
        }
        command.row.title = self.register.organization(request.metadata(), command.row.code).await?.title;
        Ok(Response::new(self.uow.write(&call, &command, ops::create::create, reply::create).await?))
    }

    async fn get_check(&self, request: Request<pb::GetCheckRequest>) -> Answer<pb::GetCheckResponse> {
        let call = admit(&request)?;
        let query = wire::get(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::read::get, reply::get).await?))
    }

    async fn list_checks(&self, request: Request<pb::ListChecksRequest>) -> Answer<pb::ListChecksResponse> {
        let call = admit(&request)?;
        let query = wire::list(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::read::list, reply::list).await?))
    }

    async fn assign_inspectors(
        &self,
        request: Request<pb::AssignInspectorsRequest>,
    ) -> Answer<pb::AssignInspectorsResponse> {
        let call = admit(&request)?;
        let command = wire::assign(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::team::assign, reply::assign).await?))
    }

    async fn replace_inspector(
        &self,
        request: Request<pb::ReplaceInspectorRequest>,
    ) -> Answer<pb::ReplaceInspectorResponse> {
        let call = admit(&request)?;
        let command = wire::replace(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::team::replace, reply::replace).await?))
    }

    async fn begin_check(&self, request: Request<pb::BeginCheckRequest>) -> Answer<pb::BeginCheckResponse> {
        let call = admit(&request)?;
        let command = wire::begin(request.get_ref(), &self.desk, self.today())?;
        Ok(Response::new(self.uow.write(&call, &command, ops::team::begin, reply::begin).await?))
    }

    async fn upload_entries(&self, request: Request<pb::UploadEntriesRequest>) -> Answer<pb::UploadEntriesResponse> {
        let call = self.admit_keyed(&request)?;
        let command = wire::upload(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::upload::upload, reply::upload).await?))
    }

    async fn list_entries(&self, request: Request<pb::ListEntriesRequest>) -> Answer<pb::ListEntriesResponse> {
        let call = admit(&request)?;
        let query = wire::entries(request.get_ref(), &call, &self.desk)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::entries::list, reply::entries).await?))
    }

    async fn get_check_record(
        &self,
        request: Request<pb::GetCheckRecordRequest>,
    ) -> Answer<pb::GetCheckRecordResponse> {
        let call = admit(&request)?;
        let query = wire::record(request.get_ref(), &call, &self.desk)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::entries::record, reply::record).await?))
    }

    async fn attach_evidence(&self, request: Request<pb::AttachEvidenceRequest>) -> Answer<pb::AttachEvidenceResponse> {
        let call = admit(&request)?;
        let command = wire::attach(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::evidence::attach, reply::attach).await?))
    }

    async fn conclude_check(&self, request: Request<pb::ConcludeCheckRequest>) -> Answer<pb::ConcludeCheckResponse> {
        let call = admit(&request)?;
        let command = wire::conclude(request.get_ref(), &self.desk, self.today())?;
        Ok(Response::new(self.uow.write(&call, &command, ops::conclude::conclude, reply::conclude).await?))
    }

    async fn publish_check_result(
        &self,
        request: Request<pb::PublishCheckResultRequest>,
    ) -> Answer<pb::PublishCheckResultResponse> {
        let call = admit(&request)?;
        let command = wire::publish(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::conclude::publish, reply::publish).await?))
    }

    async fn share_evidence(&self, request: Request<pb::ShareEvidenceRequest>) -> Answer<pb::ShareEvidenceResponse> {
        let call = admit(&request)?;
        let command = wire::share(request.get_ref(), &call, &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::evidence::share, reply::share).await?))
    }

    async fn list_shared_evidence(
        &self,
        request: Request<pb::ListSharedEvidenceRequest>,
    ) -> Answer<pb::ListSharedEvidenceResponse> {
        let call = admit(&request)?;
        let query = wire::list_shared(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::evidence::list_shared, reply::list_shared).await?))
    }
}
