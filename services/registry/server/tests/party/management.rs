//! AssignPartyManagement: the four cases of 意见(六), and bodies that are departments with dates.

use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::{FindingOutcome, PartyManagementCase, PartyManagingBody, PartyRequirement};
use prost_types::FieldMask;
use tonic::Code;

use crate::support::*;

fn assign(serial: u32, body: PartyManagingBody, department: &str) -> pb::AssignPartyManagementRequest {
    pb::AssignPartyManagementRequest {
        name: format!("{}/partyStatus", name(serial)),
        body: body.into(),
        department: format!("departments/{department}"),
        basis: "湖社工委〔2026〕3号".into(),
        ..Default::default()
    }
}

fn management_finding(shown: &pb::PartyStatus) -> FindingOutcome {
    let finding = shown.findings.iter().find(|finding| finding.requirement() == PartyRequirement::Management);
    outcome(finding.unwrap())
}

async fn supervise(suite: &testkit::Suite, seen: pb::Organization, supervising_unit: &str) -> pb::Organization {
    let changed = pb::Organization { supervising_unit: supervising_unit.into(), ..seen };
    let request = pb::UpdateOrganizationRequest {
        organization: Some(changed),
        update_mask: Some(FieldMask { paths: vec!["supervising_unit".into()] }),
        valid_from: date(2020, 3, 1),
        basis: "湖民社变〔2026〕2号".into(),
        ..Default::default()
    };
    register(suite).update_organization(request).await.unwrap().into_inner().organization.unwrap()
}

#[tokio::test]
async fn a_supervising_unit_manages_whom_it_supervises() {
    let suite = registry().await;
    supervise(&suite, registered(&suite, 1).await, "湖州市教育局").await;
    let mut client = party(&suite);
    let before = status(&mut client, 1, None).await;
    let derived = before.management.clone().unwrap();
    assert_eq!((derived.case(), derived.article.as_str()), (PartyManagementCase::Supervised, "意见(六)"));
    assert_eq!(derived.allowed_bodies().collect::<Vec<_>>(), [PartyManagingBody::SupervisingUnit]);
    assert_eq!((derived.body(), management_finding(&before)), (PartyManagingBody::Unspecified, FindingOutcome::Ask));

    let foreign = assign(1, PartyManagingBody::Comprehensive, "social-organisation-party-committee");
    let refused = client.assign_party_management(foreign).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "MANAGING_BODY_NOT_ALLOWED".into()));
    assert_eq!(
        (metadata(&refused, "article"), metadata(&refused, "allowed")),
        ("意见(六)".to_owned(), "supervising_unit".to_owned())
    );

    let own = assign(1, PartyManagingBody::SupervisingUnit, "supervising-unit");
    let assigned = client.assign_party_management(own).await.unwrap().into_inner().management.unwrap();
    assert_eq!(
        (assigned.body(), assigned.department_title.as_str()),
        (PartyManagingBody::SupervisingUnit, "业务主管单位")
    );
    let after = status(&mut client, 1, None).await;
    assert_eq!(
        (after.management, management_finding(&status(&mut client, 1, None).await)),
        (Some(assigned), FindingOutcome::Met)
    );
}

#[tokio::test]
async fn a_unit_without_a_party_body_leaves_it_to_others() {
    let suite = registry().await;
    supervise(&suite, registered(&suite, 1).await, "湖州市某中心").await;
    let request = pb::AssignPartyManagementRequest {
        supervising_unit_without_party_body: true,
        ..assign(1, PartyManagingBody::Comprehensive, "social-organisation-party-committee")
    };
    let managed = party(&suite).assign_party_management(request).await.unwrap().into_inner().management.unwrap();
    assert_eq!((managed.case(), managed.article.as_str()), (PartyManagementCase::Supervised, "意见(五)"));
}

