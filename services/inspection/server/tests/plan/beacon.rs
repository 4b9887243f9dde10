//! A public value beside the shares: known after the last of them, recorded once, without it nothing is drawn.

use inspection_domain::draw::Verdict;
use onecode_proto::inspection::v1 as pb;
use testkit::START;
use time::Duration;
use tonic::Code;

use crate::support::*;

/// When the beacon is known, from [`START`]: a day after the last share is due.
const KNOWN: Duration = Duration::days(4);

fn with_beacon() -> pb::Plan {
    let beacon =
        pb::Beacon { source: "福彩双色球2026140期开奖号码".into(), known_time: stamp(START + KNOWN) };
    pb::Plan { beacon: Some(beacon), ..plan() }
}

fn said(plan: &pb::Plan, value: &str) -> pb::RecordBeaconRequest {
    pb::RecordBeaconRequest { name: plan.name.clone(), round: 1, value: value.into() }
}

#[tokio::test]
async fn the_beacon_is_awaited_recorded_once_and_enters_the_seed() {
    let world = furnished().await;
    let plan = revealed_as(&world, with_beacon()).await;
    assert_eq!(reason(&draw(&world, &plan).await.unwrap_err()).1, "BEACON_MISSING");
    let refused = plans(&world).record_beacon(said(&plan, "03-11-16")).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "BEACON_NOT_DUE".into()));
    world.suite.clock().advance(KNOWN);
    let round = plans(&world).record_beacon(said(&plan, "03-11-16")).await.unwrap().into_inner().round.unwrap();
    assert_eq!((round.beacon_value.as_str(), round.state()), ("03-11-16", pb::RoundState::Complete));
    let refused = plans(&world).record_beacon(said(&plan, "03-11-17")).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::AlreadyExists, "BEACON_RECORDED".into()));
    let drawn = draw(&world, &plan).await.unwrap();
    let findings = verified(&world, &drawn).await;
    assert_eq!(findings.verdict(), Verdict::Holds, "{:?}", findings.differences);
}

#[tokio::test]
async fn a_beacon_is_recorded_after_every_share_and_only_where_one_was_frozen() {
    let world = furnished().await;
    let plan = frozen_as(&world, with_beacon()).await;
    open(&world, &plan).await;
    all_commit(&world, &plan, 1).await;
    let refused = plans(&world).record_beacon(said(&plan, "1")).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "SHARE_MISSING".into()));
    let without = revealed(&world).await;
    let refused = plans(&world).record_beacon(said(&without, "1")).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "BEACON_NOT_PLANNED".into()));
    let refused = plans(&world).record_beacon(said(&plan, "with blanks\t")).await.unwrap_err();
    assert_eq!(violated(&refused), ["value"]);
}

#[tokio::test]
async fn a_beacon_that_is_known_before_the_last_share_is_due_opens_no_round() {
    let world = furnished().await;
    let early = pb::Beacon { source: "彩票".into(), known_time: stamp(START + COMMIT_TERM) };
    let plan = frozen_as(&world, pb::Plan { beacon: Some(early), ..plan() }).await;
    let refused = plans(&world).open_round(terms(&plan, START, "")).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::InvalidArgument, "TERMS_OUT_OF_ORDER".into()));
}

#[tokio::test]
async fn a_beacon_that_says_nothing_fails_the_round() {
    let world = furnished().await;
    let plan = revealed_as(&world, with_beacon()).await;
    world.suite.clock().advance(KNOWN + Duration::seconds(1));
    let request = pb::CloseRoundRequest { name: plan.name.clone(), round: 1 };
    let round = plans(&world).close_round(request).await.unwrap().into_inner().round.unwrap();
    assert_eq!(round.failures.len(), 1);
    assert_eq!(round.failures[0].cause(), pb::RoundFailureCause::MissingBeacon);
    let next = terms(&plan, START + KNOWN + Duration::days(1), "信标未公布");
    let refused = plans(&world).open_round(next.clone()).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::InvalidArgument, "BEACON_NOT_AS_FROZEN".into()));
    let next = pb::OpenRoundRequest { beacon_known_time: stamp(START + Duration::days(30)), ..next };
    assert_eq!(plans(&world).open_round(next).await.unwrap().into_inner().round.unwrap().number, 2);
}
