//! A framework is concluded with three of four bidders, and two departments call off from whoever's turn it is.

use onecode_proto::purchase::v1 as pb;
use onecode_proto::purchase::v1::framework_service_client::FrameworkServiceClient;
use onecode_tests::harness::{Deployment, code, creation, reason};
use testkit::{Caller, Client};
use time::Duration;
use tonic::Status;

use super::calls::{
    BUDGET, COMPANIES, HUZHOU, announced, assign, award, bid, by_points, etag, evaluated, opened, planned, published,
    score,
};
use super::order;
use crate::contract::{catalogue, official, planned_by};

/// The lowest price of one unit, in fen.
const UNIT: i64 = 10_000;
/// How many units are called off.
const QUANTITY: i64 = 100;
const JUDGES: [&str; 5] = ["zhou", "qian", "zhao", "sun", "li"];

fn by(suite: &Deployment, caller: &Caller) -> FrameworkServiceClient<Client> {
    FrameworkServiceClient::new(suite.client(caller.fresh()))
}

/// An announced tender in which these stand in their order: each bids a yuan more for a unit than the one before.
async fn ranked(suite: &Deployment, bidders: &[&str]) -> pb::Tender {
    let project = planned(suite, pb::ProcurementMethod::Framework).await;
    let tender = published(suite, &project, by_points(), 3).await;
    for (more, code) in (0..).zip(bidders) {
        bid(suite, &tender, code, UNIT + 100 * more).await.expect("bids are taken");
    }
    suite.site.pass(Duration::days(20));
    let bids = opened(suite, &tender).await.bids;
    assign(suite, &tender, &JUDGES).await.expect("nothing ties them");
    let points: Vec<(&pb::TenderBid, (i32, i32))> = bids.iter().map(|bid| (bid, (2_000, 2_000))).collect();
    for account in JUDGES {
        score(suite, account, &tender, &points).await;
    }
    let results = evaluated(suite, &tender).await.expect("all have scored");
    assert_eq!(order(&results), bidders);
    announced(suite, &tender).await
}

/// Concludes it for a year with so many of those who are ranked.
async fn conclude(
    suite: &Deployment,
    tender: &pb::Tender,
    entrant_count: i32,
) -> Result<pb::ConcludeFrameworkResponse, Status> {
    let request = pb::ConcludeFrameworkRequest {
        tender: tender.name.clone(),
        etag: etag(suite, tender).await,
        document_number: "入围〔2026〕1号".into(),
        entrant_count,
        begin_date: Some(suite.site.day(0)),
        end_date: Some(suite.site.day(364)),
        call_off_method: pb::CallOffMethod::Rotation.into(),
        proved_conditions: Vec::new(),
    };
    let buyer = official(suite, "purchase-officer", "buyer");
    Ok(by(suite, &buyer).conclude_framework(request).await?.into_inner())
}

/// Calls off for a project that the department plans, from whoever's turn it is.
async fn call_off(
    suite: &Deployment,
    caller: &Caller,
    framework: &pb::Framework,
    amount_fen: i64,
) -> Result<pb::CallOffResponse, Status> {
    let project = planned_by(suite, caller, pb::ProcurementMethod::Framework, BUDGET).await;
    let request = pb::CallOffRequest {
        name: framework.name.clone(),
        etag: framework.etag.clone(),
        project: project.name,
        project_etag: project.etag,
        supplier_code: String::new(),
        quantity: QUANTITY,
        amount_fen,
        document_number: "成交〔2026〕2号".into(),
        award_date: Some(suite.site.day(0)),
        proved_conditions: Vec::new(),
    };
    Ok(by(suite, caller).call_off(request).await?.into_inner())
}

pub(crate) async fn called_off_by_turns(suite: &Deployment) {
    let association = code(1);
    suite.organizations(suite.site.registrar().fresh()).create_organization(creation(1)).await.expect("it is new");
    catalogue(suite).await;
    let [first, third, last] = COMPANIES;
    let bidders = [first, association.as_str(), third, last];
    let tender = ranked(suite, &bidders).await;
    suite.site.pass(Duration::days(13));
    let awarded = award(suite, &tender).await.expect_err("a framework is concluded instead");
    assert_eq!(reason(&awarded), "TENDER_FRAMEWORK");
    let everybody = conclude(suite, &tender, 4).await.expect_err("a fifth must be left out");
    assert_eq!(reason(&everybody), "FRAMEWORK_ENTRANTS");
    let concluded = conclude(suite, &tender, 3).await.expect("nobody challenged");
    let framework = concluded.framework.expect("there is one");
    let status = (concluded.tender.map(|one| one.status()), concluded.project.map(|one| one.status()));
    assert_eq!(status, (Some(pb::TenderStatus::Awarded), Some(pb::ProjectStatus::Framed)));
    let entrants: Vec<&str> = framework.entrants.iter().map(|one| one.supplier_code.as_str()).collect();
    assert_eq!(entrants, bidders[..3]);

    let buyer = official(suite, "purchase-officer", "buyer");
    let school = suite.site.official("education", HUZHOU, &["purchase-officer"], "school");
    let dear = call_off(suite, &buyer, &framework, QUANTITY * UNIT + 1).await.expect_err("the price was bid");
    assert_eq!(reason(&dear), "FRAMEWORK_ABOVE_PRICE");
    for (caller, supplier) in [&buyer, &school].into_iter().zip(bidders) {
        let called = call_off(suite, caller, &framework, QUANTITY * UNIT).await.expect("it is within the price");
        let project = called.project.expect("there is one");
        let award = project.award.clone().expect("it is awarded");
        assert_eq!((project.status(), award.supplier_code.as_str()), (pb::ProjectStatus::Awarded, supplier));
        assert_eq!(award.amount_fen, QUANTITY * UNIT);
    }
    called_in_public(suite, &framework, [first, association.as_str()]).await;
}

/// Anybody reads who was called, the last one first.
async fn called_in_public(suite: &Deployment, framework: &pb::Framework, suppliers: [&str; 2]) {
    let portal = suite.site.caller("data-bureau", HUZHOU, &["public-portal"]);
    let request = pb::ListCallOffsRequest { framework: framework.name.clone(), ..Default::default() };
    let listed = by(suite, &portal).list_call_offs(request).await.expect("anybody may read it").into_inner();
    let told: Vec<_> = listed.call_offs.iter().map(|one| (one.number, one.supplier_code.as_str())).collect();
    assert_eq!(told, [(2, suppliers[1]), (1, suppliers[0])]);
    assert_eq!(listed.call_offs[0].buyer_department, "departments/education");
}
