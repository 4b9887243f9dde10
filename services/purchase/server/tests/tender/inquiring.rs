//! Inquiries: whatever does not meet a requirement is excluded, and of the rest the lowest price stands first.

use onecode_proto::purchase::v1 as pb;
use onecode_proto::purchase::v1::ProcurementMethod::{CompetitiveConsultation, CompetitiveNegotiation, Inquiry};
use testkit::refusal::{metadata, reason, violated_sorted};
use time::Duration;
use tonic::Code;

use crate::world::{COMPANIES, PRICE, World, bid, expert, of};

/// An opened inquiry of these bidders and prices, with three experts.
async fn judged(world: &World, bidders: &[(&str, i64)]) -> (pb::Tender, Vec<pb::TenderBid>) {
    let tender = world.published_lowest(Inquiry).await;
    for (code, fen) in bidders {
        world.bid(bid(&tender, code, *fen)).await.unwrap();
    }
    let ready = world.released(&tender).await;
    let opened = world.open(&ready).await.unwrap();
    let experts = ["a", "b", "c"].map(expert);
    (world.assign(&opened.tender.unwrap(), &experts).await.unwrap(), opened.bids)
}

#[tokio::test]
async fn an_inquiry_is_awarded_to_the_lowest_price_of_those_who_meet_the_requirements() {
    let world = World::start().await;
    let social = world.city.register(1, "湖州市护理协会").await;
    let [one, unfit, lowest] = COMPANIES;
    let bidders = [(one, PRICE), (unfit, PRICE - 2), (lowest, PRICE - 1), (social.as_str(), PRICE)];
    let (tender, bids) = judged(&world, &bidders).await;
    assert_eq!(tender.rules, ["GP-12b@1", "GP-12a@1"]);
    let found = |staff: bool| {
        bids.iter().map(|bid| (bid.name.as_str(), true, staff || bid.bidder_code != unfit)).collect::<Vec<_>>()
    };
    let mut wrong = found(true);
    wrong.pop();
    assert_eq!(violated_sorted(&world.judge_of("a", &tender, &wrong).await.unwrap_err()), ["scores"]);
    for (account, staff) in [("a", false), ("b", true), ("c", false)] {
        world.judge_of(account, &tender, &found(staff)).await.unwrap();
    }
    let now = world.get(&tender).await;
    let refused = world.call_offers(&now).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "TENDER_METHOD".into()), "an inquiry has no talks");
    let ranked = world.evaluate(&tender).await.unwrap().results;
    let order: Vec<_> = ranked.iter().map(|one| (one.bidder_code.as_str(), one.decided_by())).collect();
    let deciders = [pb::TenderDecider::Price, pb::TenderDecider::Preference, pb::TenderDecider::Unspecified];
    assert_eq!(order, [(lowest, deciders[0]), (social.as_str(), deciders[1]), (one, deciders[2])]);
    assert_eq!((ranked[0].total_points, ranked[0].quality_points), (10_000, 0));
    let request = pb::ListTenderBidsRequest { tender: tender.name.clone() };
    let listed = world.buying().list_tender_bids(request).await.unwrap().into_inner().bids;
    let excluded = of(&listed, unfit);
    assert_eq!(excluded.status(), pb::TenderBidStatus::Excluded);
    assert_eq!(excluded.exclude_reason, "most experts found a requirement not met: staff (评审因素)");

    world.announce(&tender).await;
    world.advance(Duration::days(13));
    let award = world.award(&tender).await.unwrap().project.unwrap().award.unwrap();
    assert_eq!((award.supplier_code.as_str(), award.amount_fen), (lowest, PRICE - 1));
    world.city.suite.stop().await;
}

#[tokio::test]
async fn with_too_few_who_meet_the_requirements_the_tender_fails() {
    let world = World::start().await;
    let bidders: Vec<(&str, i64)> = COMPANIES.iter().map(|code| (*code, PRICE)).collect();
    let (tender, bids) = judged(&world, &bidders).await;
    for account in ["a", "b", "c"] {
        let found = bids.iter().map(|bid| (bid.name.as_str(), bid.bidder_code != COMPANIES[0], true));
        world.judge_of(account, &tender, &found.collect::<Vec<_>>()).await.unwrap();
    }
    let done = world.evaluate(&tender).await.unwrap();
    let failed = done.tender.unwrap();
    assert_eq!((failed.status(), done.results.len()), (pb::TenderStatus::Failed, 0));
    assert_eq!(failed.end_reason, "1 bids do not meet a requirement: 2 valid bids, of which there must be 3 at least");
    assert_eq!(world.facts::<pb::TenderEnded>().await.len(), 1);
    assert_eq!(world.facts::<pb::TenderEvaluated>().await.len(), 0);
    world.city.suite.stop().await;
}

