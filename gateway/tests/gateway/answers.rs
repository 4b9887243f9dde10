//! What the gateway answers itself when a peer cannot.

use bytes::Bytes;
use h2::server::SendResponse;
use http::{Response, StatusCode};
use onecode_proto::event::v1 as event;
use onecode_proto::registry::v1 as registry;
use onecode_proto::registry::v1::department_service_client::DepartmentServiceClient;
use tokio::net::TcpListener;
use tonic::{Code, Status};
use tonic_types::StatusExt as _;

use crate::world::World;

fn assert_unavailable(status: &Status) {
    assert_eq!(status.code(), Code::Unavailable, "{status}");
    let details = status.get_error_details();
    assert_eq!(details.error_info().unwrap().reason, "UNAVAILABLE");
    assert!(details.retry_info().unwrap().retry_delay.is_some());
    assert!(!status.message().contains("127.0.0.1"), "{}", status.message());
}

#[tokio::test]
async fn a_service_that_is_not_deployed_is_unavailable() {
    let world = World::start().await;
    let credentials = world.registrar().fresh();
    let mut client = DepartmentServiceClient::with_interceptor(world.channel.clone(), credentials);
    assert_unavailable(&client.get_department(registry::GetDepartmentRequest::default()).await.unwrap_err());
}

#[tokio::test]
async fn a_peer_that_cannot_be_reached_is_unavailable_and_unnamed() {
    let closed = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let world = World::with_peer_at(format!("http://{closed}")).await;
    let status = world.events().get_earliest_cursor(event::GetEarliestCursorRequest {}).await.unwrap_err();
    assert_unavailable(&status);
}

/// How a call ends whose peer answers so, and then lets the connection go after the one call.
async fn status_of(answer: impl FnOnce(SendResponse<Bytes>)) -> Status {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let world = World::with_peer_at(format!("http://{}", listener.local_addr().unwrap())).await;
    let peer = async {
        let (socket, _) = listener.accept().await.unwrap();
        let mut connection = h2::server::handshake(socket).await.unwrap();
        let (_, respond) = connection.accept().await.unwrap().unwrap();
        answer(respond);
        connection.graceful_shutdown();
        assert!(connection.accept().await.is_none(), "the call is not repeated");
    };
    let mut client = world.events();
    let (outcome, ()) = tokio::join!(client.get_earliest_cursor(event::GetEarliestCursorRequest {}), peer);
    outcome.unwrap_err()
}

#[tokio::test]
async fn a_peer_that_hangs_up_is_unavailable_and_not_asked_again() {
    assert_unavailable(&status_of(|mut respond| respond.send_reset(h2::Reason::INTERNAL_ERROR)).await);
}

#[tokio::test]
async fn an_answer_that_breaks_off_is_unavailable() {
    let status = status_of(|mut respond| {
        let mut body = respond.send_response(Response::new(()), false).unwrap();
        body.send_data(Bytes::from_static(&[0, 0, 0, 0, 0]), false).unwrap();
        body.send_reset(h2::Reason::INTERNAL_ERROR);
    });
    assert_unavailable(&status.await);
}

#[tokio::test]
async fn an_answer_without_a_status_is_unavailable() {
    let status = status_of(|mut respond| {
        let mut body = respond.send_response(Response::new(()), false).unwrap();
        body.send_data(Bytes::from_static(&[0, 0, 0, 0, 0]), true).unwrap();
    });
    assert_unavailable(&status.await);
}

#[tokio::test]
async fn what_answers_and_is_no_grpc_server_is_unavailable() {
    let status = status_of(|mut respond| {
        let mut answer = Response::new(());
        *answer.status_mut() = StatusCode::BAD_GATEWAY;
        respond.send_response(answer, true).unwrap();
    });
    assert_unavailable(&status.await);
}
