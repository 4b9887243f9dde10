//! Procurement procedures that run here.

use std::collections::BTreeMap;

use fault::Fault;
use onecode_proto::purchase::v1 as pb;
use onecode_proto::purchase::v1::tender_service_server::TenderService;
use rpc::admit;
use tonic::metadata::MetadataMap;
use tonic::{Request, Response};
use uow::Uow;
use vocab::day_of;

use super::Answer;
use crate::credit::{self, Credit};
use crate::desk::Desk;
use crate::ops::tender as ops;
use crate::ops::tender::{bid, complaint, draft, expert, offers, opening, question, result, score};
use crate::wire::tender::{bid as bids, complaint as complaints, draft as drafts, reply, request as wire};

/// Procurement procedures that run here.
pub(crate) struct TenderApi {
    uow: Uow,
    desk: Desk,
    credit: Credit,
}

impl TenderApi {
    /// Over its database, with credit to ask.
    pub(crate) fn new(uow: Uow, desk: Desk, credit: Credit) -> Self {
        Self { uow, desk, credit }
    }

    /// Whether a bidder could be hired today.
    async fn check(&self, metadata: &MetadataMap, code: &str, proved: &[String]) -> Result<credit::Answer, Fault> {
        self.credit.check(metadata, code, day_of(self.uow.clock().now()), proved).await
    }
}

#[tonic::async_trait]
impl TenderService for TenderApi {
    async fn create_tender(&self, request: Request<pb::CreateTenderRequest>) -> Answer<pb::CreateTenderResponse> {
        let call = admit(&request)?;
        let command = drafts::create(request.get_ref(), self.uow.clock().now())?;
        let reply = if request.get_ref().validate_only {
            self.uow.rehearse(&call, &command, draft::create, reply::create).await?
        } else {
            self.uow.write(&call, &command, draft::create, reply::create).await?
        };
        Ok(Response::new(reply))
    }

