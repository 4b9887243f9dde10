//! Tenders as open contracting data: each step makes a release of the project's process, which never tells of a bid before the opening.

use std::collections::{BTreeMap, BTreeSet};

use onecode_proto::purchase::v1 as pb;
use onecode_proto::purchase::v1::ocds_service_client::OcdsServiceClient;
use serde_json::Value;
use time::Duration;

use crate::city::HUZHOU;
use crate::open_data::exported;
use crate::stock::checked;
use crate::world::{COMPANIES, PRICE, World, bid, expert, of};

/// The files of an export.
async fn export(world: &World, package: pb::OcdsPackage) -> BTreeMap<String, String> {
    let publisher = world.city.suite.identities().caller("finance", HUZHOU, &["purchase-publisher"]);
    let client = OcdsServiceClient::new(world.city.client(publisher.fresh()));
    exported(client, pb::ExportOcdsRequest { package: package.into(), ..Default::default() }).await
}

/// Every release, the first one first.
pub(crate) async fn releases(world: &World) -> Vec<Value> {
    let files = export(world, pb::OcdsPackage::Releases).await;
    let packages = files.values().map(|text| serde_json::from_str::<Value>(text).unwrap());
    packages.flat_map(|package| package["releases"].as_array().unwrap().clone()).collect()
}

fn tags(releases: &[Value]) -> Vec<&str> {
    releases.iter().flat_map(|one| one["tag"].as_array().unwrap()).map(|tag| tag.as_str().unwrap()).collect()
}

/// Has the Open Contracting Partnership's own tools look at all that is told, and merge it.
async fn validated(world: &World, records: usize) {
    let folder = tempfile::tempdir().unwrap();
    for package in [pb::OcdsPackage::Releases, pb::OcdsPackage::Records] {
        for (name, content) in export(world, package).await {
            std::fs::write(folder.path().join(name), content).unwrap();
        }
    }
    if let Some(said) = checked("ocds_check.py", folder.path()) {
        assert!(said.contains(&format!("{records} records")), "{said}");
    }
}

async fn asked_and_answered(world: &World, tender: &pb::Tender) {
    let ask = pb::AskTenderQuestionRequest { name: tender.name.clone(), question: "甲公司可否分包？".into() };
    let asked = world.portal().ask_tender_question(ask).await.unwrap().into_inner().question.unwrap();
    let answer = pb::AnswerTenderQuestionRequest {
        name: tender.name.clone(),
        question_number: asked.number,
        answer: "不得分包".into(),
    };
    world.buying().answer_tender_question(answer).await.unwrap();
}

/// Scored alike by three experts, ranked and announced.
async fn announced(world: &World, tender: &pb::Tender, bids: &[pb::TenderBid]) -> pb::Tender {
    world.assign(tender, &["a", "b", "c"].map(expert)).await.unwrap();
    world.score_alike(tender, bids).await;
    world.evaluate(tender).await.unwrap();
    world.announce(tender).await
}

