//! A certificate is valid as long as it is true: what the register records ends it in the same unit of work.

use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::{CertificateEndReason as Reason, CertificateStatus as Status};

use crate::support::*;

async fn updated(
    suite: &testkit::Suite,
    seen: &pb::Organization,
    change: pb::Organization,
    path: &str,
) -> pb::Organization {
    let change = pb::Organization { name: seen.name.clone(), etag: seen.etag.clone(), ..change };
    let request = update(&change, &[path]);
    organizations(suite).update_organization(request).await.unwrap().into_inner().organization.unwrap()
}

#[tokio::test]
async fn a_change_of_what_it_states_ends_a_certificate() {
    let suite = registry().await;
    let stated = [
        ("title", pb::Organization { title: "湖州市新协会".into(), ..Default::default() }),
        ("legal_representative", pb::Organization { legal_representative: "李四".into(), ..Default::default() }),
        ("address", pb::Organization { address: "长兴县".into(), ..Default::default() }),
        ("business_scope", pb::Organization { business_scope: "宣传".into(), ..Default::default() }),
        ("registered_capital_fen", pb::Organization { registered_capital_fen: 1, ..Default::default() }),
        ("registration_authority", pb::Organization { registration_authority: "民政局".into(), ..Default::default() }),
        ("supervising_unit", pb::Organization::default()),
        ("established_date", pb::Organization { established_date: date(2026, 3, 2), ..Default::default() }),
    ];
    for (serial, (path, change)) in (1..).zip(stated) {
        let seen = recorded(&suite, association(serial)).await;
        let certificate = issued(&suite, &seen).await;
        updated(&suite, &seen, change, path).await;
        let ended = status(&suite, &certificate.number).await;
        assert_eq!((ended.status(), ended.end_reason()), (Status::Superseded, Reason::Changed), "{path}");
    }
}

#[tokio::test]
async fn a_change_of_what_it_does_not_state_leaves_it_valid() {
    let suite = registry().await;
    let seen = recorded(&suite, association(1)).await;
    let certificate = issued(&suite, &seen).await;
    let change = pb::Organization { contact_phone: "0572-7654321".into(), ..Default::default() };
    let seen = updated(&suite, &seen, change, "contact_phone").await;
    let same = pb::Organization { title: seen.title.clone(), ..Default::default() };
    updated(&suite, &seen, same, "title").await;
    assert_eq!(status(&suite, &certificate.number).await.status(), Status::Valid);
}

#[tokio::test]
async fn an_organisation_that_is_no_longer_active_has_no_valid_certificate() {
    let suite = registry().await;
    let ends = [
        pb::OrganizationStatus::Suspended,
        pb::OrganizationStatus::Liquidating,
        pb::OrganizationStatus::Revoked,
        pb::OrganizationStatus::Deregistered,
    ];
    for (serial, end) in (1..).zip(ends) {
        let seen = recorded(&suite, association(serial)).await;
        let certificate = issued(&suite, &seen).await;
        organizations(&suite).change_organization_status(change_status(&seen, end)).await.unwrap();
        let ended = status(&suite, &certificate.number).await;
        assert_eq!((ended.status(), ended.end_reason()), (Status::Revoked, Reason::Inactive), "{end:?}");
    }
}

#[tokio::test]
async fn an_import_that_changes_a_particular_ends_the_certificate_too() {
    let suite = registry().await;
    let seen = recorded(&suite, association(1)).await;
    let (certificate, other) = (issued(&suite, &seen).await, recorded(&suite, association(2)).await);
    let row = |organization| pb::ImportRow { organization: Some(organization), ..Default::default() };
    let moved = pb::Organization { address: "德清县".into(), ..association(1) };
    let renamed = pb::Organization { title: "湖州市别的协会".into(), ..association(2) };
    let rows = vec![row(moved), row(renamed)];
    let chunk = pb::ImportOrganizationsRequest { first_row: 1, rows };
    let chunk = pb::ImportOrganizationsRequest {
        rows: chunk.rows.into_iter().map(|row| pb::ImportRow { basis: "补录".into(), ..row }).collect(),
        ..chunk
    };
    let mut answers =
        organizations(&suite).import_organizations(tokio_stream::iter([chunk])).await.unwrap().into_inner();
    while answers.message().await.unwrap().is_some() {}
    let ended = status(&suite, &certificate.number).await;
    assert_eq!((ended.status(), ended.end_reason()), (Status::Superseded, Reason::Changed));
    let request = pb::GetOrganizationRequest { name: other.name, ..Default::default() };
    let other = organizations(&suite).get_organization(request).await.unwrap().into_inner().organization.unwrap();
    assert_eq!(other.title, "湖州市别的协会");
}

#[tokio::test]
async fn the_facts_say_which_certificate_ended_and_name_nobody() {
    let suite = registry().await;
    let seen = recorded(&suite, association(1)).await;
    let certificate = issued(&suite, &seen).await;
    let change = pb::Organization { legal_representative: "李四光".into(), ..Default::default() };
    updated(&suite, &seen, change, "legal_representative").await;
    suite.sequenced().await;
    let facts: Vec<(String, Vec<u8>)> = sqlx::query_as("select type, payload from uow.event order by position")
        .fetch_all(&mut suite.database().connection().await)
        .await
        .unwrap();
    let kinds: Vec<&str> = facts.iter().map(|(kind, _)| kind.rsplit('.').next().unwrap()).collect();
    assert_eq!(kinds, ["OrganizationRegistered", "CertificateIssued", "OrganizationChanged", "CertificateEnded"]);
    let ended: pb::CertificateEnded = prost::Message::decode(facts[3].1.as_slice()).unwrap();
    assert_eq!((ended.number, ended.organization), (certificate.number, seen.name));
    for (kind, payload) in facts {
        let text = String::from_utf8_lossy(&payload).into_owned();
        assert!(!text.contains("张三丰") && !text.contains("李四光"), "{kind}");
    }
}
