//! CommunityFilingService: admit, parse, do, reply.

use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::community_filing_service_server::CommunityFilingService;
use registry_domain::day_of;
use rpc::admit;
use time::Date;
use tonic::{Request, Response, Status};
use uow::Uow;

use crate::desk::Desk;
use crate::ops::community as ops;
use crate::wire::community as wire;

type Answer<T> = Result<Response<T>, Status>;

/// The community organisations on file.
pub(crate) struct CommunityFilingApi {
    uow: Uow,
    desk: Desk,
}

impl CommunityFilingApi {
    /// Over the register's database and the desk where applications are made.
    pub(crate) fn new(uow: Uow, desk: Desk) -> Self {
        Self { uow, desk }
    }

    fn today(&self) -> Date {
        day_of(self.uow.clock().now())
    }
}

#[tonic::async_trait]
impl CommunityFilingService for CommunityFilingApi {
    async fn file_community_organization(
        &self,
        request: Request<pb::FileCommunityOrganizationRequest>,
    ) -> Answer<pb::FileCommunityOrganizationResponse> {
        let call = admit(&request)?;
        let command = wire::change::file(request.get_ref(), self.today())?;
        let reply = self.uow.write(&call, &command, ops::file::file, wire::change::file_reply).await?;
        Ok(Response::new(reply))
    }

    async fn update_community_filing(
        &self,
        request: Request<pb::UpdateCommunityFilingRequest>,
    ) -> Answer<pb::UpdateCommunityFilingResponse> {
        let call = admit(&request)?;
        let command = wire::change::update(request.get_ref(), self.today())?;
        let reply = self.uow.write(&call, &command, ops::change::amend, wire::change::update_reply).await?;
        Ok(Response::new(reply))
    }

    async fn end_community_filing(
        &self,
        request: Request<pb::EndCommunityFilingRequest>,
    ) -> Answer<pb::EndCommunityFilingResponse> {
        let call = admit(&request)?;
        let command = wire::change::end(request.get_ref(), self.today())?;
        let reply = self.uow.write(&call, &command, ops::change::end, wire::change::end_reply).await?;
        Ok(Response::new(reply))
    }

    async fn get_community_filing(
        &self,
        request: Request<pb::GetCommunityFilingRequest>,
    ) -> Answer<pb::GetCommunityFilingResponse> {
        let call = admit(&request)?;
        let query = wire::read::get(request.get_ref(), &call, self.today())?;
        let reply = self.uow.read(&call, &query, ops::read::get, wire::read::get_reply).await?;
        Ok(Response::new(reply))
    }

    async fn list_community_filings(
        &self,
        request: Request<pb::ListCommunityFilingsRequest>,
    ) -> Answer<pb::ListCommunityFilingsResponse> {
        let call = admit(&request)?;
        let query = wire::read::list(request.get_ref(), &call)?;
        let reply = self.uow.read(&call, &query, ops::read::list, wire::read::list_reply).await?;
        Ok(Response::new(reply))
    }

    async fn check_promotion(&self, request: Request<pb::CheckPromotionRequest>) -> Answer<pb::CheckPromotionResponse> {
        let call = admit(&request)?;
        let query = wire::check::check(request.get_ref(), &call, self.today())?;
        let reply = self.uow.read(&call, &query, ops::check::check, wire::check::reply).await?;
        Ok(Response::new(reply))
    }

    async fn promote_community_filing(
        &self,
        request: Request<pb::PromoteCommunityFilingRequest>,
    ) -> Answer<pb::PromoteCommunityFilingResponse> {
        let call = admit(&request)?;
        let command = wire::promote::promote(request.get_ref(), &self.desk)?;
        let reply = self.uow.write(&call, &command, ops::promote::promote, wire::promote::reply).await?;
        Ok(Response::new(reply))
    }

    async fn get_community_statistics(
        &self,
        request: Request<pb::GetCommunityStatisticsRequest>,
    ) -> Answer<pb::GetCommunityStatisticsResponse> {
        let call = admit(&request)?;
        let query = wire::statistics::statistics(request.get_ref(), &call, self.today())?;
        let reply = self.uow.read(&call, &query, ops::statistics::statistics, wire::statistics::reply).await?;
        Ok(Response::new(reply))
    }
}
