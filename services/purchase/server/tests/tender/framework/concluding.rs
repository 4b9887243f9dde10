//! A framework is concluded: who enters, who is eliminated, and who may not be hired any more.

use futures::future::join_all;
use onecode_proto::purchase::v1 as pb;
use onecode_proto::purchase::v1::framework_service_client::FrameworkServiceClient;
use testkit::refusal::{metadata, reason, violated_sorted};
use time::Duration;
use tonic::Code;

use super::{UNIT, announced, bidders, by, conclude, conclusion, order};
use crate::city::{HUZHOU, date};
use crate::telling::releases;
use crate::world::{COMPANIES, PRICE, World, bid, expert};

#[tokio::test]
async fn of_four_bidders_three_enter_and_one_is_eliminated() {
    let world = World::start().await;
    let bidders = bidders(&world).await;
    let tender = announced(&world, &bidders).await;
    let direct = pb::CallOffMethod::Direct;
    let soon = pb::ConcludeFrameworkRequest { begin_date: date(2026, 12, 28), ..conclusion(&tender, 3, direct) };
    let early = conclude(&world, soon).await.unwrap_err();
    assert_eq!(reason(&early), (Code::FailedPrecondition, "TENDER_CHALLENGE_PERIOD".into()));

    world.advance(Duration::days(13));
    let award = world.award(&tender).await.unwrap_err();
    assert_eq!(reason(&award), (Code::FailedPrecondition, "TENDER_FRAMEWORK".into()));
    for (entrants, rule) in [(4, "GP-13a@1"), (1, "GP-13b@1")] {
        let refused = conclude(&world, conclusion(&tender, entrants, direct)).await.unwrap_err();
        assert_eq!(reason(&refused), (Code::FailedPrecondition, "FRAMEWORK_ENTRANTS".into()));
        let told = ["least", "most", "rule"].map(|key| metadata(&refused, key));
        assert_eq!(told, ["2".to_owned(), "3".into(), rule.into()], "{entrants}");
    }
    let done = conclude(&world, conclusion(&tender, 3, direct)).await.unwrap();
    let (framework, tender, project) = (done.framework.unwrap(), done.tender.unwrap(), done.project.unwrap());
    let entered = |framework: &pb::Framework| {
        let one =
            |entrant: &pb::FrameworkEntrant| (entrant.rank, entrant.supplier_code.clone(), entrant.unit_price_fen);
        framework.entrants.iter().map(one).collect::<Vec<_>>()
    };
    let first_three =
        (1_i32..).zip(&bidders).take(3).map(|(rank, code)| (rank, code.clone(), UNIT + 100 * i64::from(rank - 1)));
    assert_eq!(entered(&framework), first_three.collect::<Vec<_>>());
    assert_eq!(framework.rules, ["GP-13a@1", "GP-13b@1", "GP-13c@1"]);
    assert_eq!((framework.status(), framework.valid_bid_count), (pb::FrameworkStatus::Active, 4));
    assert_eq!((&framework.tender, &framework.project), (&tender.name, &project.name));
    assert_eq!((tender.status(), project.status()), (pb::TenderStatus::Awarded, pb::ProjectStatus::Framed));
    assert_eq!((tender.events.last().unwrap().kind.as_str(), project.award.is_none()), ("framed", true));
    let again = conclude(&world, conclusion(&tender, 3, direct)).await.unwrap_err();
    assert_eq!(reason(&again), (Code::FailedPrecondition, "TENDER_STATE".into()));

    assert_eq!(
        world.facts::<pb::FrameworkConcluded>().await,
        [pb::FrameworkConcluded { framework: Some(framework.clone()) }]
    );
    assert!(world.facts::<pb::ProjectAwarded>().await.is_empty());
    let told = releases(&world).await;
    assert_eq!((told.len(), told.last().unwrap()["tender"]["status"].as_str()), (5, Some("complete")));
    world.city.suite.stop().await;
}

#[tokio::test]
async fn what_was_concluded_is_read_by_everybody() {
    let world = World::start().await;
    let bidders = bidders(&world).await;
    let tender = announced(&world, &bidders).await;
    world.advance(Duration::days(13));
    let request = conclusion(&tender, 3, pb::CallOffMethod::Rotation);
    let framework = conclude(&world, request).await.unwrap().framework.unwrap();
    let anybody = world.city.suite.identities().caller("data-bureau", "330100", &["public-portal"]);
    let request = pb::GetFrameworkRequest { name: framework.name.clone() };
    let shown = by(&world, &anybody).get_framework(request).await.unwrap().into_inner().framework;
    assert_eq!(shown, Some(framework.clone()));
    let missing = pb::GetFrameworkRequest { name: framework.tender.replace("tenders", "frameworks") };
    let refused = by(&world, &anybody).get_framework(missing).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "FRAMEWORK_NOT_FOUND".into()));

    let all = pb::ListFrameworksRequest::default();
    let of = |supplier: &String| pb::ListFrameworksRequest { supplier_code: supplier.clone(), ..all.clone() };
    let on = |year, month, day| pb::ListFrameworksRequest { valid_date: date(year, month, day), ..all.clone() };
    let filters = [
        (all.clone(), 1),
        (pb::ListFrameworksRequest { division: HUZHOU.into(), ..all.clone() }, 1),
        (pb::ListFrameworksRequest { division: "330100".into(), ..all.clone() }, 0),
        (of(&bidders[2]), 1),
        (of(&bidders[3]), 0),
        (on(2026, 12, 26), 0),
        (on(2026, 12, 27), 1),
        (on(2028, 12, 26), 1),
        (on(2028, 12, 27), 0),
    ];
    for (filter, found) in filters {
        let listed = by(&world, &anybody).list_frameworks(filter.clone()).await.unwrap().into_inner();
        assert_eq!(listed.frameworks, vec![framework.clone(); found], "{filter:?}");
    }
    world.city.suite.stop().await;
}

