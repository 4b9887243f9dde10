//! Two associations and a company bid. One is on the abnormal list with a report that was found unqualified, an expert withdraws, a tie is
//! decided by preference, and a challenge is upheld, which leaves too few; what was tendered again comes to an award.

mod calls;
mod framework;
mod inquiry;

use calls::{
    COMPANIES, PRICE, announced, assign, authorize, award, bid, buying, by_points, etag, evaluated, judge, opened,
    planned, published, score, supplier,
};
pub(crate) use framework::called_off_by_turns;
pub(crate) use inquiry::decided_by_price;
use onecode_proto::credit::v1 as credit;
use onecode_proto::inspection::v1 as inspection;
use onecode_proto::purchase::v1 as pb;
use onecode_tests::harness::{Deployment, code, creation, reason};
use time::Duration;

use crate::annual_report::{Reports, asked, authority, caller};
use crate::command_line::{command, said};
use crate::contract::{catalogue, official};
use crate::credit::{decided, drafted, listed, reported};

/// The company that bids.
const COMPANY: &str = COMPANIES[0];
/// Points for plan and team, which come to the same sum in two ways.
const STRONG_PLAN: (i32, i32) = (4_000, 2_000);
const STRONG_TEAM: (i32, i32) = (3_500, 2_500);

/// An association that reported late, was listed for it, and whose report is found unqualified.
async fn abnormal(suite: &Deployment) -> String {
    let (names, _) = asked(suite).await;
    let organization = names[0].clone();
    let listing = listed(suite, drafted(suite, &organization).await).await;
    assert_eq!((listing.list(), listing.remove_date), (credit::CreditList::Abnormal, None));
    let report = reported(suite, &organization).await;
    let request = inspection::GiveAnnualReportOpinionRequest {
        name: report.name,
        etag: report.etag,
        favourable: false,
        reasons: "未按期报送".into(),
    };
    let client = suite.client(caller(suite, "education", "report-supervisor").fresh());
    let answer = Reports::new(client).give_annual_report_opinion(request).await.expect("it is asked").into_inner();
    let report = answer.annual_report.expect("the answer holds it");
    let ground = inspection::ReportGround {
        rule: "AI-03g".into(),
        gravity: inspection::ReportGravity::Serious.into(),
        title: String::new(),
    };
    let request = inspection::ConcludeAnnualReportRequest {
        name: report.name,
        etag: report.etag,
        value: inspection::ReportValue::Unqualified.into(),
        grounds: vec![ground],
        decision_number: "湖民年检〔2027〕3号".into(),
        reasons: "未按照章程规定的宗旨开展活动".into(),
    };
    authority(suite).conclude_annual_report(request).await.expect("it was submitted");
    organization.trim_start_matches("organizations/").to_owned()
}

/// Waits until credit refuses an organisation as a supplier; the conditions that it fails.
async fn refused(suite: &Deployment, code: &str) -> Vec<String> {
    let buyer = official(suite, "purchase-officer", "buyer");
    let is_refused = |decision: credit::EligibilityDecision| decision == credit::EligibilityDecision::Refused;
    let answer = decided(suite, &buyer, code, credit::EligibilityPurpose::Purchase, is_refused).await;
    let failed = answer.conditions.iter().filter(|one| one.result() == credit::ConditionResult::NotMet);
    failed.map(|one| one.key.clone()).collect()
}

fn of<'a>(bids: &'a [pb::TenderBid], code: &str) -> &'a pb::TenderBid {
    bids.iter().find(|bid| bid.bidder_code == code).expect("it bid")
}

fn order(results: &[pb::TenderResult]) -> Vec<&str> {
    results.iter().map(|one| one.bidder_code.as_str()).collect()
}

/// Three bid, of whom one could not be hired; two are left, who are equal in points and price.
async fn tied(suite: &Deployment, tender: &pb::Tender, association: &str, barred: &str) -> Vec<pb::TenderBid> {
    for code in [COMPANY, association, barred] {
        bid(suite, tender, code, PRICE).await.expect("bids are taken");
    }
    let request = pb::GetTenderBidReceiptRequest { tender: tender.name.clone(), bidder_code: COMPANY.into() };
    let curious = supplier(suite, association).get_tender_bid_receipt(request).await.expect_err("it is another's");
    assert_eq!(reason(&curious), "TENDER_BID_NOT_FOUND", "nobody learns who bids");
    let buyer = official(suite, "purchase-officer", "buyer");
    let early = authorize(suite, &buyer, tender).await.expect_err("bids are still taken");
    assert_eq!(reason(&early), "TENDER_NOT_DUE");

    suite.site.pass(Duration::days(20));
    let late = bid(suite, tender, COMPANY, PRICE).await.expect_err("the deadline has come");
    assert_eq!(reason(&late), "TENDER_BID_LATE");
    // of the lists the serious one alone bars from purchase (CR-11c): what bars here is why it is not off the other one
    assert_eq!(refused(suite, barred).await, ["last_report"]);
    let opened = opened(suite, tender).await;
    assert_eq!(opened.tender.as_ref().map(pb::Tender::status), Some(pb::TenderStatus::Opened));
    let excluded = of(&opened.bids, barred);
    assert_eq!(excluded.status(), pb::TenderBidStatus::Excluded);
    assert!(excluded.exclude_reason.contains("last_report"), "{excluded:?}");

    assign(suite, tender, &["sun", "qian", "zhao"]).await.expect("nothing ties them");
    let request = pb::RecuseTenderExpertRequest { name: tender.name.clone(), reason: "亲属关系".into() };
    judge(suite, "sun").recuse_tender_expert(request).await.expect("it has not scored");
    let again = assign(suite, tender, &["sun", "qian", "zhao"]).await.expect_err("it withdrew");
    assert_eq!(reason(&again), "TENDER_EXPERT_RECUSED");
    assign(suite, tender, &["zhou", "qian", "zhao"]).await.expect("another one takes the place");
    let (ours, theirs) = (of(&opened.bids, association), of(&opened.bids, COMPANY));
    for account in ["zhou", "qian"] {
        score(suite, account, tender, &[(ours, STRONG_PLAN), (theirs, STRONG_TEAM)]).await;
    }
    let early = evaluated(suite, tender).await.expect_err("one has not scored");
    assert_eq!(reason(&early), "TENDER_SCORES_MISSING");
    score(suite, "zhao", tender, &[(ours, STRONG_TEAM), (theirs, STRONG_PLAN)]).await;
    let results = evaluated(suite, tender).await.expect("all have scored");
    assert_eq!(order(&results), [association, COMPANY]);
    assert_eq!(results[0].total_points, results[1].total_points);
    assert_eq!(results[0].decided_by(), pb::TenderDecider::Preference);
    opened.bids
}

