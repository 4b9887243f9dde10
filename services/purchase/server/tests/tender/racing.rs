//! What comes at once has one effect, and what comes again is answered.

use futures::future::join_all;
use onecode_proto::purchase::v1 as pb;
use onecode_proto::purchase::v1::tender_service_client::TenderServiceClient;
use time::Duration;

use crate::world::{COMPANIES, PRICE, World, bid, expert};

#[tokio::test]
async fn of_openings_and_of_awards_that_come_at_once_one_is_done() {
    let world = World::start().await;
    let tender = world.published().await;
    for code in &COMPANIES[..2] {
        world.bid(bid(&tender, code, PRICE)).await.unwrap();
    }
    let ready = world.released(&tender).await;
    let opened = join_all((0..6).map(|_| world.open(&ready))).await;
    let opened: Vec<_> = opened.into_iter().filter_map(Result::ok).collect();
    assert_eq!(opened.len(), 1);
    world.assign(opened[0].tender.as_ref().unwrap(), &["a", "b", "c"].map(expert)).await.unwrap();
    let given: Vec<(&str, i32, i32)> = opened[0].bids.iter().map(|bid| (bid.name.as_str(), 100, 100)).collect();
    let scored = join_all(["a", "b", "c"].map(|account| world.score(account, &tender, &given))).await;
    assert!(scored.iter().all(Result::is_ok), "{scored:?}");
    world.evaluate(&tender).await.unwrap();
    world.announce(&tender).await;
    world.advance(Duration::days(13));
    let awarded = join_all((0..6).map(|_| world.award(&tender))).await;
    assert_eq!(awarded.iter().filter(|one| one.is_ok()).count(), 1);
    assert_eq!(world.facts::<pb::ProjectAwarded>().await.len(), 1);
    assert_eq!(world.facts::<pb::TenderOpened>().await.len(), 1);
    world.city.suite.stop().await;
}

#[tokio::test]
async fn of_bids_of_one_bidder_that_come_at_once_one_counts() {
    let world = World::start().await;
    let tender = world.published().await;
    let bids = join_all((0..6).map(|more| world.bid(bid(&tender, COMPANIES[0], PRICE + more)))).await;
    assert!(bids.iter().all(Result::is_ok), "{bids:?}");
    let counting = "select count(*) from purchase.tender_bid where status = 'sealed'";
    assert_eq!(world.city.suite.count(counting).await, 1);
    assert_eq!(world.city.suite.count("select count(*) from purchase.tender_bid where letter is not null").await, 1);
    world.city.suite.stop().await;
}

#[tokio::test]
async fn of_last_offers_and_their_openings_that_come_at_once_one_counts() {
    let world = World::start().await;
    let tender = world.published_lowest(pb::ProcurementMethod::CompetitiveNegotiation).await;
    for code in COMPANIES {
        world.bid(bid(&tender, code, PRICE)).await.unwrap();
    }
    let ready = world.released(&tender).await;
    let opened = world.open(&ready).await.unwrap().tender.unwrap();
    let seated = world.assign(&opened, &["a", "b", "c"].map(expert)).await.unwrap();
    let called = world.call_offers(&seated).await.unwrap();
    let one = join_all((1..=6).map(|more| world.bid(bid(&tender, COMPANIES[0], PRICE - more)))).await;
    assert!(one.iter().all(Result::is_ok), "{one:?}");
    let others = COMPANIES[1..].iter().map(|code| world.bid(bid(&tender, code, PRICE - 9)));
    assert!(join_all(others).await.iter().all(Result::is_ok));
    let counting = "select count(*) from purchase.tender_bid where status = 'sealed'";
    assert_eq!(world.city.suite.count(counting).await, 3);
    let ready = world.released(&called).await;
    let opened = join_all((0..6).map(|_| world.open(&ready))).await;
    let opened: Vec<_> = opened.into_iter().filter_map(Result::ok).collect();
    assert_eq!((opened.len(), opened[0].tender.as_ref().map(|one| one.offer_count)), (1, Some(3)));
    assert_eq!(world.facts::<pb::TenderOffersOpened>().await.len(), 1);
    assert_eq!(world.facts::<pb::TenderOpened>().await.len(), 1);
    world.city.suite.stop().await;
}

#[tokio::test]
async fn a_repeated_opening_is_answered_even_while_credit_cannot_be_asked() {
    let mut world = World::start().await;
    let bidder = world.city.register(1, "湖州市护理协会").await;
    let tender = world.published().await;
    world.bid(bid(&tender, &bidder, PRICE)).await.unwrap();
    world.bid(bid(&tender, COMPANIES[0], PRICE)).await.unwrap();
    let ready = world.released(&tender).await;
    let request = pb::OpenTenderRequest { name: ready.name.clone(), etag: ready.etag.clone() };
    let buyer = world.buyer();
    let mut buying = TenderServiceClient::new(world.city.client(buyer.keyed("o1")));
    let first = buying.open_tender(request.clone()).await.unwrap().into_inner();
    world.cut_off().await;
    let mut buying = TenderServiceClient::new(world.city.client(buyer.keyed("o1")));
    assert_eq!(buying.open_tender(request).await.unwrap().into_inner(), first);
    world.city.suite.stop().await;
}
