//! UpdateOrganization: masks, etags, corrections of the past.

use onecode_proto::registry::v1 as pb;
use tonic::Code;

use crate::support::*;

#[tokio::test]
async fn only_what_the_mask_names_is_recorded() {
    let suite = registry().await;
    let mut client = registrar(&suite);
    let seen = created(&mut client, 1).await;
    let sent = pb::Organization { address: "长兴县".into(), title: "不在掩码中".into(), ..seen.clone() };
    let updated =
        client.update_organization(update(&sent, &["address"])).await.unwrap().into_inner().organization.unwrap();
    assert_eq!((updated.address.as_str(), updated.title.as_str()), ("长兴县", seen.title.as_str()));
    assert_eq!(updated.revision, 2);
    assert_ne!(updated.etag, seen.etag);
    assert_eq!(get(&mut client, 1).await, updated);
    assert_eq!((suite.audited().await, suite.published().await), (2, 2));
}

#[tokio::test]
async fn a_field_named_and_empty_is_cleared() {
    let suite = registry().await;
    let mut client = registrar(&suite);
    let mut request = create(1);
    request.organization.as_mut().unwrap().established_date = date(2020, 1, 1);
    let seen = client.create_organization(request).await.unwrap().into_inner().organization.unwrap();
    let bare = pb::Organization { address: String::new(), established_date: None, ..seen };
    let updated = client.update_organization(update(&bare, &["address", "established_date"])).await.unwrap();
    let updated = updated.into_inner().organization.unwrap();
    assert_eq!((updated.address.as_str(), updated.established_date), ("", None));
    assert_eq!(get(&mut client, 1).await, updated);
}

#[tokio::test]
async fn a_repeat_gets_the_first_answer_although_the_etag_is_stale_by_then() {
    let suite = registry().await;
    let seen = created(&mut registrar(&suite), 1).await;
    let calls = (0..16).map(|_| {
        let (mut client, request) = (keyed(&suite, "k2"), retitle(&seen, "湖州市新协会", None));
        async move { client.update_organization(request).await.unwrap().into_inner() }
    });
    let answers = futures::future::join_all(calls).await;
    assert!(answers.windows(2).all(|pair| pair[0] == pair[1]));
    assert_eq!((suite.audited().await, suite.published().await), (2, 2));
    let other = keyed(&suite, "k2").update_organization(retitle(&seen, "湖州市别的协会", None)).await.unwrap_err();
    assert_eq!(reason(&other), (Code::AlreadyExists, "IDEMPOTENCY_KEY_REUSED".into()));
}

#[tokio::test]
async fn of_sixteen_who_saw_the_same_state_one_wins_and_the_others_learn_the_new_etag() {
    let suite = registry().await;
    let seen = created(&mut registrar(&suite), 1).await;
    let calls = (0..16).map(|number| {
        let (mut client, request) = (registrar(&suite), retitle(&seen, &format!("湖州市{number}号协会"), None));
        async move { client.update_organization(request).await }
    });
    let answers = futures::future::join_all(calls).await;
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
    let current = get(&mut registrar(&suite), 1).await;
    for refused in answers.iter().filter_map(|answer| answer.as_ref().err()) {
        assert_eq!(reason(refused), (Code::Aborted, "ETAG_MISMATCH".into()));
        assert_eq!(metadata(refused, "etag"), current.etag);
    }
    assert_eq!(current.revision, 2);
}

#[tokio::test]
async fn an_organisation_moves_only_within_the_callers_divisions() {
    let suite = registry().await;
    let mut client = registrar(&suite);
    let seen = created(&mut client, 1).await;
    let away = pb::Organization { division: HANGZHOU.into(), ..seen.clone() };
    let refused = client.update_organization(update(&away, &["division"])).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "OUTSIDE_DIVISION".into()));
    let mut province = registrar_of(&suite, "330000");
    province.update_organization(update(&away, &["division"])).await.unwrap();
    let request = pb::GetOrganizationRequest { name: name(1), ..Default::default() };
    let gone = client.get_organization(request).await.unwrap_err();
    assert_eq!(reason(&gone).1, "ORGANIZATION_NOT_FOUND");
}

#[tokio::test]
async fn what_the_caller_may_not_see_cannot_be_changed() {
    let suite = registry().await;
    let seen = created(&mut registrar(&suite), 1).await;
    let mut stranger = registrar_of(&suite, HANGZHOU);
    let refused = stranger.update_organization(retitle(&seen, "杭州市协会", None)).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "ORGANIZATION_NOT_FOUND".into()));
    assert_eq!(suite.audited().await, 1);
}

#[tokio::test]
async fn unknown_and_unwritable_paths_are_named() {
    let suite = registry().await;
    let mut client = registrar(&suite);
    let seen = created(&mut client, 1).await;
    let refused = client.update_organization(update(&seen, &["title", "status", "colour"])).await.unwrap_err();
    assert_eq!(violated(&refused), ["update_mask", "update_mask"]);
    assert!(format!("{refused:?}").contains("`status`") && format!("{refused:?}").contains("`colour`"));
}

#[tokio::test]
async fn every_violation_is_named_at_once() {
    let suite = registry().await;
    let organization = pb::Organization { name: "organizations/1".into(), ..Default::default() };
    let request = pb::UpdateOrganizationRequest {
        organization: Some(organization),
        valid_from: date(2027, 1, 1),
        ..Default::default()
    };
    let refused = registrar(&suite).update_organization(request).await.unwrap_err();
    let expected = ["basis", "organization.etag", "organization.name", "update_mask", "valid_from"];
    assert_eq!(violated(&refused), expected);
}

#[tokio::test]
async fn a_day_before_the_first_record_is_refused() {
    let suite = registry().await;
    let mut client = registrar(&suite);
    let seen = created(&mut client, 1).await;
    let refused = client.update_organization(retitle(&seen, "湖州市新协会", date(2026, 2, 28))).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "BEFORE_REGISTRATION".into()));
    assert_eq!(metadata(&refused, "valid_from"), "2026-03-01");
}

#[tokio::test]
async fn a_rehearsal_shows_the_outcome_and_changes_nothing() {
    let suite = registry().await;
    let mut client = registrar(&suite);
    let seen = created(&mut client, 1).await;
    let rehearsal = pb::UpdateOrganizationRequest { validate_only: true, ..retitle(&seen, "湖州市新协会", None) };
    let shown = client.update_organization(rehearsal).await.unwrap().into_inner().organization.unwrap();
    assert_eq!(shown.title, "湖州市新协会");
    assert_eq!(get(&mut client, 1).await, seen);
}
