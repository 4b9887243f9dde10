//! Opinions side by side: asked for, given once, weighed.

use onecode_proto::procedure::v1::OpinionState;
use onecode_proto::registry::v1 as pb;
use tonic::Code;

use crate::papers::*;
use crate::town::*;

const TITLE: &str = "湖州市桑蚕文化研究会";

#[tokio::test]
async fn departments_are_asked_at_once_and_more_of_them_later() {
    let town = Town::new().await;
    let submitted = town.submit(&town.create(association(TITLE, 1)).await, PAPERS).await;
    let reviewing = town.accept(&submitted, "social-work", &["public-security"]).await;
    let request = pb::ConsultDepartmentsRequest {
        name: reviewing.name.clone(),
        etag: reviewing.etag.clone(),
        departments: vec!["departments/tax".into(), "departments/public-security".into()],
        reasons: "请核实住所和税务情况".into(),
    };
    town.registrar().consult_departments(request).await.unwrap();
    let opinions = town.case(&reviewing).await.opinions;
    let asked: Vec<_> = opinions.iter().map(|one| (one.review.as_str(), one.department.as_str())).collect();
    assert_eq!(
        asked,
        [
            ("supervising-unit", "departments/development-reform"),
            ("party-body", "departments/social-work"),
            ("consultation", "departments/public-security"),
            ("consultation", "departments/tax"),
        ],
        "nobody is asked twice"
    );
    let early = town.approve(&reviewing.name, "").await.unwrap_err();
    assert_eq!(metadata(&early, "departments"), "development-reform,social-work,public-security,tax");
    for department in ["tax", "social-work", "public-security", "development-reform"] {
        town.opine(&reviewing.name, department, true).await.unwrap();
    }
    let twice = town.opine(&reviewing.name, "tax", false).await.unwrap_err();
    assert_eq!(reason(&twice, Code::FailedPrecondition), "OPINION_NOT_AWAITED");
    let stranger = town.opine(&reviewing.name, "education", true).await.unwrap_err();
    assert_eq!(reason(&stranger, Code::PermissionDenied), "CASE_ROLE");
    town.answer(&reviewing).await;
    town.approve(&reviewing.name, "").await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn opinions_that_come_at_the_same_time_all_count() {
    let town = Town::new().await;
    let submitted = town.submit(&town.create(association(TITLE, 1)).await, PAPERS).await;
    let consulted = ["tax", "audit", "public-security", "human-resources", "justice", "finance"];
    let reviewing = town.accept(&submitted, "social-work", &consulted).await;
    let all = consulted.into_iter().chain(["social-work", "development-reform"]);
    let given = futures::future::join_all(all.map(|department| town.opine(&reviewing.name, department, true))).await;
    assert!(given.iter().all(Result::is_ok), "{given:?}");
    let opinions = town.case(&reviewing).await.opinions;
    assert_eq!(opinions.iter().filter(|one| one.state() == OpinionState::Favourable).count(), 8);
}

#[tokio::test]
async fn who_is_consulted_and_objects_is_answered_by_reasons() {
    let town = Town::new().await;
    let submitted = town.submit(&town.create(association(TITLE, 1)).await, PAPERS).await;
    let reviewing = town.accept(&submitted, "social-work", &["public-security"]).await;
    town.opine(&reviewing.name, "public-security", false).await.unwrap();
    town.agreed(&reviewing).await;
    town.answer(&reviewing).await;
    let refused = town.approve(&reviewing.name, "").await.unwrap_err();
    assert_eq!(reason(&refused, Code::InvalidArgument), "REASONS_REQUIRED");
    let approved = town.approve(&reviewing.name, "公安部门的意见已经整改落实").await.unwrap();
    assert_eq!(approved.decision.unwrap().reasons, "公安部门的意见已经整改落实");
}

#[tokio::test]
async fn without_the_supervising_unit_and_the_party_body_there_is_no_approval() {
    for (objector, other) in [("development-reform", "social-work"), ("social-work", "development-reform")] {
        let town = Town::new().await;
        let reviewing = town.reviewing(association(TITLE, 1), PAPERS).await;
        town.opine(&reviewing.name, objector, false).await.unwrap();
        town.opine(&reviewing.name, other, true).await.unwrap();
        town.answer(&reviewing).await;
        let refused = town.approve(&reviewing.name, "登记机关认为可以").await.unwrap_err();
        assert_eq!(reason(&refused, Code::FailedPrecondition), "BINDING_OBJECTION");
        assert_eq!(metadata(&refused, "departments"), objector);
        let given = town.case(&reviewing).await.opinions;
        let verdict = given.iter().find(|one| one.department.ends_with(objector)).unwrap();
        assert_eq!(verdict.state(), OpinionState::Unfavourable);
    }
}

#[tokio::test]
async fn one_department_in_two_parts_gives_two_opinions() {
    let town = Town::new().await;
    let application =
        pb::Application { supervising_department: "departments/social-work".into(), ..association(TITLE, 1) };
    let reviewing = town.reviewing(application, PAPERS).await;
    let opine = async |review: &str| {
        let request = pb::GiveOpinionRequest {
            name: reviewing.name.clone(),
            review: review.into(),
            favourable: true,
            reasons: String::new(),
        };
        town.reviewer("social-work").give_opinion(request).await
    };
    opine("party-body").await.unwrap();
    let refused = opine("party-body").await.unwrap_err();
    assert_eq!(reason(&refused, Code::FailedPrecondition), "OPINION_NOT_AWAITED");
    let early = town.approve(&reviewing.name, "").await.unwrap_err();
    assert_eq!(reason(&early, Code::FailedPrecondition), "OPINIONS_OUTSTANDING");
    let awaited = town.case(&reviewing).await;
    let term = awaited.deadlines.iter().filter(|one| one.key.starts_with("opinion:"));
    assert!(term.clone().any(|one| one.state() == onecode_proto::procedure::v1::DeadlineState::Running), "{awaited:?}");
    opine("supervising-unit").await.unwrap();
    town.answer(&reviewing).await;
    town.approve(&reviewing.name, "").await.unwrap();
}
