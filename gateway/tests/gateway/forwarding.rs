//! What passes, both ways.

use std::time::Duration;

use onecode_proto::event::v1 as event;
use onecode_proto::registry::v1 as registry;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;
use tonic::Request;
use tonic_types::StatusExt as _;

use crate::world::World;

#[tokio::test]
async fn metadata_that_is_listed_reaches_the_peer_and_no_other_does() {
    let world = World::start().await;
    let mut request = Request::new(event::GetEarliestCursorRequest {});
    request.metadata_mut().insert("onecode-tag", "a".parse().unwrap());
    request.metadata_mut().insert("x-forwarded-for", "10.0.0.9".parse().unwrap());
    request.metadata_mut().insert("cookie", "c=1".parse().unwrap());
    request.set_timeout(Duration::from_secs(20));
    let response = world.events().get_earliest_cursor(request).await.unwrap();

    let seen = world.peer.seen();
    let [headers] = &seen[..] else { panic!("one call, not {}", seen.len()) };
    for name in ["authorization", "idempotency-key", "onecode-tag", "grpc-timeout", "traceparent"] {
        assert!(headers.contains_key(name), "{name}");
    }
    for name in ["x-forwarded-for", "cookie"] {
        assert!(!headers.contains_key(name), "{name}");
    }
    let metadata = response.metadata();
    assert_eq!(metadata.get("onecode-consistency-token").unwrap(), "t1");
    assert!(metadata.contains_key("onecode-request-id"));
    assert!(!metadata.contains_key("x-served-by"));
    assert_eq!(response.get_ref().cursor, "0");
}

#[tokio::test]
async fn the_peer_goes_on_with_the_trace_of_the_caller() {
    let world = World::start().await;
    let mut request = Request::new(event::GetEarliestCursorRequest {});
    let parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    request.metadata_mut().insert("traceparent", parent.parse().unwrap());
    let response = world.events().get_earliest_cursor(request).await.unwrap();

    let seen = world.peer.seen();
    let passed = seen[0].get("traceparent").unwrap().to_str().unwrap();
    assert!(passed.starts_with("00-4bf92f3577b34da6a3ce929d0e0e4736-"), "{passed}");
    assert_ne!(passed, parent, "the gateway's span stands between");
    assert_eq!(response.metadata().get("onecode-request-id").unwrap(), "4bf92f3577b34da6a3ce929d0e0e4736");
}

#[tokio::test]
async fn a_refusal_passes_as_the_peer_wrote_it() {
    let world = World::start().await;
    let status = world.events().compare_cursors(event::CompareCursorsRequest::default()).await.unwrap_err();
    assert_eq!((status.code(), status.message()), (tonic::Code::OutOfRange, "the cursor is too old"));
    assert_eq!(status.metadata().get("onecode-hint").unwrap(), "export");
    let details = status.get_error_details();
    let info = details.error_info().unwrap();
    assert_eq!((info.reason.as_str(), info.metadata["earliest_cursor"].as_str()), ("CURSOR_EXPIRED", "12"));
    assert!(details.localized_message().is_none(), "nobody asked for Chinese");
}

#[tokio::test]
async fn streams_in_both_directions_pass_message_by_message() {
    let world = World::start().await;
    let (chunks, requests) = mpsc::channel(1);
    let mut client = world.organizations(&world.registrar());
    let chunk =
        |first_row| registry::ImportOrganizationsRequest { first_row, rows: vec![registry::ImportRow::default(); 3] };
    chunks.send(chunk(1)).await.unwrap();
    let mut answers = client.import_organizations(ReceiverStream::new(requests)).await.unwrap().into_inner();
    assert_eq!(answers.message().await.unwrap().unwrap().next_row, 4);
    chunks.send(chunk(4)).await.unwrap();
    assert_eq!(answers.message().await.unwrap().unwrap().next_row, 7);
    drop(chunks);
    assert_eq!(answers.message().await.unwrap(), None);
}

#[tokio::test]
async fn a_caller_that_leaves_takes_the_call_with_it() {
    let world = World::start().await;
    let mut events = world.events().watch_events(event::WatchEventsRequest::default()).await.unwrap().into_inner();
    assert_eq!(events.message().await.unwrap().unwrap().cursor, "7");
    drop(events);
    tokio::time::timeout(Duration::from_secs(10), world.peer.left.notified()).await.expect("the peer hears of it");
}
