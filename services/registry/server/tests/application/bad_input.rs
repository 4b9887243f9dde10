//! What is wrong in a request is named at once, and changes nothing.

use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::application::Content;
use tonic::{Code, Status};
use tonic_types::StatusExt;

use crate::papers::*;
use crate::town::*;

/// The fields that a refusal names, in order.
fn fields(status: &Status) -> Vec<String> {
    assert_eq!(status.code(), Code::InvalidArgument, "{status:?}");
    let violations = status.get_details_bad_request().unwrap().field_violations;
    violations.into_iter().map(|violation| violation.field).collect()
}

async fn refused(town: &Town, application: pb::Application) -> Vec<String> {
    let request = pb::CreateApplicationRequest { application: Some(application), validate_only: false };
    fields(&town.portal().create_application(request).await.unwrap_err())
}

#[tokio::test]
async fn a_term_that_begins_later_is_not_judged_by_its_own_day() {
    let town = Town::new().await;
    let mut wrong = association("湖州市桑蚕文化研究会", 1);
    let Some(Content::Establishment(content)) = &mut wrong.content else { unreachable!() };
    content.leaders[1].starts_on = date(2026, 11, 25);
    assert_eq!(refused(&town, wrong).await, ["application.establishment.leaders[1].starts_on"]);
}

#[tokio::test]
async fn every_wrong_field_of_an_establishment_is_named_at_once_and_nothing_is_kept() {
    let town = Town::new().await;
    let mut wrong = association("湖州市桑蚕文化研究会", 1);
    wrong.division = "33050".into();
    wrong.supervising_department = "development-reform".into();
    let Some(Content::Establishment(content)) = &mut wrong.content else { unreachable!() };
    content.kind = pb::OrganizationKind::Other.into();
    content.title = String::new();
    content.address = " ".into();
    content.business_scope = "业".repeat(2_001);
    content.registered_capital_fen = -1;
    content.contact_phone = "1".repeat(31);
    content.individual_members = -1;
    content.non_state_assets_percent = Some(101);
    content.name_reservation = "reservations/1".into();
    content.legal_form = 9;
    content.leaders[0].role = 0;
    content.leaders[1].ends_on = None;
    content.leaders[1].officer.as_mut().unwrap().id_number = "33050219700101001*".into();
    let named = refused(&town, wrong).await;
    for field in [
        "application.division",
        "application.supervising_department",
        "application.establishment.kind",
        "application.establishment.title",
        "application.establishment.address",
        "application.establishment.business_scope",
        "application.establishment.registered_capital_fen",
        "application.establishment.contact_phone",
        "application.establishment.legal_form",
        "application.establishment.name_reservation",
        "application.establishment.leaders[0].role",
        "application.establishment.leaders[1].officer.id_number",
        "application.establishment.leaders[1].ends_on",
        "application.establishment.non_state_assets_percent",
        "application.establishment.individual_members",
    ] {
        assert!(named.iter().any(|one| one == field), "{field} is not named: {named:?}");
    }
    assert_eq!(named.len(), 15, "{named:?}");
    assert_eq!(town.suite.count("select count(*) from registry.application").await, 0);
    assert_eq!(town.suite.count("select count(*) from casework.case").await, 0);
}

#[tokio::test]
async fn an_application_says_whom_it_is_about_and_what_for() {
    let town = Town::new().await;
    assert_eq!(refused(&town, pb::Application::default()).await, ["application.organization", "application.content"]);
    let both = pb::Application {
        organization: "organizations/51330500MJ0000001X".into(),
        ..association("湖州市桑蚕文化研究会", 1)
    };
    assert!(refused(&town, both).await.contains(&"application.organization".to_owned()));
    let mut headless = association("湖州市桑蚕文化研究会", 1);
    let Some(Content::Establishment(content)) = &mut headless.content else { unreachable!() };
    content.leaders.iter_mut().for_each(|leader| leader.legal_representative = false);
    assert_eq!(refused(&town, headless).await, ["application.establishment.leaders"]);
    let unknown = pb::Application {
        supervising_department: "departments/magic".into(),
        ..association("湖州市桑蚕文化研究会", 1)
    };
    assert_eq!(refused(&town, unknown).await, ["application.supervising_department"]);

    let code = town.established("湖州市桑蚕文化研究会", 1).await;
    let nothing = change(&code, pb::ChangeContent::default());
    assert_eq!(refused(&town, nothing).await, ["application.change"]);
    let late = pb::ChangeContent { address: "湖州市新路1号".into(), ..Default::default() };
    let mut late = change(&code, late);
    let Some(Content::Change(content)) = &mut late.content else { unreachable!() };
    content.approved_date = date(2026, 11, 25);
    assert_eq!(refused(&town, late).await, ["application.change.approved_date"], "that day has not come");
    let nobody = pb::BranchContent { action: pb::BranchAction::Cancel.into(), ..Default::default() };
    assert_eq!(refused(&town, branch(&code, nobody)).await, ["application.branch.branch"]);
    let unsaid = pb::BranchContent::default();
    let named = refused(&town, branch(&code, unsaid)).await;
    assert!(named.contains(&"application.branch.action".to_owned()), "{named:?}");
    let mute = about(&code, Content::SimplifiedDeregistration(pb::SimplifiedDeregistrationContent::default()));
    assert_eq!(refused(&town, mute).await, ["application.simplified_deregistration.reason"]);
}

