//! RatingExpertService: admit, parse, do, reply.

use onecode_proto::inspection::v1 as pb;
use onecode_proto::inspection::v1::rating_expert_service_server::RatingExpertService;
use rpc::admit;
use seal::Ring;
use time::Date;
use tonic::{Request, Response};
use uow::Uow;
use vocab::day_of;

use super::Answer;
use crate::ops::rating as ops;
use crate::wire::rating::expert as wire;

/// The pools of experts.
pub(crate) struct RatingExpertApi {
    uow: Uow,
    ring: Ring,
}

impl RatingExpertApi {
    /// Over its database and the keys of its personal data.
    pub(crate) fn new(uow: Uow, ring: Ring) -> Self {
        Self { uow, ring }
    }

    fn today(&self) -> Date {
        day_of(self.uow.clock().now())
    }
}

#[tonic::async_trait]
impl RatingExpertService for RatingExpertApi {
    async fn create_rating_expert(
        &self,
        request: Request<pb::CreateRatingExpertRequest>,
    ) -> Answer<pb::CreateRatingExpertResponse> {
        let call = admit(&request)?;
        let command = wire::create(request.get_ref(), &self.ring)?;
        Ok(Response::new(self.uow.write(&call, &command, ops::create_expert, wire::create_reply).await?))
    }

    async fn record_rating_expert_post(
        &self,
        request: Request<pb::RecordRatingExpertPostRequest>,
    ) -> Answer<pb::RecordRatingExpertPostResponse> {
        let call = admit(&request)?;
        let command = wire::add_post(request.get_ref(), self.today())?;
        Ok(Response::new(self.uow.write(&call, &command, ops::add_post, wire::add_post_reply).await?))
    }

    async fn end_rating_expert(
        &self,
        request: Request<pb::EndRatingExpertRequest>,
    ) -> Answer<pb::EndRatingExpertResponse> {
        let call = admit(&request)?;
        let command = wire::take_out(request.get_ref())?;
        Ok(Response::new(self.uow.write(&call, &command, ops::take_out, wire::take_out_reply).await?))
    }

    async fn get_rating_expert(
        &self,
        request: Request<pb::GetRatingExpertRequest>,
    ) -> Answer<pb::GetRatingExpertResponse> {
        let call = admit(&request)?;
        let query = wire::get(request.get_ref(), &call, &self.ring)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::get_expert, wire::get_reply).await?))
    }

    async fn list_rating_experts(
        &self,
        request: Request<pb::ListRatingExpertsRequest>,
    ) -> Answer<pb::ListRatingExpertsResponse> {
        let call = admit(&request)?;
        let query = wire::list(request.get_ref(), &call, &self.ring)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::list_experts, wire::list_reply).await?))
    }
}
