//! ComplaintService: admit, parse, do, reply.

use fault::{Fault, Kind};
use onecode_proto::inspection::v1 as pb;
use onecode_proto::inspection::v1::complaint_service_server::ComplaintService;
use rpc::admit;
use time::Date;
use tonic::metadata::MetadataMap;
use tonic::{Request, Response};
use uow::{Call, Uow};
use vocab::day_of;

use super::Answer;
use crate::ops::complaint::{self as ops, Desk, File, Subject};
use crate::register::Register;
use crate::wire::complaint::{self as wire, Stated, StatedSubject};

const READ_REPORTER: &str = "inspection.complaint.read_reporter";

/// Complaints and reports of the public, and reviews of what they came to.
#[derive(Clone)]
pub(crate) struct ComplaintApi {
    pub(super) uow: Uow,
    register: Register,
    pub(super) desk: Desk,
}

impl ComplaintApi {
    /// Over its database and the register, at a desk.
    pub(crate) fn new(uow: Uow, register: Register, desk: Desk) -> Self {
        Self { uow, register, desk }
    }

    fn today(&self) -> Date {
        day_of(self.uow.clock().now())
    }

    /// What was stated, with what the register says of the organisations.
    async fn completed(&self, metadata: &MetadataMap, stated: Stated) -> Result<File, Fault> {
        let registrar = self.register.registrar(metadata).await?;
        let mut subjects = Vec::with_capacity(stated.subjects.len());
        for subject in stated.subjects {
            subjects.push(match subject {
                StatedSubject::Titled(title, division) => Subject { code: None, title, division },
                StatedSubject::Registered(code) => {
                    let found = self.register.organization(metadata, code).await?;
                    let division = found.division.parse().map_err(Fault::internal)?;
                    Subject { code: Some(code), title: found.title, division }
                }
            });
        }
        Ok(File {
            desk: self.desk.clone(),
            registrar,
            channel: stated.channel,
            subjects,
            grounds: stated.grounds,
            occurred_from: stated.occurred_from,
            occurred_to: stated.occurred_to,
            documents: stated.documents,
            statement: stated.statement,
            reporter: stated.reporter,
        })
    }
}

/// Writes that differ in their names alone: admit, parse, do, reply.
macro_rules! step {
    ($self:ident, $request:ident, $step:ident, $reply:ident) => {{
        let call = admit(&$request)?;
        let command = wire::$step($request.get_ref(), &$self.desk)?;
        Ok(Response::new($self.uow.write(&call, &command, ops::$step, wire::$reply).await?))
    }};
}

#[tonic::async_trait]
impl ComplaintService for ComplaintApi {
    async fn file_complaint(&self, request: Request<pb::FileComplaintRequest>) -> Answer<pb::FileComplaintResponse> {
        let call = admit(&request)?;
        let stated = wire::file(request.get_ref(), self.today())?;
        let reply = if let Some(reply) = self.uow.repeated(&call).await? {
            reply
        } else {
            let command = self.completed(request.metadata(), stated).await?;
            self.uow.write(&call, &command, ops::file, wire::file_reply).await?
        };
        Ok(Response::new(wire::with_secret(reply, &self.desk.ring)))
    }

    async fn get_complaint_status(
        &self,
        request: Request<pb::GetComplaintStatusRequest>,
    ) -> Answer<pb::GetComplaintStatusResponse> {
        let call = admit(&request)?;
        let asked = request.get_ref();
        let query = wire::ask(&self.desk, &asked.receipt, &asked.secret);
        Ok(Response::new(self.uow.read(&call, &query, ops::status, wire::status_reply).await?))
    }

    async fn withdraw_complaint(
        &self,
        request: Request<pb::WithdrawComplaintRequest>,
    ) -> Answer<pb::WithdrawComplaintResponse> {
        let call = admit(&request)?;
        let asked = request.get_ref();
        let command = wire::ask(&self.desk, &asked.receipt, &asked.secret);
        Ok(Response::new(self.uow.write(&call, &command, ops::withdraw, wire::withdraw_reply).await?))
    }

