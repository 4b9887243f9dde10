//! Organisations come into joint branches and leave them: one at a time, and never after they ended.

use onecode_proto::registry::v1 as pb;
use tonic::Code;

use crate::support::*;

fn add(branch: &pb::JointBranch, serial: u32) -> pb::AddJointBranchOrganizationRequest {
    pb::AddJointBranchOrganizationRequest {
        name: branch.name.clone(),
        organization: name(serial),
        joined_date: date(2026, 2, 1),
        etag: branch.etag.clone(),
    }
}

fn remove(branch: &pb::JointBranch, serial: u32) -> pb::RemoveJointBranchOrganizationRequest {
    pb::RemoveJointBranchOrganizationRequest {
        name: branch.name.clone(),
        organization: name(serial),
        left_date: date(2026, 3, 1),
        etag: branch.etag.clone(),
    }
}

#[tokio::test]
async fn an_organisation_comes_and_goes() {
    let suite = registry().await;
    for serial in 1..=3 {
        registered(&suite, serial).await;
    }
    let mut client = party(&suite);
    let branch = founded(&mut client, &[1, 2]).await;
    let grown = client.add_joint_branch_organization(add(&branch, 3)).await.unwrap().into_inner().joint_branch.unwrap();
    assert_eq!((grown.member_count, grown.members[2].joined_date), (3, date(2026, 2, 1)));
    assert_ne!(grown.etag, branch.etag);
    let stale = client.remove_joint_branch_organization(remove(&branch, 3)).await.unwrap_err();
    assert_eq!(reason(&stale), (Code::Aborted, "ETAG_MISMATCH".into()));
    assert_eq!(metadata(&stale, "etag"), grown.etag);
    let left = client.remove_joint_branch_organization(remove(&grown, 3)).await.unwrap().into_inner();
    let left = left.joint_branch.unwrap();
    assert_eq!(members(&left), [name(1), name(2)]);
    assert_eq!(status(&mut client, 3, date(2026, 2, 28)).await.joint_branch, branch.name);
    assert_eq!(status(&mut client, 3, date(2026, 3, 1)).await.joint_branch, "");
    let refused = client.remove_joint_branch_organization(remove(&left, 3)).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "NOT_IN_JOINT_BRANCH".into()));
    let refused = client.add_joint_branch_organization(add(&left, 3)).await.unwrap_err();
    assert_eq!(reason(&refused).1, "BEFORE_JOINT_BRANCH_RECORD", "it would be in two on the same day");
}

#[tokio::test]
async fn nobody_is_in_two_branches() {
    let suite = registry().await;
    for serial in 1..=4 {
        registered(&suite, serial).await;
    }
    let mut client = party(&suite);
    founded(&mut client, &[1, 2]).await;
    let other = founded(&mut client, &[3, 4]).await;
    for serial in [1, 3] {
        let refused = client.add_joint_branch_organization(add(&other, serial)).await.unwrap_err();
        assert_eq!(reason(&refused), (Code::FailedPrecondition, "IN_ANOTHER_JOINT_BRANCH".into()));
    }
}

#[tokio::test]
async fn of_eight_branches_that_race_for_an_organisation_one_gets_it() {
    let suite = registry().await;
    let mut client = party(&suite);
    let mut branches = Vec::new();
    for serial in 0..8 {
        registered(&suite, 2 * serial + 1).await;
        registered(&suite, 2 * serial + 2).await;
        branches.push(founded(&mut client, &[2 * serial + 1, 2 * serial + 2]).await);
    }
    registered(&suite, 99).await;
    let calls = branches.iter().map(|branch| {
        let mut client = party(&suite);
        async move { client.add_joint_branch_organization(add(branch, 99)).await }
    });
    let answers = futures::future::join_all(calls).await;
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
    let refused = answers.iter().filter_map(|answer| answer.as_ref().err());
    assert!(refused.map(|refused| reason(refused).1).all(|reason| reason == "IN_ANOTHER_JOINT_BRANCH"));
}

#[tokio::test]
async fn an_organisation_that_ends_leaves_its_branch_on_that_day() {
    let suite = registry().await;
    for serial in 1..=3 {
        registered(&suite, serial).await;
    }
    let mut client = party(&suite);
    let branch = founded(&mut client, &[1, 2, 3]).await;
    deregister(&suite, 2, date(2026, 11, 1)).await;
    let request = pb::GetJointBranchRequest { name: branch.name.clone() };
    let shown = client.get_joint_branch(request).await.unwrap().into_inner().joint_branch.unwrap();
    assert_eq!(members(&shown), [name(1), name(3)]);
    assert_ne!(shown.etag, branch.etag);
    let left = suite.facts::<pb::JointBranchOrganizationRemoved>().await;
    assert_eq!(
        left,
        [pb::JointBranchOrganizationRemoved {
            joint_branch: branch.name,
            organization: name(2),
            left_date: date(2026, 11, 1),
        }]
    );
}

#[tokio::test]
async fn members_of_other_divisions_are_counted_and_not_shown() {
    let suite = registry().await;
    registered(&suite, 1).await;
    let county = organization(vocab::OrganizationClass::SocialGroup, 2, WUXING);
    register(&suite).create_organization(county).await.unwrap();
    let branch = pb::JointBranch { division: WUXING.into(), ..branch("吴兴联合党支部") };
    let request = pb::CreateJointBranchRequest { joint_branch: Some(branch), organizations: vec![name(1), name(2)] };
    let founded = party(&suite).create_joint_branch(request).await.unwrap().into_inner().joint_branch.unwrap();
    let request = pb::GetJointBranchRequest { name: founded.name };
    let answer = party_of(&suite, WUXING).get_joint_branch(request).await.unwrap().into_inner();
    let seen = answer.joint_branch.unwrap();
    assert_eq!((members(&seen), seen.member_count), (vec![name(2).as_str()], 2));
}
