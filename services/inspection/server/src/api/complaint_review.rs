//! ComplaintReviewService: admit, parse, do, reply.

use onecode_proto::inspection::v1 as pb;
use onecode_proto::inspection::v1::complaint_review_service_server::ComplaintReviewService;
use rpc::admit;
use tonic::{Request, Response};

use super::Answer;
use super::complaint::ComplaintApi;
use crate::ops::complaint as ops;
use crate::wire::complaint as wire;

#[tonic::async_trait]
impl ComplaintReviewService for ComplaintApi {
    async fn request_complaint_review(
        &self,
        request: Request<pb::RequestComplaintReviewRequest>,
    ) -> Answer<pb::RequestComplaintReviewResponse> {
        let call = admit(&request)?;
        let command = wire::request_review(request.get_ref(), &self.desk)?;
        let reply = self.uow.write(&call, &command, ops::request_review, wire::request_review_reply).await?;
        Ok(Response::new(reply))
    }

    async fn get_complaint_review(
        &self,
        request: Request<pb::GetComplaintReviewRequest>,
    ) -> Answer<pb::GetComplaintReviewResponse> {
        let call = admit(&request)?;
        let query = wire::get_review(request.get_ref(), &call, &self.desk)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::get_review, wire::get_review_reply).await?))
    }

    async fn list_complaint_reviews(
        &self,
        request: Request<pb::ListComplaintReviewsRequest>,
    ) -> Answer<pb::ListComplaintReviewsResponse> {
        let call = admit(&request)?;
        let query = wire::list_reviews(request.get_ref(), &call)?;
        Ok(Response::new(self.uow.read(&call, &query, ops::list_reviews, wire::list_reviews_reply).await?))
    }

    async fn decide_complaint_review(
        &self,
        request: Request<pb::DecideComplaintReviewRequest>,
    ) -> Answer<pb::DecideComplaintReviewResponse> {
        let call = admit(&request)?;
        let command = wire::decide_review(request.get_ref(), &self.desk)?;
        let reply = self.uow.write(&call, &command, ops::decide_review, wire::decide_review_reply).await?;
        Ok(Response::new(reply))
    }
}
