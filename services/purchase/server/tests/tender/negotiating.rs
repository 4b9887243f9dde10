//! Talks: last offers are called once, sealed as the bids were, and take their place.

use futures::future::join_all;
use onecode_proto::purchase::v1 as pb;
use onecode_proto::purchase::v1::ProcurementMethod::CompetitiveNegotiation;
use testkit::refusal::{metadata, reason, violated_sorted};
use time::Duration;
use tonic::Code;

use crate::city::HUZHOU;
use crate::world::{BUDGET, BUYER, CHANGES, COMPANIES, PRICE, World, bid, expert, of};

/// An opened negotiation of these bidders and prices, without experts.
async fn opened(world: &World, bidders: &[(&str, i64)]) -> (pb::Tender, Vec<pb::TenderBid>) {
    let tender = world.published_lowest(CompetitiveNegotiation).await;
    for (code, fen) in bidders {
        world.bid(bid(&tender, code, *fen)).await.unwrap();
    }
    let ready = world.released(&tender).await;
    let opened = world.open(&ready).await.unwrap();
    (opened.tender.unwrap(), opened.bids)
}

async fn receipt(world: &World, tender: &pb::Tender, code: &str) -> pb::GetTenderBidReceiptResponse {
    let request = pb::GetTenderBidReceiptRequest { tender: tender.name.clone(), bidder_code: code.into() };
    world.portal().get_tender_bid_receipt(request).await.unwrap().into_inner()
}

/// As everybody sees it.
async fn seen(world: &World, tender: &pb::Tender) -> pb::Tender {
    let request = pb::GetTenderRequest { name: tender.name.clone() };
    world.portal().get_tender(request).await.unwrap().into_inner().tender.unwrap()
}

/// What changed in the talks is told to those who take part in them, and to nobody else.
async fn told_to_those_who_negotiate(world: &World, called: &pb::Tender, negotiating: &str, excluded: &str) {
    assert_eq!(called.offer_changes, CHANGES);
    let public = seen(world, called).await;
    let opened = &world.facts::<pb::TenderOpened>().await[0];
    assert!(opened.bids.iter().all(|bid| bid.amount_fen == 0), "nobody learns a price that is talked about");
    let note = public.events.iter().find(|event| event.kind == "opened").map(|event| event.note.as_str()).unwrap();
    assert!(note.contains(negotiating) && !note.contains(&(PRICE / 10).to_string()), "{note}");
    assert_eq!((public.status(), public.offer_changes.as_str()), (pb::TenderStatus::Offering, ""));
    assert_eq!((public.offer_deadline, public.offer_public_key.len()), (called.offer_deadline, 32));
    assert_eq!(world.facts::<pb::TenderOffersCalled>().await[0].tender.as_ref().unwrap().offer_changes, "");
    let told = receipt(world, called, negotiating).await;
    assert_eq!((told.offer_changes.as_str(), told.offer_deadline), (CHANGES, called.offer_deadline));
    let untold = receipt(world, called, excluded).await;
    assert_eq!((untold.offer_changes.as_str(), untold.offer_deadline), ("", None));
    let request = pb::ListTenderBidsRequest { tender: called.name.clone() };
    assert_eq!(world.judge("a").list_tender_bids(request).await.unwrap().into_inner().offer_changes, CHANGES);
    let request = pb::ListTendersRequest::default();
    let listed = world.buying().list_tenders(request).await.unwrap().into_inner().tenders;
    assert_eq!(listed[0].offer_changes, "");
}

