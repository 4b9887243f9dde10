//! RatingService: admit, parse, do, reply.

use onecode_proto::inspection::v1 as pb;
use onecode_proto::inspection::v1::rating_service_server::RatingService;
use rpc::admit;
use time::Date;
use tonic::{Request, Response};
use uow::Uow;
use vocab::day_of;

use super::Answer;
use crate::ops::rating as ops;
use crate::ops::rating::Desk;
use crate::register::Register;
use crate::wire::rating as wire;

/// Rating of organisations.
pub(crate) struct RatingApi {
    uow: Uow,
    register: Register,
    desk: Desk,
}

impl RatingApi {
    /// Over its database, the register, and the desk where cases are handled.
    pub(crate) fn new(uow: Uow, register: Register, desk: Desk) -> Self {
        Self { uow, register, desk }
    }

    fn today(&self) -> Date {
        day_of(self.uow.clock().now())
    }
}

#[tonic::async_trait]
impl RatingService for RatingApi {
    async fn get_rating_sheet(
        &self,
        request: Request<pb::GetRatingSheetRequest>,
    ) -> Answer<pb::GetRatingSheetResponse> {
        admit(&request)?;
        let sheet = wire::round::get_sheet(request.get_ref());
        let sheet = sheet.ok_or_else(|| ops::no_sheet(&request.get_ref().name))?;
        Ok(Response::new(wire::round::sheet_reply(sheet)))
    }

