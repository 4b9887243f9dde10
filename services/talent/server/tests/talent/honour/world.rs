//! A city that holds rounds: a department with two officials, and portals through which organisations nominate.

use onecode_proto::talent::v1 as pb;
use onecode_proto::talent::v1::honour_service_client::HonourServiceClient;
use prost::{Message, Name};
use testkit::{Caller, Client};
use time::Duration;
use tonic::Status;

use crate::city::{City, HUZHOU};

pub(crate) type Honours = HonourServiceClient<Client>;

/// How many days nominations are filed.
pub(crate) const FILING: i64 = 10;

/// A city.
pub(crate) struct World {
    pub(crate) city: City,
}

impl World {
    pub(crate) async fn start() -> Self {
        Self { city: City::start().await }
    }

    /// One whose talent seals with these keys.
    pub(crate) async fn sealed_with(ring: seal::Ring) -> Self {
        Self { city: City::sealed_with(ring).await }
    }

    pub(crate) fn by(&self, caller: &Caller) -> Honours {
        Honours::new(self.city.client(caller.fresh()))
    }

    pub(crate) fn official(&self, department: &str, account: &str) -> Caller {
        let roles = ["honour-organiser", "honour-approver"];
        self.city.suite.identities().official(department, HUZHOU, &roles, account)
    }

    /// Whoever works on the round, and may confer as well.
    pub(crate) fn first(&self) -> Caller {
        self.official("civil-affairs", "lin")
    }

    /// Another official of the same department.
    pub(crate) fn second(&self) -> Caller {
        self.official("civil-affairs", "shen")
    }

    pub(crate) fn working(&self) -> Honours {
        self.by(&self.first())
    }

    /// The system through which organisations nominate, or that of another department.
    pub(crate) fn system(&self, department: &str) -> Caller {
        self.city.suite.identities().caller(department, HUZHOU, &["honour-nominator"])
    }

    pub(crate) fn portal(&self) -> Honours {
        self.by(&self.system("data-bureau"))
    }

    /// Whoever may read what everybody may.
    pub(crate) fn reader(&self) -> Honours {
        self.by(&self.city.suite.identities().caller("education", HUZHOU, &["talent-reader"]))
    }

    pub(crate) fn days(&self, days: i64) {
        self.city.suite.clock().advance(Duration::days(days));
    }

    /// A round as it is stated.
    pub(crate) fn stated(&self, kind: pb::HonourKind, places: i32) -> pb::HonourRound {
        let deadline = self.city.suite.clock().now() + Duration::days(FILING);
        pb::HonourRound {
            kind: kind.into(),
            title: "2026年度评选".into(),
            year: 2026,
            criteria: "服务成效\n社会影响".into(),
            places,
            nomination_deadline: Some(intake::time::timestamp(deadline)),
            validity_years: 3,
            ..Default::default()
        }
    }

    pub(crate) async fn draft(&self, stated: pb::HonourRound) -> Result<pb::HonourRound, Status> {
        let request = pb::CreateHonourRoundRequest { honour_round: Some(stated) };
        Ok(self.working().create_honour_round(request).await?.into_inner().honour_round.unwrap())
    }

    pub(crate) async fn open(&self, kind: pb::HonourKind, places: i32) -> pb::HonourRound {
        let draft = self.draft(self.stated(kind, places)).await.unwrap();
        let request = pb::OpenHonourRoundRequest { name: draft.name, etag: draft.etag };
        self.working().open_honour_round(request).await.unwrap().into_inner().honour_round.unwrap()
    }

    /// A round as everybody sees it.
    pub(crate) async fn round(&self, name: &str) -> pb::HonourRound {
        let request = pb::GetHonourRoundRequest { name: name.into() };
        self.reader().get_honour_round(request).await.unwrap().into_inner().honour_round.unwrap()
    }

    pub(crate) async fn nominate(&self, round: &str, nomination: pb::Nomination) -> Result<pb::Nomination, Status> {
        let request = pb::FileNominationRequest { parent: round.into(), nomination: Some(nomination) };
        Ok(self.portal().file_nomination(request).await?.into_inner().nomination.unwrap())
    }