#[tokio::test]
async fn each_case_has_its_bodies() {
    use PartyManagingBody::{Community, Comprehensive, Industry, SupervisingUnit, Territory};
    let suite = registry().await;
    for serial in 1..=3 {
        registered(&suite, serial).await;
    }
    let mut client = party(&suite);
    report(&mut client, 2, branched(3)).await;
    let decoupled =
        |body, department| pb::AssignPartyManagementRequest { decoupled: true, ..assign(1, body, department) };
    let community =
        |body, department| pb::AssignPartyManagementRequest { community: true, ..assign(3, body, department) };
    let cases = [
        (decoupled(Industry, "industry-department"), Some((PartyManagementCase::Decoupled, "意见(六)"))),
        (decoupled(Territory, "township"), Some((PartyManagementCase::Decoupled, "意见(六)"))),
        (decoupled(SupervisingUnit, "supervising-unit"), None),
        (
            assign(2, Comprehensive, "social-organisation-party-committee"),
            Some((PartyManagementCase::Direct, "意见(六)")),
        ),
        (assign(2, Industry, "industry-department"), None),
        (assign(3, Territory, "township"), Some((PartyManagementCase::Direct, "意见(五)"))),
        (community(Community, "community-party-organisation"), Some((PartyManagementCase::Community, "意见(六)"))),
        (community(Territory, "township"), None),
    ];
    for (request, expected) in cases {
        let answer = client.assign_party_management(request.clone()).await;
        let found = answer.map(|answer| answer.into_inner().management.unwrap());
        let found = found.map(|managed| (managed.case(), managed.article)).map_err(|refused| reason(&refused).1);
        let expected = expected.map(|(case, article)| (case, article.to_owned()));
        assert_eq!(found, expected.ok_or("MANAGING_BODY_NOT_ALLOWED".to_owned()), "{request:?}");
    }
}

#[tokio::test]
async fn the_managing_department_bears_the_name_of_its_day() {
    let suite = registry().await;
    registered(&suite, 1).await;
    let mut client = party(&suite);
    let request = pb::AssignPartyManagementRequest {
        valid_from: date(2022, 6, 1),
        ..assign(1, PartyManagingBody::Comprehensive, "social-work")
    };
    client.assign_party_management(request).await.unwrap();
    let title = |shown: pb::PartyStatus| shown.management.unwrap().department_title;
    assert_eq!(title(status(&mut client, 1, date(2023, 1, 1)).await), "中共湖州市委两新工委");
    assert_eq!(title(status(&mut client, 1, None).await), "中共湖州市委社会工作部");
    assert_eq!(title(status(&mut client, 1, date(2022, 1, 1)).await), "");
}

#[tokio::test]
async fn after_decoupling_the_old_manager_is_seen_to_be_wrong() {
    let suite = registry().await;
    let seen = supervise(&suite, registered(&suite, 1).await, "湖州市经济和信息化局").await;
    let mut client = party(&suite);
    let own = assign(1, PartyManagingBody::SupervisingUnit, "supervising-unit");
    client.assign_party_management(own).await.unwrap();
    supervise(&suite, seen, "").await;
    assert_eq!(management_finding(&status(&mut client, 1, None).await), FindingOutcome::NotMet);
    let request = pb::AssignPartyManagementRequest {
        decoupled: true,
        ..assign(1, PartyManagingBody::Industry, "industry-department")
    };
    client.assign_party_management(request).await.unwrap();
    assert_eq!(management_finding(&status(&mut client, 1, None).await), FindingOutcome::Met);
}

#[tokio::test]
async fn every_violation_is_named_at_once() {
    let suite = registry().await;
    let foundation = vocab::OrganizationClass::Foundation;
    let request = pb::AssignPartyManagementRequest {
        name: format!("organizations/{}/partyStatus", code_of(foundation, 1)),
        department: "departments/社工部".into(),
        decoupled: true,
        community: true,
        valid_from: date(2027, 1, 1),
        ..Default::default()
    };
    let refused = party(&suite).assign_party_management(request).await.unwrap_err();
    assert_eq!(violated(&refused), ["basis", "body", "community", "decoupled", "department", "valid_from"]);
}
