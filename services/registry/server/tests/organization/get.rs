//! GetOrganization and BatchGetOrganizations: as of a day, by what was known, and hidden rows.

use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::organization_service_client::OrganizationServiceClient;
use prost_types::Timestamp;
use time::Duration;
use tonic::Code;

use crate::support::*;

async fn title_on(client: &mut Client, day: i32, known_at: Option<Timestamp>) -> Result<String, tonic::Status> {
    let request =
        pb::GetOrganizationRequest { name: name(1), as_of: date(2026, 11, day), known_at, ..Default::default() };
    Ok(client.get_organization(request).await?.into_inner().organization.unwrap().title)
}

#[tokio::test]
async fn a_correction_changes_the_past_but_not_what_was_known_of_it() {
    let suite = registry().await;
    let mut client = registrar(&suite);
    let mut request = pb::CreateOrganizationRequest { valid_from: date(2026, 11, 1), ..create(1) };
    request.organization.as_mut().unwrap().title = "甲协会".into();
    let first = client.create_organization(request).await.unwrap().into_inner().organization.unwrap();
    suite.clock().advance(Duration::minutes(1));
    let request = retitle(&first, "丙协会", date(2026, 11, 20));
    let second = client.update_organization(request).await.unwrap().into_inner().organization.unwrap();
    suite.clock().advance(Duration::minutes(1));
    let request = retitle(&second, "乙协会", date(2026, 11, 10));
    let third = client.update_organization(request).await.unwrap().into_inner().organization.unwrap();

    assert_eq!(third.title, "丙协会");
    assert_eq!(third.former_titles, ["甲协会", "乙协会"]);
    for (day, title) in [(1, "甲协会"), (9, "甲协会"), (10, "乙协会"), (19, "乙协会"), (20, "丙协会")] {
        assert_eq!(title_on(&mut client, day, None).await.unwrap(), title);
    }
    let before_correction = second.update_time;
    for (day, title) in [(1, "甲协会"), (19, "甲协会"), (20, "丙协会")] {
        assert_eq!(title_on(&mut client, day, before_correction).await.unwrap(), title);
    }
    assert_eq!(title_on(&mut client, 24, first.create_time).await.unwrap(), "甲协会");
    let mut just_before = first.create_time.unwrap();
    just_before.seconds -= 1;
    for (day, known_at) in [(24, Some(just_before)), (1, Some(just_before))] {
        let refused = title_on(&mut client, day, known_at).await.unwrap_err();
        assert_eq!(reason(&refused), (Code::NotFound, "ORGANIZATION_NOT_FOUND".into()));
    }
    let request = pb::GetOrganizationRequest { name: name(1), as_of: date(2026, 10, 31), ..Default::default() };
    let refused = client.get_organization(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "ORGANIZATION_NOT_FOUND".into()));
}

#[tokio::test]
async fn what_lies_outside_the_division_is_answered_like_what_does_not_exist() {
    let suite = registry().await;
    created(&mut registrar(&suite), 1).await;
    let mut stranger = registrar_of(&suite, HANGZHOU);
    let request = |serial| pb::GetOrganizationRequest { name: name(serial), ..Default::default() };
    let hidden = stranger.get_organization(request(1)).await.unwrap_err();
    let absent = stranger.get_organization(request(2)).await.unwrap_err();
    assert_eq!(reason(&hidden), (Code::NotFound, "ORGANIZATION_NOT_FOUND".into()));
    assert_eq!(reason(&hidden), reason(&absent));
    assert_eq!(hidden.message().replace(&code(1), ""), absent.message().replace(&code(2), ""));
    let in_the_past = pb::GetOrganizationRequest { as_of: date(2026, 4, 1), ..request(1) };
    assert_eq!(reason(&stranger.get_organization(in_the_past).await.unwrap_err()), reason(&absent));
    registrar_of(&suite, "330000").get_organization(request(1)).await.unwrap();
}

#[tokio::test]
async fn personal_data_is_shown_to_the_permission_with_a_purpose_and_each_look_is_recorded() {
    let suite = registry().await;
    created(&mut registrar(&suite), 1).await;
    let persons = |organization: pb::Organization| (organization.legal_representative, organization.contact_phone);
    let mut privy_without_purpose = OrganizationServiceClient::new(suite.client(privy(&suite).fresh()));
    assert_eq!(persons(get(&mut privy_without_purpose, 1).await), ("张*".into(), String::new()));
    let looks = "select count(*) from uow.audit where kind = 'sensitive_read'";
    assert_eq!(suite.count(looks).await, 0);
    let mut with_purpose = OrganizationServiceClient::new(suite.client(privy(&suite).because("case 7").fresh()));
    assert_eq!(persons(get(&mut with_purpose, 1).await), ("张三丰".into(), "0572-1234567".into()));
    assert_eq!(suite.count(looks).await, 1);
}

#[tokio::test]
async fn every_violation_of_a_read_is_named_at_once() {
    let suite = registry().await;
    let request = pb::GetOrganizationRequest {
        name: "companies/1".into(),
        view: 9,
        as_of: date(2026, 13, 1),
        known_at: Some(Timestamp { seconds: i64::MAX, nanos: 0 }),
    };
    let refused = registrar(&suite).get_organization(request).await.unwrap_err();
    assert_eq!(violated(&refused), ["as_of", "known_at", "name", "view"]);
}

#[tokio::test]
async fn a_batch_keeps_the_order_asked_and_lists_what_is_missing() {
    let suite = registry().await;
    let mut client = registrar(&suite);
    for serial in [1, 2, 3] {
        created(&mut client, serial).await;
    }
    let request = pb::BatchGetOrganizationsRequest { names: [3, 9, 1, 2, 8].map(name).to_vec(), ..Default::default() };
    let answer = client.batch_get_organizations(request).await.unwrap().into_inner();
    let names: Vec<String> = answer.organizations.iter().map(|found| found.name.clone()).collect();
    assert_eq!(names, [3, 1, 2].map(name));
    assert_eq!(answer.missing_names, [9, 8].map(name));
    assert!(answer.organizations.iter().all(|found| found.address.is_empty() && !found.etag.is_empty()));
    let full = pb::BatchGetOrganizationsRequest { names: vec![name(1)], view: pb::OrganizationView::Full.into() };
    let answer = client.batch_get_organizations(full).await.unwrap().into_inner();
    assert_eq!(answer.organizations, [get(&mut client, 1).await]);
}

#[tokio::test]
async fn a_batch_of_none_or_of_more_than_a_thousand_is_refused() {
    let suite = registry().await;
    for names in [Vec::new(), (0..1_001).map(name).collect()] {
        let request = pb::BatchGetOrganizationsRequest { names, ..Default::default() };
        let refused = registrar(&suite).batch_get_organizations(request).await.unwrap_err();
        assert_eq!(violated(&refused), ["names"]);
    }
}
