//! Branches: set up, changed, cancelled, each by an application.

use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::organization_service_client::OrganizationServiceClient;
use tonic::Code;

use crate::papers::*;
use crate::town::*;

const TITLE: &str = "湖州市桑蚕文化研究会";

fn of(branch: &pb::Branch, action: pb::BranchAction, content: pb::BranchContent) -> pb::Application {
    let organization = branch.name.split("/branches/").next().unwrap();
    crate::papers::branch(
        organization,
        pb::BranchContent { action: action.into(), branch: branch.name.clone(), ..content },
    )
}

#[tokio::test]
async fn a_branch_is_set_up_changed_and_cancelled() {
    let town = Town::new().await;
    let code = town.established(TITLE, 1).await;
    let approved = town.approved(set_up(&code, &format!("{TITLE}青年工作委员会")), RESOLVED).await;
    let branches = town.branches(&code, false).await;
    let [branch] = branches.as_slice() else { panic!("{branches:?}") };
    assert_eq!(branch.title, format!("{TITLE}青年工作委员会"));
    assert_eq!((branch.established_date, branch.application.as_str()), (date(2026, 11, 24), approved.name.as_str()));
    assert_eq!(branch.address, "湖州市吴兴区龙溪路2号");

    let moved = pb::BranchContent { address: "湖州市南浔区南林路9号".into(), ..Default::default() };
    town.approved(of(branch, pb::BranchAction::Change, moved), RESOLVED).await;
    let changed = town.branches(&code, false).await.remove(0);
    assert_eq!((changed.address.as_str(), changed.title.as_str()), ("湖州市南浔区南林路9号", branch.title.as_str()));
    assert_eq!(changed.business_scope, branch.business_scope, "what is not stated stays");

    town.approved(of(branch, pb::BranchAction::Cancel, pb::BranchContent::default()), RESOLVED).await;
    assert_eq!(town.branches(&code, false).await, []);
    assert_eq!(town.branches(&code, true).await[0].cancelled_date, date(2026, 11, 24));
    let again = town.ready(of(branch, pb::BranchAction::Cancel, pb::BranchContent::default()), RESOLVED).await;
    let refused = town.approve(&again.name, "").await.unwrap_err();
    assert_eq!(reason(&refused, Code::NotFound), "BRANCH_NOT_FOUND");
}

#[tokio::test]
async fn an_area_is_no_branch_and_two_branches_are_not_called_the_same() {
    let town = Town::new().await;
    let code = town.established(TITLE, 1).await;
    let area = town.ready(set_up(&code, &format!("{TITLE}德清县分会")), RESOLVED).await;
    let refused = town.approve(&area.name, "").await.unwrap_err();
    assert_eq!(reason(&refused, Code::FailedPrecondition), "CONDITIONS_UNMET");
    assert!(metadata(&refused, "rules").contains("REG-08"), "{refused:?}");

    let title = format!("{TITLE}青年工作委员会");
    town.approved(set_up(&code, &title), RESOLVED).await;
    let twin = town.ready(set_up(&code, &title), RESOLVED).await;
    let refused = town.approve(&twin.name, "").await.unwrap_err();
    assert_eq!((refused.code(), metadata(&refused, "rules").as_str()), (Code::FailedPrecondition, "NAME-03"));
    assert_eq!(town.branches(&code, true).await.len(), 1);
}

#[tokio::test]
async fn a_private_non_enterprise_unit_has_no_branches() {
    let town = Town::new().await;
    let (class, division) = (vocab::OrganizationClass::PrivateNonEnterprise, HUZHOU.parse().unwrap());
    let code = vocab::UnifiedCode::from_parts(class, division, "MJ900001").unwrap().to_string();
    let request = pb::CreateOrganizationRequest {
        organization: Some(pb::Organization {
            code: code.clone(),
            title: "湖州市桑梓养老服务中心".into(),
            kind: pb::OrganizationKind::PrivateNonEnterprise.into(),
            division: HUZHOU.into(),
            ..Default::default()
        }),
        status: pb::OrganizationStatus::Active.into(),
        valid_from: date(2016, 3, 1),
        basis: "湖民民登〔2016〕1号".into(),
        validate_only: false,
    };
    let mut register = OrganizationServiceClient::new(town.suite.client(town.suite.registrar().fresh()));
    register.create_organization(request).await.unwrap();
    let code = format!("organizations/{code}");
    let ready = town.ready(set_up(&code, "湖州市桑梓养老服务中心南浔分中心"), RESOLVED).await;
    let refused = town.approve(&ready.name, "").await.unwrap_err();
    assert!(metadata(&refused, "rules").contains("REG-22"), "{refused:?}");
    assert_eq!(town.branches(&code, true).await, []);
}
