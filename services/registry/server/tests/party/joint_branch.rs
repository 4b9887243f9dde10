//! Joint branches: founded, shown, listed, dissolved.

use onecode_proto::registry::v1 as pb;
use time::Duration;
use tonic::Code;

use crate::support::*;

async fn associations(suite: &testkit::Suite, count: u32) -> Client {
    for serial in 1..=count {
        registered(suite, serial).await;
    }
    party(suite)
}

async fn get(client: &mut Client, branch: &pb::JointBranch) -> pb::JointBranch {
    let request = pb::GetJointBranchRequest { name: branch.name.clone() };
    client.get_joint_branch(request).await.unwrap().into_inner().joint_branch.unwrap()
}

fn create(branch: pb::JointBranch, serials: &[u32]) -> pb::CreateJointBranchRequest {
    let organizations = serials.iter().map(|serial| name(*serial)).collect();
    pb::CreateJointBranchRequest { joint_branch: Some(branch), organizations }
}

#[tokio::test]
async fn a_branch_is_shown_as_it_was_founded() {
    let suite = registry().await;
    let mut client = associations(&suite, 2).await;
    let founded = founded(&mut client, &[2, 1]).await;
    assert!(founded.name.starts_with("jointBranches/"));
    assert_eq!((members(&founded), founded.member_count), (vec![name(1).as_str(), &name(2)], 2));
    assert_eq!(founded.members[0].joined_date, date(2025, 1, 1));
    assert_eq!(get(&mut client, &founded).await, founded);
    assert_eq!(status(&mut client, 1, None).await.joint_branch, founded.name);
    assert_eq!(status(&mut client, 1, date(2024, 12, 31)).await.joint_branch, "");
}

#[tokio::test]
async fn every_violation_is_named_at_once() {
    let suite = registry().await;
    let request = pb::CreateJointBranchRequest {
        joint_branch: Some(pb::JointBranch {
            division: "湖州".into(),
            managing_department: "social-work".into(),
            established_date: date(2027, 1, 1),
            ..Default::default()
        }),
        organizations: vec![name(1), name(1)],
    };
    let refused = party(&suite).create_joint_branch(request).await.unwrap_err();
    let mut expected: Vec<String> =
        ["division", "established_date", "ground", "ground_description", "managing_department", "title"]
            .map(|field| format!("joint_branch.{field}"))
            .into();
    expected.push("organizations".into());
    assert_eq!(violated(&refused), expected);
}

#[tokio::test]
async fn founders_exist_are_active_and_were_registered_then() {
    let suite = registry().await;
    let mut client = associations(&suite, 2).await;
    let refused = client.create_joint_branch(create(branch("甲"), &[1, 9])).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "ORGANIZATION_NOT_FOUND".into()));
    let early = pb::JointBranch { established_date: date(2019, 1, 1), ..branch("甲") };
    let refused = client.create_joint_branch(create(early, &[1, 2])).await.unwrap_err();
    assert_eq!(reason(&refused).1, "BEFORE_REGISTRATION");
    deregister(&suite, 2, date(2026, 11, 1)).await;
    let refused = client.create_joint_branch(create(branch("甲"), &[1, 2])).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "JOINT_BRANCH_NEEDS_ACTIVE".into()));
    assert_eq!(metadata(&refused, "status"), "deregistered");
    assert_eq!(suite.count("select count(*) from registry.joint_branch").await, 0);
}

#[tokio::test]
async fn a_branch_lies_where_its_founder_may_write_and_is_managed_by_a_department() {
    let suite = registry().await;
    let mut client = associations(&suite, 2).await;
    let elsewhere = pb::JointBranch { division: HANGZHOU.into(), ..branch("甲") };
    let refused = client.create_joint_branch(create(elsewhere, &[1, 2])).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "OUTSIDE_DIVISION".into()));
    let unmanaged = pb::JointBranch { managing_department: "departments/astrology".into(), ..branch("甲") };
    let refused = client.create_joint_branch(create(unmanaged, &[1, 2])).await.unwrap_err();
    assert_eq!(reason(&refused).1, "DEPARTMENT_NOT_FOUND");
}

