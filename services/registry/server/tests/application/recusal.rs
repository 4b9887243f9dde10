//! Who has an interest steps aside (PROC-13): as a leader to be, and as a holder of a post.

use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::application::Content;
use tonic::Code;

use crate::papers::*;
use crate::town::*;

const ACCOUNT: &str = "wang-liang@mz.huzhou";
const TITLE: &str = "湖州市桑蚕文化研究会";

/// An association one of whose leaders is an official.
fn of_an_official() -> pb::Application {
    let mut application = association(TITLE, 1);
    let Some(Content::Establishment(content)) = &mut application.content else { unreachable!() };
    content.leaders[1].officer.as_mut().unwrap().official_account = ACCOUNT.into();
    application
}

fn official(town: &Town, department: &str, roles: &[&str], account: &str) -> Applications {
    town.applications(&town.suite.identities().official(department, HUZHOU, roles, account))
}

#[tokio::test]
async fn an_official_does_not_review_the_organisation_that_he_is_to_lead() {
    let town = Town::new().await;
    let submitted = town.submit(&town.create(of_an_official()).await, PAPERS).await;
    let accept = pb::AcceptApplicationRequest {
        name: submitted.name.clone(),
        etag: submitted.etag.clone(),
        party_department: "departments/social-work".into(),
        consulted_departments: Vec::new(),
    };
    let mut interested = official(&town, "civil-affairs", &["registry-registrar"], ACCOUNT);
    let refused = interested.accept_application(accept.clone()).await.unwrap_err();
    assert_eq!(reason(&refused, Code::PermissionDenied), "RECUSED");
    let mut colleague = official(&town, "civil-affairs", &["registry-registrar"], "li-si@mz.huzhou");
    let reviewing = colleague.accept_application(accept).await.unwrap().into_inner().application.unwrap();

    let opinion = pb::GiveOpinionRequest { name: reviewing.name.clone(), favourable: true, ..Default::default() };
    let mut reviewer = official(&town, "development-reform", &["application-reviewer"], ACCOUNT);
    let refused = reviewer.give_opinion(opinion).await.unwrap_err();
    assert_eq!(reason(&refused, Code::PermissionDenied), "RECUSED", "in whatever department he is");
    town.agreed(&reviewing).await;
    town.answer(&reviewing).await;
    let approve = pb::ApproveApplicationRequest {
        name: reviewing.name.clone(),
        etag: town.get(&reviewing.name).await.etag,
        number: "湖民社登〔2026〕12号".into(),
        reasons: String::new(),
    };
    let refused = interested.approve_application(approve.clone()).await.unwrap_err();
    assert_eq!(reason(&refused, Code::PermissionDenied), "RECUSED");
    colleague.approve_application(approve).await.unwrap();
}

#[tokio::test]
async fn an_official_does_not_decide_on_the_organisation_in_which_he_holds_a_post() {
    let town = Town::new().await;
    let established = town.ready(of_an_official(), PAPERS).await;
    let code = town.approve(&established.name, "").await.unwrap().organization;
    let moved = pb::ChangeContent { address: "湖州市新路1号".into(), ..Default::default() };
    let ready = town.ready(change(&code, moved), RESOLVED).await;
    let refuse = pb::RefuseApplicationRequest {
        name: ready.name.clone(),
        etag: ready.etag.clone(),
        number: "湖民社变〔2026〕1号".into(),
        reasons: "不符合条件".into(),
        ground: "REG-06.5".into(),
    };
    let mut interested = official(&town, "civil-affairs", &["registry-registrar"], ACCOUNT);
    let refused = interested.refuse_application(refuse.clone()).await.unwrap_err();
    assert_eq!(reason(&refused, Code::PermissionDenied), "RECUSED");
    assert_eq!(town.get(&ready.name).await, ready);
    let mut colleague = official(&town, "civil-affairs", &["registry-registrar"], "li-si@mz.huzhou");
    colleague.refuse_application(refuse).await.unwrap();
}