    async fn get_complaint(&self, request: Request<pb::GetComplaintRequest>) -> Answer<pb::GetComplaintResponse> {
        let call = admit(&request)?;
        let query = wire::get(request.get_ref(), &call, &self.desk)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::get, wire::get_reply).await?))
    }

    async fn list_complaints(&self, request: Request<pb::ListComplaintsRequest>) -> Answer<pb::ListComplaintsResponse> {
        let call = admit(&request)?;
        let query = wire::list(request.get_ref(), &call, self.today())?;
        Ok(Response::new(self.uow.read(&call, &query, ops::list, wire::list_reply).await?))
    }

    async fn get_complaint_reporter(
        &self,
        request: Request<pb::GetComplaintReporterRequest>,
    ) -> Answer<pb::GetComplaintReporterResponse> {
        let call = admit(&request)?;
        let query = wire::reporter(request.get_ref(), &call, &self.desk)?;
        require_purpose(&call)?;
        // Who is refused has looked at nothing: only what follows is recorded as a look.
        let unseeing = Call { reveals: false, ..call.clone() };
        self.uow.read(&unseeing, &query, ops::require_handler, |()| ()).await?;
        Ok(Response::new(self.uow.read(&call, &query, ops::reporter, wire::reporter_reply).await?))
    }

    async fn list_duplicate_candidates(
        &self,
        request: Request<pb::ListDuplicateCandidatesRequest>,
    ) -> Answer<pb::ListDuplicateCandidatesResponse> {
        let call = admit(&request)?;
        let query = wire::candidates(request.get_ref(), &call, (&self.desk, self.today()))?;
        Ok(Response::new(self.uow.read(&call, &query, ops::candidates, wire::candidates_reply).await?))
    }

    async fn list_complaint_grounds(
        &self,
        request: Request<pb::ListComplaintGroundsRequest>,
    ) -> Answer<pb::ListComplaintGroundsResponse> {
        let call = admit(&request)?;
        let day = wire::grounds(request.get_ref(), self.today())?;
        Ok(Response::new(self.uow.read(&call, &day, ops::grounds, wire::grounds_reply).await?))
    }

    async fn get_complaint_statistics(
        &self,
        request: Request<pb::GetComplaintStatisticsRequest>,
    ) -> Answer<pb::GetComplaintStatisticsResponse> {
        let call = admit(&request)?;
        let query = wire::statistics(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::statistics, wire::statistics_reply).await?))
    }

    async fn route_complaint(&self, request: Request<pb::RouteComplaintRequest>) -> Answer<pb::RouteComplaintResponse> {
        step!(self, request, route, route_reply)
    }

    async fn transfer_complaint(
        &self,
        request: Request<pb::TransferComplaintRequest>,
    ) -> Answer<pb::TransferComplaintResponse> {
        step!(self, request, transfer, transfer_reply)
    }

    async fn accept_complaint(
        &self,
        request: Request<pb::AcceptComplaintRequest>,
    ) -> Answer<pb::AcceptComplaintResponse> {
        step!(self, request, accept, accept_reply)
    }

    async fn decline_complaint(
        &self,
        request: Request<pb::DeclineComplaintRequest>,
    ) -> Answer<pb::DeclineComplaintResponse> {
        step!(self, request, decline, decline_reply)
    }

    async fn take_over_complaint(
        &self,
        request: Request<pb::TakeOverComplaintRequest>,
    ) -> Answer<pb::TakeOverComplaintResponse> {
        step!(self, request, take_over, take_over_reply)
    }

    async fn link_complaint(&self, request: Request<pb::LinkComplaintRequest>) -> Answer<pb::LinkComplaintResponse> {
        step!(self, request, link, link_reply)
    }

    async fn verify_complaint(
        &self,
        request: Request<pb::VerifyComplaintRequest>,
    ) -> Answer<pb::VerifyComplaintResponse> {
        step!(self, request, verify, verify_reply)
    }

    async fn extend_complaint(
        &self,
        request: Request<pb::ExtendComplaintRequest>,
    ) -> Answer<pb::ExtendComplaintResponse> {
        step!(self, request, extend, extend_reply)
    }

    async fn conclude_complaint(
        &self,
        request: Request<pb::ConcludeComplaintRequest>,
    ) -> Answer<pb::ConcludeComplaintResponse> {
        step!(self, request, conclude, conclude_reply)
    }

    async fn inform_reporter(&self, request: Request<pb::InformReporterRequest>) -> Answer<pb::InformReporterResponse> {
        step!(self, request, inform, inform_reply)
    }

    async fn merge_complaint(&self, request: Request<pb::MergeComplaintRequest>) -> Answer<pb::MergeComplaintResponse> {
        step!(self, request, merge, merge_reply)
    }

    async fn unmerge_complaint(
        &self,
        request: Request<pb::UnmergeComplaintRequest>,
    ) -> Answer<pb::UnmergeComplaintResponse> {
        step!(self, request, unmerge, unmerge_reply)
    }
}

/// A reporter is shown for a stated purpose, to those who hold the permission.
fn require_purpose(call: &Call) -> Result<(), Fault> {
    if call.reveals {
        return Ok(());
    }
    if call.purpose.is_none() {
        let sentence = "say why the reporter is looked at, in metadata `onecode-purpose`";
        return Err(Fault::new(Kind::InvalidArgument, "PURPOSE_REQUIRED", sentence));
    }
    let sentence = format!("the caller's roles do not hold {READ_REPORTER}");
    Err(Fault::new(Kind::PermissionDenied, "PERMISSION_MISSING", sentence).with("permission", READ_REPORTER))
}
