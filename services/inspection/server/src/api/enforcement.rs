//! EnforcementService: admit, parse, do, reply.

use onecode_proto::inspection::v1 as pb;
use onecode_proto::inspection::v1::enforcement_service_server::EnforcementService;
use rpc::admit;
use time::Date;
use tonic::{Request, Response};
use uow::Uow;
use vocab::day_of;

use super::Answer;
use crate::ops::enforcement::{
    Desk, annul, decide, evidence, execute, file, hear, investigate, payment, read, team, transfer,
};
use crate::register::Register;
use crate::wire::enforcement::{evidence as evidence_wire, payment as payment_wire, penalty as wire, reply, step};

/// Penalties, and the evidence of penalties and bans.
pub(crate) struct EnforcementApi {
    uow: Uow,
    register: Register,
    desk: Desk,
}

impl EnforcementApi {
    /// Over its database, the register and the desk where cases are handled.
    pub(crate) fn new(uow: Uow, register: Register, desk: Desk) -> Self {
        Self { uow, register, desk }
    }

    fn today(&self) -> Date {
        day_of(self.uow.clock().now())
    }
}

#[tonic::async_trait]
impl EnforcementService for EnforcementApi {
    async fn file_penalty(&self, request: Request<pb::FilePenaltyRequest>) -> Answer<pb::FilePenaltyResponse> {
        let call = admit(&request)?;
        let stated = wire::file(request.get_ref(), self.today())?;
        if let Some(reply) = self.uow.repeated(&call).await? {
            return Ok(Response::new(reply));
        }
        let party = self.register.organization(request.metadata(), stated.organization).await?;
        let command = file::File { desk: self.desk.clone(), party, stated };
        Ok(Response::new(self.uow.write(&call, &command, file::file, reply::file).await?))
    }

