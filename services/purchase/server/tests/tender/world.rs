//! A city that procures, with a buyer, a supervisor of another department, experts, and the portal through which bidders act.

use onecode_proto::purchase::v1 as pb;
use onecode_proto::purchase::v1::project_service_client::ProjectServiceClient;
use onecode_proto::purchase::v1::tender_service_client::TenderServiceClient;
use prost::{Message, Name};
use rpc::Peers;
use testkit::{Caller, Client};
use time::{Duration, OffsetDateTime};
use tonic::Status;

use crate::catalogue::adopted;
use crate::city::{City, HUZHOU, config};

pub(crate) type Tenders = TenderServiceClient<Client>;

/// The budget of every project, in fen.
pub(crate) const BUDGET: i64 = 90_000_000;
/// A price that nothing else in the books is.
pub(crate) const PRICE: i64 = 87_654_321;
/// Codes of companies, whose last characters fit the others.
pub(crate) const COMPANIES: [&str; 3] = ["91350100M000100Y43", "911101080828461726", "91330500MA2B000121"];
/// What changes in talks.
pub(crate) const CHANGES: &str = "增加课时\n不再要求驻点";
/// Code of the buyer.
pub(crate) const BUYER: &str = "11330500002613011K";
const TABLE: &str =
    "code,name,level,parent\nA,公共服务,1,\nA01,教育服务,2,A\nA0101,课程研究服务,3,A01\nA0102,师资培训服务,3,A01\n";

/// A city with a catalogue of two services, of which projects purchase the first.
pub(crate) struct World {
    pub(crate) city: City,
}

impl World {
    pub(crate) async fn start() -> Self {
        let city = City::start().await;
        adopted(&city, TABLE).await;
        Self { city }
    }

    /// Another replica in its place, with keys of its own, that cannot ask credit.
    pub(crate) async fn cut_off(&mut self) {
        let build = |uow, stop| purchase_server::part(uow, &Peers::new(), stop, config());
        self.city.purchase = self.city.suite.beside("purchase", build).await;
    }

    /// An official of a department of Huzhou.
    pub(crate) fn official(&self, department: &str, role: &str, account: &str) -> Caller {
        self.city.suite.identities().official(department, HUZHOU, &[role], account)
    }

    pub(crate) fn by(&self, caller: &Caller) -> Tenders {
        Tenders::new(self.city.client(caller.fresh()))
    }

    /// Whoever purchases for civil affairs.
    pub(crate) fn buyer(&self) -> Caller {
        self.official("civil-affairs", "purchase-officer", "buyer")
    }

    pub(crate) fn buying(&self) -> Tenders {
        self.by(&self.buyer())
    }

    /// Whoever watches openings for finance.
    pub(crate) fn supervisor(&self) -> Caller {
        self.official("finance", "tender-supervisor", "supervisor")
    }

    /// The portal through which bidders act.
    pub(crate) fn portal(&self) -> Tenders {
        self.by(&self.city.suite.identities().caller("data-bureau", HUZHOU, &["tender-bidder"]))
    }

    pub(crate) fn judge(&self, account: &str) -> Tenders {
        self.by(&self.official("civil-affairs", "tender-expert", account))
    }

    pub(crate) fn now(&self) -> OffsetDateTime {
        self.city.suite.clock().now()
    }

    pub(crate) fn advance(&self, by: Duration) {
        self.city.suite.clock().advance(by);
    }

    /// The instant that is so far ahead.
    pub(crate) fn stamp(&self, later: Duration) -> prost_types::Timestamp {
        intake::time::timestamp(self.now() + later)
    }

    /// A planned project of the buyer.
    pub(crate) async fn planned(&self, method: pb::ProcurementMethod) -> pb::PurchaseProject {
        self.planned_by(&self.buyer(), method).await
    }

    /// One of whoever calls.
    pub(crate) async fn planned_by(&self, caller: &Caller, method: pb::ProcurementMethod) -> pb::PurchaseProject {
        let is_single = method == pb::ProcurementMethod::SingleSource;
        let project = pb::PurchaseProject {
            buyer_title: "湖州市民政局".into(),
            buyer_code: BUYER.into(),
            title: "2026年课程研究".into(),
            year: 2026,
            catalog_code: "A0101".into(),
            budget_fen: BUDGET,
            method: method.into(),
            single_source_reason: if is_single { "只有一家拥有该课程".into() } else { String::new() },
            ..Default::default()
        };
        let request = pb::CreateProjectRequest { project: Some(project), validate_only: false };
        let mut projects = ProjectServiceClient::new(self.city.client(caller.fresh()));
        projects.create_project(request).await.unwrap().into_inner().project.unwrap()
    }

