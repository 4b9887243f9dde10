//! Experts: who they are, what they hand in, once.

use onecode_proto::purchase::v1 as pb;
use testkit::refusal::{metadata, reason, violated_sorted};
use time::Duration;
use tonic::Code;

use crate::world::{BUYER, COMPANIES, PRICE, World, bid, expert};

/// An opened tender of two bids, with three experts.
async fn judged(world: &World) -> (pb::Tender, Vec<pb::TenderBid>) {
    let tender = world.published().await;
    for code in &COMPANIES[..2] {
        world.bid(bid(&tender, code, PRICE)).await.unwrap();
    }
    let ready = world.released(&tender).await;
    let opened = world.open(&ready).await.unwrap();
    let experts = ["a", "b", "c"].map(expert);
    (world.assign(&opened.tender.unwrap(), &experts).await.unwrap(), opened.bids)
}

#[tokio::test]
async fn experts_are_odd_in_number_and_enough() {
    let world = World::start().await;
    let (tender, _) = judged(&world).await;
    let assign = async |accounts: &[&str]| {
        let experts: Vec<_> = accounts.iter().map(|account| expert(account)).collect();
        world.assign(&tender, &experts).await.unwrap_err()
    };
    assert_eq!(violated_sorted(&assign(&["a", "b"]).await), ["experts"]);
    assert_eq!(violated_sorted(&assign(&["a"]).await), ["experts"]);
    assert_eq!(violated_sorted(&assign(&["a", "a", "b"]).await), ["experts[1].account"]);
    world.city.suite.stop().await;
}

#[tokio::test]
async fn at_most_a_third_of_the_experts_are_of_the_buyer() {
    let world = World::start().await;
    let (tender, _) = judged(&world).await;
    let employed = |account: &str| pb::TenderExpert { employer_code: BUYER.into(), ..expert(account) };
    let refused = world.assign(&tender, &[employed("a"), expert("b"), employed("c")]).await.unwrap_err();
    assert_eq!(violated_sorted(&refused), ["experts[0]", "experts[2]"]);
    let refused = world.assign(&tender, &[expert("a"), employed("b"), expert("buyer")]).await.unwrap_err();
    assert_eq!(violated_sorted(&refused), ["experts[1]", "experts[2]"], "nor whoever drafted and published");
    let five = [expert("a"), employed("b"), expert("buyer"), expert("d"), expert("e")];
    assert_eq!(violated_sorted(&world.assign(&tender, &five).await.unwrap_err()), ["experts[1]", "experts[2]"]);
    world.assign(&tender, &[expert("a"), expert("b"), expert("buyer")]).await.unwrap();
    world.city.suite.stop().await;
}

#[tokio::test]
async fn experts_who_withdraw_leave_no_more_than_a_third_of_the_buyer() {
    let world = World::start().await;
    let (tender, bids) = judged(&world).await;
    let employed = |account: &str| pb::TenderExpert { employer_code: BUYER.into(), ..expert(account) };
    let seven = [employed("a"), expert("buyer"), expert("c"), expert("d"), expert("e"), expert("f"), expert("g")];
    world.assign(&world.get(&tender).await, &seven).await.unwrap();
    let given: Vec<(&str, i32, i32)> = bids.iter().map(|bid| (bid.name.as_str(), 100, 100)).collect();
    for account in ["a", "c"] {
        world.score(account, &tender, &given).await.unwrap();
    }
    for account in ["f", "g"] {
        let request = pb::RecuseTenderExpertRequest { name: tender.name.clone(), reason: "亲属关系".into() };
        world.judge(account).recuse_tender_expert(request).await.unwrap();
    }
    let refused = world.score("d", &tender, &given).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "TENDER_EXPERTS_OF_BUYER".into()));
    assert_eq!((metadata(&refused, "experts"), metadata(&refused, "rule")), ("2".into(), "GP-09n@1".into()));
    assert_eq!(reason(&world.evaluate(&tender).await.unwrap_err()).1, "TENDER_EXPERTS_OF_BUYER");

    let two_more = [&seven[..5], &[expert("h"), expert("i")]].concat();
    world.assign(&world.get(&tender).await, &two_more).await.unwrap();
    for account in ["d", "e", "h", "i", "buyer"] {
        world.score(account, &tender, &given).await.unwrap();
    }
    world.evaluate(&tender).await.unwrap();
    world.city.suite.stop().await;
}

#[tokio::test]
async fn points_are_whole_within_bounds_and_handed_in_once_by_experts_alone() {
    let world = World::start().await;
    let (tender, bids) = judged(&world).await;
    let (one, other) = (bids[0].name.as_str(), bids[1].name.as_str());
    let outsider = world.score("outsider", &tender, &[(one, 1, 1), (other, 1, 1)]).await.unwrap_err();
    assert_eq!(reason(&outsider), (Code::PermissionDenied, "TENDER_NOT_EXPERT".into()));
    let wrong = world.score("a", &tender, &[(one, 4_001, -1), (one, 1, 1)]).await.unwrap_err();
    let found = violated_sorted(&wrong);
    assert_eq!(found, ["scores", "scores[0].points", "scores[1].points", "scores[2]", "scores[3]"]);
    world.score("a", &tender, &[(one, 4_000, 0), (other, 1, 1)]).await.unwrap();
    let twice = world.score("a", &tender, &[(one, 4_000, 0), (other, 1, 1)]).await.unwrap_err();
    assert_eq!(reason(&twice), (Code::AlreadyExists, "TENDER_SCORED".into()));
    let now = world.get(&tender).await;
    let gone = world.assign(&now, &["b", "c", "d"].map(expert)).await.unwrap_err();
    assert_eq!((reason(&gone).1, metadata(&gone, "scored")), ("TENDER_EXPERT_SCORED".into(), "1".into()));
    // an expert may read the bids, whoever is none may not
    let request = pb::ListTenderBidsRequest { tender: tender.name.clone() };
    assert_eq!(world.judge("b").list_tender_bids(request.clone()).await.unwrap().into_inner().bids.len(), 2);
    let stranger = world.official("education", "tender-expert", "stranger");
    assert_eq!(reason(&world.by(&stranger).list_tender_bids(request).await.unwrap_err()).1, "TENDER_NOT_EXPERT");
    world.city.suite.stop().await;
}