/// The second one challenges on the last day, and the first one is excluded.
async fn challenged(suite: &Deployment, tender: &pb::Tender, excluded: &pb::TenderBid) -> pb::Tender {
    let last = announced(suite, tender).await.challenge_last_date.expect("it is announced");
    while suite.site.day(0) != last {
        suite.site.pass(Duration::days(1));
    }
    let challenge = pb::FileTenderChallengeRequest {
        tender: tender.name.clone(),
        bidder_code: COMPANY.into(),
        ground: "业绩材料不实".into(),
    };
    let filed =
        supplier(suite, COMPANY).file_tender_challenge(challenge).await.expect("it is the last day").into_inner();
    let filed = filed.challenge.expect("the answer holds it");
    suite.site.pass(Duration::days(1));
    let open = award(suite, tender).await.expect_err("a challenge is open");
    assert_eq!(reason(&open), "TENDER_CHALLENGE_OPEN");
    let request = pb::DecideTenderChallengeRequest {
        name: tender.name.clone(),
        etag: etag(suite, tender).await,
        challenge_number: filed.number,
        outcome: pb::TenderChallengeOutcome::Upheld.into(),
        excluded_bid: excluded.name.clone(),
        answer: "质疑成立".into(),
    };
    let answer = buying(suite).decide_tender_challenge(request).await.expect("it is open").into_inner();
    answer.tender.expect("the answer holds it")
}

/// Tendered once more, between the two who are left; nobody challenges.
async fn awarded(suite: &Deployment, project: &pb::PurchaseProject, association: &str) -> pb::AwardTenderResponse {
    let tender = published(suite, project, by_points(), 2).await;
    for code in [COMPANY, association] {
        bid(suite, &tender, code, PRICE).await.expect("bids are taken");
    }
    suite.site.pass(Duration::days(20));
    let bids = opened(suite, &tender).await.bids;
    assign(suite, &tender, &["zhou", "qian", "zhao"]).await.expect("nothing ties them");
    for account in ["zhou", "qian", "zhao"] {
        let given = [(of(&bids, association), (2_000, 2_000)), (of(&bids, COMPANY), STRONG_PLAN)];
        score(suite, account, &tender, &given).await;
    }
    let results = evaluated(suite, &tender).await.expect("all have scored");
    assert_eq!(order(&results), [COMPANY, association]);
    announced(suite, &tender).await;
    let early = award(suite, &tender).await.expect_err("somebody may challenge");
    assert_eq!(reason(&early), "TENDER_CHALLENGE_PERIOD");
    suite.site.pass(Duration::days(13));
    award(suite, &tender).await.expect("nobody did")
}

pub(crate) async fn tied_challenged_and_awarded(suite: &Deployment) {
    let barred = abnormal(suite).await;
    let association = code(3);
    suite.organizations(suite.site.registrar().fresh()).create_organization(creation(3)).await.expect("it is new");
    catalogue(suite).await;
    let project = planned(suite, pb::ProcurementMethod::CompetitiveConsultation).await;
    let tender = published(suite, &project, by_points(), 2).await;
    let bids = tied(suite, &tender, &association, &barred).await;
    let failed = challenged(suite, &tender, of(&bids, &association)).await;
    assert_eq!(failed.status(), pb::TenderStatus::Failed);
    assert!(failed.end_reason.contains("1 valid bids, of which there must be 2"), "{}", failed.end_reason);

    let awarded = awarded(suite, &project, &association).await;
    let (second, project) = (awarded.tender.expect("there is one"), awarded.project.expect("there is one"));
    assert_eq!((second.status(), project.status()), (pb::TenderStatus::Awarded, pb::ProjectStatus::Awarded));
    let award = project.award.expect("it is awarded");
    assert_eq!((award.supplier_code.as_str(), award.amount_fen), (COMPANY, PRICE));
    assert_eq!(award.announce_date, award.award_date, "whoever awards a tender announces it");
    typed(suite, &failed, &second).await;
}

/// A reader looks at both at the command line.
async fn typed(suite: &Deployment, failed: &pb::Tender, awarded: &pb::Tender) {
    let reader = suite.site.caller("finance", "330500", &["purchase-reader"]);
    let shown = command(suite, &reader, &["tender", "show", &failed.name]).await;
    assert!(said(&shown).contains("challenge 1 was upheld"), "{}", said(&shown));
    let listed = command(suite, &reader, &["tender", "list", "--status", "awarded"]).await;
    assert!(said(&listed).contains(&awarded.name) && !said(&listed).contains(&failed.name), "{}", said(&listed));
}