    /// A tender for a project as it is stated: a consultation of ten days, the price 30.00 points, quality 70.00.
    pub(crate) fn stated(&self, project: &pb::PurchaseProject) -> pb::Tender {
        let stamp = |days| Some(self.stamp(Duration::days(days)));
        pb::Tender {
            project: project.name.clone(),
            terms: "课程研究\n十二个月".into(),
            criteria: vec![
                criterion("price", pb::TenderCriterionKind::Price, 3_000),
                criterion("plan", pb::TenderCriterionKind::Quality, 4_000),
                criterion("team", pb::TenderCriterionKind::Quality, 3_000),
            ],
            least_bids: 2,
            question_deadline: stamp(5),
            bid_deadline: stamp(10),
            prefers_social_organizations: true,
            ..Default::default()
        }
    }

    /// One whose lowest price stands first, with two requirements.
    pub(crate) fn lowest(&self, project: &pb::PurchaseProject) -> pb::Tender {
        let criteria = vec![
            criterion("price", pb::TenderCriterionKind::Price, 10_000),
            criterion("licence", pb::TenderCriterionKind::Requirement, 0),
            criterion("staff", pb::TenderCriterionKind::Requirement, 0),
        ];
        pb::Tender { criteria, least_bids: 3, ..self.stated(project) }
    }

    /// A published one, by its method.
    pub(crate) async fn published_lowest(&self, method: pb::ProcurementMethod) -> pb::Tender {
        let project = self.planned(method).await;
        let draft = self.create(self.lowest(&project)).await.unwrap();
        self.publish(&draft).await.unwrap()
    }

    /// An expert says of each bid whether it meets the requirements of a licence and of staff.
    pub(crate) async fn judge_of(
        &self,
        account: &str,
        tender: &pb::Tender,
        found: &[(&str, bool, bool)],
    ) -> Result<(), Status> {
        let scores = found.iter().flat_map(|(bid, licence, staff)| {
            [("licence", *licence), ("staff", *staff)].map(|(criterion, met)| pb::TenderScore {
                bid: (*bid).to_owned(),
                criterion: criterion.into(),
                points: met.into(),
            })
        });
        let request = pb::SubmitTenderScoresRequest { name: tender.name.clone(), scores: scores.collect() };
        self.judge(account).submit_tender_scores(request).await.map(|_| ())
    }

    /// Calls for last offers within three days.
    pub(crate) async fn call_offers(&self, tender: &pb::Tender) -> Result<pb::Tender, Status> {
        let request = pb::CallTenderOffersRequest {
            name: tender.name.clone(),
            etag: tender.etag.clone(),
            changes: CHANGES.into(),
            offer_deadline: Some(self.stamp(Duration::days(3))),
        };
        Ok(self.buying().call_tender_offers(request).await?.into_inner().tender.unwrap())
    }

    pub(crate) async fn create(&self, tender: pb::Tender) -> Result<pb::Tender, Status> {
        let request = pb::CreateTenderRequest { tender: Some(tender), validate_only: false };
        Ok(self.buying().create_tender(request).await?.into_inner().tender.unwrap())
    }

    pub(crate) async fn publish(&self, tender: &pb::Tender) -> Result<pb::Tender, Status> {
        let request = pb::PublishTenderRequest { name: tender.name.clone(), etag: tender.etag.clone() };
        Ok(self.buying().publish_tender(request).await?.into_inner().tender.unwrap())
    }

    /// A published tender.
    pub(crate) async fn published(&self) -> pb::Tender {
        let project = self.planned(pb::ProcurementMethod::CompetitiveConsultation).await;
        let draft = self.create(self.stated(&project)).await.unwrap();
        self.publish(&draft).await.unwrap()
    }

    pub(crate) async fn bid(&self, request: pb::SubmitTenderBidRequest) -> Result<pb::TenderBidReceipt, Status> {
        Ok(self.portal().submit_tender_bid(request).await?.into_inner().receipt.unwrap())
    }

    pub(crate) async fn authorize(&self, caller: &Caller, tender: &pb::Tender) -> Result<pb::Tender, Status> {
        let request = pb::AuthorizeTenderOpeningRequest { name: tender.name.clone() };
        Ok(self.by(caller).authorize_tender_opening(request).await?.into_inner().tender.unwrap())
    }

    pub(crate) async fn open(&self, tender: &pb::Tender) -> Result<pb::OpenTenderResponse, Status> {
        let request = pb::OpenTenderRequest { name: tender.name.clone(), etag: tender.etag.clone() };
        Ok(self.buying().open_tender(request).await?.into_inner())
    }

    /// The tender with both shares released, after the deadline.
    pub(crate) async fn released(&self, tender: &pb::Tender) -> pb::Tender {
        self.advance(Duration::days(10));
        self.authorize(&self.buyer(), tender).await.unwrap();
        self.authorize(&self.supervisor(), tender).await.unwrap()
    }