#[tokio::test]
async fn one_who_was_listed_since_does_not_enter_and_nobody_takes_the_place() {
    let world = World::start().await;
    let bidders = bidders(&world).await;
    let tender = announced(&world, &bidders).await;
    world.advance(Duration::days(13));
    world.city.list_serious(&bidders[1]).await;
    let direct = pb::CallOffMethod::Direct;
    let refused = conclude(&world, conclusion(&tender, 2, direct)).await.unwrap_err();
    let told = (reason(&refused).1, metadata(&refused, "entrants"), metadata(&refused, "rule"));
    assert_eq!(told, ("FRAMEWORK_ENTRANTS".into(), "1".into(), "GP-13b@1".into()));
    let framework = conclude(&world, conclusion(&tender, 3, direct)).await.unwrap().framework.unwrap();
    let entered: Vec<_> = framework.entrants.iter().map(|one| (one.rank, one.supplier_code.as_str())).collect();
    assert_eq!(entered, [(1, COMPANIES[0]), (3, COMPANIES[1])]);
    let kept = "select count(*) from purchase.framework where cardinality(refused_codes) = 1";
    assert_eq!(world.city.suite.count(kept).await, 1);
    world.city.suite.stop().await;
}

#[tokio::test]
async fn a_tender_of_another_method_comes_to_no_framework() {
    let world = World::start().await;
    let tender = world.published().await;
    for code in &COMPANIES[..2] {
        world.bid(bid(&tender, code, PRICE)).await.unwrap();
    }
    let ready = world.released(&tender).await;
    let opened = world.open(&ready).await.unwrap();
    world.assign(&opened.tender.unwrap(), &["a", "b", "c"].map(expert)).await.unwrap();
    world.score_alike(&tender, &opened.bids).await;
    world.evaluate(&tender).await.unwrap();
    let announced = world.announce(&tender).await;
    world.advance(Duration::days(13));
    let refused = conclude(&world, conclusion(&announced, 2, pb::CallOffMethod::Direct)).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "FRAMEWORK_METHOD".into()));
    assert_eq!(metadata(&refused, "method"), "competitive_consultation");
    world.city.suite.stop().await;
}

#[tokio::test]
async fn of_conclusions_that_come_at_once_one_is_made_and_a_repeated_one_is_answered() {
    let world = World::start().await;
    let bidders = bidders(&world).await;
    let tender = announced(&world, &bidders).await;
    world.advance(Duration::days(13));
    let request = conclusion(&tender, 3, pb::CallOffMethod::Direct);
    let keyed = |key: &str| FrameworkServiceClient::new(world.city.client(world.buyer().keyed(key)));
    let made = join_all((0..4).map(|number| {
        let (mut client, request) = (keyed(&format!("f{number}")), request.clone());
        async move { client.conclude_framework(request).await.map(tonic::Response::into_inner) }
    }))
    .await;
    assert_eq!(made.iter().filter(|one| one.is_ok()).count(), 1, "{made:?}");
    assert_eq!(world.city.suite.count("select count(*) from purchase.framework").await, 1);

    let (number, concluded) = made.into_iter().enumerate().find_map(|(at, one)| Some((at, one.ok()?))).unwrap();
    let framework = concluded.framework.clone().unwrap();
    let project = world.planned(pb::ProcurementMethod::Framework).await;
    let order = order(&framework, &project, COMPANIES[0]);
    let first = keyed("c1").call_off(order.clone()).await.unwrap().into_inner();
    assert_eq!(keyed("c1").call_off(order).await.unwrap().into_inner(), first);
    // its first day is past by then
    world.advance(Duration::days(1));
    let repeated = keyed(&format!("f{number}")).conclude_framework(request).await.unwrap().into_inner();
    assert_eq!(repeated, concluded);
    assert_eq!(world.city.suite.count("select count(*) from purchase.framework_call_off").await, 1);
    world.city.suite.stop().await;
}

#[tokio::test]
async fn everything_that_is_wrong_is_named_at_once() {
    let world = World::start().await;
    let wrong = pb::ConcludeFrameworkRequest {
        tender: "frameworks/1".into(),
        begin_date: date(2026, 11, 23),
        end_date: date(2028, 11, 23),
        ..Default::default()
    };
    let refused = conclude(&world, wrong).await.unwrap_err();
    let fields = ["begin_date", "call_off_method", "document_number", "end_date", "entrant_count", "etag", "tender"];
    assert_eq!(violated_sorted(&refused), fields);
    let wrong = pb::CallOffRequest {
        supplier_code: "330102199003070011".into(),
        quantity: 1_000_001,
        award_date: date(2026, 11, 25),
        ..Default::default()
    };
    let refused = by(&world, &world.buyer()).call_off(wrong).await.unwrap_err();
    let fields = [
        "amount_fen",
        "award_date",
        "document_number",
        "etag",
        "name",
        "project",
        "project_etag",
        "quantity",
        "supplier_code",
    ];
    assert_eq!(violated_sorted(&refused), fields);
    let wrong = pb::RemoveEntrantRequest::default();
    let refused = by(&world, &world.buyer()).remove_entrant(wrong).await.unwrap_err();
    assert_eq!(violated_sorted(&refused), ["etag", "ground", "name", "reason", "supplier_code"]);
    world.city.suite.stop().await;
}
