//! FundService: admit, parse, do, reply. What credit and inspection say of an organisation is asked before the unit of work begins.

use std::convert::identity;

use onecode_proto::purchase::v1 as pb;
use onecode_proto::purchase::v1::fund_service_server::FundService;
use rpc::admit;
use tonic::{Request, Response};
use uow::Uow;

use super::Answer;
use crate::ops::fund as ops;
use crate::ops::fund::Get;
use crate::ops::fund::application::{Create, Wanted};
use crate::ops::fund::decision::Approve;
use crate::standing::Standing;
use crate::wire::fund as wire;

/// Funds, what is allotted to them, what they award, and applications.
pub(crate) struct FundApi {
    uow: Uow,
    standing: Standing,
}

impl FundApi {
    /// Over its database, and credit and inspection.
    pub(crate) fn new(uow: Uow, standing: Standing) -> Self {
        Self { uow, standing }
    }
}

#[tonic::async_trait]
impl FundService for FundApi {
    async fn create_fund(&self, request: Request<pb::CreateFundRequest>) -> Answer<pb::CreateFundResponse> {
        let call = admit(&request)?;
        let command = wire::create(request.get_ref())?;
        let reply = if request.get_ref().validate_only {
            self.uow.rehearse(&call, &command, ops::create, wire::create_reply).await?
        } else {
            self.uow.write(&call, &command, ops::create, wire::create_reply).await?
        };
        Ok(Response::new(reply))
    }

