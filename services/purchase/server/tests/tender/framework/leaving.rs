//! Entrants leave, and frameworks end before their last day.

use onecode_proto::purchase::v1 as pb;
use testkit::refusal::{metadata, reason};
use tonic::Code;

use super::{bidders, by, concluded, next, removed};
use crate::city::date;
use crate::world::World;

#[tokio::test]
async fn whoever_is_removed_or_may_not_be_hired_is_passed_over() {
    let world = World::start().await;
    let bidders = bidders(&world).await;
    let framework = concluded(&world, &bidders, pb::CallOffMethod::Rotation).await;
    let left = removed(&world, &framework, &bidders[0]).await.unwrap();
    let stale = next(&world, &framework).await.unwrap_err();
    assert_eq!((reason(&stale).1, metadata(&stale, "etag")), ("FRAMEWORK_CHANGED".into(), left.etag.clone()));
    let twice = removed(&world, &left, &bidders[0]).await.unwrap_err();
    assert_eq!(reason(&twice), (Code::NotFound, "FRAMEWORK_ENTRANT_NOT_FOUND".into()));
    world.city.list_serious(&bidders[1]).await;
    let called = next(&world, &left).await.unwrap();
    assert_eq!(called.supplier_code, bidders[2]);
    let passed: Vec<_> = called.passed_over.iter().map(|one| (one.supplier_code.as_str(), one.reason())).collect();
    let expected =
        [(bidders[0].as_str(), pb::PassOverReason::Removed), (bidders[1].as_str(), pb::PassOverReason::NotEligible)];
    assert_eq!(passed, expected);
    let why = "select count(*) from purchase.framework_call_off where passed_conditions[2] like '%not_serious%'";
    assert_eq!(world.city.suite.count(why).await, 1, "kept, and told to nobody");
    let left = removed(&world, &left, &bidders[2]).await.unwrap();
    let nobody = next(&world, &left).await.unwrap_err();
    assert_eq!(reason(&nobody), (Code::FailedPrecondition, "FRAMEWORK_NO_TURN".into()));
    world.city.suite.stop().await;
}

#[tokio::test]
async fn why_somebody_was_removed_is_told_in_words_to_the_buyer_alone() {
    let world = World::start().await;
    let bidders = bidders(&world).await;
    let framework = concluded(&world, &bidders, pb::CallOffMethod::Direct).await;
    let left = removed(&world, &framework, &bidders[0]).await.unwrap();
    let request = pb::GetFrameworkRequest { name: left.name.clone() };
    let shown = by(&world, &world.buyer()).get_framework(request.clone()).await.unwrap().into_inner().framework;
    assert_eq!(shown.as_ref(), Some(&left));
    let gone = &left.entrants[0];
    assert_eq!((gone.removal_ground(), gone.remove_date), (pb::EntrantRemovalGround::Refused, date(2026, 12, 27)));
    assert!(!gone.remove_reason.is_empty());
    let mut public = left.clone();
    public.entrants[0].remove_reason.clear();
    let other = world.official("education", "purchase-officer", "other");
    let shown = by(&world, &other).get_framework(request).await.unwrap().into_inner().framework;
    assert_eq!(shown.as_ref(), Some(&public));
    let listed = by(&world, &other).list_frameworks(pb::ListFrameworksRequest::default()).await.unwrap().into_inner();
    assert_eq!(listed.frameworks, [public.clone()]);
    let told = world.facts::<pb::FrameworkEntrantRemoved>().await;
    assert_eq!((told.len(), told[0].framework.as_ref()), (1, Some(&public)));
    let of = pb::ListFrameworksRequest { supplier_code: bidders[0].clone(), ..Default::default() };
    let listed = by(&world, &other).list_frameworks(of).await.unwrap().into_inner();
    assert!(listed.frameworks.is_empty(), "it left");
    let request = pb::RemoveEntrantRequest {
        name: left.name.clone(),
        etag: left.etag.clone(),
        supplier_code: bidders[1].clone(),
        ground: pb::EntrantRemovalGround::Asked.into(),
        reason: "主动退出".into(),
    };
    let refused = by(&world, &other).remove_entrant(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "FRAMEWORK_OTHER_BUYER".into()));
    world.city.suite.stop().await;
}

#[tokio::test]
async fn nothing_is_called_off_from_a_framework_that_was_ended() {
    let world = World::start().await;
    let bidders = bidders(&world).await;
    let framework = concluded(&world, &bidders, pb::CallOffMethod::Rotation).await;
    let request = pb::EndFrameworkRequest {
        name: framework.name.clone(),
        etag: framework.etag.clone(),
        reason: "政策调整".into(),
    };
    let other = world.official("education", "purchase-officer", "other");
    let refused = by(&world, &other).end_framework(request.clone()).await.unwrap_err();
    assert_eq!(reason(&refused).1, "FRAMEWORK_OTHER_BUYER");
    let ended = by(&world, &world.buyer()).end_framework(request).await.unwrap().into_inner().framework.unwrap();
    assert_eq!((ended.status(), ended.early_end_date), (pb::FrameworkStatus::Ended, date(2026, 12, 27)));
    let refused = next(&world, &ended).await.unwrap_err();
    assert_eq!((reason(&refused).1, metadata(&refused, "status")), ("FRAMEWORK_STATE".into(), "ended".into()));
    let today = pb::ListFrameworksRequest { valid_date: date(2026, 12, 27), ..Default::default() };
    let listed = by(&world, &other).list_frameworks(today).await.unwrap().into_inner();
    assert!(listed.frameworks.is_empty());
    world.city.suite.stop().await;
}
