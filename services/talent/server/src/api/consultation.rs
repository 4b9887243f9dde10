//! Consultations: admit, parse, do, reply. Who is asked is taken from the register before the unit of work begins.

use std::convert::identity;

use onecode_proto::talent::v1 as pb;
use onecode_proto::talent::v1::consultation_service_server::ConsultationService;
use rpc::admit;
use time::Date;
use tonic::{Request, Response};
use uow::Uow;
use vocab::day_of;

use super::Answer;
use crate::ops::consultation::{conclude, draft, open, opinion, read};
use crate::register::Register;
use crate::wire::consultation::{draft as drafts, opinion as opinions, reply, request as wire};

/// Consultations.
pub(crate) struct ConsultationApi {
    uow: Uow,
    register: Register,
}

impl ConsultationApi {
    /// Over its database, and the register.
    pub(crate) fn new(uow: Uow, register: Register) -> Self {
        Self { uow, register }
    }

    fn today(&self) -> Date {
        day_of(self.uow.clock().now())
    }
}

#[tonic::async_trait]
impl ConsultationService for ConsultationApi {
    async fn create_consultation(
        &self,
        request: Request<pb::CreateConsultationRequest>,
    ) -> Answer<pb::CreateConsultationResponse> {
        let call = admit(&request)?;
        let command = drafts::create(request.get_ref(), &call, self.today())?;
        let reply = if request.get_ref().validate_only {
            self.uow.rehearse(&call, &command, draft::create, reply::create).await?
        } else {
            self.uow.write(&call, &command, draft::create, reply::create).await?
        };
        Ok(Response::new(reply))
    }

    async fn update_consultation(
        &self,
        request: Request<pb::UpdateConsultationRequest>,
    ) -> Answer<pb::UpdateConsultationResponse> {
        let call = admit(&request)?;
        let command = drafts::update(request.get_ref(), &call, self.today())?;
        Ok(Response::new(self.uow.write(&call, &command, draft::update, reply::update).await?))
    }

    async fn open_consultation(
        &self,
        request: Request<pb::OpenConsultationRequest>,
    ) -> Answer<pb::OpenConsultationResponse> {
        let call = admit(&request)?;
        let which = wire::which(&request.get_ref().name, &request.get_ref().etag)?;
        if let Some(reply) = self.uow.repeated(&call).await? {
            return Ok(Response::new(reply));
        }
        let opening = open::Opening { which, call: call.clone(), today: self.today() };
        let row = self.uow.read(&call, &opening, open::opening, identity).await?;
        let asked = self.register.asked(request.metadata(), &row).await?;
        let command = open::Open { which: opening.which, asked };
        Ok(Response::new(self.uow.write(&call, &command, open::open, reply::open).await?))
    }

    async fn withdraw_consultation(
        &self,
        request: Request<pb::WithdrawConsultationRequest>,
    ) -> Answer<pb::WithdrawConsultationResponse> {
        let call = admit(&request)?;
        let command = wire::withdraw(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, draft::withdraw, reply::withdraw).await?))
    }

    async fn get_consultation(
        &self,
        request: Request<pb::GetConsultationRequest>,
    ) -> Answer<pb::GetConsultationResponse> {
        let call = admit(&request)?;
        let query = wire::get(&request.get_ref().name, &call, self.today())?;
        Ok(Response::new(self.uow.read(&call, &query, read::get, reply::get).await?))
    }

    async fn list_consultations(
        &self,
        request: Request<pb::ListConsultationsRequest>,
    ) -> Answer<pb::ListConsultationsResponse> {
        let call = admit(&request)?;
        let query = wire::list(request.get_ref(), &call, self.today())?;
        Ok(Response::new(self.uow.read(&call, &query, read::list, reply::list).await?))
    }

    async fn submit_opinion(&self, request: Request<pb::SubmitOpinionRequest>) -> Answer<pb::SubmitOpinionResponse> {
        let call = admit(&request)?;
        let command = opinions::submit(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, opinion::submit, reply::submit).await?))
    }

    async fn get_opinion(&self, request: Request<pb::GetOpinionRequest>) -> Answer<pb::GetOpinionResponse> {
        let call = admit(&request)?;
        let query = opinions::get(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, read::get_opinion, reply::get_opinion).await?))
    }

    async fn list_opinions(&self, request: Request<pb::ListOpinionsRequest>) -> Answer<pb::ListOpinionsResponse> {
        let call = admit(&request)?;
        let query = opinions::list(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, read::list_opinions, reply::list_opinions).await?))
    }

    async fn reply_to_opinion(
        &self,
        request: Request<pb::ReplyToOpinionRequest>,
    ) -> Answer<pb::ReplyToOpinionResponse> {
        let call = admit(&request)?;
        let command = opinions::reply(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, opinion::reply, reply::reply).await?))
    }

    async fn conclude_consultation(
        &self,
        request: Request<pb::ConcludeConsultationRequest>,
    ) -> Answer<pb::ConcludeConsultationResponse> {
        let call = admit(&request)?;
        let command = wire::conclude(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, conclude::conclude, reply::conclude).await?))
    }

    async fn get_consultation_summary(
        &self,
        request: Request<pb::GetConsultationSummaryRequest>,
    ) -> Answer<pb::GetConsultationSummaryResponse> {
        let call = admit(&request)?;
        let query = wire::get(&request.get_ref().name, &call, self.today())?;
        Ok(Response::new(self.uow.read(&call, &query, read::summary, reply::summary).await?))
    }

    async fn list_unanswered(&self, request: Request<pb::ListUnansweredRequest>) -> Answer<pb::ListUnansweredResponse> {
        let call = admit(&request)?;
        let query = wire::list_unanswered(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, read::list_unanswered, reply::list_unanswered).await?))
    }
}
