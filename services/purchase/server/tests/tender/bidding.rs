//! Bids: late by a microsecond, replaced, withdrawn, repeated, wrong.

use onecode_proto::purchase::v1 as pb;
use onecode_proto::purchase::v1::tender_service_client::TenderServiceClient;
use testkit::refusal::{metadata, reason, violated_sorted};
use time::Duration;
use tonic::Code;

use crate::city::HUZHOU;
use crate::world::{BUDGET, COMPANIES, PRICE, World, bid, of};

#[tokio::test]
async fn a_bid_counts_in_the_last_microsecond_and_not_at_the_deadline() {
    let world = World::start().await;
    let tender = world.published().await;
    world.advance(Duration::days(10) - Duration::microseconds(1));
    world.bid(bid(&tender, COMPANIES[0], PRICE)).await.unwrap();
    world.advance(Duration::microseconds(1));
    let late = world.bid(bid(&tender, COMPANIES[1], PRICE)).await.unwrap_err();
    assert_eq!(reason(&late), (Code::FailedPrecondition, "TENDER_BID_LATE".into()));
    assert_eq!(metadata(&late, "deadline"), "2026-12-04T02:00:00Z");
    assert_eq!(metadata(&late, "arrival"), "2026-12-04T02:00:00Z");
    let request = pb::WithdrawTenderBidRequest { tender: tender.name.clone(), bidder_code: COMPANIES[0].into() };
    let late = world.portal().withdraw_tender_bid(request).await.unwrap_err();
    assert_eq!(reason(&late).1, "TENDER_BID_LATE");
    world.city.suite.stop().await;
}

#[tokio::test]
async fn the_last_bid_of_a_bidder_counts_and_a_withdrawn_one_does_not() {
    let world = World::start().await;
    let tender = world.published().await;
    let first = world.bid(bid(&tender, COMPANIES[0], PRICE)).await.unwrap();
    let second = world.bid(bid(&tender, COMPANIES[0], PRICE + 1)).await.unwrap();
    assert_ne!((&first.bid, &first.sha256), (&second.bid, &second.sha256));
    for code in &COMPANIES[1..] {
        world.bid(bid(&tender, code, PRICE)).await.unwrap();
    }
    let request = pb::WithdrawTenderBidRequest { tender: tender.name.clone(), bidder_code: COMPANIES[2].into() };
    let gone = world.portal().withdraw_tender_bid(request.clone()).await.unwrap().into_inner().receipt.unwrap();
    assert_eq!(gone.status(), pb::TenderBidStatus::Withdrawn);
    let twice = world.portal().withdraw_tender_bid(request).await.unwrap_err();
    assert_eq!(reason(&twice), (Code::NotFound, "TENDER_BID_NOT_FOUND".into()));
    let ready = world.released(&tender).await;
    let bids = world.open(&ready).await.unwrap().bids;
    assert_eq!((bids.len(), of(&bids, COMPANIES[0]).amount_fen), (2, PRICE + 1));
    assert_eq!(of(&bids, COMPANIES[0]).sha256, second.sha256);
    let brief = of(&bids, COMPANIES[0]).content.as_ref().unwrap();
    assert_eq!((brief.statement.as_str(), brief.attachments[0].content.len()), ("", 0));
    let request = pb::GetTenderBidRequest { name: of(&bids, COMPANIES[0]).name.clone() };
    let whole = world.buying().get_tender_bid(request).await.unwrap().into_inner().bid.unwrap();
    assert_eq!(whole.content, bid(&tender, COMPANIES[0], PRICE + 1).content);
    world.city.suite.stop().await;
}

