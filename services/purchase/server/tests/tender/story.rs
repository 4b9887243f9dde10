//! A whole procurement: a bidder on the serious list, an expert who withdraws, a tie that preference decides, a challenge that is upheld.

use onecode_proto::purchase::v1 as pb;
use onecode_proto::purchase::v1::project_service_client::ProjectServiceClient;
use testkit::refusal::{metadata, reason};
use time::Duration;
use tonic::Code;

use crate::city::date;
use crate::world::{COMPANIES, PRICE, World, bid, expert, of};

/// Whoever sat with a bidder within three years is refused; another one withdraws and is replaced.
async fn seated(world: &World, opened: &pb::Tender, winner: &str, third: &str) {
    let related = pb::TenderExpert { employer_code: winner.into(), ..expert("li") };
    let tie = |until_date| vec![pb::TenderExpertTie { code: third.into(), until_date }];
    let former = pb::TenderExpert { ties: tie(date(2024, 1, 31)), ..expert("wang") };
    let long_ago = pb::TenderExpert { ties: tie(date(2020, 1, 31)), ..expert("zhao") };
    let refused = world.assign(opened, &[related, former, long_ago.clone()]).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "TENDER_EXPERT_CONFLICT".into()));
    assert_eq!(metadata(&refused, "experts"), format!("experts[0] ({winner}), experts[1] ({third})"));
    let assigned = world.assign(opened, &[expert("sun"), expert("qian"), long_ago.clone()]).await.unwrap();
    let request = pb::RecuseTenderExpertRequest { name: assigned.name.clone(), reason: "亲属关系".into() };
    world.judge("sun").recuse_tender_expert(request).await.unwrap();
    let now = world.get(&assigned).await;
    let again = world.assign(&now, &[expert("sun"), expert("qian"), long_ago.clone()]).await.unwrap_err();
    assert_eq!(metadata(&again, "experts"), "experts[0]");
    world.assign(&now, &[expert("zhou"), expert("qian"), long_ago]).await.unwrap();
}

