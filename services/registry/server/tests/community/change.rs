//! UpdateCommunityFiling and EndCommunityFiling: dated changes of what the caller saw.

use onecode_proto::registry::v1 as pb;
use prost_types::FieldMask;
use tonic::Code;

use crate::support::*;

fn update(seen: &pb::CommunityFiling, paths: &[&str]) -> pb::UpdateCommunityFilingRequest {
    pb::UpdateCommunityFilingRequest {
        community_filing: Some(seen.clone()),
        update_mask: Some(FieldMask { paths: paths.iter().map(ToString::to_string).collect() }),
        valid_from: date(2026, 6, 1),
    }
}

fn end(seen: &pb::CommunityFiling) -> pb::EndCommunityFilingRequest {
    pb::EndCommunityFilingRequest {
        name: seen.name.clone(),
        ended_date: date(2026, 10, 1),
        reason: "成员外迁，自行解散".into(),
        etag: seen.etag.clone(),
    }
}

#[tokio::test]
async fn a_change_holds_from_its_day_and_the_past_stays() {
    let suite = registry().await;
    let mut client = township(&suite);
    let first = filed(&mut client, group("月河舞蹈队")).await;
    let grown = pb::CommunityFiling { member_count: 45, title: "不在掩码中".into(), ..first.clone() };
    let changed = client.update_community_filing(update(&grown, &["member_count"])).await.unwrap().into_inner();
    let changed = changed.community_filing.unwrap();
    assert_eq!((changed.member_count, changed.title.as_str(), changed.revision), (45, "月河舞蹈队", 2));
    assert_eq!(get(&mut client, &first.name, None).await, changed);
    assert_eq!(get(&mut client, &first.name, date(2026, 5, 31)).await.member_count, 20);
    let request = pb::GetCommunityFilingRequest { name: first.name.clone(), as_of: date(2026, 2, 28) };
    let refused = client.get_community_filing(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "COMMUNITY_FILING_NOT_FOUND".into()));
    let leaks = "select count(*) from registry.community_filing where contact_name = '李四海'";
    assert_eq!(suite.count(leaks).await, 2, "what is not stated stays as it is");
}

#[tokio::test]
async fn who_was_slower_is_told_the_present_etag() {
    let suite = registry().await;
    let mut client = township(&suite);
    let first = filed(&mut client, group("月河舞蹈队")).await;
    let guidance = pb::CommunityFiling { guidance: pb::CommunityGuidance::TowardsRegistration.into(), ..first.clone() };
    client.update_community_filing(update(&guidance, &["guidance"])).await.unwrap();
    let refused = client.end_community_filing(end(&first)).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::Aborted, "ETAG_MISMATCH".into()));
    assert_eq!(metadata(&refused, "etag"), get(&mut client, &first.name, None).await.etag);
}

#[tokio::test]
async fn of_eight_changes_of_one_state_one_is_made() {
    let suite = registry().await;
    let first = filed(&mut township(&suite), group("月河舞蹈队")).await;
    let calls = (0..8).map(|more| {
        let mut client = township(&suite);
        let grown = pb::CommunityFiling { member_count: 30 + more, ..first.clone() };
        async move { client.update_community_filing(update(&grown, &["member_count"])).await }
    });
    let answers = futures::future::join_all(calls).await;
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
    let refused = answers.iter().filter_map(|answer| answer.as_ref().err());
    assert!(refused.map(|refused| reason(refused).1).all(|reason| reason == "ETAG_MISMATCH"));
}

#[tokio::test]
async fn what_ended_is_shown_and_no_longer_changes() {
    let suite = registry().await;
    let mut client = township(&suite);
    let first = filed(&mut client, group("月河舞蹈队")).await;
    let early = pb::EndCommunityFilingRequest { ended_date: date(2026, 2, 28), ..end(&first) };
    let refused = client.end_community_filing(early).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "BEFORE_COMMUNITY_FILING_CHANGE".into()));
    assert_eq!(metadata(&refused, "first"), "2026-03-01");
    let ended = client.end_community_filing(end(&first)).await.unwrap().into_inner().community_filing.unwrap();
    assert_eq!((ended.status(), ended.ended_date), (pb::CommunityFilingStatus::Ended, date(2026, 10, 1)));
    assert_eq!(ended.end_reason, "成员外迁，自行解散");
    let refused = client.update_community_filing(update(&ended, &["member_count"])).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "COMMUNITY_FILING_CLOSED".into()));
    assert_eq!(metadata(&refused, "status"), "ended");
}

#[tokio::test]
async fn a_change_cannot_take_the_name_of_another_nor_leave_the_county() {
    let suite = registry().await;
    let mut client = township(&suite);
    filed(&mut client, group("甲队")).await;
    let second = filed(&mut client, group("乙队")).await;
    let renamed = pb::CommunityFiling { title: "甲队".into(), ..second.clone() };
    let refused = client.update_community_filing(update(&renamed, &["title"])).await.unwrap_err();
    assert_eq!(reason(&refused).1, "COMMUNITY_FILING_EXISTS");
    let moved = pb::CommunityFiling { township_code: OF_DEQING.into(), ..second };
    let refused = client.update_community_filing(update(&moved, &["township_code"])).await.unwrap_err();
    assert_eq!(violated(&refused), ["community_filing.township_code"]);
}

#[tokio::test]
async fn every_violation_is_named_at_once() {
    let suite = registry().await;
    let request = pb::UpdateCommunityFilingRequest {
        community_filing: Some(pb::CommunityFiling::default()),
        update_mask: Some(FieldMask { paths: vec!["class".into(), "filing_number".into()] }),
        valid_from: date(2027, 1, 1),
    };
    let refused = township(&suite).update_community_filing(request).await.unwrap_err();
    let expected =
        ["community_filing.class", "community_filing.etag", "community_filing.name", "update_mask", "valid_from"];
    assert_eq!(violated(&refused), expected);
    let refused = township(&suite).end_community_filing(pb::EndCommunityFilingRequest::default()).await.unwrap_err();
    assert_eq!(violated(&refused), ["etag", "name", "reason"]);
}
