//! WatchOrganizations: the state after each change.

use std::collections::BTreeMap;

use onecode_proto::registry::v1 as pb;
use prost::Name;
use tonic::{Code, Streaming};

use crate::export::exported;
use crate::support::*;

async fn watched(stream: &mut Streaming<pb::WatchOrganizationsResponse>, count: usize) -> Vec<pb::OrganizationChange> {
    let mut changes = Vec::new();
    while changes.len() < count {
        changes.extend(stream.message().await.unwrap().unwrap().changes);
    }
    changes
}

#[tokio::test]
async fn each_change_shows_the_organisation_after_it() {
    let suite = registry().await;
    let mut client = registrar(&suite);
    let first = created(&mut client, 1).await;
    let renamed = client.update_organization(retitle(&first, "湖州市新协会", None)).await.unwrap().into_inner();
    let renamed = renamed.organization.unwrap();
    let request = change_status(&renamed, pb::OrganizationStatus::Suspended, None);
    let suspended = client.change_organization_status(request).await.unwrap().into_inner().organization.unwrap();
    let request = pb::WatchOrganizationsRequest { view: pb::OrganizationView::Full.into(), ..Default::default() };
    let mut stream = client.watch_organizations(request).await.unwrap().into_inner();
    let changes = watched(&mut stream, 3).await;
    let types: Vec<&str> = changes.iter().map(|change| change.r#type.as_str()).collect();
    let expected = [
        pb::OrganizationRegistered::full_name(),
        pb::OrganizationChanged::full_name(),
        pb::OrganizationStatusChanged::full_name(),
    ];
    assert_eq!(types, expected);
    let shown: Vec<pb::Organization> = changes.into_iter().filter_map(|change| change.organization).collect();
    assert_eq!(shown, [first, renamed, suspended]);
}

#[tokio::test]
async fn an_export_and_the_watch_that_follows_it_are_the_source() {
    let suite = registry().await;
    let mut client = registrar(&suite);
    for serial in 1..=4 {
        created(&mut client, serial).await;
    }
    suite.sequenced().await;
    let (organizations, cursor) = exported(&mut client, pb::ExportOrganizationsRequest::default()).await;
    let mut copy: BTreeMap<String, pb::Organization> =
        organizations.into_iter().map(|organization| (organization.name.clone(), organization)).collect();
    for serial in 3..=6 {
        let seen = match copy.get(&name(serial)) {
            Some(seen) => seen.clone(),
            None => created(&mut client, serial).await,
        };
        client.update_organization(retitle(&seen, &format!("湖州市{serial}号"), None)).await.unwrap();
    }
    let request =
        pb::WatchOrganizationsRequest { cursor, view: pb::OrganizationView::Full.into(), ..Default::default() };
    let mut stream = client.watch_organizations(request).await.unwrap().into_inner();
    for change in watched(&mut stream, 6).await {
        let organization = change.organization.unwrap();
        copy.insert(organization.name.clone(), organization);
    }
    let (source, _) = exported(&mut client, pb::ExportOrganizationsRequest::default()).await;
    assert_eq!(copy.into_values().collect::<Vec<_>>(), source);
}

#[tokio::test]
async fn a_watch_shows_the_named_organisations_and_only_within_the_callers_division() {
    let suite = registry().await;
    let mut client = registrar(&suite);
    for serial in 1..=3 {
        created(&mut client, serial).await;
    }
    let request = pb::WatchOrganizationsRequest { names: vec![name(2), name(3)], ..Default::default() };
    let mut stream = client.watch_organizations(request).await.unwrap().into_inner();
    let names: Vec<String> =
        watched(&mut stream, 2).await.into_iter().map(|change| change.organization.unwrap().name).collect();
    assert_eq!(names, [name(2), name(3)]);
    let elsewhere = pb::WatchOrganizationsRequest { division: HANGZHOU.into(), ..Default::default() };
    let refused = client.watch_organizations(elsewhere).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "OUTSIDE_DIVISION".into()));
}

#[tokio::test]
async fn every_violation_is_named_at_once() {
    let suite = registry().await;
    let request =
        pb::WatchOrganizationsRequest { cursor: "?".into(), names: vec!["x".into()], division: "y".into(), view: 9 };
    let refused = registrar(&suite).watch_organizations(request).await.unwrap_err();
    assert_eq!(violated(&refused), ["cursor", "division", "names[0]", "view"]);
}
