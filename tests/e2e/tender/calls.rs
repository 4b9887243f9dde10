//! Who acts in a tender, and what each of them asks.

use onecode_proto::purchase::v1 as pb;
use onecode_proto::purchase::v1::tender_service_client::TenderServiceClient;
use onecode_tests::harness::{Deployment, reason};
use testkit::{Caller, Client};
use time::Duration;
use tonic::Status;

use crate::contract::{official, planned_by};

type Tenders = TenderServiceClient<Client>;

pub(super) const HUZHOU: &str = "330500";
/// The budget of every project, in fen.
pub(super) const BUDGET: i64 = 90_000_000;
/// What is bid where nothing else is said, in fen.
pub(super) const PRICE: i64 = 87_654_321;
/// Codes of companies, whose last characters fit the others.
pub(super) const COMPANIES: [&str; 3] = ["91350100M000100Y43", "911101080828461726", "91330500MA2B000121"];

/// A token lasts less long than a tender, so that everybody comes with a new one.
fn by(suite: &Deployment, caller: &Caller) -> Tenders {
    Tenders::new(suite.client(caller.fresh()))
}

pub(super) fn buying(suite: &Deployment) -> Tenders {
    by(suite, &official(suite, "purchase-officer", "buyer"))
}

/// Each supplier has a system of its own, under its code.
pub(super) fn supplier(suite: &Deployment, code: &str) -> Tenders {
    by(suite, &suite.site.caller(&code.to_lowercase(), HUZHOU, &["tender-bidder"]))
}

pub(super) fn judge(suite: &Deployment, account: &str) -> Tenders {
    by(suite, &official(suite, "tender-expert", account))
}

/// A planned project of the buyer.
pub(super) async fn planned(suite: &Deployment, method: pb::ProcurementMethod) -> pb::PurchaseProject {
    planned_by(suite, &official(suite, "purchase-officer", "buyer"), method, BUDGET).await
}

fn criterion(key: &str, kind: pb::TenderCriterionKind, most_points: i32) -> pb::TenderCriterion {
    pb::TenderCriterion { key: key.into(), title: "评审因素".into(), kind: kind.into(), most_points }
}

/// The price has 30.00 points, a plan and a team the others.
pub(super) fn by_points() -> Vec<pb::TenderCriterion> {
    vec![
        criterion("price", pb::TenderCriterionKind::Price, 3_000),
        criterion("plan", pb::TenderCriterionKind::Quality, 4_000),
        criterion("team", pb::TenderCriterionKind::Quality, 3_000),
    ]
}

/// The price has all points, and staff is required.
pub(super) fn by_price() -> Vec<pb::TenderCriterion> {
    vec![
        criterion("price", pb::TenderCriterionKind::Price, 10_000),
        criterion("staff", pb::TenderCriterionKind::Requirement, 0),
    ]
}

/// Drafted and published, with twenty days to bid.
pub(super) async fn published(
    suite: &Deployment,
    project: &pb::PurchaseProject,
    criteria: Vec<pb::TenderCriterion>,
    least_bids: i32,
) -> pb::Tender {
    let stamp = |days| Some(suite.site.second(Duration::days(days)));
    let tender = pb::Tender {
        project: project.name.clone(),
        terms: "为高龄老人提供上门服务\n十二个月".into(),
        criteria,
        least_bids,
        question_deadline: stamp(10),
        bid_deadline: stamp(20),
        prefers_social_organizations: true,
        ..Default::default()
    };
    let request = pb::CreateTenderRequest { tender: Some(tender), validate_only: false };
    let draft = buying(suite).create_tender(request).await.expect("it is whole").into_inner().tender;
    let draft = draft.expect("the answer holds it");
    let request = pb::PublishTenderRequest { name: draft.name, etag: draft.etag };
    let answer = buying(suite).publish_tender(request).await.expect("bidders have time enough").into_inner();
    answer.tender.expect("the answer holds it")
}

pub(super) async fn bid(
    suite: &Deployment,
    tender: &pb::Tender,
    code: &str,
    amount_fen: i64,
) -> Result<pb::TenderBidReceipt, Status> {
    let content = pb::TenderBidContent {
        amount_fen,
        statement: "响应文件\n服务方案".into(),
        attachments: Vec::new(),
        nonce: format!("{code}-{}", suite.site.clock().new_id()).into_bytes(),
    };
    let request = pb::SubmitTenderBidRequest {
        tender: tender.name.clone(),
        bidder_code: code.into(),
        bidder_title: "投标单位".into(),
        content: Some(content),
    };
    let answer = supplier(suite, code).submit_tender_bid(request).await?.into_inner();
    Ok(answer.receipt.expect("the answer holds it"))
}