    async fn get_fund(&self, request: Request<pb::GetFundRequest>) -> Answer<pb::GetFundResponse> {
        let call = admit(&request)?;
        let query = wire::get(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::get, wire::get_reply).await?))
    }

    async fn list_funds(&self, request: Request<pb::ListFundsRequest>) -> Answer<pb::ListFundsResponse> {
        let call = admit(&request)?;
        let query = wire::list(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::list, wire::list_reply).await?))
    }

    async fn create_allotment(
        &self,
        request: Request<pb::CreateAllotmentRequest>,
    ) -> Answer<pb::CreateAllotmentResponse> {
        let call = admit(&request)?;
        let command = wire::allotment::create(request.get_ref())?;
        let reply = if request.get_ref().validate_only {
            self.uow.rehearse(&call, &command, ops::allotment::create, wire::allotment::create_reply).await?
        } else {
            self.uow.write(&call, &command, ops::allotment::create, wire::allotment::create_reply).await?
        };
        Ok(Response::new(reply))
    }

    async fn approve_allotment(
        &self,
        request: Request<pb::ApproveAllotmentRequest>,
    ) -> Answer<pb::ApproveAllotmentResponse> {
        let call = admit(&request)?;
        let command = wire::allotment::approve(request.get_ref())?;
        let reply = self.uow.write(&call, &command, ops::allotment::approve, wire::allotment::approve_reply).await?;
        Ok(Response::new(reply))
    }

    async fn reject_allotment(
        &self,
        request: Request<pb::RejectAllotmentRequest>,
    ) -> Answer<pb::RejectAllotmentResponse> {
        let call = admit(&request)?;
        let command = wire::allotment::reject(request.get_ref())?;
        let reply = self.uow.write(&call, &command, ops::allotment::reject, wire::allotment::reject_reply).await?;
        Ok(Response::new(reply))
    }

    async fn list_allotments(&self, request: Request<pb::ListAllotmentsRequest>) -> Answer<pb::ListAllotmentsResponse> {
        let call = admit(&request)?;
        let query = wire::allotment::list(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::allotment::list, wire::allotment::list_reply).await?))
    }

    async fn create_award_schedule(
        &self,
        request: Request<pb::CreateAwardScheduleRequest>,
    ) -> Answer<pb::CreateAwardScheduleResponse> {
        let call = admit(&request)?;
        let command = wire::award::create(request.get_ref())?;
        let reply = if request.get_ref().validate_only {
            self.uow.rehearse(&call, &command, ops::award::create, wire::award::create_reply).await?
        } else {
            self.uow.write(&call, &command, ops::award::create, wire::award::create_reply).await?
        };
        Ok(Response::new(reply))
    }

    async fn adopt_award_schedule(
        &self,
        request: Request<pb::AdoptAwardScheduleRequest>,
    ) -> Answer<pb::AdoptAwardScheduleResponse> {
        let call = admit(&request)?;
        let command = wire::award::adopt(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, ops::award::adopt, wire::award::adopt_reply).await?))
    }

    async fn list_award_schedules(
        &self,
        request: Request<pb::ListAwardSchedulesRequest>,
    ) -> Answer<pb::ListAwardSchedulesResponse> {
        let call = admit(&request)?;
        let query = wire::award::list(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::award::list, wire::award::list_reply).await?))
    }

    async fn create_fund_application(
        &self,
        request: Request<pb::CreateFundApplicationRequest>,
    ) -> Answer<pb::CreateFundApplicationResponse> {
        let call = admit(&request)?;
        let validate_only = request.get_ref().validate_only;
        let asked = wire::application::create(request.get_ref())?;
        if !validate_only && let Some(reply) = self.uow.repeated(&call).await? {
            return Ok(Response::new(reply));
        }
        let grade = asked.wanted == Wanted::GradeAward;
        let seen = self.standing.seen(request.metadata(), asked.organization, grade).await?;
        let command = Create { asked, seen };
        let reply = if validate_only {
            self.uow.rehearse(&call, &command, ops::application::create, wire::application::create_reply).await?
        } else {
            self.uow.write(&call, &command, ops::application::create, wire::application::create_reply).await?
        };
        Ok(Response::new(reply))
    }

    async fn approve_fund_application(
        &self,
        request: Request<pb::ApproveFundApplicationRequest>,
    ) -> Answer<pb::ApproveFundApplicationResponse> {
        let call = admit(&request)?;
        let (which, amount_fen, review_note) = wire::application::approve(request.get_ref())?;
        if let Some(reply) = self.uow.repeated(&call).await? {
            return Ok(Response::new(reply));
        }
        let query = Get { id: which.id, scope: call.scope.clone() };
        let row = self.uow.read(&call, &query, ops::application::get, identity).await?;
        let code = wire::application::code(&row)?;
        let seen = self.standing.seen(request.metadata(), code, row.rating.is_some()).await?;
        let command = Approve { which, amount_fen, review_note, seen };
        let reply = self.uow.write(&call, &command, ops::decision::approve, wire::application::approve_reply).await?;
        Ok(Response::new(reply))
    }

    async fn reject_fund_application(
        &self,
        request: Request<pb::RejectFundApplicationRequest>,
    ) -> Answer<pb::RejectFundApplicationResponse> {
        let call = admit(&request)?;
        let command = wire::application::reject(request.get_ref())?;
        let reply = self.uow.write(&call, &command, ops::decision::reject, wire::application::reject_reply).await?;
        Ok(Response::new(reply))
    }

    async fn withdraw_fund_application(
        &self,
        request: Request<pb::WithdrawFundApplicationRequest>,
    ) -> Answer<pb::WithdrawFundApplicationResponse> {
        let call = admit(&request)?;
        let command = wire::application::withdraw(request.get_ref())?;
        let reply =
            self.uow.write(&call, &command, ops::application::withdraw, wire::application::withdraw_reply).await?;
        Ok(Response::new(reply))
    }

    async fn release_fund_application(
        &self,
        request: Request<pb::ReleaseFundApplicationRequest>,
    ) -> Answer<pb::ReleaseFundApplicationResponse> {
        let call = admit(&request)?;
        let command = wire::application::release(request.get_ref())?;
        let reply = self.uow.write(&call, &command, ops::decision::release, wire::application::release_reply).await?;
        Ok(Response::new(reply))
    }

    async fn get_fund_application(
        &self,
        request: Request<pb::GetFundApplicationRequest>,
    ) -> Answer<pb::GetFundApplicationResponse> {
        let call = admit(&request)?;
        let query = wire::application::get(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::application::get, wire::application::get_reply).await?))
    }

    async fn list_fund_applications(
        &self,
        request: Request<pb::ListFundApplicationsRequest>,
    ) -> Answer<pb::ListFundApplicationsResponse> {
        let call = admit(&request)?;
        let query = wire::application::list(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::application::list, wire::application::list_reply).await?))
    }
}
