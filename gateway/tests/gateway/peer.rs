//! The part behind the gateway: a gRPC server of two contracts that notes what reaches it.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::{Arc, Mutex};

use axum::Router;
use fault::{Fault, Kind};
use futures::{Stream, StreamExt as _, stream};
use http::{HeaderMap, Request};
use onecode_proto::event::v1 as event;
use onecode_proto::event::v1::event_service_server::{EventService, EventServiceServer};
use onecode_proto::registry::v1 as registry;
use rpc::{Part, Readiness, Refusals};
use tokio::sync::Notify;
use tonic::codec::CompressionEncoding;
use tonic::metadata::{MetadataMap, MetadataValue};
use tonic::server::Grpc;
use tonic::service::Routes;
use tonic::{Response, Status, Streaming};
use tonic_prost::ProstCodec;

pub(crate) const SERVICES: [&str; 2] = ["onecode.event.v1.EventService", "onecode.registry.v1.OrganizationService"];

type Answers<M> = Pin<Box<dyn Stream<Item = Result<M, Status>> + Send>>;

#[derive(Clone, Default)]
pub(crate) struct Peer {
    seen: Arc<Mutex<Vec<HeaderMap>>>,
    /// Told when a caller of `WatchEvents` is gone.
    pub(crate) left: Arc<Notify>,
}

impl Peer {
    pub(crate) fn part(&self) -> Part {
        let router = Router::new()
            .route_service("/onecode.registry.v1.OrganizationService/GetOrganization", tower::service_fn(get))
            .route_service("/onecode.registry.v1.OrganizationService/ExportOrganizations", tower::service_fn(export))
            .route_service("/onecode.registry.v1.OrganizationService/ImportOrganizations", tower::service_fn(import));
        Part {
            name: "peer",
            services: SERVICES.to_vec(),
            routes: Routes::from(router).add_service(EventServiceServer::new(self.clone())),
            tasks: Vec::new(),
            readiness: Readiness::at_once(),
            refusals: Refusals::default(),
            edge: None,
        }
    }

    /// The metadata of every call of `EventService`, in order.
    pub(crate) fn seen(&self) -> Vec<HeaderMap> {
        self.seen.lock().unwrap().clone()
    }

    fn note(&self, metadata: &MetadataMap) {
        self.seen.lock().unwrap().push(metadata.clone().into_headers());
    }
}

pub(crate) fn organization() -> registry::Organization {
    registry::Organization {
        title: "湖州市乒乓球协会".to_owned(),
        legal_representative: "欧阳修文".to_owned(),
        contact_phone: "05722000000".to_owned(),
        ..registry::Organization::default()
    }
}

fn grpc<Answer, Question>() -> Grpc<ProstCodec<Answer, Question>>
where
    Answer: prost::Message + Default + Send + 'static,
    Question: prost::Message + Default + Send + 'static,
{
    Grpc::new(ProstCodec::default()).send_compressed(CompressionEncoding::Gzip)
}

async fn get(request: Request<axum::body::Body>) -> Result<http::Response<tonic::body::Body>, Infallible> {
    let answer = tower::service_fn(|_: tonic::Request<registry::GetOrganizationRequest>| async {
        Ok::<_, Status>(Response::new(registry::GetOrganizationResponse { organization: Some(organization()) }))
    });
    Ok(grpc().unary(answer, request).await)
}

async fn export(request: Request<axum::body::Body>) -> Result<http::Response<tonic::body::Body>, Infallible> {
    let answer = tower::service_fn(|_: tonic::Request<registry::ExportOrganizationsRequest>| async {
        let page = |number: usize| registry::ExportOrganizationsResponse {
            organizations: vec![organization(); number],
            cursor: number.to_string(),
        };
        let pages: Answers<_> = Box::pin(stream::iter(0..3).map(move |number| Ok(page(number))));
        Ok::<_, Status>(Response::new(pages))
    });
    Ok(grpc().server_streaming(answer, request).await)
}

async fn import(request: Request<axum::body::Body>) -> Result<http::Response<tonic::body::Body>, Infallible> {
    let answer = tower::service_fn(|request: tonic::Request<Streaming<registry::ImportOrganizationsRequest>>| async {
        let answers: Answers<_> = Box::pin(request.into_inner().map(|chunk| {
            let chunk = chunk?;
            let next_row = chunk.first_row + i64::try_from(chunk.rows.len()).unwrap();
            Ok(registry::ImportOrganizationsResponse { next_row, ..Default::default() })
        }));
        Ok::<_, Status>(Response::new(answers))
    });
    Ok(grpc().streaming(answer, request).await)
}

#[tonic::async_trait]
impl EventService for Peer {
    type WatchEventsStream = Answers<event::WatchEventsResponse>;

    /// A heartbeat, and then silence.
    async fn watch_events(
        &self,
        request: tonic::Request<event::WatchEventsRequest>,
    ) -> Result<Response<Self::WatchEventsStream>, Status> {
        self.note(request.metadata());
        let heartbeat = event::WatchEventsResponse { cursor: "7".to_owned(), ..Default::default() };
        let left = Left(Arc::clone(&self.left));
        let silence = stream::poll_fn(move |_| {
            let _alive = &left;
            std::task::Poll::Pending
        });
        Ok(Response::new(Box::pin(stream::iter([Ok(heartbeat)]).chain(silence))))
    }

    /// Answers with metadata that may pass and some that may not.
    async fn get_earliest_cursor(
        &self,
        request: tonic::Request<event::GetEarliestCursorRequest>,
    ) -> Result<Response<event::GetEarliestCursorResponse>, Status> {
        self.note(request.metadata());
        let mut response = Response::new(event::GetEarliestCursorResponse { cursor: "0".to_owned() });
        response.metadata_mut().insert("onecode-consistency-token", MetadataValue::from_static("t1"));
        response.metadata_mut().insert("x-served-by", MetadataValue::from_static("10.0.0.7"));
        Ok(response)
    }

    /// Five thousand characters.
    async fn get_latest_cursor(
        &self,
        request: tonic::Request<event::GetLatestCursorRequest>,
    ) -> Result<Response<event::GetLatestCursorResponse>, Status> {
        self.note(request.metadata());
        Ok(Response::new(event::GetLatestCursorResponse { cursor: "9".repeat(5_000) }))
    }

    /// Refuses, with details and metadata.
    async fn compare_cursors(
        &self,
        request: tonic::Request<event::CompareCursorsRequest>,
    ) -> Result<Response<event::CompareCursorsResponse>, Status> {
        self.note(request.metadata());
        let fault =
            Fault::new(Kind::OutOfRange, "CURSOR_EXPIRED", "the cursor is too old").with("earliest_cursor", "12");
        let mut status = Status::from(fault);
        status.metadata_mut().insert("onecode-hint", MetadataValue::from_static("export"));
        Err(status)
    }
}

/// Says so when it is dropped.
struct Left(Arc<Notify>);

impl Drop for Left {
    fn drop(&mut self) {
        self.0.notify_one();
    }
}