#[tokio::test]
async fn from_the_notice_to_the_award() {
    let world = World::start().await;
    let winner = world.city.register(1, "湖州市护理协会").await;
    let listed = world.city.register(2, "湖州市养老协会").await;
    let third = world.city.register(3, "湖州市社工协会").await;
    let company = COMPANIES[0];
    let tender = world.published().await;
    for (code, fen) in
        [(company, PRICE), (winner.as_str(), PRICE), (listed.as_str(), 1_000_000), (third.as_str(), PRICE)]
    {
        world.bid(bid(&tender, code, fen)).await.unwrap();
    }
    world.city.list_serious(&listed).await;
    let ready = world.released(&tender).await;
    let opened = world.open(&ready).await.unwrap();
    let (opened, bids) = (opened.tender.unwrap(), opened.bids);
    assert_eq!((opened.status(), opened.bid_count), (pb::TenderStatus::Opened, 4));
    let excluded = of(&bids, &listed);
    assert_eq!(excluded.status(), pb::TenderBidStatus::Excluded);
    assert!(excluded.exclude_reason.contains("not_serious"), "{excluded:?}");
    assert_eq!(of(&bids, &winner).eligibility(), pb::AwardEligibility::NotKnown);
    assert_eq!(of(&bids, company).eligibility(), pb::AwardEligibility::NoRecord);

    seated(&world, &opened, &winner, &third).await;
    let (first, second, last) = (&of(&bids, &winner).name, &of(&bids, company).name, &of(&bids, &third).name);
    for account in ["zhou", "qian"] {
        let given = [(first.as_str(), 3_501, 2_000), (second.as_str(), 3_000, 2_501), (last.as_str(), 3_500, 2_000)];
        world.score(account, &tender, &given).await.unwrap();
    }
    let early = world.evaluate(&tender).await.unwrap_err();
    assert_eq!(reason(&early), (Code::FailedPrecondition, "TENDER_SCORES_MISSING".into()));
    assert_eq!(metadata(&early, "missing"), "1", "accounts are not told");
    let given = [(first.as_str(), 4_000, 1_000), (second.as_str(), 2_000, 3_000), (last.as_str(), 4_000, 1_000)];
    world.score("zhao", &tender, &given).await.unwrap();
    let ranked = world.evaluate(&tender).await.unwrap().results;
    assert_eq!(ranked.iter().map(|one| &one.bidder_code).collect::<Vec<_>>(), [&winner, company, &third]);
    assert_eq!(ranked[0].total_points, ranked[1].total_points);
    assert_eq!(ranked[0].decided_by(), pb::TenderDecider::Preference);
    assert_eq!(ranked[1].decided_by(), pb::TenderDecider::Score);

    let announced = world.announce(&tender).await;
    assert_eq!((announced.results.len(), announced.announce_date), (3, date(2026, 12, 4)));
    assert_eq!(announced.challenge_last_date, date(2026, 12, 16));
    let another = world.published().await;
    let listed = world.buying().list_tenders(pb::ListTendersRequest::default()).await.unwrap().into_inner().tenders;
    let shown: Vec<_> = listed.iter().map(|one| (&one.name, one.results.len())).collect();
    assert_eq!(shown, [(&another.name, 0), (&tender.name, 3)]);
    assert_eq!(listed[1].results, announced.results);
    let challenge = pb::FileTenderChallengeRequest {
        tender: tender.name.clone(),
        bidder_code: company.into(),
        ground: "业绩材料不实".into(),
    };
    let filed = world.portal().file_tender_challenge(challenge.clone()).await.unwrap().into_inner().challenge.unwrap();
    assert_eq!((filed.number, filed.decide_last_date), (1, date(2026, 12, 15)));
    let twice = world.portal().file_tender_challenge(challenge.clone()).await.unwrap_err();
    assert_eq!(reason(&twice), (Code::FailedPrecondition, "TENDER_CHALLENGE_UNDECIDED".into()));
    let early = world.award(&tender).await.unwrap_err();
    assert_eq!(reason(&early), (Code::FailedPrecondition, "TENDER_CHALLENGE_PERIOD".into()));
    let request = pb::DecideTenderChallengeRequest {
        name: tender.name.clone(),
        etag: world.get(&tender).await.etag,
        challenge_number: 1,
        outcome: pb::TenderChallengeOutcome::Upheld.into(),
        excluded_bid: first.clone(),
        answer: "质疑成立".into(),
    };
    let decided = world.buying().decide_tender_challenge(request).await.unwrap().into_inner();
    let decided = decided.tender.unwrap();
    assert_eq!((decided.status(), decided.announce_date), (pb::TenderStatus::Evaluated, None));
    let announced = world.announce(&tender).await;
    assert_eq!(announced.results.iter().map(|one| one.bidder_code.as_str()).collect::<Vec<_>>(), [company, &third]);

    world.advance(Duration::days(13));
    let late = world.portal().file_tender_challenge(challenge).await.unwrap_err();
    assert_eq!(reason(&late), (Code::FailedPrecondition, "TENDER_CHALLENGE_LATE".into()));
    let awarded = world.award(&tender).await.unwrap();
    let (tender, project) = (awarded.tender.unwrap(), awarded.project.unwrap());
    assert_eq!((tender.status(), project.status()), (pb::TenderStatus::Awarded, pb::ProjectStatus::Awarded));
    let award = project.award.unwrap();
    assert_eq!((award.supplier_code.as_str(), award.amount_fen), (company, PRICE));
    assert_eq!((award.announce_date, award.award_date), (date(2026, 12, 17), date(2026, 12, 17)));
    let (name, etag, announce_date) = (project.name, project.etag, award.announce_date);
    let mut projects = ProjectServiceClient::new(world.city.client(world.buyer().fresh()));
    let request = pb::AnnounceAwardRequest { name, etag, announce_date };
    let told = projects.announce_award(request).await.unwrap_err();
    assert_eq!((reason(&told).1, metadata(&told, "status")), ("PROJECT_STATE".into(), "announced".into()));
    let kinds: Vec<&str> = tender.events.iter().map(|event| event.kind.as_str()).collect();
    assert_eq!(kinds.len(), kinds.iter().filter(|kind| !kind.contains("bid")).count());
    let quiet = tender.events.iter().filter(|event| event.department.is_empty()).map(|event| event.kind.as_str());
    assert_eq!(quiet.collect::<Vec<_>>(), ["expert_recused", "scored", "scored", "scored"]);
    assert_eq!(kinds.first().zip(kinds.last()), Some((&"drafted", &"awarded")));

    assert_eq!(world.facts::<pb::TenderPublished>().await.len(), 2);
    assert_eq!(world.facts::<pb::TenderOpened>().await[0].bids.len(), 4);
    assert_eq!(world.facts::<pb::TenderChallengeDecided>().await[0].excluded_bid, *first);
    assert_eq!(world.facts::<pb::TenderAwarded>().await.len(), 1);
    assert_eq!(world.facts::<pb::ProjectAwarded>().await.len(), 1);
    let released = "select count(*) from purchase.ocds_release";
    let all =
        "planned, published, opened, announced, ranked anew, announced, and awarded; another planned and published";
    assert_eq!(world.city.suite.count(released).await, 9, "{all}");
    world.city.suite.stop().await;
}