#[tokio::test]
async fn a_negotiation_is_awarded_by_last_offers_and_whoever_makes_none_has_left() {
    let world = World::start().await;
    let social = world.city.register(1, "湖州市护理协会").await;
    let costly = world.city.register(2, "湖州市养老协会").await;
    let [first, second, leaving] = COMPANIES;
    let bidders = [
        (first, PRICE),
        (second, PRICE + 1),
        (leaving, PRICE + 2),
        (social.as_str(), PRICE + 3),
        (costly.as_str(), BUDGET + 1),
    ];
    let (tender, bids) = opened(&world, &bidders).await;
    let alone = world.call_offers(&tender).await.unwrap_err();
    assert_eq!((reason(&alone).1, metadata(&alone, "missing")), ("TENDER_EXPERTS_MISSING".into(), "3".into()));
    let seated = world.assign(&tender, &["a", "b", "c"].map(expert)).await.unwrap();
    let early = world.judge_of("a", &tender, &[(bids[0].name.as_str(), true, true)]).await.unwrap_err();
    assert_eq!(reason(&early), (Code::FailedPrecondition, "TENDER_OFFERS_REQUIRED".into()));
    assert_eq!(reason(&world.evaluate(&tender).await.unwrap_err()).1, "TENDER_OFFERS_REQUIRED");
    let called = world.call_offers(&seated).await.unwrap();
    told_to_those_who_negotiate(&world, &called, first, &costly).await;
    let late = world.call_offers(&called).await.unwrap_err();
    assert_eq!((reason(&late).1, metadata(&late, "status")), ("TENDER_STATE".into(), "offering".into()));

    let excluded = world.bid(bid(&called, &costly, PRICE)).await.unwrap_err();
    assert_eq!(reason(&excluded), (Code::PermissionDenied, "TENDER_NOT_NEGOTIATING".into()));
    let rival = world.city.suite.identities().caller("rival", HUZHOU, &["tender-bidder"]);
    let refused = world.by(&rival).submit_tender_bid(bid(&called, first, 1)).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "TENDER_BID_OTHER_SYSTEM".into()));
    for (code, fen) in
        [(first, PRICE - 9), (first, PRICE), (leaving, 1), (second, PRICE - 7), (social.as_str(), PRICE - 5)]
    {
        assert!(world.bid(bid(&called, code, fen)).await.unwrap().last_offer);
    }
    let request = pb::WithdrawTenderBidRequest { tender: called.name.clone(), bidder_code: leaving.into() };
    world.portal().withdraw_tender_bid(request).await.unwrap();
    assert_eq!(reason(&world.authorize(&world.buyer(), &called).await.unwrap_err()).1, "TENDER_NOT_DUE");
    let ready = world.released(&called).await;
    let late = world.bid(bid(&called, leaving, 1)).await.unwrap_err();
    assert_eq!(reason(&late), (Code::FailedPrecondition, "TENDER_BID_LATE".into()));
    let done = world.open(&ready).await.unwrap();
    let (tender, bids) = (done.tender.unwrap(), done.bids);
    assert_eq!((tender.status(), tender.bid_count, tender.offer_count), (pb::TenderStatus::Opened, 5, 3));
    let superseded = bids.iter().filter(|bid| bid.status() == pb::TenderBidStatus::Superseded);
    assert_eq!(superseded.filter(|bid| !bid.last_offer).count(), 3);
    assert_eq!(of(&bids, leaving).status(), pb::TenderBidStatus::Excluded);
    assert_eq!(of(&bids, leaving).exclude_reason, "the bidder left the talks: it made no last offer");
    let standing: Vec<&str> = bids.iter().filter(|bid| bid.last_offer).map(|bid| bid.name.as_str()).collect();
    let stale = world.judge_of("a", &tender, &[(bids[0].name.as_str(), true, true)]).await.unwrap_err();
    assert!(violated_sorted(&stale).contains(&"scores[0].bid".to_owned()), "{stale:?}");
    let found: Vec<(&str, bool, bool)> = standing.iter().map(|bid| (*bid, true, true)).collect();
    for account in ["a", "b", "c"] {
        world.judge_of(account, &tender, &found).await.unwrap();
    }
    let again = world.call_offers(&world.get(&tender).await).await.unwrap_err();
    assert_eq!(reason(&again), (Code::FailedPrecondition, "TENDER_OFFERS_CALLED".into()));
    let ranked = world.evaluate(&tender).await.unwrap().results;
    let order: Vec<_> = ranked.iter().map(|one| (one.bidder_code.as_str(), one.amount_fen)).collect();
    assert_eq!(order, [(second, PRICE - 7), (social.as_str(), PRICE - 5), (first, PRICE)]);
    assert_eq!(seen(&world, &tender).await.offer_changes, "");
    world.announce(&tender).await;
    assert_eq!(seen(&world, &tender).await.offer_changes, CHANGES, "now it is public");
    let facts = world.facts::<pb::TenderOffersOpened>().await;
    assert_eq!((facts.len(), facts[0].bids.len()), (1, 5));
    assert_eq!(facts[0].bids.iter().filter(|bid| bid.amount_fen > 0).count(), 3, "last offers alone");
    world.advance(Duration::days(11));
    let award = world.award(&tender).await.unwrap().project.unwrap().award.unwrap();
    assert_eq!((award.supplier_code.as_str(), award.amount_fen), (second, PRICE - 7));
    world.city.suite.stop().await;
}

