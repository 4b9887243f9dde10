//! AnnualReportService: admit, parse, do, reply.

use casework::Casework;
use onecode_proto::inspection::v1 as pb;
use onecode_proto::inspection::v1::annual_report_service_server::AnnualReportService;
use rpc::admit;
use tonic::{Request, Response};
use uow::Uow;
use vocab::day_of;

use super::Answer;
use crate::ops::report as ops;
use crate::ops::report::submit::Submit;
use crate::register::Register;
use crate::wire::report::{form, reply, request as wire};

/// Forms and reports.
pub(crate) struct ReportApi {
    uow: Uow,
    register: Register,
    office: Casework,
}

impl ReportApi {
    /// Over its database, the register, and the office where cases are handled.
    pub(crate) fn new(uow: Uow, register: Register, office: Casework) -> Self {
        Self { uow, register, office }
    }
}

#[tonic::async_trait]
impl AnnualReportService for ReportApi {
    async fn list_annual_report_forms(
        &self,
        request: Request<pb::ListAnnualReportFormsRequest>,
    ) -> Answer<pb::ListAnnualReportFormsResponse> {
        let call = admit(&request)?;
        Ok(Response::new(form::list(request.get_ref(), &call)?))
    }

    async fn get_annual_report_form(
        &self,
        request: Request<pb::GetAnnualReportFormRequest>,
    ) -> Answer<pb::GetAnnualReportFormResponse> {
        admit(&request)?;
        Ok(Response::new(form::get(request.get_ref())?))
    }

    async fn pre_check_annual_report(
        &self,
        request: Request<pb::PreCheckAnnualReportRequest>,
    ) -> Answer<pb::PreCheckAnnualReportResponse> {
        let call = admit(&request)?;
        let (code, asked) = wire::pre_check(request.get_ref(), &call, day_of(self.uow.clock().now()))?;
        let query = asked(self.register.compared(request.metadata(), code).await?);
        Ok(Response::new(self.uow.read(&call, &query, ops::known::pre_check, reply::pre_check).await?))
    }

    async fn create_annual_report(
        &self,
        request: Request<pb::CreateAnnualReportRequest>,
    ) -> Answer<pb::CreateAnnualReportResponse> {
        let call = admit(&request)?;
        let (code, asked) = wire::create(request.get_ref(), &self.office)?;
        if !request.get_ref().validate_only
            && let Some(reply) = self.uow.repeated(&call).await?
        {
            return Ok(Response::new(reply));
        }
        let command = asked(self.register.organization(request.metadata(), code).await?);
        let reply = if request.get_ref().validate_only {
            self.uow.rehearse(&call, &command, ops::draft::create, reply::create).await?
        } else {
            self.uow.write(&call, &command, ops::draft::create, reply::create).await?
        };
        Ok(Response::new(reply))
    }

    async fn update_annual_report(
        &self,
        request: Request<pb::UpdateAnnualReportRequest>,
    ) -> Answer<pb::UpdateAnnualReportResponse> {
        let call = admit(&request)?;
        let command = wire::update(request.get_ref(), &self.office)?;
        let reply = if request.get_ref().validate_only {
            self.uow.rehearse(&call, &command, ops::draft::update, reply::update).await?
        } else {
            self.uow.write(&call, &command, ops::draft::update, reply::update).await?
        };
        Ok(Response::new(reply))
    }

    async fn submit_annual_report(
        &self,
        request: Request<pb::SubmitAnnualReportRequest>,
    ) -> Answer<pb::SubmitAnnualReportResponse> {
        let call = admit(&request)?;
        let seen = wire::submit(request.get_ref(), &self.office)?;
        if !request.get_ref().validate_only
            && let Some(reply) = self.uow.repeated(&call).await?
        {
            return Ok(Response::new(reply));
        }
        let compared = self.register.compared(request.metadata(), seen.code).await?;
        let command = Submit { seen, compared };
        let reply = if request.get_ref().validate_only {
            self.uow.rehearse(&call, &command, ops::submit::submit, reply::submit).await?
        } else {
            self.uow.write(&call, &command, ops::submit::submit, reply::submit).await?
        };
        Ok(Response::new(reply))
    }

    async fn return_annual_report(
        &self,
        request: Request<pb::ReturnAnnualReportRequest>,
    ) -> Answer<pb::ReturnAnnualReportResponse> {
        let call = admit(&request)?;
        let command = wire::give_back(request.get_ref(), &self.office)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::review::give_back, reply::give_back).await?))
    }

    async fn give_annual_report_opinion(
        &self,
        request: Request<pb::GiveAnnualReportOpinionRequest>,
    ) -> Answer<pb::GiveAnnualReportOpinionResponse> {
        let call = admit(&request)?;
        let command = wire::opine(request.get_ref(), &self.office)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::review::opine, reply::opine).await?))
    }

    async fn conclude_annual_report(
        &self,
        request: Request<pb::ConcludeAnnualReportRequest>,
    ) -> Answer<pb::ConcludeAnnualReportResponse> {
        let call = admit(&request)?;
        let command = wire::conclude(request.get_ref(), &self.office)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::conclude::conclude, reply::conclude).await?))
    }

    async fn rectify_annual_report(
        &self,
        request: Request<pb::RectifyAnnualReportRequest>,
    ) -> Answer<pb::RectifyAnnualReportResponse> {
        let call = admit(&request)?;
        let command = wire::rectify(request.get_ref(), &self.office)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::rectify::rectify, reply::rectify).await?))
    }

    async fn reevaluate_annual_report(
        &self,
        request: Request<pb::ReevaluateAnnualReportRequest>,
    ) -> Answer<pb::ReevaluateAnnualReportResponse> {
        let call = admit(&request)?;
        let command = wire::reevaluate(request.get_ref(), &self.office)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::conclude::reevaluate, reply::reevaluate).await?))
    }

    async fn correct_annual_report_conclusion(
        &self,
        request: Request<pb::CorrectAnnualReportConclusionRequest>,
    ) -> Answer<pb::CorrectAnnualReportConclusionResponse> {
        let call = admit(&request)?;
        let command = wire::correct(request.get_ref(), &self.office)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::conclude::correct, reply::correct).await?))
    }

    async fn annul_annual_report_delay(
        &self,
        request: Request<pb::AnnulAnnualReportDelayRequest>,
    ) -> Answer<pb::AnnulAnnualReportDelayResponse> {
        let call = admit(&request)?;
        let command = wire::annul_delay(request.get_ref(), &self.office)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::delay::annul, reply::annul_delay).await?))
    }

    async fn get_annual_report(
        &self,
        request: Request<pb::GetAnnualReportRequest>,
    ) -> Answer<pb::GetAnnualReportResponse> {
        let call = admit(&request)?;
        let query = wire::get(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::read::get, reply::get).await?))
    }

    async fn list_annual_reports(
        &self,
        request: Request<pb::ListAnnualReportsRequest>,
    ) -> Answer<pb::ListAnnualReportsResponse> {
        let call = admit(&request)?;
        let query = wire::list(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::read::list, reply::list).await?))
    }
}
