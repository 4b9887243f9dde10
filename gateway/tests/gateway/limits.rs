//! What is too large, or no gRPC at all.

use bytes::Bytes;
use http::{HeaderMap, Request};
use http_body_util::{BodyExt as _, Full};
use onecode_proto::event::v1 as event;
use onecode_proto::registry::v1 as registry;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;
use tonic::body::Body;
use tonic::{Code, Status};
use tonic_types::StatusExt as _;
use tower::ServiceExt as _;

use crate::world::World;

fn assert_too_large(status: &Status) {
    assert_eq!(status.code(), Code::ResourceExhausted, "{status}");
    let details = status.get_error_details();
    let info = details.error_info().unwrap();
    assert_eq!((info.reason.as_str(), info.metadata["limit_bytes"].as_str()), ("TOO_LARGE", "4000"));
}

#[tokio::test]
async fn a_request_over_the_limit_is_refused() {
    let world = World::start().await;
    let types = vec!["t".repeat(5_000)];
    let request = event::WatchEventsRequest { types, ..Default::default() };
    assert_too_large(&world.events().watch_events(request).await.unwrap_err());
}

#[tokio::test]
async fn a_stream_ends_at_the_message_over_the_limit() {
    let world = World::start().await;
    let (chunks, requests) = mpsc::channel(1);
    let mut client = world.organizations(&world.registrar());
    chunks.send(registry::ImportOrganizationsRequest { first_row: 5, rows: Vec::new() }).await.unwrap();
    let mut answers = client.import_organizations(ReceiverStream::new(requests)).await.unwrap().into_inner();
    assert_eq!(answers.message().await.unwrap().unwrap().next_row, 5);
    let row = registry::ImportRow { basis: "b".repeat(5_000), ..Default::default() };
    chunks.send(registry::ImportOrganizationsRequest { first_row: 5, rows: vec![row] }).await.unwrap();
    assert_too_large(&answers.message().await.unwrap_err());
}

#[tokio::test]
async fn an_answer_over_the_limit_is_refused() {
    let world = World::start().await;
    assert_too_large(&world.events().get_latest_cursor(event::GetLatestCursorRequest {}).await.unwrap_err());
}

/// Sends bytes as the body of a call, and returns how it ended.
async fn call_with(world: &World, body: &'static [u8]) -> Status {
    let request = Request::post("/onecode.event.v1.EventService/GetEarliestCursor")
        .header("authorization", format!("Bearer {}", world.registrar().token()))
        .header("content-type", "application/grpc")
        .header("te", "trailers")
        .body(Body::new(Full::new(Bytes::from_static(body))))
        .unwrap();
    let response = world.channel.clone().oneshot(request).await.unwrap();
    let mut ends: HeaderMap = response.headers().clone();
    if let Some(trailers) = response.into_body().collect().await.unwrap().trailers() {
        ends.extend(trailers.clone());
    }
    Status::from_header_map(&ends).unwrap()
}

#[tokio::test]
async fn a_body_that_is_no_grpc_is_refused_and_one_that_is_passes() {
    let world = World::start().await;
    assert_eq!(call_with(&world, &[0, 0, 0, 0, 0]).await.code(), Code::Ok);
    for wrong in [&b"{\"a\":1}"[..], &[2, 0, 0, 0, 0], &[0, 0, 0], &[0, 0, 0, 0, 9, 1]] {
        let status = call_with(&world, wrong).await;
        assert_eq!(status.code(), Code::InvalidArgument, "{wrong:?}: {status}");
        assert_eq!(status.get_error_details().error_info().unwrap().reason, "INVALID_FIELDS");
    }
}
