//! In which language an error speaks.

use onecode_proto::event::v1 as event;
use onecode_proto::event::v1::event_service_client::EventServiceClient;
use tonic::{Request, Status};
use tonic_types::StatusExt as _;

use crate::world::World;

fn asking<M>(message: M, language: &str) -> Request<M> {
    let mut request = Request::new(message);
    request.metadata_mut().insert("accept-language", language.parse().unwrap());
    request
}

fn chinese(status: &Status) -> Option<String> {
    let details = status.get_error_details();
    details.localized_message().filter(|message| message.locale == "zh-CN").map(|message| message.message.clone())
}

#[tokio::test]
async fn a_refusal_of_a_peer_is_translated_and_otherwise_left_alone() {
    let world = World::start().await;
    let request = asking(event::CompareCursorsRequest::default(), "zh-CN, en;q=0.5");
    let status = world.events().compare_cursors(request).await.unwrap_err();
    assert!(chinese(&status).unwrap().starts_with("订阅位置早于"));
    assert_eq!(status.message(), "the cursor is too old");
    assert_eq!(status.get_error_details().error_info().unwrap().metadata["earliest_cursor"], "12");
    assert_eq!(status.metadata().get("onecode-hint").unwrap(), "export");
}

#[tokio::test]
async fn a_refusal_of_the_door_is_translated() {
    let world = World::start().await;
    let mut nobody = EventServiceClient::new(world.channel.clone());
    let status = nobody.get_latest_cursor(asking(event::GetLatestCursorRequest {}, "*")).await.unwrap_err();
    assert!(chinese(&status).unwrap().contains("身份凭证"));
    assert!(world.peer.seen().is_empty());
}

#[tokio::test]
async fn a_refusal_of_the_gateway_in_the_middle_of_an_answer_is_translated() {
    let world = World::start().await;
    let request = asking(event::GetLatestCursorRequest {}, "zh");
    let status = world.events().get_latest_cursor(request).await.unwrap_err();
    assert!(chinese(&status).unwrap().contains("超过允许的大小"));
}

#[tokio::test]
async fn who_reads_english_is_told_nothing_else() {
    let world = World::start().await;
    let request = asking(event::CompareCursorsRequest::default(), "en");
    let status = world.events().compare_cursors(request).await.unwrap_err();
    assert_eq!(chinese(&status), None);
}
