//! Simplified deregistration: before the public, with and without an objection.

use onecode_proto::procedure::v1 as procedures;
use onecode_proto::procedure::v1::ObjectionState;
use onecode_proto::procedure::v1::publicity_service_client::PublicityServiceClient;
use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::ApplicationState;
use tonic::Code;

use crate::papers::*;
use crate::town::*;

const TITLE: &str = "湖州市桑蚕文化研究会";

impl Town {
    fn publicities(&self, department: &str, roles: &[&str]) -> PublicityServiceClient<testkit::Client> {
        PublicityServiceClient::new(self.suite.client(self.caller(department, roles).fresh()))
    }

    /// The only publicity there is, as anybody finds it.
    async fn publicity(&self) -> procedures::Publicity {
        let mut portal = self.publicities("notary", &["public-portal"]);
        let listed = portal.list_publicities(procedures::ListPublicitiesRequest::default()).await.unwrap();
        listed.into_inner().publicities.remove(0)
    }

    async fn object(&self, publicity: &procedures::Publicity) {
        let request = procedures::FileObjectionRequest {
            publicity: publicity.name.clone(),
            text: "该会尚欠本公司货款三万元".into(),
        };
        self.publicities("notary", &["public-portal"]).file_objection(request).await.unwrap();
    }

    async fn answer_objection(&self, publicity: &procedures::Publicity, state: ObjectionState) {
        let mut registrar = self.publicities("civil-affairs", &["registry-registrar"]);
        let request = procedures::ListObjectionsRequest { parent: publicity.name.clone(), ..Default::default() };
        let objection = registrar.list_objections(request).await.unwrap().into_inner().objections.remove(0);
        let request =
            procedures::AnswerObjectionRequest {
                name: objection.name, state: state.into(), reasons: "已核实".into()
            };
        registrar.answer_objection(request).await.unwrap();
    }

    async fn divert(&self, name: &str) -> Result<pb::Application, tonic::Status> {
        let request = pb::DivertApplicationRequest {
            name: name.into(),
            etag: self.get(name).await.etag,
            reasons: "异议成立，转普通注销程序".into(),
        };
        Ok(self.registrar().divert_application(request).await?.into_inner().application.unwrap())
    }
}

#[tokio::test]
async fn nobody_objects_and_the_organisation_ends_when_the_notice_is_over() {
    let town = Town::new().await;
    let code = town.established(TITLE, 1).await;
    let ready = town.ready(simplified(&code), PROMISED).await;
    assert_eq!(ready.state(), ApplicationState::PublicNotice);
    let publicity = town.publicity().await;
    assert_eq!((publicity.case.as_str(), publicity.close_date), (ready.case.as_str(), date(2027, 1, 8)));
    assert!(publicity.title.contains(TITLE) && publicity.body.contains("未开展活动"), "{publicity:?}");
    town.suite.clock().advance(time::Duration::days(45));
    let refused = town.approve(&ready.name, "").await.unwrap_err();
    assert_eq!(reason(&refused, Code::FailedPrecondition), "TERM_RUNNING");
    assert_eq!(metadata(&refused, "until"), "2027-01-08");
    town.suite.clock().advance(time::Duration::days(1));
    let approved = town.approve(&ready.name, "").await.unwrap();
    assert_eq!(approved.state(), ApplicationState::Approved);
    assert_eq!(town.organization(&code).await.status(), pb::OrganizationStatus::Deregistered);
}

#[tokio::test]
async fn an_objection_that_is_rejected_stands_in_nobodys_way() {
    let town = Town::new().await;
    let code = town.established(TITLE, 1).await;
    let ready = town.ready(simplified(&code), PROMISED).await;
    let publicity = town.publicity().await;
    town.object(&publicity).await;
    town.suite.clock().advance(time::Duration::days(46));
    let refused = town.approve(&ready.name, "").await.unwrap_err();
    assert_eq!(reason(&refused, Code::FailedPrecondition), "OBJECTIONS_OPEN");
    town.answer_objection(&publicity, ObjectionState::Rejected).await;
    let refused = town.divert(&ready.name).await.unwrap_err();
    assert_eq!(reason(&refused, Code::FailedPrecondition), "NO_OBJECTION_UPHELD");
    assert_eq!(town.approve(&ready.name, "").await.unwrap().state(), ApplicationState::Approved);
}

#[tokio::test]
async fn an_objection_that_is_upheld_ends_the_simplified_procedure_and_the_ordinary_one_remains() {
    let town = Town::new().await;
    let code = town.established(TITLE, 1).await;
    let ready = town.ready(simplified(&code), PROMISED).await;
    let publicity = town.publicity().await;
    town.object(&publicity).await;
    let seen = town.get(&ready.name).await;
    town.answer_objection(&publicity, ObjectionState::Upheld).await;
    let answered = town.get(&ready.name).await;
    assert_ne!(answered.etag, seen.etag, "an answer is a step of the case");
    let listed = town.registrar().list_applications(pb::ListApplicationsRequest::default()).await.unwrap();
    let listed = listed.into_inner().applications.into_iter().find(|one| one.name == ready.name).unwrap();
    assert_eq!(listed.etag, answered.etag);

    let diverted = town.divert(&ready.name).await.unwrap();
    assert_eq!(diverted.state(), ApplicationState::Diverted);
    assert_eq!(town.organization(&code).await.status(), pb::OrganizationStatus::Active);
    assert!(town.publicity().await.withdraw_date.is_some(), "the notice has done its work");
    town.approved(deregistration(&code), LIQUIDATED).await;
    assert_eq!(town.organization(&code).await.status(), pb::OrganizationStatus::Deregistered);
}

#[tokio::test]
async fn an_objection_that_is_upheld_is_not_outlasted() {
    let town = Town::new().await;
    let code = town.established(TITLE, 1).await;
    let ready = town.ready(simplified(&code), PROMISED).await;
    let publicity = town.publicity().await;
    town.object(&publicity).await;
    town.answer_objection(&publicity, ObjectionState::Upheld).await;
    town.suite.clock().advance(time::Duration::days(46));
    let refused = town.approve(&ready.name, "").await.unwrap_err();
    assert_eq!(reason(&refused, Code::FailedPrecondition), "OBJECTION_UPHELD");
    assert_eq!(town.organization(&code).await.status(), pb::OrganizationStatus::Active);
}
