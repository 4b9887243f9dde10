//! Openings: two officers of two departments, after the deadline, with credit to ask.

use onecode_proto::purchase::v1 as pb;
use testkit::refusal::{metadata, reason};
use time::Duration;
use tonic::Code;

use crate::world::{COMPANIES, PRICE, World, bid};

#[tokio::test]
async fn two_officers_of_different_departments_release_the_key_after_the_deadline() {
    let world = World::start().await;
    let tender = world.published().await;
    let early = world.authorize(&world.buyer(), &tender).await.unwrap_err();
    assert_eq!(reason(&early), (Code::FailedPrecondition, "TENDER_NOT_DUE".into()));
    world.advance(Duration::days(10));
    let nameless = world.city.suite.identities().caller("audit", "330500", &["tender-supervisor"]);
    assert_eq!(reason(&world.authorize(&nameless, &tender).await.unwrap_err()).1, "TENDER_OFFICER_REQUIRED");
    let once = world.authorize(&world.buyer(), &tender).await.unwrap();
    let alone = world.open(&once).await.unwrap_err();
    assert_eq!((reason(&alone).1, metadata(&alone, "missing")), ("TENDER_OPENING_NOT_AUTHORIZED".into(), "1".into()));
    let colleague = world.official("civil-affairs", "purchase-officer", "colleague");
    let same = world.authorize(&colleague, &tender).await.unwrap_err();
    assert_eq!(reason(&same), (Code::FailedPrecondition, "TENDER_OPENING_SAME_DEPARTMENT".into()));
    let himself = world.official("finance", "tender-supervisor", "buyer");
    assert_eq!(reason(&world.authorize(&himself, &tender).await.unwrap_err()).1, "TENDER_OPENING_SAME_DEPARTMENT");
    let twice = world.authorize(&world.supervisor(), &tender).await.unwrap();
    let third = world.official("audit", "tender-supervisor", "auditor");
    for more in [&third, &world.supervisor(), &colleague] {
        let none = world.authorize(more, &tender).await.unwrap_err();
        assert_eq!(reason(&none), (Code::FailedPrecondition, "TENDER_OPENING_AUTHORIZED".into()), "there is no third");
    }
    let failed = world.open(&twice).await.unwrap().tender.unwrap();
    assert_eq!((failed.status(), failed.bid_count), (pb::TenderStatus::Failed, 0), "nobody bid");
    let county = world.city.suite.identities().official("finance", "330521", &["tender-supervisor"], "county");
    assert_eq!(reason(&world.authorize(&county, &tender).await.unwrap_err()).1, "TENDER_NOT_FOUND");
    world.city.suite.stop().await;
}

#[tokio::test]
async fn nothing_is_opened_while_credit_does_not_answer() {
    let mut world = World::start().await;
    let bidder = world.city.register(1, "湖州市护理协会").await;
    let tender = world.published().await;
    world.bid(bid(&tender, &bidder, PRICE)).await.unwrap();
    let ready = world.released(&tender).await;
    world.cut_off().await;
    let refused = world.open(&ready).await.unwrap_err();
    assert_eq!(refused.code(), Code::Unavailable);
    assert_eq!(world.get(&tender).await, ready);
    assert_eq!(world.city.suite.count("select count(*) from purchase.tender_bid where status = 'sealed'").await, 1);
    world.city.suite.stop().await;
}

#[tokio::test]
async fn a_replica_with_other_keys_opens_nothing() {
    let mut world = World::start().await;
    let tender = world.published().await;
    for code in &COMPANIES[..2] {
        world.bid(bid(&tender, code, PRICE)).await.unwrap();
    }
    let ready = world.released(&tender).await;
    world.cut_off().await;
    assert_eq!(world.open(&ready).await.unwrap_err().code(), Code::Internal);
    assert_eq!(world.get(&tender).await, ready);
    world.city.suite.stop().await;
}