#[tokio::test]
async fn a_bidder_that_is_listed_after_the_opening_is_not_awarded() {
    let world = World::start().await;
    let bidder = world.city.register(1, "湖州市护理协会").await;
    let tender = world.published().await;
    world.bid(bid(&tender, &bidder, PRICE)).await.unwrap();
    world.bid(bid(&tender, COMPANIES[0], PRICE)).await.unwrap();
    let ready = world.released(&tender).await;
    let opened = world.open(&ready).await.unwrap();
    world.assign(&opened.tender.unwrap(), &["a", "b", "c"].map(expert)).await.unwrap();
    world.score_alike(&tender, &opened.bids).await;
    let ranked = world.evaluate(&tender).await.unwrap().results;
    assert_eq!(ranked[0].bidder_code, bidder);
    world.announce(&tender).await;
    world.advance(Duration::days(13));
    world.city.list_serious(&bidder).await;
    let refused = world.award(&tender).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "AWARD_SUPPLIER_REFUSED".into()));
    assert_eq!(world.get(&tender).await.status(), pb::TenderStatus::Announced);
    world.city.suite.stop().await;
}

#[tokio::test]
async fn too_few_left_after_an_upheld_challenge_fail_the_tender() {
    let world = World::start().await;
    let (tender, bids) = judged(&world).await;
    world.score_alike(&tender, &bids).await;
    world.evaluate(&tender).await.unwrap();
    world.announce(&tender).await;
    let stranger = pb::FileTenderChallengeRequest {
        tender: tender.name.clone(),
        bidder_code: COMPANIES[2].into(),
        ground: "不公平".into(),
    };
    let refused = world.portal().file_tender_challenge(stranger.clone()).await.unwrap_err();
    assert_eq!(reason(&refused).1, "TENDER_BID_NOT_FOUND", "whoever did not bid challenges nothing");
    let challenge = pb::FileTenderChallengeRequest { bidder_code: COMPANIES[1].into(), ..stranger };
    world.portal().file_tender_challenge(challenge).await.unwrap();
    world.advance(Duration::days(13));
    let open = world.award(&tender).await.unwrap_err();
    assert_eq!((reason(&open).1, metadata(&open, "challenge_number")), ("TENDER_CHALLENGE_OPEN".into(), "1".into()));
    let decide = |etag, outcome: pb::TenderChallengeOutcome, excluded: &str| pb::DecideTenderChallengeRequest {
        name: tender.name.clone(),
        etag,
        challenge_number: 1,
        outcome: outcome.into(),
        excluded_bid: excluded.into(),
        answer: "成立".into(),
    };
    let etag = world.get(&tender).await.etag;
    let wrong = decide(etag.clone(), pb::TenderChallengeOutcome::Dismissed, &bids[0].name);
    assert_eq!(violated_sorted(&world.buying().decide_tender_challenge(wrong).await.unwrap_err()), ["excluded_bid"]);
    let upheld = decide(etag, pb::TenderChallengeOutcome::Upheld, &bids[0].name);
    let failed = world.buying().decide_tender_challenge(upheld).await.unwrap().into_inner().tender.unwrap();
    assert_eq!(failed.status(), pb::TenderStatus::Failed);
    assert_eq!(failed.end_reason, "challenge 1 was upheld: 1 valid bids, of which there must be 2 at least");
    world.city.suite.stop().await;
}

#[tokio::test]
async fn a_challenge_of_a_tender_that_ended_is_answered_and_changes_nothing() {
    let world = World::start().await;
    let (tender, bids) = judged(&world).await;
    world.score_alike(&tender, &bids).await;
    world.evaluate(&tender).await.unwrap();
    let announced = world.announce(&tender).await;
    let challenge = pb::FileTenderChallengeRequest {
        tender: tender.name.clone(),
        bidder_code: COMPANIES[1].into(),
        ground: "不公平".into(),
    };
    world.portal().file_tender_challenge(challenge).await.unwrap();
    let end = pb::EndTenderRequest {
        name: announced.name,
        etag: announced.etag,
        outcome: pb::TenderStatus::Cancelled.into(),
        reason: "采购任务取消".into(),
    };
    let ended = world.buying().end_tender(end).await.unwrap().into_inner().tender.unwrap();
    let upheld = pb::DecideTenderChallengeRequest {
        name: ended.name,
        etag: ended.etag.clone(),
        challenge_number: 1,
        outcome: pb::TenderChallengeOutcome::Upheld.into(),
        excluded_bid: bids[0].name.clone(),
        answer: "采购活动已经取消".into(),
    };
    let refused = world.buying().decide_tender_challenge(upheld.clone()).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "TENDER_STATE".into()));
    let outcome = pb::TenderChallengeOutcome::Dismissed.into();
    let dismissed = pb::DecideTenderChallengeRequest { outcome, excluded_bid: String::new(), ..upheld };
    let decided = world.buying().decide_tender_challenge(dismissed).await.unwrap().into_inner();
    assert_eq!(decided.challenge.unwrap().outcome(), pb::TenderChallengeOutcome::Dismissed);
    let now = decided.tender.unwrap();
    assert_eq!((now.status(), now.etag), (pb::TenderStatus::Cancelled, ended.etag));
    world.city.suite.stop().await;
}
