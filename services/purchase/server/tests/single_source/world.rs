//! A city whose buyer purchases from a single source, with portals through which others object.

use onecode_proto::purchase::v1 as pb;
use onecode_proto::purchase::v1::project_service_client::ProjectServiceClient;
use onecode_proto::purchase::v1::single_source_service_client::SingleSourceServiceClient;
use testkit::{Caller, Client};
use time::Duration;
use tonic::Status;

use crate::catalogue::adopted;
use crate::city::{City, HUZHOU, date};

pub(crate) type Projects = ProjectServiceClient<Client>;
pub(crate) type Sources = SingleSourceServiceClient<Client>;

/// The budget from which on an award rests on a notice (GP-14c), in fen.
pub(crate) const THRESHOLD: i64 = 400_000_000;
/// Codes of companies, whose last characters fit the others: the only source, and two more.
pub(crate) const COMPANIES: [&str; 3] = ["91350100M000100Y43", "911101080828461726", "91330500MA2B000121"];
const TABLE: &str = "code,name,level,parent\nA,公共服务,1,\nA01,教育服务,2,A\nA0101,课程研究服务,3,A01\n";

/// A city with a catalogue of one service, on 24 November 2026.
pub(crate) struct World {
    pub(crate) city: City,
}

impl World {
    pub(crate) async fn start() -> Self {
        let city = City::start().await;
        adopted(&city, TABLE).await;
        Self { city }
    }

    /// An official of a department of Huzhou.
    pub(crate) fn official(&self, department: &str, role: &str, account: &str) -> Caller {
        self.city.suite.identities().official(department, HUZHOU, &[role], account)
    }

    pub(crate) fn by(&self, caller: &Caller) -> Sources {
        Sources::new(self.city.client(caller.fresh()))
    }

    /// Whoever purchases for civil affairs.
    pub(crate) fn buyer(&self) -> Caller {
        self.official("civil-affairs", "purchase-officer", "buyer")
    }

    pub(crate) fn buying(&self) -> Sources {
        self.by(&self.buyer())
    }

    pub(crate) fn projects(&self) -> Projects {
        Projects::new(self.city.client(self.buyer().fresh()))
    }

    /// A portal of a department, through which others act.
    pub(crate) fn portal(&self, department: &str) -> Sources {
        self.by(&self.city.suite.identities().caller(department, HUZHOU, &["tender-bidder"]))
    }

    pub(crate) fn advance(&self, days: i64) {
        self.city.suite.clock().advance(Duration::days(days));
    }

    /// A planned project of a method and budget.
    pub(crate) async fn planned(&self, method: pb::ProcurementMethod, budget_fen: i64) -> pb::PurchaseProject {
        let is_single = method == pb::ProcurementMethod::SingleSource;
        let project = pb::PurchaseProject {
            buyer_title: "湖州市民政局".into(),
            title: "2026年课程研究".into(),
            year: 2026,
            catalog_code: "A0101".into(),
            budget_fen,
            method: method.into(),
            single_source_reason: if is_single { "只有一家拥有该课程".into() } else { String::new() },
            ..Default::default()
        };
        let request = pb::CreateProjectRequest { project: Some(project), validate_only: false };
        self.projects().create_project(request).await.unwrap().into_inner().project.unwrap()
    }

    /// A planned project that is purchased from a single source, as large as GP-14c says.
    pub(crate) async fn large(&self) -> pb::PurchaseProject {
        self.planned(pb::ProcurementMethod::SingleSource, THRESHOLD).await
    }

    pub(crate) async fn publish(&self, notice: pb::SingleSourceNotice) -> Result<pb::SingleSourceNotice, Status> {
        let single_source_notice = Some(notice);
        let request = pb::PublishSingleSourceNoticeRequest { single_source_notice, validate_only: false };
        let answer = self.buying().publish_single_source_notice(request).await?;
        Ok(answer.into_inner().single_source_notice.unwrap())
    }

    /// A large project with a published notice of the first company.
    pub(crate) async fn published(&self) -> (pb::PurchaseProject, pb::SingleSourceNotice) {
        let project = self.large().await;
        let notice = self.publish(notice(&project, COMPANIES[0])).await.unwrap();
        (project, notice)
    }

    /// The same, cleared on 2 December 2026.
    pub(crate) async fn cleared(&self) -> (pb::PurchaseProject, pb::SingleSourceNotice) {
        let (project, notice) = self.published().await;
        self.advance(8);
        (project, self.clear(&notice).await.unwrap())
    }