pub(super) async fn authorize(suite: &Deployment, caller: &Caller, tender: &pb::Tender) -> Result<pb::Tender, Status> {
    let request = pb::AuthorizeTenderOpeningRequest { name: tender.name.clone() };
    Ok(by(suite, caller).authorize_tender_opening(request).await?.into_inner().tender.expect("the answer holds it"))
}

/// Officers of two departments release the key, and every bid is opened.
pub(super) async fn opened(suite: &Deployment, tender: &pb::Tender) -> pb::OpenTenderResponse {
    let buyer = official(suite, "purchase-officer", "buyer");
    let once = authorize(suite, &buyer, tender).await.expect("the deadline has passed");
    let request = pb::OpenTenderRequest { name: once.name, etag: once.etag };
    let alone = buying(suite).open_tender(request).await.expect_err("one department opens nothing");
    assert_eq!(reason(&alone), "TENDER_OPENING_NOT_AUTHORIZED");
    let supervisor = suite.site.official("finance", HUZHOU, &["tender-supervisor"], "supervisor");
    let twice = authorize(suite, &supervisor, tender).await.expect("another department has the other half");
    let request = pb::OpenTenderRequest { name: twice.name, etag: twice.etag };
    buying(suite).open_tender(request).await.expect("both halves are there").into_inner()
}

pub(super) async fn etag(suite: &Deployment, tender: &pb::Tender) -> String {
    let request = pb::GetTenderRequest { name: tender.name.clone() };
    let answer = buying(suite).get_tender(request).await.expect("it is the buyer's").into_inner();
    answer.tender.expect("the answer holds it").etag
}

pub(super) async fn assign(suite: &Deployment, tender: &pb::Tender, accounts: &[&str]) -> Result<(), Status> {
    let expert = |account: &str| pb::TenderExpert { account: account.into(), ..Default::default() };
    let (name, etag) = (tender.name.clone(), etag(suite, tender).await);
    let (experts, name_reason) = (accounts.iter().copied().map(expert).collect(), "专家库尚未建立".into());
    let request = pb::AssignTenderExpertsRequest { name, etag, experts, name_reason };
    buying(suite).assign_tender_experts(request).await.map(|_| ())
}

async fn hand_in(suite: &Deployment, account: &str, tender: &pb::Tender, scores: Vec<pb::TenderScore>) {
    let request = pb::SubmitTenderScoresRequest { name: tender.name.clone(), scores };
    judge(suite, account).submit_tender_scores(request).await.expect("it is one of the experts");
}

fn given(bid: &pb::TenderBid, criterion: &str, points: i32) -> pb::TenderScore {
    pb::TenderScore { bid: bid.name.clone(), criterion: criterion.into(), points }
}

/// An expert gives each bid points for plan and team.
pub(super) async fn score(
    suite: &Deployment,
    account: &str,
    tender: &pb::Tender,
    points: &[(&pb::TenderBid, (i32, i32))],
) {
    let of_bid = |(bid, (plan, team)): &(&pb::TenderBid, (i32, i32))| {
        [("plan", *plan), ("team", *team)].map(|(criterion, points)| given(bid, criterion, points))
    };
    hand_in(suite, account, tender, points.iter().flat_map(of_bid).collect()).await;
}

/// An expert says of each bid whether it has the staff that is required.
pub(super) async fn find(suite: &Deployment, account: &str, tender: &pb::Tender, found: &[(&pb::TenderBid, bool)]) {
    let scores = found.iter().map(|(bid, meets)| given(bid, "staff", i32::from(*meets))).collect();
    hand_in(suite, account, tender, scores).await;
}

pub(super) async fn evaluated(suite: &Deployment, tender: &pb::Tender) -> Result<Vec<pb::TenderResult>, Status> {
    let request = pb::EvaluateTenderRequest { name: tender.name.clone(), etag: etag(suite, tender).await };
    Ok(buying(suite).evaluate_tender(request).await?.into_inner().results)
}

pub(super) async fn announced(suite: &Deployment, tender: &pb::Tender) -> pb::Tender {
    let request = pb::AnnounceTenderResultRequest { name: tender.name.clone(), etag: etag(suite, tender).await };
    let answer = buying(suite).announce_tender_result(request).await.expect("the bids are ranked").into_inner();
    answer.tender.expect("the answer holds it")
}

pub(super) async fn award(suite: &Deployment, tender: &pb::Tender) -> Result<pb::AwardTenderResponse, Status> {
    let request = pb::AwardTenderRequest {
        name: tender.name.clone(),
        etag: etag(suite, tender).await,
        document_number: "成交〔2027〕1号".into(),
        proved_conditions: Vec::new(),
    };
    Ok(buying(suite).award_tender(request).await?.into_inner())
}
