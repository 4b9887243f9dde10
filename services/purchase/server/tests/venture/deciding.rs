//! Lists of grants: by two people, within the budget, before the public.

use onecode_proto::purchase::v1 as pb;
use testkit::refusal::{metadata, reason, violated, violated_sorted};
use tonic::Code;

use crate::world::World;

#[tokio::test]
async fn a_list_says_who_is_passed_over_and_keeps_to_budget_and_proposals() {
    let world = World::start().await;
    let (round, names) = world.ranked(4).await;
    let silent = world.propose(&round, &[(&names[0], 1_000_000), (&names[2], 1_000_000)], &[]).await.unwrap_err();
    assert_eq!(violated(&silent), ["passed_over"]);
    let wrong = world.propose(&round, &[(&names[0], 2_000_001), (&names[1], 0)], &[&names[2]]).await.unwrap_err();
    assert_eq!(violated_sorted(&wrong), ["grants[1].grant_fen"], "what cannot be read is told first");
    let wrong = world.propose(&round, &[(&names[0], 2_000_001), (&names[1], 1)], &[&names[2]]).await.unwrap_err();
    assert_eq!(violated_sorted(&wrong), ["grants[0].grant_fen", "passed_over[0].proposal"]);
    let all: Vec<(&str, i64)> = names.iter().map(|name| (name.as_str(), 2_000_000)).collect();
    let much = world.propose(&round, &all, &[]).await.unwrap_err();
    assert_eq!(
        (reason(&much).1.as_str(), metadata(&much, "available_fen").as_str()),
        ("VENTURE_BUDGET_EXCEEDED", "6000000")
    );
    let proposed = world.propose(&round, &[(&names[0], 1_000_000), (&names[2], 900_000)], &[&names[1]]).await.unwrap();
    assert_eq!((proposed.status(), proposed.results.len()), (pb::VentureRoundStatus::Proposed, 0));
    assert_eq!(world.seen(&names[1]).await.end_reason, "另有资金");
    let returned = world.decide(&world.second(), &round, "请复核第二名").await.unwrap();
    assert_eq!((returned.status(), returned.return_reason.as_str()), (pb::VentureRoundStatus::Ranked, "请复核第二名"));
    let get = pb::GetVentureRoundRequest { name: round.clone() };
    let told = world.reader().get_venture_round(get).await.unwrap().into_inner().venture_round.unwrap();
    assert_eq!(told.return_reason, "");
    assert!(told.events.iter().all(|one| !one.note.contains("请复核")), "{:?}", told.events);
    assert_eq!((world.seen(&names[1]).await.end_reason, world.seen(&names[0]).await.grant_fen), (String::new(), 0));
    let proposed = world.propose(&round, &[(&names[0], 1_000_000)], &[]).await.unwrap();
    assert_eq!(proposed.return_reason, "");
    assert_eq!(world.facts::<pb::VentureGrantsProposed>().await.len(), 2);
    assert_eq!(world.facts::<pb::VentureGrantsReturned>().await.len(), 1);
    world.stop().await;
}

#[tokio::test]
async fn what_is_on_the_list_is_told_by_no_refusal_etag_or_time_before_the_notice() {
    let world = World::start().await;
    let (round, names) = world.ranked(2).await;
    let before = [world.own(&names[0]).await, world.own(&names[1]).await];
    world.days(1);
    world.propose(&round, &[(&names[0], 1_000_000)], &[]).await.unwrap();
    let after = [world.own(&names[0]).await, world.own(&names[1]).await];
    for (one, other) in before.iter().zip(&after) {
        assert!(one.etag != other.etag && one.update_time != other.update_time, "{other:?}");
    }
    assert_eq!(after[0].update_time, after[1].update_time);
    for one in after {
        let request = pb::FileVentureProposalRequest { name: one.name, etag: one.etag };
        let refused = world.portal().file_venture_proposal(request).await.unwrap_err();
        assert_eq!(
            (reason(&refused).1.as_str(), metadata(&refused, "status").as_str()),
            ("VENTURE_PROPOSAL_STATE", "accepted")
        );
    }
    world.stop().await;
}

