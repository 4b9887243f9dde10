//! ChangeOrganizationStatus: what may follow what, and who was faster.

use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::OrganizationStatus as Status;
use tonic::Code;

use crate::support::*;

async fn changed(client: &mut Client, seen: &pb::Organization, status: Status, day: i32) -> pb::Organization {
    let request = change_status(seen, status, date(2026, 11, day));
    client.change_organization_status(request).await.unwrap().into_inner().organization.unwrap()
}

#[tokio::test]
async fn a_status_holds_from_its_day() {
    let suite = registry().await;
    let mut client = registrar(&suite);
    let seen = created(&mut client, 1).await;
    let suspended = changed(&mut client, &seen, Status::Suspended, 10).await;
    assert_eq!((suspended.status(), suspended.revision), (Status::Suspended, 2));
    let request = pb::GetOrganizationRequest { name: name(1), as_of: date(2026, 11, 9), ..Default::default() };
    let before = client.get_organization(request).await.unwrap().into_inner().organization.unwrap();
    assert_eq!(before.status(), Status::Active);
    assert_eq!((suite.audited().await, suite.published().await), (2, 2));
}

#[tokio::test]
async fn a_repeat_has_no_second_effect_and_a_key_serves_one_request_only() {
    let suite = registry().await;
    let seen = created(&mut registrar(&suite), 1).await;
    let calls = (0..16).map(|_| {
        let (mut client, request) = (keyed(&suite, "k3"), change_status(&seen, Status::Suspended, None));
        async move { client.change_organization_status(request).await.unwrap().into_inner() }
    });
    let answers = futures::future::join_all(calls).await;
    assert!(answers.windows(2).all(|pair| pair[0] == pair[1]));
    assert_eq!((suite.audited().await, suite.published().await), (2, 2));
    let other = change_status(&seen, Status::Revoked, None);
    let refused = keyed(&suite, "k3").change_organization_status(other).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::AlreadyExists, "IDEMPOTENCY_KEY_REUSED".into()));
}

#[tokio::test]
async fn a_forbidden_step_is_refused_with_those_allowed() {
    let suite = registry().await;
    let mut client = registrar(&suite);
    let seen = created(&mut client, 1).await;
    let liquidating = changed(&mut client, &seen, Status::Liquidating, 2).await;
    let request = change_status(&liquidating, Status::Active, None);
    let refused = client.change_organization_status(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "STATUS_TRANSITION".into()));
    let facts = ["from", "to", "allowed"].map(|key| metadata(&refused, key));
    assert_eq!(facts, ["liquidating", "active", "revoked,deregistered"]);
}

#[tokio::test]
async fn a_deregistered_organisation_takes_corrections_of_its_life_and_nothing_later() {
    let suite = registry().await;
    let mut client = registrar(&suite);
    let seen = created(&mut client, 1).await;
    let ended = changed(&mut client, &seen, Status::Deregistered, 10).await;
    let refused = client.update_organization(retitle(&ended, "湖州市新协会", None)).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "ORGANIZATION_ENDED".into()));
    let correction = client.update_organization(retitle(&ended, "湖州市旧协会", date(2026, 11, 9))).await.unwrap();
    assert_eq!(correction.into_inner().organization.unwrap().title, "湖州市旧协会");
    let refused = client.change_organization_status(change_status(&ended, Status::Active, None)).await.unwrap_err();
    assert_eq!(reason(&refused).1, "ETAG_MISMATCH");
    let current = get(&mut client, 1).await;
    let refused = client.change_organization_status(change_status(&current, Status::Active, None)).await.unwrap_err();
    assert_eq!((reason(&refused).1.as_str(), metadata(&refused, "allowed").as_str()), ("STATUS_TRANSITION", ""));
}

#[tokio::test]
async fn every_violation_is_named_at_once() {
    let suite = registry().await;
    let request = pb::ChangeOrganizationStatusRequest { valid_from: date(2027, 1, 1), ..Default::default() };
    let refused = registrar(&suite).change_organization_status(request).await.unwrap_err();
    assert_eq!(violated(&refused), ["basis", "etag", "name", "status", "valid_from"]);
}

#[tokio::test]
async fn what_the_caller_may_not_see_keeps_its_status() {
    let suite = registry().await;
    let seen = created(&mut registrar(&suite), 1).await;
    let mut stranger = registrar_of(&suite, HANGZHOU);
    let request = change_status(&seen, Status::Revoked, None);
    let refused = stranger.change_organization_status(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "ORGANIZATION_NOT_FOUND".into()));
}

#[tokio::test]
async fn who_may_only_read_changes_nothing() {
    let suite = registry().await;
    let seen = created(&mut registrar(&suite), 1).await;
    let reader = suite.identities().caller("tax", HUZHOU, &["registry-reader"]);
    let mut client = Client::new(suite.client(reader.fresh()));
    let refused = client.change_organization_status(change_status(&seen, Status::Revoked, None)).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "PERMISSION_MISSING".into()));
}