#[tokio::test]
async fn a_dissolved_branch_lets_everybody_go_and_stays_on_record() {
    let suite = registry().await;
    let mut client = associations(&suite, 2).await;
    let founded = founded(&mut client, &[1, 2]).await;
    let request = pb::DissolveJointBranchRequest {
        name: founded.name.clone(),
        dissolved_date: date(2026, 1, 1),
        etag: founded.etag.clone(),
    };
    let early = pb::DissolveJointBranchRequest { dissolved_date: date(2024, 12, 31), ..request.clone() };
    let refused = client.dissolve_joint_branch(early).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "BEFORE_JOINT_BRANCH_RECORD".into()));
    assert_eq!(metadata(&refused, "first"), "2025-01-01");
    let gone = client.dissolve_joint_branch(request.clone()).await.unwrap().into_inner().joint_branch.unwrap();
    assert_eq!((gone.dissolved_date, members(&gone).len(), gone.member_count), (date(2026, 1, 1), 0, 0));
    assert_eq!(status(&mut client, 1, None).await.joint_branch, "");
    assert_eq!(status(&mut client, 1, date(2025, 12, 31)).await.joint_branch, founded.name);
    let refused = client.dissolve_joint_branch(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::Aborted, "ETAG_MISMATCH".into()));
    let again = pb::DissolveJointBranchRequest { name: gone.name.clone(), etag: gone.etag, dissolved_date: None };
    let refused = client.dissolve_joint_branch(again).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "JOINT_BRANCH_DISSOLVED".into()));
}

#[tokio::test]
async fn lists_show_what_exists_the_latest_first() {
    let suite = registry().await;
    let mut client = associations(&suite, 6).await;
    let first = founded(&mut client, &[1, 2]).await;
    suite.clock().advance(Duration::SECOND);
    let other = pb::JointBranch { managing_department: "departments/township".into(), ..branch("乙") };
    client.create_joint_branch(create(other, &[3, 4])).await.unwrap();
    suite.clock().advance(Duration::SECOND);
    founded(&mut client, &[5, 6]).await;
    let request = pb::DissolveJointBranchRequest { name: first.name, etag: first.etag, dissolved_date: None };
    client.dissolve_joint_branch(request).await.unwrap();

    let list = async |client: &mut Client, request: pb::ListJointBranchesRequest| {
        let answer = client.list_joint_branches(request).await.unwrap().into_inner();
        let titles: Vec<String> = answer.joint_branches.into_iter().map(|branch| branch.title).collect();
        (titles, answer.next_page_token)
    };
    let all = pb::ListJointBranchesRequest::default();
    assert_eq!(list(&mut client, all.clone()).await.0, ["仁皇山联合党支部", "乙"]);
    let dissolved_too = pb::ListJointBranchesRequest { show_dissolved: true, page_size: 2, ..all.clone() };
    let (page, token) = list(&mut client, dissolved_too.clone()).await;
    assert_eq!(page, ["仁皇山联合党支部", "乙"]);
    let rest = pb::ListJointBranchesRequest { page_token: token, ..dissolved_too };
    assert_eq!(list(&mut client, rest).await, (vec!["仁皇山联合党支部".to_owned()], String::new()));
    let township = pb::ListJointBranchesRequest { managing_department: "departments/township".into(), ..all.clone() };
    assert_eq!(list(&mut client, township).await.0, ["乙"]);
    assert_eq!(list(&mut party_of(&suite, HANGZHOU), all).await.0, Vec::<String>::new());
}

#[tokio::test]
async fn a_stranger_does_not_find_the_branch() {
    let suite = registry().await;
    let mut client = associations(&suite, 2).await;
    let founded = founded(&mut client, &[1, 2]).await;
    let request = pb::GetJointBranchRequest { name: founded.name };
    let refused = party_of(&suite, HANGZHOU).get_joint_branch(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "JOINT_BRANCH_NOT_FOUND".into()));
}