#[tokio::test]
async fn of_a_round_that_is_cancelled_what_was_public_stays_so_and_nothing_else() {
    let world = World::start().await;
    let (round, names) = world.ranked(2).await;
    world.propose(&round, &[(&names[0], 1_000_000)], &[]).await.unwrap();
    world.decide(&world.second(), &round, "").await.unwrap();
    let request = pb::CancelVentureRoundRequest {
        name: round.clone(),
        etag: world.round(&round).await.etag,
        reason: "资金调整".into(),
    };
    let done = world.working().cancel_venture_round(request).await.unwrap().into_inner().venture_round.unwrap();
    let told: Vec<_> = done.results.iter().map(|one| (one.proposal.as_str(), one.rank, one.grant_fen)).collect();
    assert_eq!(told, [(names[0].as_str(), 1, 0)]);
    assert_eq!(world.facts::<pb::VentureRoundCancelled>().await[0].venture_round.as_ref().unwrap().results.len(), 1);
    world.stop().await;
}

#[tokio::test]
async fn of_a_round_that_is_cancelled_before_the_notice_nobody_is_told_who_stood_where() {
    let world = World::start().await;
    let (round, names) = world.ranked(1).await;
    world.propose(&round, &[(&names[0], 1_000_000)], &[]).await.unwrap();
    let request = pb::CancelVentureRoundRequest {
        name: round.clone(),
        etag: world.round(&round).await.etag,
        reason: "资金调整".into(),
    };
    let done = world.working().cancel_venture_round(request).await.unwrap().into_inner().venture_round.unwrap();
    assert_eq!(done.results, []);
    let own = world.own(&names[0]).await;
    assert_eq!((own.status(), own.rank, own.total_points), (pb::VentureProposalStatus::Unsuccessful, 0, 0));
    world.stop().await;
}

#[tokio::test]
async fn an_objection_that_is_upheld_strikes_a_proposal_off() {
    let world = World::start().await;
    let (round, names) = world.ranked(2).await;
    world.propose(&round, &[(&names[0], 1_000_000), (&names[1], 900_000)], &[]).await.unwrap();
    let object = |proposal: &str| pb::FileVentureObjectionRequest {
        name: round.clone(),
        proposal: proposal.into(),
        ground: "重复申报".into(),
    };
    let early = world.portal().file_venture_objection(object(&names[0])).await.unwrap_err();
    assert_eq!(reason(&early).1, "VENTURE_ROUND_STATE");
    world.decide(&world.second(), &round, "").await.unwrap();
    world.portal().file_venture_objection(object(&names[0])).await.unwrap();
    let decide = |etag: String| pb::DecideVentureObjectionRequest {
        name: round.clone(),
        etag,
        objection_number: 1,
        outcome: pb::VentureObjectionOutcome::Upheld.into(),
        answer: "情况属实".into(),
    };
    let etag = world.round(&round).await.etag;
    let done = world.deciding().decide_venture_objection(decide(etag)).await.unwrap().into_inner();
    assert_eq!(done.objection.unwrap().outcome(), pb::VentureObjectionOutcome::Upheld);
    let results = done.venture_round.unwrap().results;
    assert_eq!((results[0].status(), results[0].grant_fen), (pb::VentureProposalStatus::Unsuccessful, 0));
    let etag = world.round(&round).await.etag;
    let twice = world.deciding().decide_venture_objection(decide(etag)).await.unwrap_err();
    assert_eq!(reason(&twice).1, "VENTURE_OBJECTION_DECIDED");
    let gone = world.portal().file_venture_objection(object(&names[0])).await.unwrap_err();
    assert_eq!(reason(&gone).1, "VENTURE_PROPOSAL_STATE");
    world.days(8);
    let late = world.portal().file_venture_objection(object(&names[1])).await.unwrap_err();
    assert_eq!(reason(&late), (Code::FailedPrecondition, "VENTURE_OBJECTION_LATE".into()));
    let listed = pb::ListVentureObjectionsRequest { parent: round.clone() };
    let listed = world.working().list_venture_objections(listed).await.unwrap().into_inner().objections;
    assert_eq!((listed.len(), listed[0].answer.as_str()), (1, "情况属实"));
    assert_eq!(world.facts::<pb::VentureObjectionDecided>().await.len(), 1);
    world.stop().await;
}
