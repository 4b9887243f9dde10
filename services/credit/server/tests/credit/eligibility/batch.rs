//! Many organisations at once.

use onecode_proto::credit::v1 as pb;
use pb::{EligibilityDecision, EligibilityPurpose};
use testkit::refusal::violated_sorted;
use time::macros::date as day;

use crate::world::{World, code};

fn request(names: Vec<String>) -> pb::BatchCheckEligibilityRequest {
    pb::BatchCheckEligibilityRequest { names, purpose: EligibilityPurpose::Fund.into(), on_date: None }
}

fn name(serial: u32) -> String {
    format!("organizations/{}", code(serial))
}

#[tokio::test]
async fn each_has_its_own_answer_in_the_order_asked_and_the_unknown_are_named() {
    let world = World::start().await;
    for serial in [11, 12, 13] {
        world.register(&code(serial)).await;
    }
    world.list(&code(12), "serious", day!(2024 - 01 - 01), None).await;
    world.list(&code(13), "abnormal", day!(2024 - 01 - 01), None).await;
    world.caught_up().await;
    let asked = request(vec![name(13), name(14), name(12), name(11)]);
    let answer = world.eligibilities().batch_check_eligibility(asked).await.unwrap().into_inner();
    let told: Vec<_> = answer.eligibilities.iter().map(|it| (it.organization.clone(), it.decision())).collect();
    let expected = [
        (name(13), EligibilityDecision::Allowed),
        (name(12), EligibilityDecision::Refused),
        (name(11), EligibilityDecision::Allowed),
    ];
    assert_eq!(told, expected);
    assert_eq!(answer.unknown_names, [name(14)]);
    assert_eq!(answer.rules.len(), 2, "each rule is told once: {:?}", answer.rules);
    world.suite.stop().await;
}

#[tokio::test]
async fn a_thousand_are_one_request_and_one_more_is_refused() {
    let world = World::start().await;
    world.register(&code(1)).await;
    world.caught_up().await;
    let thousand: Vec<String> = (1..=1_000).map(name).collect();
    let answer = world.eligibilities().batch_check_eligibility(request(thousand)).await.unwrap().into_inner();
    assert_eq!((answer.eligibilities.len(), answer.unknown_names.len()), (1, 999));
    let more: Vec<String> = (1..=1_001).map(name).collect();
    let refused = world.eligibilities().batch_check_eligibility(request(more)).await.unwrap_err();
    assert_eq!(violated_sorted(&refused), ["names"]);
    world.suite.stop().await;
}

#[tokio::test]
async fn what_is_wrong_is_named_with_its_place() {
    let world = World::start().await;
    let names = vec![name(1), "organizations/1".into(), name(2), name(1), "plans/1".into()];
    let asked = pb::BatchCheckEligibilityRequest { purpose: 0, ..request(names) };
    let refused = world.eligibilities().batch_check_eligibility(asked).await.unwrap_err();
    assert_eq!(violated_sorted(&refused), ["names[1]", "names[3]", "names[4]", "purpose"]);
    let refused = world.eligibilities().batch_check_eligibility(request(Vec::new())).await.unwrap_err();
    assert_eq!(violated_sorted(&refused), ["names"]);
    world.suite.stop().await;
}