#[tokio::test]
async fn last_offers_of_a_consultation_are_called_once_before_anybody_scores_or_not_at_all() {
    let world = World::start().await;
    let judged = async || {
        let tender = world.published().await;
        for code in &COMPANIES[..2] {
            world.bid(bid(&tender, code, PRICE)).await.unwrap();
        }
        let ready = world.released(&tender).await;
        let opened = world.open(&ready).await.unwrap();
        (world.assign(&opened.tender.unwrap(), &["a", "b", "c"].map(expert)).await.unwrap(), opened.bids)
    };
    let (tender, bids) = judged().await;
    let given: Vec<(&str, i32, i32)> = bids.iter().map(|bid| (bid.name.as_str(), 100, 100)).collect();
    world.score("a", &tender, &given).await.unwrap();
    let refused = world.call_offers(&world.get(&tender).await).await.unwrap_err();
    assert_eq!((reason(&refused).1, metadata(&refused, "scored")), ("TENDER_OFFERS_SCORED".into(), "1".into()));
    for account in ["b", "c"] {
        world.score(account, &tender, &given).await.unwrap();
    }
    assert_eq!(world.evaluate(&tender).await.unwrap().results.len(), 2, "without last offers");

    let (tender, _) = judged().await;
    let called = join_all((0..4).map(|_| world.call_offers(&tender))).await;
    let called: Vec<pb::Tender> = called.into_iter().filter_map(Result::ok).collect();
    assert_eq!(called.len(), 1);
    let shares = "select count(*) from purchase.tender_share where sealed is not null";
    assert_eq!(world.city.suite.count(shares).await, 2);
    world.bid(bid(&tender, COMPANIES[0], PRICE)).await.unwrap();
    world.bid(bid(&tender, COMPANIES[1], BUDGET + 1)).await.unwrap();
    let ready = world.released(&called[0]).await;
    let failed = world.open(&ready).await.unwrap();
    let costly = failed.bids.iter().find(|bid| bid.last_offer && bid.bidder_code == COMPANIES[1]).unwrap();
    assert!(costly.exclude_reason.contains("above the budget"), "{costly:?}");
    assert_eq!(failed.tender.unwrap().status(), pb::TenderStatus::Failed, "one last offer is too few");
    assert_eq!(world.city.suite.count(shares).await, 0);
    world.city.suite.stop().await;
}

