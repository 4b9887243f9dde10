//! Rounds that fail: somebody is missing, or reveals something else. It is named, and nothing of it is ever cleared.

use inspection_domain::draw::Verdict;
use onecode_proto::inspection::v1 as pb;
use testkit::START;
use time::Duration;
use tonic::Code;

use crate::support::*;

fn close(plan: &pb::Plan) -> pb::CloseRoundRequest {
    pb::CloseRoundRequest { name: plan.name.clone(), round: 1 }
}

fn failure(cause: pb::RoundFailureCause, department: &str) -> pb::RoundFailure {
    pb::RoundFailure { cause: cause.into(), department: format!("departments/{department}") }
}

#[tokio::test]
async fn a_department_that_never_reveals_is_named_and_another_round_draws() {
    let world = furnished().await;
    let plan = frozen(&world).await;
    open(&world, &plan).await;
    all_commit(&world, &plan, 1).await;
    reveal(&world, &plan, 1, CIVIL).await.unwrap();
    reveal(&world, &plan, 1, MARKET).await.unwrap();
    let refused = plans(&world).close_round(close(&plan)).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "TERM_NOT_OVER".into()));
    let later = START + REVEAL_TERM + Duration::seconds(1);
    world.suite.clock().advance(later - START);
    let refused = reveal(&world, &plan, 1, TAX).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "SHARE_TOO_LATE".into()));
    let round = plans_of(&world, MARKET).close_round(close(&plan)).await.unwrap().into_inner().round.unwrap();
    assert_eq!(round.state(), pb::RoundState::Failed);
    assert_eq!(round.failures, [failure(pb::RoundFailureCause::MissingShare, TAX)]);
    let told = world.facts::<pb::RoundFailed>().await;
    assert_eq!((told.len(), &told[0].failures), (1, &round.failures));
    assert_eq!(reason(&draw(&world, &plan).await.unwrap_err()).1, "ROUND_FAILED");

    let refused = plans(&world).open_round(terms(&plan, later, "")).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::InvalidArgument, "ROUND_REASON_MISSING".into()));
    let request = terms(&plan, later, "税务部门逾期未揭示");
    let second = plans(&world).open_round(request).await.unwrap().into_inner().round.unwrap();
    assert_eq!((second.number, second.reason.as_str()), (2, "税务部门逾期未揭示"));
    let refused = commit(&world, &plan, 1, TAX).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "ROUND_OTHER".into()));
    all_commit(&world, &plan, 2).await;
    all_reveal(&world, &plan, 2).await;
    let drawn = draw(&world, &plan).await.unwrap();
    assert_eq!(drawn.drawn.as_ref().unwrap().round, 2);
    assert_eq!(drawn.rounds[0], round);
    let findings = verified(&world, &drawn).await;
    assert_eq!((findings.verdict(), findings.rounds), (Verdict::Holds, 2), "{:?}", findings.differences);
}

#[tokio::test]
async fn a_department_that_never_commits_is_named() {
    let world = furnished().await;
    let plan = frozen(&world).await;
    open(&world, &plan).await;
    commit(&world, &plan, 1, CIVIL).await.unwrap();
    world.suite.clock().advance(COMMIT_TERM + Duration::seconds(1));
    let refused = commit(&world, &plan, 1, TAX).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "COMMITMENT_TOO_LATE".into()));
    let round = plans(&world).close_round(close(&plan)).await.unwrap().into_inner().round.unwrap();
    let missing = pb::RoundFailureCause::MissingCommitment;
    assert_eq!(round.failures, [failure(missing, MARKET), failure(missing, TAX)]);
    assert_eq!(get(&world, &plan).await.state(), pb::PlanState::Frozen);
}

#[tokio::test]
async fn another_share_than_the_one_committed_to_is_kept_and_named() {
    let world = furnished().await;
    let plan = frozen(&world).await;
    open(&world, &plan).await;
    all_commit(&world, &plan, 1).await;
    let other = share("another");
    let answer = plans_of(&world, TAX).reveal_share(revelation(&plan, 1, &other)).await.unwrap();
    let round = answer.into_inner().round.unwrap();
    assert_eq!(round.state(), pb::RoundState::Failed);
    assert_eq!(round.failures, [failure(pb::RoundFailureCause::ShareMismatch, TAX)]);
    let of_tax = round.shares.iter().find(|share| share.department == "departments/tax").unwrap();
    assert_eq!((of_tax.mismatch, &of_tax.share), (true, &other.to_string()));
    let refused = reveal(&world, &plan, 1, CIVIL).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "ROUND_FAILED".into()));
    assert_eq!(metadata(&refused, "who"), "tax");
    assert_eq!(world.facts::<pb::RoundFailed>().await.len(), 1);
}

#[tokio::test]
async fn a_round_that_lacks_nothing_is_not_closed() {
    let world = furnished().await;
    let plan = revealed(&world).await;
    world.suite.clock().advance(REVEAL_TERM + Duration::days(1));
    let refused = plans(&world).close_round(close(&plan)).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "ROUND_COMPLETE".into()));
    draw(&world, &plan).await.unwrap();
}

#[tokio::test]
async fn one_round_is_open_at_a_time_and_its_terms_follow_one_another() {
    let world = furnished().await;
    let plan = frozen(&world).await;
    let backwards = pb::OpenRoundRequest { commit_due_time: stamp(START), ..terms(&plan, START, "") };
    let refused = plans(&world).open_round(backwards).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::InvalidArgument, "TERMS_OUT_OF_ORDER".into()));
    open(&world, &plan).await;
    let refused = plans(&world).open_round(terms(&plan, START, "再开")).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "ROUND_OPEN".into()));
}

#[tokio::test]
async fn shares_and_commitments_have_thirty_two_bytes() {
    let world = furnished().await;
    let plan = frozen(&world).await;
    let request = pb::CommitShareRequest { name: "plans/1".into(), round: 0, commitment: vec![1; 31] };
    let refused = plans(&world).commit_share(request).await.unwrap_err();
    assert_eq!(violated(&refused), ["commitment", "name", "round"]);
    let request = pb::RevealShareRequest { name: plan.name, round: 1, share: vec![7; 33] };
    let refused = plans(&world).reveal_share(request).await.unwrap_err();
    assert_eq!(violated(&refused), ["share"]);
    assert!(!refused.message().contains('7'), "{}", refused.message());
}