    async fn approve_penalty_filing(
        &self,
        request: Request<pb::ApprovePenaltyFilingRequest>,
    ) -> Answer<pb::ApprovePenaltyFilingResponse> {
        let call = admit(&request)?;
        let command = step::approve_filing(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, file::approve, reply::approve_filing).await?))
    }

    async fn decline_penalty_filing(
        &self,
        request: Request<pb::DeclinePenaltyFilingRequest>,
    ) -> Answer<pb::DeclinePenaltyFilingResponse> {
        let call = admit(&request)?;
        let command = step::decline_filing(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, file::decline, reply::decline_filing).await?))
    }

    async fn assign_officers(&self, request: Request<pb::AssignOfficersRequest>) -> Answer<pb::AssignOfficersResponse> {
        let call = admit(&request)?;
        let command = step::assign(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, team::assign, reply::assigned).await?))
    }

    async fn suspend_penalty(&self, request: Request<pb::SuspendPenaltyRequest>) -> Answer<pb::SuspendPenaltyResponse> {
        let call = admit(&request)?;
        let command = step::suspend(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, investigate::suspend, reply::suspend).await?))
    }

    async fn resume_penalty(&self, request: Request<pb::ResumePenaltyRequest>) -> Answer<pb::ResumePenaltyResponse> {
        let call = admit(&request)?;
        let command = step::resume(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, investigate::resume, reply::resume).await?))
    }

    async fn extend_penalty_term(
        &self,
        request: Request<pb::ExtendPenaltyTermRequest>,
    ) -> Answer<pb::ExtendPenaltyTermResponse> {
        let call = admit(&request)?;
        let command = step::extend(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, investigate::extend, reply::extend).await?))
    }

    async fn conclude_penalty(
        &self,
        request: Request<pb::ConcludePenaltyRequest>,
    ) -> Answer<pb::ConcludePenaltyResponse> {
        let call = admit(&request)?;
        let command = step::conclude(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, investigate::conclude, reply::conclude).await?))
    }

    async fn review_penalty(&self, request: Request<pb::ReviewPenaltyRequest>) -> Answer<pb::ReviewPenaltyResponse> {
        let call = admit(&request)?;
        let command = step::review(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, investigate::review, reply::review).await?))
    }

    async fn notify_penalty(&self, request: Request<pb::NotifyPenaltyRequest>) -> Answer<pb::NotifyPenaltyResponse> {
        let call = admit(&request)?;
        let command = step::notify(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, hear::notify, reply::notify).await?))
    }

    async fn record_notice_delivery(
        &self,
        request: Request<pb::RecordNoticeDeliveryRequest>,
    ) -> Answer<pb::RecordNoticeDeliveryResponse> {
        let call = admit(&request)?;
        let command = step::notice_delivered(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, hear::notice_delivered, reply::notice_delivered).await?))
    }

    async fn record_statement(
        &self,
        request: Request<pb::RecordStatementRequest>,
    ) -> Answer<pb::RecordStatementResponse> {
        let call = admit(&request)?;
        let command = step::statement(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, hear::state, reply::stated).await?))
    }

    async fn request_hearing(&self, request: Request<pb::RequestHearingRequest>) -> Answer<pb::RequestHearingResponse> {
        let call = admit(&request)?;
        let command = step::request_hearing(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, hear::request, reply::hearing_requested).await?))
    }

    async fn schedule_hearing(
        &self,
        request: Request<pb::ScheduleHearingRequest>,
    ) -> Answer<pb::ScheduleHearingResponse> {
        let call = admit(&request)?;
        let command = step::schedule(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, hear::schedule, reply::hearing_scheduled).await?))
    }

    async fn record_hearing(&self, request: Request<pb::RecordHearingRequest>) -> Answer<pb::RecordHearingResponse> {
        let call = admit(&request)?;
        let command = step::hearing(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, hear::held, reply::hearing_held).await?))
    }

    async fn decide_penalty(&self, request: Request<pb::DecidePenaltyRequest>) -> Answer<pb::DecidePenaltyResponse> {
        let call = admit(&request)?;
        let command = step::decide(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, decide::decide, reply::decide).await?))
    }

    async fn close_penalty(&self, request: Request<pb::ClosePenaltyRequest>) -> Answer<pb::ClosePenaltyResponse> {
        let call = admit(&request)?;
        let command = step::close(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, decide::close, reply::close).await?))
    }

    async fn record_decision_delivery(
        &self,
        request: Request<pb::RecordDecisionDeliveryRequest>,
    ) -> Answer<pb::RecordDecisionDeliveryResponse> {
        let call = admit(&request)?;
        let command = step::decision_delivered(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, execute::deliver, reply::decision_delivered).await?))
    }

    async fn publish_penalty(&self, request: Request<pb::PublishPenaltyRequest>) -> Answer<pb::PublishPenaltyResponse> {
        let call = admit(&request)?;
        let command = step::publish(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, execute::publish, reply::publish).await?))
    }

    async fn record_payment(&self, request: Request<pb::RecordPaymentRequest>) -> Answer<pb::RecordPaymentResponse> {
        let call = admit(&request)?;
        let command = step::pay(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, execute::pay, reply::pay).await?))
    }

    async fn defer_payment(&self, request: Request<pb::DeferPaymentRequest>) -> Answer<pb::DeferPaymentResponse> {
        let call = admit(&request)?;
        let command = step::defer(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, execute::defer, reply::defer).await?))
    }

    async fn execute_penalty(&self, request: Request<pb::ExecutePenaltyRequest>) -> Answer<pb::ExecutePenaltyResponse> {
        let call = admit(&request)?;
        let command = step::execute(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, execute::execute, reply::execute).await?))
    }

    async fn annul_penalty(&self, request: Request<pb::AnnulPenaltyRequest>) -> Answer<pb::AnnulPenaltyResponse> {
        let call = admit(&request)?;
        let command = step::annul(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, annul::annul, reply::annul).await?))
    }

    async fn withdraw_publication(
        &self,
        request: Request<pb::WithdrawPublicationRequest>,
    ) -> Answer<pb::WithdrawPublicationResponse> {
        let call = admit(&request)?;
        let command = step::withdraw_publication(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, annul::withdraw, reply::withdraw_publication).await?))
    }

    async fn transfer_penalty(
        &self,
        request: Request<pb::TransferPenaltyRequest>,
    ) -> Answer<pb::TransferPenaltyResponse> {
        let call = admit(&request)?;
        let command = step::transfer(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, transfer::transfer, reply::transferred).await?))
    }

    async fn accept_penalty_transfer(
        &self,
        request: Request<pb::AcceptPenaltyTransferRequest>,
    ) -> Answer<pb::AcceptPenaltyTransferResponse> {
        let call = admit(&request)?;
        let command = step::accept_transfer(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, transfer::accept, reply::transfer_accepted).await?))
    }

    async fn return_penalty_transfer(
        &self,
        request: Request<pb::ReturnPenaltyTransferRequest>,
    ) -> Answer<pb::ReturnPenaltyTransferResponse> {
        let call = admit(&request)?;
        let command = step::return_transfer(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, transfer::give_back, reply::transfer_returned).await?))
    }

    async fn add_evidence(&self, request: Request<pb::AddEvidenceRequest>) -> Answer<pb::AddEvidenceResponse> {
        let call = admit(&request)?;
        let command = evidence_wire::add(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, evidence::add, evidence_wire::add_reply).await?))
    }

    async fn transfer_evidence(
        &self,
        request: Request<pb::TransferEvidenceRequest>,
    ) -> Answer<pb::TransferEvidenceResponse> {
        let call = admit(&request)?;
        let command = evidence_wire::pass(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, evidence::pass, evidence_wire::pass_reply).await?))
    }

    async fn list_evidence(&self, request: Request<pb::ListEvidenceRequest>) -> Answer<pb::ListEvidenceResponse> {
        let call = admit(&request)?;
        let query = evidence_wire::list(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, evidence::list, evidence_wire::list_reply).await?))
    }

    async fn get_payment(&self, request: Request<pb::GetPaymentRequest>) -> Answer<pb::GetPaymentResponse> {
        let call = admit(&request)?;
        let query = wire::payment(request.get_ref(), &call, &self.desk, self.today())?;
        Ok(Response::new(self.uow.read(&call, &query, payment::get, payment_wire::get_reply).await?))
    }

    async fn get_penalty(&self, request: Request<pb::GetPenaltyRequest>) -> Answer<pb::GetPenaltyResponse> {
        let call = admit(&request)?;
        let query = wire::get(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, read::get, reply::get).await?))
    }

    async fn list_penalties(&self, request: Request<pb::ListPenaltiesRequest>) -> Answer<pb::ListPenaltiesResponse> {
        let call = admit(&request)?;
        let query = wire::list(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, read::list, reply::listed).await?))
    }
}
