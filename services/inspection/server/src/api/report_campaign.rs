//! AnnualReportCampaignService: admit, parse, do, reply.

use std::pin::Pin;

use futures::Stream;
use onecode_proto::inspection::v1 as pb;
use onecode_proto::inspection::v1::annual_report_campaign_service_server::AnnualReportCampaignService;
use rpc::admit;
use tokio_util::sync::CancellationToken;
use tonic::{Request, Response, Status};
use uow::Uow;
use vocab::day_of;

use super::Answer;
use crate::ops::report as ops;
use crate::register::Register;
use crate::wire::report::campaign as wire;

/// Campaigns and the duties of those who must report.
pub(crate) struct CampaignApi {
    uow: Uow,
    register: Register,
    stop: CancellationToken,
}

impl CampaignApi {
    /// Over its database and the register; streams end when `stop` is cancelled.
    pub(crate) fn new(uow: Uow, register: Register, stop: CancellationToken) -> Self {
        Self { uow, register, stop }
    }
}

#[tonic::async_trait]
impl AnnualReportCampaignService for CampaignApi {
    type EnrollAnnualReportCampaignStream =
        Pin<Box<dyn Stream<Item = Result<pb::EnrollAnnualReportCampaignResponse, Status>> + Send>>;

    async fn create_annual_report_campaign(
        &self,
        request: Request<pb::CreateAnnualReportCampaignRequest>,
    ) -> Answer<pb::CreateAnnualReportCampaignResponse> {
        let call = admit(&request)?;
        let command = wire::open(request.get_ref())?;
        let reply = if request.get_ref().validate_only {
            self.uow.rehearse(&call, &command, ops::campaign::open, wire::open_reply).await?
        } else {
            self.uow.write(&call, &command, ops::campaign::open, wire::open_reply).await?
        };
        Ok(Response::new(reply))
    }

    async fn get_annual_report_campaign(
        &self,
        request: Request<pb::GetAnnualReportCampaignRequest>,
    ) -> Answer<pb::GetAnnualReportCampaignResponse> {
        let call = admit(&request)?;
        let query = wire::get(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::campaign::get, wire::get_reply).await?))
    }

    async fn list_annual_report_campaigns(
        &self,
        request: Request<pb::ListAnnualReportCampaignsRequest>,
    ) -> Answer<pb::ListAnnualReportCampaignsResponse> {
        let call = admit(&request)?;
        let query = wire::list(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::campaign::list, wire::list_reply).await?))
    }

    async fn enroll_annual_report_campaign(
        &self,
        request: Request<pb::EnrollAnnualReportCampaignRequest>,
    ) -> Answer<Self::EnrollAnnualReportCampaignStream> {
        let call = admit(&request)?;
        let query = wire::enroll(request.get_ref(), &call)?;
        let campaign = self.uow.read(&call, &query, ops::campaign::get, |row| row).await?;
        ops::campaign::require_authority(&campaign, &call)?;
        ops::campaign::require_open(campaign.authority_due, day_of(self.uow.clock().now()))?;
        let kind = ops::enroll::kind(&campaign)?;
        let population = self.register.population(request.metadata(), &campaign, kind).await?;
        let told = ops::enroll::run(self.uow.clone(), call, campaign, population, self.stop.clone());
        Ok(Response::new(Box::pin(told)))
    }

    async fn exempt_from_annual_report(
        &self,
        request: Request<pb::ExemptFromAnnualReportRequest>,
    ) -> Answer<pb::ExemptFromAnnualReportResponse> {
        let call = admit(&request)?;
        let mut command = wire::exempt(request.get_ref())?;
        if let Some(reply) = self.uow.repeated(&call).await? {
            return Ok(Response::new(reply));
        }
        command.shown = self.register.members(request.metadata(), &command.codes).await?;
        Ok(Response::new(self.uow.write(&call, &command, ops::duty::exempt, wire::exempt_reply).await?))
    }

    async fn list_report_duties(
        &self,
        request: Request<pb::ListReportDutiesRequest>,
    ) -> Answer<pb::ListReportDutiesResponse> {
        let call = admit(&request)?;
        let query = wire::duties(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::duty::list, wire::duties_reply).await?))
    }

    async fn get_annual_report_statistics(
        &self,
        request: Request<pb::GetAnnualReportStatisticsRequest>,
    ) -> Answer<pb::GetAnnualReportStatisticsResponse> {
        let call = admit(&request)?;
        let query = wire::statistics(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::duty::tally, wire::statistics_reply).await?))
    }
}