    /// A nomination as the department sees it.
    pub(crate) async fn nomination(&self, name: &str) -> pb::Nomination {
        let request = pb::GetNominationRequest { name: name.into() };
        self.working().get_nomination(request).await.unwrap().into_inner().nomination.unwrap()
    }

    pub(crate) async fn propose(&self, round: &str, nominations: &[&str]) -> Result<pb::HonourRound, Status> {
        let proposal =
            |name: &&str| pb::HonourProposal { nomination: (*name).into(), reason: "专家评分第一".into() };
        let request = pb::ProposeHonoursRequest {
            name: round.into(),
            etag: self.round(round).await.etag,
            proposals: nominations.iter().map(proposal).collect(),
        };
        Ok(self.working().propose_honours(request).await?.into_inner().honour_round.unwrap())
    }

    pub(crate) async fn object(
        &self,
        caller: &Caller,
        round: &str,
        nomination: &str,
    ) -> Result<pb::HonourObjection, Status> {
        let request = pb::FileHonourObjectionRequest {
            name: round.into(),
            nomination: nomination.into(),
            ground: "项目未实施".into(),
        };
        Ok(self.by(caller).file_honour_objection(request).await?.into_inner().objection.unwrap())
    }

    pub(crate) async fn decide(
        &self,
        round: &str,
        number: i32,
        outcome: pb::HonourObjectionOutcome,
    ) -> Result<pb::DecideHonourObjectionResponse, Status> {
        let request = pb::DecideHonourObjectionRequest {
            name: round.into(),
            etag: self.round(round).await.etag,
            objection_number: number,
            outcome: outcome.into(),
            answer: "已核实".into(),
        };
        Ok(self.working().decide_honour_objection(request).await?.into_inner())
    }

    pub(crate) async fn confer(&self, caller: &Caller, round: &str) -> Result<pb::ConferHonoursResponse, Status> {
        let request = pb::ConferHonoursRequest {
            name: round.into(),
            etag: self.round(round).await.etag,
            document_number: "湖民发〔2026〕9号".into(),
        };
        Ok(self.by(caller).confer_honours(request).await?.into_inner())
    }

    pub(crate) async fn honours(&self, request: pb::ListHonoursRequest) -> Vec<pb::Honour> {
        self.reader().list_honours(request).await.unwrap().into_inner().honours
    }

    /// A figure that is honoured: the round and the honour.
    pub(crate) async fn figure(&self, organization: &str) -> (String, pb::Honour) {
        let round = self.open(pb::HonourKind::LeadingFigure, 1).await.name;
        let nominated = self.nominate(&round, person(organization)).await.unwrap();
        self.days(FILING);
        self.propose(&round, &[&nominated.name]).await.unwrap();
        self.days(8);
        let done = self.confer(&self.second(), &round).await.unwrap();
        (round, done.honours.into_iter().next().unwrap())
    }

    /// The facts of a type, in the order of the feed.
    pub(crate) async fn facts<F: Message + Name + Default>(&self) -> Vec<F> {
        self.city.suite.facts().await
    }

    pub(crate) async fn stop(self) {
        self.city.suite.stop().await;
    }
}

pub(crate) const NAME: &str = "欧阳明珠";
pub(crate) const POST: &str = "常务副会长兼秘书长";

fn nomination(organization: &str) -> pb::Nomination {
    pb::Nomination {
        organization: format!("organizations/{organization}"),
        statement: "连续三年\n服务老年人".into(),
        ..Default::default()
    }
}

/// An organisation as it is nominated.
pub(crate) fn brand(organization: &str) -> pb::Nomination {
    nomination(organization)
}

/// A project as it is nominated.
pub(crate) fn project(organization: &str, title: &str) -> pb::Nomination {
    pb::Nomination { project_title: title.into(), ..nomination(organization) }
}

/// A person as it is nominated.
pub(crate) fn person(organization: &str) -> pb::Nomination {
    pb::Nomination { person_name: NAME.into(), person_post: POST.into(), ..nomination(organization) }
}
