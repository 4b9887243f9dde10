//! A city with associations, a department that asks them, and a portal through which they answer.

use onecode_proto::registry::v1::OrganizationKind;
use onecode_proto::talent::v1 as pb;
use onecode_proto::talent::v1::consultation_service_client::ConsultationServiceClient;
use testkit::{Caller, Client};
use time::Duration;
use tonic::Status;

use crate::city::{City, HUZHOU, date};

pub(crate) type Consultations = ConsultationServiceClient<Client>;

pub(crate) struct World {
    pub(crate) city: City,
    /// Names of five organisations: the titles of the first two have 养老.
    pub(crate) organizations: Vec<String>,
}

impl World {
    pub(crate) async fn start() -> Self {
        let city = City::start().await;
        let mut organizations = Vec::new();
        let titles = ["湖州市养老服务协会", "湖州市养老护理学会", "湖州市足球协会", "湖州市钓鱼协会", "湖州市园林学会"];
        for (serial, title) in (1..).zip(titles) {
            organizations.push(format!("organizations/{}", city.register(serial, title).await));
        }
        Self { city, organizations }
    }

    pub(crate) fn by(&self, caller: &Caller) -> Consultations {
        Consultations::new(self.city.client(caller.fresh()))
    }

    pub(crate) fn organiser(&self) -> Caller {
        self.city.suite.identities().official("civil-affairs", HUZHOU, &["consultation-organiser"], "lin")
    }

    pub(crate) fn working(&self) -> Consultations {
        self.by(&self.organiser())
    }

    /// A system through which organisations act.
    pub(crate) fn system(&self, department: &str) -> Caller {
        self.city.suite.identities().caller(department, HUZHOU, &["consultation-respondent"])
    }

    pub(crate) fn portal(&self) -> Consultations {
        self.by(&self.system("data-bureau"))
    }

    /// Whoever may read what everybody may.
    pub(crate) fn reader(&self) -> Consultations {
        self.by(&self.city.suite.identities().caller("education", HUZHOU, &["talent-reader"]))
    }

    pub(crate) fn days(&self, days: i64) {
        self.city.suite.clock().advance(Duration::days(days));
    }

    /// A draft for the first three organisations: two by a word, one by name. The last day is as early as it may be.
    pub(crate) fn stated(&self) -> pb::Consultation {
        let selection = pb::ConsultationSelection {
            division: HUZHOU.into(),
            kinds: vec![OrganizationKind::SocialGroup.into()],
            words: vec!["养老".into()],
            organizations: vec![self.organizations[2].clone()],
        };
        pb::Consultation {
            kind: pb::ConsultationKind::Policy.into(),
            title: "湖州市养老服务扶持办法（征求意见稿）".into(),
            text: "第一条 为了发展养老服务\n第二条 对社会组织给予扶持".into(),
            questions: vec![pb::ConsultationQuestion { key: "rate".into(), text: "扶持标准是否合适".into() }],
            selection: Some(selection),
            last_date: date(2026, 12, 1),
            ..Default::default()
        }
    }

    pub(crate) async fn create(&self, stated: pb::Consultation) -> Result<pb::Consultation, Status> {
        let request = pb::CreateConsultationRequest { consultation: Some(stated), validate_only: false };
        Ok(self.working().create_consultation(request).await?.into_inner().consultation.unwrap())
    }

    pub(crate) async fn open(&self, draft: &pb::Consultation) -> Result<pb::Consultation, Status> {
        let request = pb::OpenConsultationRequest { name: draft.name.clone(), etag: draft.etag.clone() };
        Ok(self.working().open_consultation(request).await?.into_inner().consultation.unwrap())
    }

    /// A consultation that is open for the first three organisations.
    pub(crate) async fn opened(&self) -> pb::Consultation {
        let draft = self.create(self.stated()).await.unwrap();
        self.open(&draft).await.unwrap()
    }

    pub(crate) async fn get(&self, name: &str) -> pb::Consultation {
        let request = pb::GetConsultationRequest { name: name.into() };
        self.working().get_consultation(request).await.unwrap().into_inner().consultation.unwrap()
    }

    pub(crate) async fn submit(&self, parent: &str, opinion: pb::Opinion) -> Result<pb::Opinion, Status> {
        let request = pb::SubmitOpinionRequest { parent: parent.into(), opinion: Some(opinion) };
        Ok(self.portal().submit_opinion(request).await?.into_inner().opinion.unwrap())
    }

    /// The opinions as somebody sees them.
    pub(crate) async fn opinions(&self, mut by: Consultations, parent: &str) -> Result<Vec<pb::Opinion>, Status> {
        let request = pb::ListOpinionsRequest { parent: parent.into(), ..Default::default() };
        Ok(by.list_opinions(request).await?.into_inner().opinions)
    }

    pub(crate) async fn reply(
        &self,
        opinion: &pb::Opinion,
        adoption: pb::OpinionAdoption,
        reply: &str,
    ) -> Result<pb::Opinion, Status> {
        let request = pb::ReplyToOpinionRequest {
            name: opinion.name.clone(),
            etag: opinion.etag.clone(),
            adoption: adoption.into(),
            reply: reply.into(),
        };
        Ok(self.working().reply_to_opinion(request).await?.into_inner().opinion.unwrap())
    }

    pub(crate) async fn conclude(&self, name: &str) -> Result<pb::Consultation, Status> {
        let request = pb::ConcludeConsultationRequest {
            name: name.into(),
            etag: self.get(name).await.etag,
            summary: "共征求三家社会组织意见\n采纳情况见各意见".into(),
            issued_document_number: "湖政发〔2026〕9号".into(),
        };
        Ok(self.working().conclude_consultation(request).await?.into_inner().consultation.unwrap())
    }

    pub(crate) async fn summary(&self, mut by: Consultations, name: &str) -> Result<pb::ConsultationSummary, Status> {
        let request = pb::GetConsultationSummaryRequest { name: name.into() };
        Ok(by.get_consultation_summary(request).await?.into_inner().summary.unwrap())
    }

    pub(crate) async fn unanswered(&self, parent: &str) -> Vec<String> {
        let request = pb::ListUnansweredRequest { parent: parent.into(), ..Default::default() };
        let answer = self.working().list_unanswered(request).await.unwrap().into_inner();
        answer.organizations.into_iter().map(|one| one.organization).collect()
    }

    pub(crate) async fn stop(self) {
        self.city.suite.stop().await;
    }
}

/// What an organisation says, without an answer; it may be published.
pub(crate) fn opinion(organization: &str, stance: pb::OpinionStance, text: &str) -> pb::Opinion {
    pb::Opinion {
        organization: organization.into(),
        stance: stance.into(),
        text: text.into(),
        may_publish: true,
        ..Default::default()
    }
}
