//! CreditReportService: admit, parse, do, reply.

use fault::Fault;
use onecode_proto::credit::v1 as pb;
use onecode_proto::credit::v1::credit_report_service_server::CreditReportService;
use rpc::admit;
use tonic::{Request, Response};
use uow::Uow;

use super::Answer;
use crate::ops::report::{self as ops, View};
use crate::wire::report as wire;

/// Credit reports.
pub(crate) struct ReportApi {
    uow: Uow,
}

impl ReportApi {
    /// Over its database.
    pub(crate) fn new(uow: Uow) -> Self {
        Self { uow }
    }
}

#[tonic::async_trait]
impl CreditReportService for ReportApi {
    async fn issue_public_credit_report(
        &self,
        request: Request<pb::IssuePublicCreditReportRequest>,
    ) -> Answer<pb::IssuePublicCreditReportResponse> {
        let call = admit(&request)?;
        let command = wire::issue(&request.get_ref().parent, View::Public)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::issue, wire::public_reply).await?))
    }

    async fn issue_credit_report(
        &self,
        request: Request<pb::IssueCreditReportRequest>,
    ) -> Answer<pb::IssueCreditReportResponse> {
        let call = admit(&request)?;
        let command = wire::issue(&request.get_ref().parent, View::Department)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::issue, wire::department_reply).await?))
    }

    async fn issue_own_credit_report(
        &self,
        request: Request<pb::IssueOwnCreditReportRequest>,
    ) -> Answer<pb::IssueOwnCreditReportResponse> {
        let call = admit(&request)?;
        let command = wire::issue(&request.get_ref().parent, View::Organization)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::issue, wire::own_reply).await?))
    }

    async fn verify_credit_report(
        &self,
        request: Request<pb::VerifyCreditReportRequest>,
    ) -> Answer<pb::VerifyCreditReportResponse> {
        let call = admit(&request)?;
        let query = wire::verify(request.get_ref().credit_report.as_ref())?;
        Ok(Response::new(self.uow.read(&call, &query, ops::verify, wire::verify_reply).await?))
    }

    async fn render_credit_report(
        &self,
        request: Request<pb::RenderCreditReportRequest>,
    ) -> Answer<pb::RenderCreditReportResponse> {
        let call = admit(&request)?;
        let report = request.into_inner().credit_report;
        let query = wire::verify(report.as_ref())?;
        let verified = self.uow.read(&call, &query, ops::verify, |verified| verified).await?;
        let report = report.unwrap_or_default();
        // subsetting fonts takes milliseconds of a processor: not on a thread that answers calls
        let rendered = tokio::task::spawn_blocking(move || ops::render(&report, &verified));
        let pdf = rendered.await.map_err(Fault::internal)??;
        Ok(Response::new(pb::RenderCreditReportResponse { pdf }))
    }

    async fn get_issued_credit_report(
        &self,
        request: Request<pb::GetIssuedCreditReportRequest>,
    ) -> Answer<pb::GetIssuedCreditReportResponse> {
        let call = admit(&request)?;
        let code = wire::issued(request.get_ref())?;
        Ok(Response::new(self.uow.read(&call, &code, ops::issued, wire::issued_reply).await?))
    }
}
