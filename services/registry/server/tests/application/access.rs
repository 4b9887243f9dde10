//! Who may do what: by permission, by the part a department plays, by division.

use onecode_proto::registry::v1 as pb;
use tonic::Code;

use crate::attempts::attempts;
use crate::papers::*;
use crate::town::*;

#[tokio::test]
async fn a_role_without_the_permission_does_nothing_with_an_application() {
    let town = Town::new().await;
    let draft = town.create(association("湖州市桑蚕文化研究会", 1)).await;
    let draft = town.get(&draft.name).await;
    let reader = town.applications(&town.caller("tax", &["registry-reader"]));
    for (method, refused) in attempts(&reader, &draft).await {
        assert_eq!(reason(&refused, Code::PermissionDenied), "PERMISSION_MISSING", "{method}");
    }
    let request = pb::GetApplicationRequest { name: draft.name.clone() };
    let refused = reader.clone().get_application(request).await.unwrap_err();
    assert_eq!(reason(&refused, Code::PermissionDenied), "PERMISSION_MISSING");
    assert_eq!(town.get(&draft.name).await, draft);
}

#[tokio::test]
async fn a_department_that_plays_no_part_does_nothing_with_an_application() {
    let town = Town::new().await;
    let submitted = town.submit(&town.create(association("湖州市桑蚕文化研究会", 1)).await, PAPERS).await;
    let roles = ["registry-registrar", "application-portal", "application-reviewer"];
    let stranger = town.applications(&town.caller("education", &roles));
    let before = town.get(&submitted.name).await;
    for (method, refused) in attempts(&stranger, &before).await {
        let open = [
            "withdraw_application",
            "accept_application",
            "return_application",
            "decline_application",
            "record_answers",
        ];
        if open.contains(&method) {
            assert_eq!(reason(&refused, Code::PermissionDenied), "CASE_ROLE", "{method}");
        } else {
            assert_eq!(reason(&refused, Code::FailedPrecondition), "CASE_STATE", "{method}");
        }
    }
    assert_eq!(town.get(&submitted.name).await, before);
}

#[tokio::test]
async fn another_city_neither_sees_nor_moves_an_application() {
    let town = Town::new().await;
    let submitted = town.submit(&town.create(association("湖州市桑蚕文化研究会", 1)).await, PAPERS).await;
    let roles = ["registry-registrar", "application-portal", "application-reviewer"];
    let hangzhou = town.suite.identities().caller("civil-affairs", "330100", &roles);
    let mut neighbour = town.applications(&hangzhou);
    for (method, refused) in attempts(&neighbour, &submitted).await {
        assert_eq!(reason(&refused, Code::NotFound), "APPLICATION_NOT_FOUND", "{method}");
    }
    let refused = neighbour.get_application(pb::GetApplicationRequest { name: submitted.name.clone() }).await;
    assert_eq!(reason(&refused.unwrap_err(), Code::NotFound), "APPLICATION_NOT_FOUND");
    let refused = neighbour.check_application(pb::CheckApplicationRequest { name: submitted.name.clone() }).await;
    assert_eq!(reason(&refused.unwrap_err(), Code::NotFound), "APPLICATION_NOT_FOUND");
    let listed = neighbour.list_applications(pb::ListApplicationsRequest::default()).await.unwrap().into_inner();
    assert_eq!(listed.applications, []);
    let request = pb::CreateApplicationRequest {
        application: Some(association("湖州市丝绸研究会", 3)),
        validate_only: false,
    };
    let refused = neighbour.create_application(request).await.unwrap_err();
    assert_eq!(reason(&refused, Code::PermissionDenied), "OUTSIDE_DIVISION");
}

#[tokio::test]
async fn an_application_that_has_ended_is_moved_no_more() {
    let town = Town::new().await;
    let draft = town.create(association("湖州市桑蚕文化研究会", 1)).await;
    let request = pb::WithdrawApplicationRequest {
        name: draft.name.clone(),
        etag: draft.etag.clone(),
        reasons: "申请人不再申请".into(),
    };
    let withdrawn = town.portal().withdraw_application(request).await.unwrap().into_inner().application.unwrap();
    assert_eq!(withdrawn.state(), pb::ApplicationState::Withdrawn);
    let roles = ["registry-registrar", "application-portal", "application-reviewer"];
    let anybody = town.applications(&town.caller("civil-affairs", &roles));
    for (method, refused) in attempts(&anybody, &withdrawn).await {
        assert_eq!(reason(&refused, Code::FailedPrecondition), "CASE_STATE", "{method}");
        assert_eq!(metadata(&refused, "allowed"), "", "{method}");
    }
    let open = pb::ListApplicationsRequest { state: pb::ApplicationState::Withdrawn.into(), ..Default::default() };
    let listed = town.registrar().list_applications(open).await.unwrap().into_inner().applications;
    assert_eq!(listed.iter().map(|one| &one.name).collect::<Vec<_>>(), [&withdrawn.name]);
}

#[tokio::test]
async fn lists_are_narrowed_and_come_page_by_page_newest_first() {
    let town = Town::new().await;
    let mut names = Vec::new();
    for (at, title) in ["湖州市桑蚕文化研究会", "湖州市丝绸文化研究会", "湖州市茶叶流通协会"].into_iter().enumerate()
    {
        town.suite.clock().advance(time::Duration::seconds(1));
        names.push(town.create(association(title, u32::try_from(at).unwrap() * 2 + 1)).await.name);
    }
    names.reverse();
    let (mut seen, mut page_token) = (Vec::new(), String::new());
    loop {
        let request = pb::ListApplicationsRequest { page_size: 2, page_token, ..Default::default() };
        let page = town.registrar().list_applications(request).await.unwrap().into_inner();
        seen.extend(page.applications);
        page_token = page.next_page_token;
        if page_token.is_empty() {
            break;
        }
    }
    assert_eq!(seen.iter().map(|one| one.name.clone()).collect::<Vec<_>>(), names);
    assert_eq!(seen[0].etag, town.get(&names[0]).await.etag);
    let changes = pb::ListApplicationsRequest { r#type: pb::ApplicationType::Change.into(), ..Default::default() };
    assert_eq!(town.registrar().list_applications(changes).await.unwrap().into_inner().applications, []);
}
