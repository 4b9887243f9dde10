//! Following decisions.

use std::time::Duration;

use onecode_proto::credit::v1 as pb;
use pb::{EligibilityDecision, EligibilityPurpose};
use testkit::refusal::{reason, violated_sorted};
use time::macros::date as day;
use tonic::{Code, Status, Streaming};

use crate::world::{World, code, date};

type Told = Streaming<pb::WatchEligibilityResponse>;

fn name(serial: u32) -> String {
    format!("organizations/{}", code(serial))
}

async fn watch(world: &World, serials: &[u32]) -> Told {
    let request = pb::WatchEligibilityRequest {
        names: serials.iter().copied().map(name).collect(),
        purpose: EligibilityPurpose::Award.into(),
        heartbeat_seconds: 1,
    };
    world.eligibilities().watch_eligibility(request).await.unwrap().into_inner()
}

/// The next response that tells of something, or how the stream ends.
async fn news(told: &mut Told) -> Result<pb::WatchEligibilityResponse, Status> {
    let next = async {
        loop {
            let response = told.message().await?.expect("a watch never ends by itself");
            if !response.eligibilities.is_empty() || !response.unknown_names.is_empty() {
                return Ok(response);
            }
        }
    };
    tokio::time::timeout(Duration::from_secs(20), next).await.expect("something changes")
}

fn decisions(response: &pb::WatchEligibilityResponse) -> Vec<(String, EligibilityDecision)> {
    response.eligibilities.iter().map(|it| (it.organization.clone(), it.decision())).collect()
}

#[tokio::test]
async fn the_present_comes_first_and_then_what_changes_until_the_server_stops() {
    let world = World::start().await;
    for serial in [21, 22] {
        world.register(&code(serial)).await;
    }
    world.caught_up().await;
    let mut told = watch(&world, &[21, 22, 23]).await;
    let first = news(&mut told).await.unwrap();
    let allowed = EligibilityDecision::Allowed;
    assert_eq!(decisions(&first), [(name(21), allowed), (name(22), allowed)]);
    assert_eq!((first.unknown_names, first.continues), (vec![name(23)], false));

    world.deregistered(&code(22), date(2025, 5, 1)).await;
    let second = news(&mut told).await.unwrap();
    assert_eq!(decisions(&second), [(name(22), EligibilityDecision::Refused)]);
    assert_eq!(second.eligibilities[0].conditions[0].value, "deregistered");

    world.register(&code(23)).await;
    assert_eq!(decisions(&news(&mut told).await.unwrap()), [(name(23), allowed)]);

    let (ended, ()) = tokio::join!(news(&mut told), world.suite.stop());
    assert_eq!(reason(&ended.unwrap_err()), (Code::Unavailable, "DRAINING".into()));
}

#[tokio::test]
async fn a_decision_that_the_day_changes_is_told_with_the_next_heartbeat() {
    let world = World::start().await;
    world.register(&code(24)).await;
    let today = vocab::day_of(world.suite.clock().now());
    world.list(&code(24), "serious", day!(2024 - 01 - 01), today.next_day()).await;
    world.caught_up().await;
    let mut told = watch(&world, &[24]).await;
    assert_eq!(decisions(&news(&mut told).await.unwrap()), [(name(24), EligibilityDecision::Refused)]);
    world.suite.clock().advance(time::Duration::days(1));
    let next = news(&mut told).await.unwrap();
    assert!(decisions(&next).iter().any(|(_, decision)| *decision != EligibilityDecision::Refused), "{next:?}");
    drop(told);
    world.suite.stop().await;
}

#[tokio::test]
async fn what_is_wrong_with_a_watch_is_named() {
    let world = World::start().await;
    let request = pb::WatchEligibilityRequest { names: vec![name(1), name(1)], purpose: 0, heartbeat_seconds: 30 };
    let refused = world.eligibilities().watch_eligibility(request).await.unwrap_err();
    assert_eq!(violated_sorted(&refused), ["heartbeat_seconds", "names[1]", "purpose"]);
    world.suite.stop().await;
}
