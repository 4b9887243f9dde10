//! CreateRecusal, EndRecusal and ListRecusals.

use onecode_proto::inspection::v1 as pb;
use testkit::refusal::{reason, violated_sorted as violated};
use tonic::Code;

use crate::world::*;

fn recusal() -> pb::Recusal {
    pb::Recusal {
        organization: format!("organizations/{}", code(1)),
        ground: pb::RecusalGround::Relative.into(),
        valid_from: date(2020, 1, 1),
        ..Default::default()
    }
}

#[tokio::test]
async fn a_ground_is_recorded_listed_and_ended_once() {
    let world = World::start().await;
    let parent = world.inspector("tax", "SW-1").await;
    let mut client = world.inspectors("tax");
    let request = pb::CreateRecusalRequest { parent: parent.clone(), recusal: Some(recusal()) };
    let made = client.create_recusal(request).await.unwrap().into_inner().recusal.unwrap();
    assert_eq!((made.ground(), made.valid_to), (pb::RecusalGround::Relative, None));
    let end = |valid_to| pb::EndRecusalRequest { name: made.name.clone(), valid_to };
    let refused = client.end_recusal(end(date(2026, 11, 25))).await.unwrap_err();
    assert_eq!(violated(&refused), ["valid_to"]);
    let refused = client.end_recusal(end(date(2020, 1, 1))).await.unwrap_err();
    assert_eq!(violated(&refused), ["valid_to"]);
    let ended = client.end_recusal(end(date(2026, 11, 1))).await.unwrap().into_inner().recusal.unwrap();
    assert_eq!(ended.valid_to, date(2026, 11, 1));
    let refused = client.end_recusal(end(date(2026, 11, 2))).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "RECUSAL_ENDED".into()));
    let request = pb::ListRecusalsRequest { parent, ..Default::default() };
    assert_eq!(client.list_recusals(request).await.unwrap().into_inner().recusals, [ended]);
}

#[tokio::test]
async fn another_reason_is_stated_and_everything_wrong_is_named() {
    let world = World::start().await;
    let wrong = pb::Recusal {
        organization: "organizations/1".into(),
        ground: pb::RecusalGround::Other.into(),
        valid_to: date(2027, 1, 1),
        ..Default::default()
    };
    let request = pb::CreateRecusalRequest { parent: "inspectors/1".into(), recusal: Some(wrong) };
    let refused = world.inspectors("tax").create_recusal(request).await.unwrap_err();
    let expected = ["parent", "recusal.organization", "recusal.reason", "recusal.valid_from", "recusal.valid_to"];
    assert_eq!(violated(&refused), expected);
}

#[tokio::test]
async fn the_ties_of_others_are_hidden() {
    let world = World::start().await;
    let parent = world.inspector("tax", "SW-1").await;
    let request = pb::CreateRecusalRequest { parent: parent.clone(), recusal: Some(recusal()) };
    let made = world.inspectors("tax").create_recusal(request.clone()).await.unwrap().into_inner().recusal.unwrap();
    let mut other = world.inspectors("audit");
    let list = pb::ListRecusalsRequest { parent, ..Default::default() };
    let end = pb::EndRecusalRequest { name: made.name.clone(), valid_to: date(2026, 1, 1) };
    for refused in [
        other.create_recusal(request).await.unwrap_err(),
        other.list_recusals(list).await.unwrap_err(),
        other.end_recusal(end).await.unwrap_err(),
    ] {
        assert_eq!(reason(&refused), (Code::NotFound, "INSPECTOR_NOT_FOUND".into()));
    }
    let elsewhere = world.inspector("tax", "SW-2").await;
    let id = made.name.rsplit('/').next().unwrap();
    let end = pb::EndRecusalRequest { name: format!("{elsewhere}/recusals/{id}"), valid_to: date(2026, 1, 1) };
    let refused = world.inspectors("tax").end_recusal(end).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "RECUSAL_NOT_FOUND".into()));
}