    async fn publish_tender(&self, request: Request<pb::PublishTenderRequest>) -> Answer<pb::PublishTenderResponse> {
        let call = admit(&request)?;
        let command = wire::publish(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, draft::publish, reply::publish).await?))
    }

    async fn ask_tender_question(
        &self,
        request: Request<pb::AskTenderQuestionRequest>,
    ) -> Answer<pb::AskTenderQuestionResponse> {
        let call = admit(&request)?;
        let command = wire::ask(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, question::ask, reply::ask).await?))
    }

    async fn answer_tender_question(
        &self,
        request: Request<pb::AnswerTenderQuestionRequest>,
    ) -> Answer<pb::AnswerTenderQuestionResponse> {
        let call = admit(&request)?;
        let command = wire::answer(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, question::answer, reply::answer).await?))
    }

    async fn submit_tender_bid(
        &self,
        request: Request<pb::SubmitTenderBidRequest>,
    ) -> Answer<pb::SubmitTenderBidResponse> {
        let call = admit(&request)?;
        let command = bids::submit(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, bid::submit, bids::submit_reply).await?))
    }

    async fn withdraw_tender_bid(
        &self,
        request: Request<pb::WithdrawTenderBidRequest>,
    ) -> Answer<pb::WithdrawTenderBidResponse> {
        let call = admit(&request)?;
        let command = bids::withdraw(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.write(&call, &command, bid::withdraw, bids::withdraw_reply).await?))
    }

    async fn get_tender_bid_receipt(
        &self,
        request: Request<pb::GetTenderBidReceiptRequest>,
    ) -> Answer<pb::GetTenderBidReceiptResponse> {
        let call = admit(&request)?;
        let query = bids::receipt(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, bid::receipt, bids::receipt_reply).await?))
    }

    async fn authorize_tender_opening(
        &self,
        request: Request<pb::AuthorizeTenderOpeningRequest>,
    ) -> Answer<pb::AuthorizeTenderOpeningResponse> {
        let call = admit(&request)?;
        let command = wire::authorize(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, opening::authorize, reply::authorize).await?))
    }

    async fn open_tender(&self, request: Request<pb::OpenTenderRequest>) -> Answer<pb::OpenTenderResponse> {
        let call = admit(&request)?;
        let which = wire::open(request.get_ref())?;
        if let Some(reply) = self.uow.repeated(&call).await? {
            return Ok(Response::new(reply));
        }
        let due = opening::Due { id: which.id, call: call.clone(), now: self.uow.clock().now() };
        let mut answers = BTreeMap::new();
        for code in self.uow.read(&call, &due, opening::bidders, |codes| codes).await? {
            let answer = self.check(request.metadata(), &code, &[]).await?;
            answers.insert(code, answer);
        }
        let command = opening::Open { which, answers, desk: self.desk.clone() };
        Ok(Response::new(self.uow.write(&call, &command, opening::open, reply::open).await?))
    }

    async fn list_tender_bids(
        &self,
        request: Request<pb::ListTenderBidsRequest>,
    ) -> Answer<pb::ListTenderBidsResponse> {
        let call = admit(&request)?;
        let query = wire::of_tender(&request.get_ref().tender, &call)?;
        Ok(Response::new(self.uow.read(&call, &query, opening::list_bids, reply::list_bids).await?))
    }

    async fn get_tender_bid(&self, request: Request<pb::GetTenderBidRequest>) -> Answer<pb::GetTenderBidResponse> {
        let call = admit(&request)?;
        let query = wire::get_bid(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, opening::get_bid, reply::get_bid).await?))
    }

    async fn assign_tender_experts(
        &self,
        request: Request<pb::AssignTenderExpertsRequest>,
    ) -> Answer<pb::AssignTenderExpertsResponse> {
        let call = admit(&request)?;
        let command = wire::assign(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, expert::assign, reply::assign).await?))
    }

    async fn list_tender_experts(
        &self,
        request: Request<pb::ListTenderExpertsRequest>,
    ) -> Answer<pb::ListTenderExpertsResponse> {
        let call = admit(&request)?;
        let query = wire::of_tender(&request.get_ref().tender, &call)?;
        Ok(Response::new(self.uow.read(&call, &query, expert::list, reply::list_experts).await?))
    }

    async fn recuse_tender_expert(
        &self,
        request: Request<pb::RecuseTenderExpertRequest>,
    ) -> Answer<pb::RecuseTenderExpertResponse> {
        let call = admit(&request)?;
        let command = wire::recuse(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, expert::recuse, reply::recuse).await?))
    }

    async fn submit_tender_scores(
        &self,
        request: Request<pb::SubmitTenderScoresRequest>,
    ) -> Answer<pb::SubmitTenderScoresResponse> {
        let call = admit(&request)?;
        let command = wire::score(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, score::submit, reply::score).await?))
    }

    async fn call_tender_offers(
        &self,
        request: Request<pb::CallTenderOffersRequest>,
    ) -> Answer<pb::CallTenderOffersResponse> {
        let call = admit(&request)?;
        let command = wire::call_offers(request.get_ref(), self.uow.clock().now(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, offers::call, reply::call_offers).await?))
    }

    async fn evaluate_tender(&self, request: Request<pb::EvaluateTenderRequest>) -> Answer<pb::EvaluateTenderResponse> {
        let call = admit(&request)?;
        let command = wire::evaluate(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, score::evaluate, reply::evaluate).await?))
    }

    async fn announce_tender_result(
        &self,
        request: Request<pb::AnnounceTenderResultRequest>,
    ) -> Answer<pb::AnnounceTenderResultResponse> {
        let call = admit(&request)?;
        let command = wire::announce(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, result::announce, reply::announce).await?))
    }

    async fn file_tender_challenge(
        &self,
        request: Request<pb::FileTenderChallengeRequest>,
    ) -> Answer<pb::FileTenderChallengeResponse> {
        let call = admit(&request)?;
        let command = wire::challenge(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, result::challenge, reply::challenge).await?))
    }

    async fn list_tender_challenges(
        &self,
        request: Request<pb::ListTenderChallengesRequest>,
    ) -> Answer<pb::ListTenderChallengesResponse> {
        let call = admit(&request)?;
        let query = wire::of_tender(&request.get_ref().tender, &call)?;
        Ok(Response::new(self.uow.read(&call, &query, result::list, reply::list_challenges).await?))
    }

    async fn decide_tender_challenge(
        &self,
        request: Request<pb::DecideTenderChallengeRequest>,
    ) -> Answer<pb::DecideTenderChallengeResponse> {
        let call = admit(&request)?;
        let command = wire::decide(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, result::decide, reply::decide).await?))
    }

    async fn file_tender_complaint(
        &self,
        request: Request<pb::FileTenderComplaintRequest>,
    ) -> Answer<pb::FileTenderComplaintResponse> {
        let call = admit(&request)?;
        let command = complaints::file(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, complaint::file, complaints::file_reply).await?))
    }

    async fn list_tender_complaints(
        &self,
        request: Request<pb::ListTenderComplaintsRequest>,
    ) -> Answer<pb::ListTenderComplaintsResponse> {
        let call = admit(&request)?;
        let query = wire::of_tender(&request.get_ref().tender, &call)?;
        Ok(Response::new(self.uow.read(&call, &query, complaint::list, complaints::list_reply).await?))
    }

    async fn get_tender_complaint(
        &self,
        request: Request<pb::GetTenderComplaintRequest>,
    ) -> Answer<pb::GetTenderComplaintResponse> {
        let call = admit(&request)?;
        let query = complaints::get(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, complaint::get, complaints::get_reply).await?))
    }

    async fn suspend_tender_award(
        &self,
        request: Request<pb::SuspendTenderAwardRequest>,
    ) -> Answer<pb::SuspendTenderAwardResponse> {
        let call = admit(&request)?;
        let command = complaints::suspend(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, complaint::suspend, complaints::suspend_reply).await?))
    }

    async fn decide_tender_complaint(
        &self,
        request: Request<pb::DecideTenderComplaintRequest>,
    ) -> Answer<pb::DecideTenderComplaintResponse> {
        let call = admit(&request)?;
        let command = complaints::decide(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, complaint::decide, complaints::decide_reply).await?))
    }

    async fn award_tender(&self, request: Request<pb::AwardTenderRequest>) -> Answer<pb::AwardTenderResponse> {
        let call = admit(&request)?;
        let wire::Asked { which, document_number, proved } = wire::award(request.get_ref())?;
        if let Some(reply) = self.uow.repeated(&call).await? {
            return Ok(Response::new(reply));
        }
        let winner = result::Winner { which, call: call.clone(), today: day_of(self.uow.clock().now()) };
        let bidder_code = self.uow.read(&call, &winner, result::winner, |code| code).await?;
        let answer = self.check(request.metadata(), &bidder_code, &proved).await?;
        let (which, desk) = (winner.which, self.desk.clone());
        let command = result::Award { which, document_number, bidder_code, answer, desk };
        Ok(Response::new(self.uow.write(&call, &command, result::award, reply::award).await?))
    }

    async fn end_tender(&self, request: Request<pb::EndTenderRequest>) -> Answer<pb::EndTenderResponse> {
        let call = admit(&request)?;
        let command = wire::end(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, draft::end, reply::end).await?))
    }

    async fn get_tender(&self, request: Request<pb::GetTenderRequest>) -> Answer<pb::GetTenderResponse> {
        let call = admit(&request)?;
        let query = wire::get(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::get, reply::get).await?))
    }

    async fn list_tenders(&self, request: Request<pb::ListTendersRequest>) -> Answer<pb::ListTendersResponse> {
        let call = admit(&request)?;
        let query = wire::list(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::list, reply::list).await?))
    }
}
