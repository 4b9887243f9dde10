//! EligibilityService: admit, parse, do, reply.

use std::pin::Pin;

use feed::Feed;
use futures::{Stream, TryStreamExt as _};
use onecode_proto::credit::v1 as pb;
use onecode_proto::credit::v1::eligibility_service_server::EligibilityService;
use rpc::admit;
use tokio_util::sync::CancellationToken;
use tonic::{Request, Response, Status};
use uow::Uow;

use super::Answer;
use crate::ops::Turns;
use crate::ops::eligibility as ops;
use crate::wire::eligibility as wire;

/// Whether organisations may be admitted to something.
pub(crate) struct EligibilityApi {
    uow: Uow,
    feed: Feed,
    turns: Turns,
    stop: CancellationToken,
}

impl EligibilityApi {
    /// Over its database and its feed; what goes over the whole register takes turns, and streams end when `stop` is cancelled.
    pub(crate) fn new(uow: Uow, feed: Feed, turns: Turns, stop: CancellationToken) -> Self {
        Self { uow, feed, turns, stop }
    }
}

#[tonic::async_trait]
impl EligibilityService for EligibilityApi {
    type WatchEligibilityStream = Pin<Box<dyn Stream<Item = Result<pb::WatchEligibilityResponse, Status>> + Send>>;
    type WhatIfStream = Pin<Box<dyn Stream<Item = Result<pb::WhatIfResponse, Status>> + Send>>;

    async fn check_eligibility(
        &self,
        request: Request<pb::CheckEligibilityRequest>,
    ) -> Answer<pb::CheckEligibilityResponse> {
        let call = admit(&request)?;
        let query = wire::check(request.get_ref(), self.uow.clock().now())?;
        Ok(Response::new(self.uow.read(&call, &query, ops::check_one, wire::check_reply).await?))
    }

    async fn batch_check_eligibility(
        &self,
        request: Request<pb::BatchCheckEligibilityRequest>,
    ) -> Answer<pb::BatchCheckEligibilityResponse> {
        let call = admit(&request)?;
        let query = wire::batch(request.get_ref(), self.uow.clock().now())?;
        Ok(Response::new(self.uow.read(&call, &query, ops::check, wire::batch_reply).await?))
    }

    async fn list_restrictions(
        &self,
        request: Request<pb::ListRestrictionsRequest>,
    ) -> Answer<pb::ListRestrictionsResponse> {
        let call = admit(&request)?;
        let query = wire::restrictions(request.get_ref(), self.uow.clock().now())?;
        Ok(Response::new(self.uow.read(&call, &query, ops::check_one, wire::restrictions_reply).await?))
    }

    async fn watch_eligibility(
        &self,
        request: Request<pb::WatchEligibilityRequest>,
    ) -> Answer<Self::WatchEligibilityStream> {
        let call = admit(&request)?;
        let watching = wire::watch(request.get_ref())?;
        self.uow.record_disclosure(&call).await?;
        let changes = ops::watch(self.uow.clone(), self.feed.clone(), watching, self.stop.clone());
        Ok(Response::new(Box::pin(changes.map_err(Status::from))))
    }

    async fn what_if(&self, request: Request<pb::WhatIfRequest>) -> Answer<Self::WhatIfStream> {
        let call = admit(&request)?;
        let query = wire::what_if::what_if(request.get_ref(), &call, self.uow.clock().now())?;
        let turn = self.turns.take()?;
        Ok(Response::new(Box::pin(ops::what_if(self.uow.clone(), query, turn, self.stop.clone()))))
    }
}