#[tokio::test]
async fn a_receipt_is_for_the_system_that_handed_the_bid_in_and_no_other_replaces_it() {
    let world = World::start().await;
    let tender = world.published().await;
    let given = world.bid(bid(&tender, COMPANIES[0], PRICE)).await.unwrap();
    let request = pb::GetTenderBidReceiptRequest { tender: tender.name.clone(), bidder_code: COMPANIES[0].into() };
    let again = world.portal().get_tender_bid_receipt(request.clone()).await.unwrap().into_inner().receipt.unwrap();
    assert_eq!(again, given);
    let rival = world.city.suite.identities().caller("rival", HUZHOU, &["tender-bidder"]);
    let refused = world.by(&rival).get_tender_bid_receipt(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "TENDER_BID_NOT_FOUND".into()));
    let request = pb::WithdrawTenderBidRequest { tender: tender.name.clone(), bidder_code: COMPANIES[0].into() };
    let refused = world.by(&rival).withdraw_tender_bid(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "TENDER_BID_NOT_FOUND".into()), "it is not told who bids");
    let refused = world.by(&rival).submit_tender_bid(bid(&tender, COMPANIES[0], 1)).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "TENDER_BID_OTHER_SYSTEM".into()));
    world.city.suite.stop().await;
}

#[tokio::test]
async fn a_repeated_bid_is_answered_with_its_receipt_even_after_the_deadline() {
    let world = World::start().await;
    let tender = world.published().await;
    let request = bid(&tender, COMPANIES[0], PRICE);
    let submit = async || {
        // a token lasts less long than the tender
        let caller = world.city.suite.identities().caller("data-bureau", HUZHOU, &["tender-bidder"]);
        let mut portal = TenderServiceClient::new(world.city.client(caller.keyed("b1")));
        portal.submit_tender_bid(request.clone()).await.unwrap().into_inner()
    };
    let first = submit().await;
    world.advance(Duration::days(11));
    assert_eq!(submit().await, first);
    assert_eq!(world.city.suite.count("select count(*) from purchase.tender_bid").await, 1);
    world.city.suite.stop().await;
}

#[tokio::test]
async fn everything_that_is_wrong_with_a_bid_is_named_at_once() {
    let world = World::start().await;
    let tender = world.published().await;
    let mut wrong = bid(&tender, "nobody", 0);
    wrong.bidder_title.clear();
    let content = wrong.content.as_mut().unwrap();
    content.statement.clear();
    content.nonce = vec![7; 32];
    content.attachments[0].content = vec![1; (2 << 20) + 1];
    let found = violated_sorted(&world.bid(wrong).await.unwrap_err());
    let expected = [
        "bidder_code",
        "bidder_title",
        "content.amount_fen",
        "content.attachments",
        "content.nonce",
        "content.statement",
    ];
    assert_eq!(found, expected);
    for fen in [-1, i64::MIN, i64::MAX] {
        let refused = world.bid(bid(&tender, COMPANIES[0], fen)).await.unwrap_err();
        assert_eq!(violated_sorted(&refused), ["content.amount_fen"]);
    }
    world.city.suite.stop().await;
}

#[tokio::test]
async fn a_bid_above_the_budget_is_excluded_and_too_few_left_fail_the_tender() {
    let world = World::start().await;
    let tender = world.published().await;
    world.bid(bid(&tender, COMPANIES[0], BUDGET)).await.unwrap();
    world.bid(bid(&tender, COMPANIES[1], BUDGET + 1)).await.unwrap();
    let ready = world.released(&tender).await;
    let opened = world.open(&ready).await.unwrap();
    let failed = opened.tender.unwrap();
    assert_eq!(failed.status(), pb::TenderStatus::Failed);
    assert!(failed.end_reason.starts_with("1 valid bids"), "{}", failed.end_reason);
    assert!(of(&opened.bids, COMPANIES[1]).exclude_reason.contains("above the budget"));
    assert_eq!(world.facts::<pb::TenderEnded>().await.len(), 1);
    // another one may follow
    let project = pb::PurchaseProject { name: tender.project.clone(), ..Default::default() };
    world.create(world.stated(&project)).await.unwrap();
    world.city.suite.stop().await;
}