#[tokio::test]
async fn every_step_names_what_it_misses() {
    let town = Town::new().await;
    let (mut portal, mut registrar, mut reviewer) = (town.portal(), town.registrar(), town.reviewer("tax"));
    let of = fields;
    assert_eq!(
        of(&portal.update_application(pb::UpdateApplicationRequest::default()).await.unwrap_err()),
        ["application.name", "application.etag", "application.content"]
    );
    let documents = vec!["documents/1".into(), "paper".into()];
    let request = pb::SubmitApplicationRequest { documents, ..Default::default() };
    assert_eq!(
        of(&portal.submit_application(request).await.unwrap_err()),
        ["name", "etag", "documents[0]", "documents[1]"]
    );
    assert_eq!(
        of(&portal.withdraw_application(pb::WithdrawApplicationRequest::default()).await.unwrap_err()),
        ["name", "etag"]
    );
    let request = pb::AcceptApplicationRequest {
        party_department: "social-work".into(),
        consulted_departments: vec!["departments/".into()],
        ..Default::default()
    };
    assert_eq!(
        of(&registrar.accept_application(request).await.unwrap_err()),
        ["name", "etag", "party_department", "consulted_departments[0]"]
    );
    assert_eq!(
        of(&registrar.return_application(pb::ReturnApplicationRequest::default()).await.unwrap_err()),
        ["name", "etag", "reasons"]
    );
    assert_eq!(
        of(&registrar.decline_application(pb::DeclineApplicationRequest::default()).await.unwrap_err()),
        ["name", "etag", "reasons", "ground"]
    );
    assert_eq!(
        of(&registrar.consult_departments(pb::ConsultDepartmentsRequest::default()).await.unwrap_err()),
        ["name", "etag", "departments"]
    );
    assert_eq!(
        of(&registrar.record_answers(pb::RecordAnswersRequest::default()).await.unwrap_err()),
        ["name", "etag", "reasons", "answers"]
    );
    assert_eq!(
        of(&registrar.lapse_application(pb::LapseApplicationRequest::default()).await.unwrap_err()),
        ["name", "etag"]
    );
    assert_eq!(
        of(&reviewer.give_opinion(pb::GiveOpinionRequest::default()).await.unwrap_err()),
        ["name", "reasons"],
        "who does not agree says why"
    );
    assert_eq!(
        of(&registrar.approve_application(pb::ApproveApplicationRequest::default()).await.unwrap_err()),
        ["name", "etag", "number"]
    );
    let named = of(&registrar.refuse_application(pb::RefuseApplicationRequest::default()).await.unwrap_err());
    assert_eq!(named, ["number", "name", "etag", "reasons", "ground"]);
    assert_eq!(
        of(&registrar.divert_application(pb::DivertApplicationRequest::default()).await.unwrap_err()),
        ["name", "etag", "reasons"]
    );
    assert_eq!(of(&registrar.get_application(pb::GetApplicationRequest::default()).await.unwrap_err()), ["name"]);
    assert_eq!(of(&registrar.check_application(pb::CheckApplicationRequest::default()).await.unwrap_err()), ["name"]);
    let request = pb::ListApplicationsRequest { r#type: 99, state: 99, page_size: -1, ..Default::default() };
    let named = of(&registrar.list_applications(request).await.unwrap_err());
    assert!(["page_size", "type", "state"].iter().all(|field| named.iter().any(|one| one == field)), "{named:?}");
    let request = pb::ListRefusalGroundsRequest::default();
    assert_eq!(of(&registrar.list_refusal_grounds(request).await.unwrap_err()), ["kind"]);
}

#[tokio::test]
async fn a_rehearsal_checks_everything_and_keeps_nothing() {
    let town = Town::new().await;
    let request = pb::CreateApplicationRequest {
        application: Some(association("湖州市桑蚕文化研究会", 1)),
        validate_only: true,
    };
    let rehearsed = town.portal().create_application(request).await.unwrap().into_inner().application.unwrap();
    assert_eq!(rehearsed.state(), pb::ApplicationState::Draft);
    assert_eq!(town.suite.count("select count(*) from registry.application").await, 0);
}

#[tokio::test]
async fn a_department_that_cannot_play_the_part_is_named() {
    let town = Town::new().await;
    let submitted = town.submit(&town.create(association("湖州市桑蚕文化研究会", 1)).await, PAPERS).await;
    let accept = |party: &str, consulted: &[&str]| pb::AcceptApplicationRequest {
        name: submitted.name.clone(),
        etag: submitted.etag.clone(),
        party_department: party.into(),
        consulted_departments: consulted.iter().map(|key| format!("departments/{key}")).collect(),
    };
    for (request, field) in [
        (accept("", &[]), "party_department"),
        (accept("departments/tax", &[]), "party_department"),
        (accept("departments/social-work", &["magic"]), "consulted_departments"),
    ] {
        assert_eq!(fields(&town.registrar().accept_application(request).await.unwrap_err()), [field]);
    }
    assert_eq!(town.get(&submitted.name).await.etag, submitted.etag);
}

#[tokio::test]
async fn an_application_keeps_its_type_and_its_organisation() {
    let town = Town::new().await;
    let code = town.established("湖州市桑蚕文化研究会", 1).await;
    let other = town.established("湖州市丝绸文化研究会", 3).await;
    let moved = || pb::ChangeContent { address: "湖州市新路1号".into(), ..Default::default() };
    let draft = town.create(change(&code, moved())).await;
    let anew = |application: pb::Application| pb::UpdateApplicationRequest {
        application: Some(pb::Application { name: draft.name.clone(), etag: draft.etag.clone(), ..application }),
    };
    let refused = town.portal().update_application(anew(deregistration(&code))).await.unwrap_err();
    assert_eq!(reason(&refused, Code::FailedPrecondition), "CONTENT_TYPE_FIXED");
    let refused = town.portal().update_application(anew(change(&other, moved()))).await.unwrap_err();
    assert_eq!(fields(&refused), ["application.organization"]);
    assert_eq!(town.get(&draft.name).await.etag, draft.etag);
}