#[tokio::test]
async fn requirements_stand_beside_points_and_take_none() {
    let world = World::start().await;
    let project = world.planned(CompetitiveConsultation).await;
    let mut stated = world.stated(&project);
    stated.criteria.insert(1, world.lowest(&project).criteria.remove(1));
    let tender = world.publish(&world.create(stated).await.unwrap()).await.unwrap();
    for code in COMPANIES {
        world.bid(bid(&tender, code, PRICE)).await.unwrap();
    }
    let ready = world.released(&tender).await;
    let pb::OpenTenderResponse { tender, bids } = world.open(&ready).await.unwrap();
    let tender = world.assign(&tender.unwrap(), &["a", "b", "c"].map(expert)).await.unwrap();
    for account in ["a", "b", "c"] {
        let scores = bids.iter().flat_map(|bid| {
            let met = i32::from(bid.bidder_code != COMPANIES[0]);
            [("licence", met), ("team", 3_000), ("plan", 4_000)].map(|(criterion, points)| pb::TenderScore {
                bid: bid.name.clone(),
                criterion: criterion.into(),
                points,
            })
        });
        let request = pb::SubmitTenderScoresRequest { name: tender.name.clone(), scores: scores.collect() };
        world.judge(account).submit_tender_scores(request).await.unwrap();
    }
    let ranked = world.evaluate(&tender).await.unwrap().results;
    let points: Vec<_> = ranked.iter().map(|one| (one.price_points, one.quality_points, one.total_points)).collect();
    assert_eq!(points, [(3_000, 7_000, 10_000), (3_000, 7_000, 10_000)]);
    assert!(ranked.iter().all(|one| one.bidder_code != COMPANIES[0]), "{ranked:?}");
    world.city.suite.stop().await;
}

#[tokio::test]
async fn everything_that_is_wrong_with_a_draft_of_the_lowest_price_is_named_at_once() {
    let world = World::start().await;
    let project = world.planned(Inquiry).await;
    let mut wrong = world.lowest(&project);
    wrong.criteria[1].most_points = 1;
    wrong.criteria[0].most_points = 10_001;
    wrong.least_bids = 0;
    let found = violated_sorted(&world.create(wrong).await.unwrap_err());
    let of_criteria =
        ["tender.criteria", "tender.criteria[0].most_points", "tender.criteria[1].most_points", "tender.least_bids"];
    assert_eq!(found, of_criteria);
    // points for quality, no requirement, two bids
    let found = violated_sorted(&world.create(world.stated(&project)).await.unwrap_err());
    assert_eq!(found, ["tender.criteria", "tender.criteria", "tender.least_bids"]);
    let open = world.planned(pb::ProcurementMethod::OpenTender).await;
    let found = violated_sorted(&world.create(world.lowest(&open)).await.unwrap_err());
    assert_eq!(found, ["tender.criteria"], "an open tender scores quality");
    world.city.suite.stop().await;
}

#[tokio::test]
async fn a_notice_of_working_days_is_published_only_where_they_are_known() {
    let world = World::start().await;
    let stamp = |days| Some(world.stamp(Duration::days(days)));
    let project = world.planned(CompetitiveNegotiation).await;
    let stated = pb::Tender { question_deadline: stamp(1), bid_deadline: stamp(2), ..world.lowest(&project) };
    let short = world.publish(&world.create(stated).await.unwrap()).await.unwrap_err();
    assert_eq!(reason(&short), (Code::FailedPrecondition, "TENDER_NOTICE_TOO_SHORT".into()));
    assert_eq!((metadata(&short, "rule"), metadata(&short, "first_date")), ("GP-12b@1".into(), "2026-11-27".into()));
    let project = world.planned(Inquiry).await;
    let stated = pb::Tender { question_deadline: stamp(50), bid_deadline: stamp(60), ..world.lowest(&project) };
    let draft = world.create(stated).await.unwrap();
    world.advance(Duration::days(36));
    let unknown = world.publish(&draft).await.unwrap_err();
    assert_eq!(reason(&unknown), (Code::FailedPrecondition, "TENDER_CALENDAR_UNKNOWN".into()));
    assert_eq!(metadata(&unknown, "date"), "2026-12-30");
    world.city.suite.stop().await;
}