#[tokio::test]
async fn a_tender_that_is_given_up_while_last_offers_are_sealed_is_never_opened() {
    let world = World::start().await;
    let bidders: Vec<(&str, i64)> = COMPANIES.iter().map(|code| (*code, PRICE)).collect();
    let (tender, _) = opened(&world, &bidders).await;
    let seated = world.assign(&tender, &["a", "b", "c"].map(expert)).await.unwrap();
    let wrong = pb::CallTenderOffersRequest {
        name: seated.name.clone(),
        etag: String::new(),
        changes: "变".repeat(5_001),
        offer_deadline: Some(world.stamp(Duration::ZERO)),
    };
    let found = violated_sorted(&world.buying().call_tender_offers(wrong).await.unwrap_err());
    assert_eq!(found, ["changes", "etag", "offer_deadline"]);
    let called = world.call_offers(&seated).await.unwrap();
    world.bid(bid(&tender, COMPANIES[0], PRICE)).await.unwrap();
    let end = pb::EndTenderRequest {
        name: called.name,
        etag: called.etag,
        outcome: pb::TenderStatus::Cancelled.into(),
        reason: "采购任务取消".into(),
    };
    let ended = world.buying().end_tender(end).await.unwrap().into_inner().tender.unwrap();
    assert_eq!(ended.status(), pb::TenderStatus::Cancelled);
    let shares = "select count(*) from purchase.tender_share where sealed is not null";
    assert_eq!(world.city.suite.count(shares).await, 0);
    let request = pb::ListTenderBidsRequest { tender: tender.name.clone() };
    let bids = world.buying().list_tender_bids(request).await.unwrap().into_inner().bids;
    assert_eq!((bids.len(), bids.iter().filter(|bid| bid.last_offer).count()), (3, 0));
    world.city.suite.stop().await;
}

#[tokio::test]
async fn after_last_offers_whoever_left_challenges_and_no_first_bid_is_excluded() {
    let world = World::start().await;
    let social = world.city.register(1, "湖州市护理协会").await;
    let other = world.city.register(2, "湖州市养老协会").await;
    let [first, second, leaving] = COMPANIES;
    let staying = [first, second, social.as_str(), other.as_str()];
    let bidders: Vec<(&str, i64)> = staying.iter().chain([&leaving]).map(|code| (*code, PRICE)).collect();
    let (tender, _) = opened(&world, &bidders).await;
    let seated = world.assign(&tender, &["a", "b", "c"].map(expert)).await.unwrap();
    let called = world.call_offers(&seated).await.unwrap();
    for (less, code) in (1..).zip(staying) {
        world.bid(bid(&called, code, PRICE - less)).await.unwrap();
    }
    let ready = world.released(&called).await;
    let bids = world.open(&ready).await.unwrap().bids;
    let offers: Vec<&pb::TenderBid> = bids.iter().filter(|bid| bid.last_offer).collect();
    let found: Vec<(&str, bool, bool)> = offers.iter().map(|bid| (bid.name.as_str(), true, true)).collect();
    for account in ["a", "b", "c"] {
        world.judge_of(account, &tender, &found).await.unwrap();
    }
    world.evaluate(&tender).await.unwrap();
    world.announce(&tender).await;
    let challenge = pb::FileTenderChallengeRequest {
        tender: tender.name.clone(),
        bidder_code: leaving.into(),
        ground: "业绩材料不实".into(),
    };
    world.portal().file_tender_challenge(challenge).await.unwrap();
    let etag = world.get(&tender).await.etag;
    let uphold = |bid: &pb::TenderBid| pb::DecideTenderChallengeRequest {
        name: tender.name.clone(),
        etag: etag.clone(),
        challenge_number: 1,
        outcome: pb::TenderChallengeOutcome::Upheld.into(),
        excluded_bid: bid.name.clone(),
        answer: "质疑成立".into(),
    };
    let superseded = bids.iter().find(|bid| bid.status() == pb::TenderBidStatus::Superseded).unwrap();
    let refused = world.buying().decide_tender_challenge(uphold(superseded)).await.unwrap_err();
    assert_eq!(reason(&refused).1, "TENDER_BID_NOT_FOUND");
    let request = pb::GetTenderBidRequest { name: superseded.name.clone() };
    let whole = world.buying().get_tender_bid(request).await.unwrap().into_inner().bid.unwrap();
    assert_eq!((whole.status(), whole.amount_fen, whole.result), (pb::TenderBidStatus::Superseded, PRICE, None));
    let lowest = of_offers(&offers, &other);
    let decided = world.buying().decide_tender_challenge(uphold(lowest)).await.unwrap().into_inner().tender.unwrap();
    assert_eq!(decided.status(), pb::TenderStatus::Evaluated);
    let announced = world.announce(&tender).await;
    let order: Vec<_> = announced.results.iter().map(|one| (one.bidder_code.as_str(), one.amount_fen)).collect();
    assert_eq!(order, [(social.as_str(), PRICE - 3), (second, PRICE - 2), (first, PRICE - 1)]);
    world.city.suite.stop().await;
}