    /// A body objects through a portal.
    pub(crate) async fn object(
        &self,
        portal: &str,
        notice: &pb::SingleSourceNotice,
        code: &str,
    ) -> Result<pb::SingleSourceObjection, Status> {
        let request = pb::FileSingleSourceObjectionRequest {
            notice: notice.name.clone(),
            objector_code: code.into(),
            ground: "本单位也能提供\n该项服务".into(),
        };
        let answer = self.portal(portal).file_single_source_objection(request).await?;
        Ok(answer.into_inner().objection.unwrap())
    }

    pub(crate) async fn decide(
        &self,
        objection: &pb::SingleSourceObjection,
        outcome: pb::SingleSourceObjectionOutcome,
    ) -> Result<pb::DecideSingleSourceObjectionResponse, Status> {
        let request = pb::DecideSingleSourceObjectionRequest {
            name: objection.name.clone(),
            outcome: outcome.into(),
            answer: "补充论证结论".into(),
        };
        Ok(self.buying().decide_single_source_objection(request).await?.into_inner())
    }

    pub(crate) async fn clear(&self, notice: &pb::SingleSourceNotice) -> Result<pb::SingleSourceNotice, Status> {
        let (name, etag) = (notice.name.clone(), notice.etag.clone());
        let request = pb::ClearSingleSourceNoticeRequest { name, etag };
        let answer = self.buying().clear_single_source_notice(request).await?;
        Ok(answer.into_inner().single_source_notice.unwrap())
    }

    pub(crate) async fn withdraw(&self, notice: &pb::SingleSourceNotice) -> Result<pb::SingleSourceNotice, Status> {
        let (name, etag) = (notice.name.clone(), notice.etag.clone());
        let request = pb::WithdrawSingleSourceNoticeRequest { name, etag, reason: "改用其他采购方式".into() };
        let answer = self.buying().withdraw_single_source_notice(request).await?;
        Ok(answer.into_inner().single_source_notice.unwrap())
    }

    /// A notice, to whoever reads in the province.
    pub(crate) async fn get(&self, notice: &pb::SingleSourceNotice) -> pb::SingleSourceNotice {
        let reader = self.city.suite.identities().caller("finance", "330000", &["purchase-reader"]);
        let request = pb::GetSingleSourceNoticeRequest { name: notice.name.clone() };
        let answer = self.by(&reader).get_single_source_notice(request).await.unwrap();
        answer.into_inner().single_source_notice.unwrap()
    }

    /// Awards a project to a supplier, by a notice of award of a day of 2026.
    pub(crate) async fn award_on(
        &self,
        project: &pb::PurchaseProject,
        supplier_code: &str,
        (month, day): (i32, i32),
    ) -> Result<pb::PurchaseProject, Status> {
        let award = pb::ProjectAward {
            supplier_code: supplier_code.into(),
            supplier_title: "湖州课程研究所".into(),
            amount_fen: 1_000_000,
            award_date: date(2026, month, day),
            document_number: "成交〔2026〕1号".into(),
            ..Default::default()
        };
        let (name, etag) = (project.name.clone(), project.etag.clone());
        let request = pb::RecordAwardRequest { name, etag, award: Some(award), proved_conditions: Vec::new() };
        Ok(self.projects().record_award(request).await?.into_inner().project.unwrap())
    }

    /// The same on the day on which [`World::cleared`] clears.
    pub(crate) async fn award(&self, project: &pb::PurchaseProject, code: &str) -> Result<pb::PurchaseProject, Status> {
        self.award_on(project, code, (12, 2)).await
    }
}

/// A notice of a project as it is stated, with three opinions, until the earliest day.
pub(crate) fn notice(project: &pb::PurchaseProject, supplier_code: &str) -> pb::SingleSourceNotice {
    let opinion = |institution: &str| pb::SingleSourceOpinion {
        institution: institution.into(),
        professional_title: "教授".into(),
        opinion: "该课程为专有\n没有替代".into(),
    };
    pb::SingleSourceNotice {
        project: project.name.clone(),
        supplier_code: supplier_code.into(),
        supplier_title: "湖州课程研究所".into(),
        opinions: ["湖州师范学院", "浙江大学", "湖州学院"].map(opinion).into(),
        ..Default::default()
    }
}
