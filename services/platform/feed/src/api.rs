//! `onecode.event.v1.EventService`.

use std::cmp::Ordering;
use std::pin::Pin;

use fault::Fault;
use futures::{Stream, StreamExt as _, TryStreamExt as _};
use onecode_proto::event::v1::event_service_server::EventService;
use onecode_proto::event::v1::{
    CompareCursorsRequest, CompareCursorsResponse, CursorOrder, GetEarliestCursorRequest, GetEarliestCursorResponse,
    GetLatestCursorRequest, GetLatestCursorResponse, WatchEventsRequest, WatchEventsResponse,
};
use tokio_util::sync::CancellationToken;
use tonic::{Request, Response, Status};
use uow::Clock;

use crate::{Cursor, Feed, request};

/// Answers from a feed.
#[derive(Debug, Clone)]
pub struct EventApi {
    feed: Feed,
    clock: Clock,
    stop: CancellationToken,
}

impl EventApi {
    /// Over a feed; open watches end with `DRAINING` when `stop` is cancelled.
    #[must_use]
    pub fn new(feed: Feed, clock: Clock, stop: CancellationToken) -> Self {
        Self { feed, clock, stop }
    }
}

#[tonic::async_trait]
impl EventService for EventApi {
    type WatchEventsStream = Pin<Box<dyn Stream<Item = Result<WatchEventsResponse, Status>> + Send>>;

    async fn watch_events(
        &self,
        request: Request<WatchEventsRequest>,
    ) -> Result<Response<Self::WatchEventsStream>, Status> {
        let call = rpc::admit(&request)?;
        let query = request::watch_query(request.into_inner(), &call.scope)?;
        let (batches, clock) = (self.feed.watch(query, self.stop.clone()), self.clock.clone());
        let responses = batches.map_ok(move |batch| request::response(batch, clock.now())).map_err(Status::from);
        Ok(Response::new(responses.boxed()))
    }

    async fn get_earliest_cursor(
        &self,
        request: Request<GetEarliestCursorRequest>,
    ) -> Result<Response<GetEarliestCursorResponse>, Status> {
        rpc::admit(&request)?;
        let mut connection = self.feed.reads().acquire().await.map_err(Fault::from)?;
        let cursor = Feed::earliest(&mut connection).await?.to_string();
        Ok(Response::new(GetEarliestCursorResponse { cursor }))
    }

    async fn get_latest_cursor(
        &self,
        request: Request<GetLatestCursorRequest>,
    ) -> Result<Response<GetLatestCursorResponse>, Status> {
        rpc::admit(&request)?;
        let mut connection = self.feed.reads().acquire().await.map_err(Fault::from)?;
        let cursor = Feed::current(&mut connection).await?.to_string();
        Ok(Response::new(GetLatestCursorResponse { cursor }))
    }

    async fn compare_cursors(
        &self,
        request: Request<CompareCursorsRequest>,
    ) -> Result<Response<CompareCursorsResponse>, Status> {
        rpc::admit(&request)?;
        let (left, right) = request::cursors(&request.get_ref().left, &request.get_ref().right)?;
        let order = order(left, right)?.into();
        Ok(Response::new(CompareCursorsResponse { order }))
    }
}

fn order(left: Cursor, right: Cursor) -> Result<CursorOrder, Fault> {
    match left.partial_cmp(&right) {
        Some(Ordering::Less) => Ok(CursorOrder::Before),
        Some(Ordering::Equal) => Ok(CursorOrder::Same),
        Some(Ordering::Greater) => Ok(CursorOrder::After),
        None => Err(Fault::invalid_field("right", "belongs to another feed than `left`")),
    }
}
