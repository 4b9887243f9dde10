//! The contract, over HTTP/2 behind the real door.

use feed::{EventApi, Feed};
use onecode_proto::event::v1::event_service_client::EventServiceClient;
use onecode_proto::event::v1::event_service_server::{EventServiceServer, SERVICE_NAME};
use onecode_proto::event::v1::{
    CompareCursorsRequest, CursorOrder, GetEarliestCursorRequest, GetLatestCursorRequest, WatchEventsRequest,
};
use rpc::{Part, Readiness, Refusals, Task};
use testkit::{Client, Suite};
use tokio_util::sync::CancellationToken;
use tonic::service::Routes;
use tonic::{Code, Status};
use tonic_types::StatusExt as _;
use uow::Uow;
use uuid::Uuid;

fn part(uow: Uow, feed: Feed, stop: CancellationToken) -> Part {
    let api = EventApi::new(feed.clone(), uow.clock().clone(), stop);
    Part {
        name: "events",
        services: vec![SERVICE_NAME],
        routes: Routes::new(EventServiceServer::new(api)),
        tasks: vec![Task::new("feed", move |stop| feed.follow(stop))],
        readiness: Readiness::at_once(),
        refusals: Refusals::recorded_by(uow),
        edge: None,
    }
}

async fn suite() -> (Suite, EventServiceClient<Client>) {
    let suite = Suite::start(&[], part).await;
    let reader = suite.identities().caller("tax", "330500", &["registry-reader"]);
    let client = EventServiceClient::new(suite.client(reader.fresh()));
    (suite, client)
}

async fn publish(suite: &Suite, subject: &str, division: &str) {
    sqlx::query(
        "insert into uow.outbox (id, call_id, source, aggregatetype, aggregateid, type, payload, division, created_at)
         values (gen_random_uuid(), gen_random_uuid(), 'registry', 'organizations', $1, 'google.protobuf.Empty', '', $2, $3)",
    )
    .bind(subject)
    .bind(division)
    .bind(suite.clock().now())
    .execute(&mut suite.database().connection().await)
    .await
    .unwrap();
}

fn reason(status: &Status) -> String {
    status.get_details_error_info().expect("every refusal has a reason").reason
}

#[tokio::test(flavor = "multi_thread")]
async fn a_watch_shows_the_events_of_the_callers_division_as_cloud_events() {
    let (suite, mut client) = suite().await;
    for (subject, division) in [("near", "330502"), ("far", "110000"), ("here", "330500")] {
        publish(&suite, subject, division).await;
    }
    let mut stream = client.watch_events(WatchEventsRequest::default()).await.unwrap().into_inner();
    let mut events = Vec::new();
    while events.len() < 2 {
        events.extend(stream.message().await.unwrap().unwrap().events);
    }
    assert_eq!(
        events.iter().map(|event| event.subject.as_str()).collect::<Vec<_>>(),
        ["organizations/near", "organizations/here"]
    );
    let event = &events[1];
    assert_eq!((event.sequence, event.source.as_str(), event.division.as_str()), (3, "//registry.onecode", "330500"));
    assert_eq!(event.r#type, "google.protobuf.Empty");
    assert_eq!(event.data.as_ref().unwrap().type_url, "type.googleapis.com/google.protobuf.Empty");
    assert_eq!(event.time.unwrap().seconds, suite.clock().now().unix_timestamp());
    assert!(event.id.parse::<Uuid>().is_ok() && event.transaction.parse::<Uuid>().is_ok());
    drop(stream);
    suite.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_ends_of_the_feed_are_cursors_that_compare() {
    let (suite, mut client) = suite().await;
    publish(&suite, "a", "330500").await;
    suite.sequenced().await;
    let earliest = client.get_earliest_cursor(GetEarliestCursorRequest {}).await.unwrap().into_inner().cursor;
    let latest = client.get_latest_cursor(GetLatestCursorRequest {}).await.unwrap().into_inner().cursor;
    for (left, right, order) in [
        (&earliest, &latest, CursorOrder::Before),
        (&latest, &latest, CursorOrder::Same),
        (&latest, &earliest, CursorOrder::After),
    ] {
        let request = CompareCursorsRequest { left: left.clone(), right: right.clone() };
        assert_eq!(client.compare_cursors(request).await.unwrap().into_inner().order(), order);
    }
    let foreign = feed::Cursor { feed: Uuid::nil(), position: 0 }.to_string();
    for right in [foreign, "garbage".into()] {
        let refused = client.compare_cursors(CompareCursorsRequest { left: latest.clone(), right }).await.unwrap_err();
        assert_eq!((refused.code(), reason(&refused).as_str()), (Code::InvalidArgument, "INVALID_FIELDS"));
    }
    suite.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_division_outside_the_callers_is_denied() {
    let (suite, mut client) = suite().await;
    let request = WatchEventsRequest { divisions: vec!["110000".into()], ..Default::default() };
    let denied = client.watch_events(request).await.unwrap_err();
    assert_eq!((denied.code(), reason(&denied).as_str()), (Code::PermissionDenied, "OUTSIDE_DIVISION"));
    suite.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_open_watch_does_not_delay_the_end_of_a_part() {
    let (suite, mut client) = suite().await;
    let mut stream = client.watch_events(WatchEventsRequest::default()).await.unwrap().into_inner();
    let (ended, ()) = tokio::join!(stream.message(), suite.stop());
    let ended = ended.unwrap_err();
    assert_eq!((ended.code(), reason(&ended).as_str()), (Code::Unavailable, "DRAINING"));
}