    async fn open_rating_round(
        &self,
        request: Request<pb::OpenRatingRoundRequest>,
    ) -> Answer<pb::OpenRatingRoundResponse> {
        let call = admit(&request)?;
        let command = wire::round::open(request.get_ref(), &self.desk.ring)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::open_round, wire::round::open_reply).await?))
    }

    async fn get_rating_round(
        &self,
        request: Request<pb::GetRatingRoundRequest>,
    ) -> Answer<pb::GetRatingRoundResponse> {
        let call = admit(&request)?;
        let query = wire::round::get(request.get_ref(), &call, &self.desk.ring)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::get_round, wire::round::get_reply).await?))
    }

    async fn list_rating_rounds(
        &self,
        request: Request<pb::ListRatingRoundsRequest>,
    ) -> Answer<pb::ListRatingRoundsResponse> {
        let call = admit(&request)?;
        let query = wire::round::list(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::list_rounds, wire::round::list_reply).await?))
    }

    async fn apply_for_rating(
        &self,
        request: Request<pb::ApplyForRatingRequest>,
    ) -> Answer<pb::ApplyForRatingResponse> {
        let call = admit(&request)?;
        let stated = wire::application::apply(request.get_ref())?;
        if let Some(reply) = self.uow.repeated(&call).await? {
            return Ok(Response::new(reply));
        }
        let organization = self.register.organization(request.metadata(), stated.code).await?;
        let command = stated.of(organization, &self.desk);
        Ok(Response::new(self.uow.write(&call, &command, ops::apply, wire::reply::apply).await?))
    }

    async fn get_rating_application(
        &self,
        request: Request<pb::GetRatingApplicationRequest>,
    ) -> Answer<pb::GetRatingApplicationResponse> {
        let call = admit(&request)?;
        let query = wire::application::get(request.get_ref(), &call, &self.desk)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::get_application, wire::reply::get).await?))
    }

    async fn list_rating_applications(
        &self,
        request: Request<pb::ListRatingApplicationsRequest>,
    ) -> Answer<pb::ListRatingApplicationsResponse> {
        let call = admit(&request)?;
        let query = wire::application::list(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::list_applications, wire::reply::list).await?))
    }

    async fn answer_rating_conditions(
        &self,
        request: Request<pb::AnswerRatingConditionsRequest>,
    ) -> Answer<pb::AnswerRatingConditionsResponse> {
        let call = admit(&request)?;
        let command = wire::application::answer(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::answer, wire::reply::answer).await?))
    }

    async fn accept_rating_application(
        &self,
        request: Request<pb::AcceptRatingApplicationRequest>,
    ) -> Answer<pb::AcceptRatingApplicationResponse> {
        let call = admit(&request)?;
        let command = wire::application::accept(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::accept, wire::reply::accept).await?))
    }

    async fn refuse_rating_application(
        &self,
        request: Request<pb::RefuseRatingApplicationRequest>,
    ) -> Answer<pb::RefuseRatingApplicationResponse> {
        let call = admit(&request)?;
        let command = wire::application::refuse(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::step, wire::reply::refuse).await?))
    }

    async fn withdraw_rating_application(
        &self,
        request: Request<pb::WithdrawRatingApplicationRequest>,
    ) -> Answer<pb::WithdrawRatingApplicationResponse> {
        let call = admit(&request)?;
        let command = wire::application::withdraw(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::step, wire::reply::withdraw).await?))
    }

    async fn assign_rating_experts(
        &self,
        request: Request<pb::AssignRatingExpertsRequest>,
    ) -> Answer<pb::AssignRatingExpertsResponse> {
        let call = admit(&request)?;
        let command = wire::application::assign(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::assign, wire::reply::assign).await?))
    }

    async fn record_rating_recusal(
        &self,
        request: Request<pb::RecordRatingRecusalRequest>,
    ) -> Answer<pb::RecordRatingRecusalResponse> {
        let call = admit(&request)?;
        let command = wire::application::recuse(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::recuse, wire::reply::recuse).await?))
    }

    async fn submit_rating_scores(
        &self,
        request: Request<pb::SubmitRatingScoresRequest>,
    ) -> Answer<pb::SubmitRatingScoresResponse> {
        let call = admit(&request)?;
        let command = wire::scoring::submit(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::submit, wire::scoring::submit_reply).await?))
    }

    async fn list_rating_scores(
        &self,
        request: Request<pb::ListRatingScoresRequest>,
    ) -> Answer<pb::ListRatingScoresResponse> {
        let call = admit(&request)?;
        let query = wire::scoring::list(request.get_ref(), &call, &self.desk, self.today())?;
        Ok(Response::new(self.uow.read(&call, &query, ops::list_scores, wire::scoring::list_reply).await?))
    }

    async fn give_rating_opinion(
        &self,
        request: Request<pb::GiveRatingOpinionRequest>,
    ) -> Answer<pb::GiveRatingOpinionResponse> {
        let call = admit(&request)?;
        let command = wire::application::opine(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::opine, wire::reply::opine).await?))
    }

    async fn cast_rating_vote(
        &self,
        request: Request<pb::CastRatingVoteRequest>,
    ) -> Answer<pb::CastRatingVoteResponse> {
        let call = admit(&request)?;
        let command = wire::application::cast(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::cast, wire::grade::cast_reply).await?))
    }

    async fn close_rating_vote(
        &self,
        request: Request<pb::CloseRatingVoteRequest>,
    ) -> Answer<pb::CloseRatingVoteResponse> {
        let call = admit(&request)?;
        let command = wire::application::close(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::close, wire::reply::close).await?))
    }

    async fn review_rating_application(
        &self,
        request: Request<pb::ReviewRatingApplicationRequest>,
    ) -> Answer<pb::ReviewRatingApplicationResponse> {
        let call = admit(&request)?;
        let command = wire::application::review(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::step, wire::reply::review).await?))
    }

    async fn announce_rating(&self, request: Request<pb::AnnounceRatingRequest>) -> Answer<pb::AnnounceRatingResponse> {
        let call = admit(&request)?;
        let command = wire::application::announce(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::announce, wire::reply::announce).await?))
    }

    async fn get_rating(&self, request: Request<pb::GetRatingRequest>) -> Answer<pb::GetRatingResponse> {
        let call = admit(&request)?;
        let query = wire::grade::get(request.get_ref(), &call, self.today())?;
        Ok(Response::new(self.uow.read(&call, &query, ops::get_rating, wire::grade::get_reply).await?))
    }

    async fn list_ratings(&self, request: Request<pb::ListRatingsRequest>) -> Answer<pb::ListRatingsResponse> {
        let call = admit(&request)?;
        let query = wire::grade::list(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::list_ratings, wire::grade::list_reply).await?))
    }

    async fn get_rating_statistics(
        &self,
        request: Request<pb::GetRatingStatisticsRequest>,
    ) -> Answer<pb::GetRatingStatisticsResponse> {
        let call = admit(&request)?;
        let query = wire::grade::statistics(request.get_ref(), &call, self.today())?;
        Ok(Response::new(self.uow.read(&call, &query, ops::statistics, wire::grade::statistics_reply).await?))
    }

    async fn open_rating_check(
        &self,
        request: Request<pb::OpenRatingCheckRequest>,
    ) -> Answer<pb::OpenRatingCheckResponse> {
        let call = admit(&request)?;
        let command = wire::check::begin(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::begin, wire::check::begin_reply).await?))
    }

    async fn conclude_rating_check(
        &self,
        request: Request<pb::ConcludeRatingCheckRequest>,
    ) -> Answer<pb::ConcludeRatingCheckResponse> {
        let call = admit(&request)?;
        let command = wire::check::conclude(request.get_ref(), &self.desk)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::conclude, wire::check::conclude_reply).await?))
    }

    async fn get_rating_check(
        &self,
        request: Request<pb::GetRatingCheckRequest>,
    ) -> Answer<pb::GetRatingCheckResponse> {
        let call = admit(&request)?;
        let query = wire::check::get(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::get_check, wire::check::get_reply).await?))
    }

    async fn list_rating_checks(
        &self,
        request: Request<pb::ListRatingChecksRequest>,
    ) -> Answer<pb::ListRatingChecksResponse> {
        let call = admit(&request)?;
        let query = wire::check::list(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::list_checks, wire::check::list_reply).await?))
    }
}