fn of_offers<'a>(offers: &[&'a pb::TenderBid], code: &str) -> &'a pb::TenderBid {
    offers.iter().find(|bid| bid.bidder_code == code).unwrap()
}

#[tokio::test]
async fn talks_are_held_by_an_odd_number_of_whom_few_are_of_the_buyer() {
    let world = World::start().await;
    let bidders: Vec<(&str, i64)> = COMPANIES.iter().map(|code| (*code, PRICE)).collect();
    let (tender, _) = opened(&world, &bidders).await;
    let employed = pb::TenderExpert { employer_code: BUYER.into(), ..expert("a") };
    let named = ["buyer", "c", "d", "e", "f", "g"].map(expert);
    let seven: Vec<_> = [employed].into_iter().chain(named).collect();
    world.assign(&tender, &seven).await.unwrap();
    let recuse = async |account: &str| {
        let request = pb::RecuseTenderExpertRequest { name: tender.name.clone(), reason: "亲属关系".into() };
        world.judge(account).recuse_tender_expert(request).await.unwrap();
        world.get(&tender).await
    };
    let even = world.call_offers(&recuse("f").await).await.unwrap_err();
    assert_eq!((reason(&even).1, metadata(&even, "missing")), ("TENDER_EXPERTS_MISSING".into(), "1".into()));
    let odd = recuse("g").await;
    let refused = world.call_offers(&odd).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "TENDER_EXPERTS_OF_BUYER".into()));
    let seated = world.assign(&odd, &["c", "d", "e"].map(expert)).await.unwrap();
    assert_eq!(world.call_offers(&seated).await.unwrap().status(), pb::TenderStatus::Offering);
    world.city.suite.stop().await;
}

#[tokio::test]
async fn where_nobody_makes_a_last_offer_the_tender_fails_and_the_project_is_tendered_anew() {
    let world = World::start().await;
    let bidders: Vec<(&str, i64)> = COMPANIES.iter().map(|code| (*code, PRICE)).collect();
    let (tender, _) = opened(&world, &bidders).await;
    let seated = world.assign(&tender, &["a", "b", "c"].map(expert)).await.unwrap();
    let called = world.call_offers(&seated).await.unwrap();
    world.bid(bid(&called, COMPANIES[0], PRICE - 1)).await.unwrap();
    let request = pb::WithdrawTenderBidRequest { tender: called.name.clone(), bidder_code: COMPANIES[0].into() };
    let withdrawn = world.portal().withdraw_tender_bid(request.clone()).await.unwrap().into_inner().receipt.unwrap();
    assert_eq!((withdrawn.status(), withdrawn.last_offer), (pb::TenderBidStatus::Withdrawn, true));
    let twice = world.portal().withdraw_tender_bid(request).await.unwrap_err();
    assert_eq!(reason(&twice).1, "TENDER_BID_NOT_FOUND", "a first bid is not withdrawn in its place");
    let stands = receipt(&world, &called, COMPANIES[0]).await.receipt.unwrap();
    assert_eq!((stands.status(), stands.last_offer), (pb::TenderBidStatus::Valid, false));
    let ready = world.released(&called).await;
    let done = world.open(&ready).await.unwrap();
    let failed = done.tender.unwrap();
    assert_eq!((failed.status(), failed.offer_count), (pb::TenderStatus::Failed, 0));
    let left = done.bids.iter().filter(|bid| bid.status() == pb::TenderBidStatus::Excluded && !bid.last_offer);
    assert_eq!((left.count(), done.bids.len()), (3, 3));
    let project = pb::PurchaseProject { name: tender.project, ..Default::default() };
    world.create(world.lowest(&project)).await.unwrap();
    world.city.suite.stop().await;
}