#[tokio::test]
async fn each_step_is_told_and_of_bids_nothing_before_the_opening() {
    let world = World::start().await;
    let tender = world.published().await;
    asked_and_answered(&world, &tender).await;
    for (code, fen) in [(COMPANIES[0], PRICE), (COMPANIES[1], PRICE + 1)] {
        world.bid(bid(&tender, code, fen)).await.unwrap();
    }
    let ready = world.released(&tender).await;
    let sealed = releases(&world).await;
    assert_eq!(tags(&sealed), ["planning", "tender", "tenderUpdate"]);
    let text = serde_json::to_string(&sealed).unwrap();
    for secret in [COMPANIES[0], COMPANIES[1], "投标单位", "876543.2", "enderers", "甲公司", "secret"] {
        assert!(!text.contains(secret), "{secret}: {text}");
    }
    let notice = &sealed[2]["tender"];
    assert_eq!((&sealed[0]["tender"]["status"], &notice["status"]), (&"planned".into(), &"active".into()));
    assert_eq!(notice["tenderPeriod"]["endDate"].as_str().map(|text| &text[..10]), Some("2026-12-04"));
    assert_eq!(notice["enquiryPeriod"]["endDate"].as_str().map(|text| &text[..10]), Some("2026-11-29"));
    assert_eq!(notice["awardPeriod"]["endDate"], Value::Null, "it is not known yet");
    assert_eq!(notice["awardCriteriaDetails"], "评审因素 30.00分；评审因素 40.00分；评审因素 30.00分");
    let documents = notice["documents"].as_array().unwrap();
    let kinds: Vec<_> = documents.iter().map(|one| one["documentType"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["tenderNotice", "clarifications"]);
    assert_eq!((&documents[1]["description"], &notice["hasEnquiries"]), (&"不得分包".into(), &true.into()));

    let opened = world.open(&ready).await.unwrap();
    let told = releases(&world).await.pop().unwrap();
    assert_eq!(told["tender"]["numberOfTenderers"], 2);
    let tenderers = told["tender"]["tenderers"].as_array().unwrap();
    let told: BTreeSet<&str> = tenderers.iter().map(|one| one["id"].as_str().unwrap()).collect();
    let expected = [0, 1].map(|place| format!("CN-USCI-{}", COMPANIES[place]));
    assert_eq!(told, expected.iter().map(String::as_str).collect());
    announced(&world, &opened.tender.unwrap(), &opened.bids).await;
    world.advance(Duration::days(13));
    world.award(&tender).await.unwrap();

    let all = releases(&world).await;
    assert_eq!(tags(&all)[3..], ["tenderUpdate", "tenderUpdate", "award"]);
    assert!(all.iter().all(|one| one["ocid"] == all[0]["ocid"]), "one process");
    let last = &all[5];
    assert_eq!(last["tender"]["awardPeriod"]["endDate"], "2026-12-16T23:59:59+08:00");
    assert_eq!((&last["tender"]["status"], &last["awards"][0]["status"]), (&"complete".into(), &"active".into()));
    let parties = &last["parties"].as_array().unwrap()[1..];
    let roles: BTreeSet<String> = parties.iter().map(|one| one["roles"].to_string()).collect();
    assert_eq!(roles, [r#"["tenderer","supplier"]"#, r#"["tenderer"]"#].map(str::to_owned).into());
    assert!(!serde_json::to_string(&all).unwrap().contains("876543.22"), "what another one asked is told nobody");
    validated(&world, 1).await;
    world.city.suite.stop().await;
}

#[tokio::test]
async fn what_fails_and_is_published_again_stays_one_process() {
    let world = World::start().await;
    let project = world.planned(pb::ProcurementMethod::CompetitiveConsultation).await;
    let first = world.publish(&world.create(world.stated(&project)).await.unwrap()).await.unwrap();
    world.bid(bid(&first, COMPANIES[0], PRICE)).await.unwrap();
    let ready = world.released(&first).await;
    let failed = world.open(&ready).await.unwrap().tender.unwrap();
    assert_eq!(failed.status(), pb::TenderStatus::Failed, "one bid is too few");

    let draft = world.create(world.stated(&project)).await.unwrap();
    let end = |tender: &pb::Tender| pb::EndTenderRequest {
        name: tender.name.clone(),
        etag: tender.etag.clone(),
        outcome: pb::TenderStatus::Cancelled.into(),
        reason: "采购需求有误".into(),
    };
    let before = releases(&world).await.len();
    world.buying().end_tender(end(&draft)).await.unwrap();
    assert_eq!(releases(&world).await.len(), before, "nobody was told of the draft");
    let second = world.publish(&world.create(world.stated(&project)).await.unwrap()).await.unwrap();
    for code in &COMPANIES[1..] {
        world.bid(bid(&second, code, PRICE)).await.unwrap();
    }
    let told = releases(&world).await.pop().unwrap();
    assert_eq!((&told["tag"][0], &told["tender"]["status"]), (&"tenderAmendment".into(), &"active".into()));
    assert_eq!(told["tender"]["numberOfTenderers"], 1, "who bid the first time");
    let ready = world.released(&second).await;
    let opened = world.open(&ready).await.unwrap();
    let announced = announced(&world, &opened.tender.unwrap(), &opened.bids).await;
    let challenge = pb::FileTenderChallengeRequest {
        tender: second.name.clone(),
        bidder_code: COMPANIES[1].into(),
        ground: "业绩材料不实".into(),
    };
    world.portal().file_tender_challenge(challenge).await.unwrap();
    let upheld = pb::DecideTenderChallengeRequest {
        name: second.name.clone(),
        etag: announced.etag,
        challenge_number: 1,
        outcome: pb::TenderChallengeOutcome::Upheld.into(),
        excluded_bid: of(&opened.bids, COMPANIES[2]).name.clone(),
        answer: "质疑成立".into(),
    };
    world.buying().decide_tender_challenge(upheld).await.unwrap();

    let all = releases(&world).await;
    let expected = [
        "planning",
        "tender",
        "tenderCancellation",
        "tenderAmendment",
        "tenderUpdate",
        "tenderUpdate",
        "tenderCancellation",
    ];
    assert_eq!(tags(&all), expected);
    assert_eq!(
        (&all[2]["tender"]["status"], &all[6]["tender"]["status"]),
        (&"unsuccessful".into(), &all[2]["tender"]["status"])
    );
    assert_eq!(
        (&all[2]["tender"]["numberOfTenderers"], &all[6]["tender"]["numberOfTenderers"]),
        (&1.into(), &3.into())
    );
    assert_eq!(all[6]["tender"]["amendments"].as_array().unwrap().len(), 1);
    assert_eq!(all[6]["parties"].as_array().unwrap().len(), 4);
    validated(&world, 1).await;
    world.city.suite.stop().await;
}