    pub(crate) async fn get(&self, tender: &pb::Tender) -> pb::Tender {
        let request = pb::GetTenderRequest { name: tender.name.clone() };
        self.buying().get_tender(request).await.unwrap().into_inner().tender.unwrap()
    }

    pub(crate) async fn assign(&self, tender: &pb::Tender, experts: &[pb::TenderExpert]) -> Result<pb::Tender, Status> {
        let (name, etag) = (tender.name.clone(), tender.etag.clone());
        let name_reason = if experts.is_empty() { String::new() } else { "技术复杂、专业性强".into() };
        let request = pb::AssignTenderExpertsRequest { name, etag, experts: experts.to_vec(), name_reason };
        Ok(self.buying().assign_tender_experts(request).await?.into_inner().tender.unwrap())
    }

    /// An expert gives each bid so many points for the plan and for the team.
    pub(crate) async fn score(
        &self,
        account: &str,
        tender: &pb::Tender,
        given: &[(&str, i32, i32)],
    ) -> Result<(), Status> {
        let scores = given.iter().flat_map(|(bid, plan, team)| {
            [("plan", *plan), ("team", *team)].map(|(criterion, points)| pb::TenderScore {
                bid: (*bid).to_owned(),
                criterion: criterion.into(),
                points,
            })
        });
        let request = pb::SubmitTenderScoresRequest { name: tender.name.clone(), scores: scores.collect() };
        self.judge(account).submit_tender_scores(request).await.map(|_| ())
    }

    /// The experts a, b and c give every bid the same.
    pub(crate) async fn score_alike(&self, tender: &pb::Tender, bids: &[pb::TenderBid]) {
        let given: Vec<(&str, i32, i32)> = bids.iter().map(|bid| (bid.name.as_str(), 100, 100)).collect();
        for account in ["a", "b", "c"] {
            self.score(account, tender, &given).await.unwrap();
        }
    }

    pub(crate) async fn evaluate(&self, tender: &pb::Tender) -> Result<pb::EvaluateTenderResponse, Status> {
        let request = pb::EvaluateTenderRequest { name: tender.name.clone(), etag: self.get(tender).await.etag };
        Ok(self.buying().evaluate_tender(request).await?.into_inner())
    }

    pub(crate) async fn announce(&self, tender: &pb::Tender) -> pb::Tender {
        let request = pb::AnnounceTenderResultRequest { name: tender.name.clone(), etag: self.get(tender).await.etag };
        self.buying().announce_tender_result(request).await.unwrap().into_inner().tender.unwrap()
    }

    pub(crate) async fn award(&self, tender: &pb::Tender) -> Result<pb::AwardTenderResponse, Status> {
        let request = pb::AwardTenderRequest {
            name: tender.name.clone(),
            etag: self.get(tender).await.etag,
            document_number: "成交〔2026〕1号".into(),
            proved_conditions: Vec::new(),
        };
        Ok(self.buying().award_tender(request).await?.into_inner())
    }

    /// The facts of a type, in the order of the feed.
    pub(crate) async fn facts<F: Message + Name + Default>(&self) -> Vec<F> {
        self.city.suite.facts().await
    }
}

fn criterion(key: &str, kind: pb::TenderCriterionKind, most_points: i32) -> pb::TenderCriterion {
    pb::TenderCriterion { key: key.into(), title: "评审因素".into(), kind: kind.into(), most_points }
}

/// A bid of this bidder and price.
pub(crate) fn bid(tender: &pb::Tender, code: &str, amount_fen: i64) -> pb::SubmitTenderBidRequest {
    let nonce: Vec<u8> = code.bytes().chain(amount_fen.to_be_bytes()).collect();
    let file = pb::TenderBidAttachment {
        title: "方案.pdf".into(),
        media_type: "application/pdf".into(),
        content: b"%PDF secret-attachment".to_vec(),
    };
    let content = pb::TenderBidContent {
        amount_fen,
        statement: "密封的响应内容\nsecret-statement".into(),
        attachments: vec![file],
        nonce,
    };
    pb::SubmitTenderBidRequest {
        tender: tender.name.clone(),
        bidder_code: code.into(),
        bidder_title: "投标单位".into(),
        content: Some(content),
    }
}

/// An expert without ties.
pub(crate) fn expert(account: &str) -> pb::TenderExpert {
    pb::TenderExpert { account: account.into(), ..Default::default() }
}

/// The bid of a bidder among those opened.
pub(crate) fn of<'a>(bids: &'a [pb::TenderBid], code: &str) -> &'a pb::TenderBid {
    bids.iter().find(|bid| bid.bidder_code == code).unwrap()
}
