//! FileCommunityOrganization and GetCommunityFiling: a number for each, and a contact person whom few see.

use onecode_proto::registry::v1 as pb;
use tonic::Code;

use crate::support::*;

#[tokio::test]
async fn a_filing_is_shown_as_it_was_recorded_and_its_contact_masked() {
    let suite = registry().await;
    let mut client = township(&suite);
    let recorded = filed(&mut client, group("月河舞蹈队")).await;
    assert!(recorded.name.starts_with("communityFilings/"));
    assert_eq!((recorded.filing_number.as_str(), recorded.revision), ("330502-2026-00001", 1));
    assert_eq!((recorded.status(), recorded.filed_date), (pb::CommunityFilingStatus::Filed, date(2026, 3, 1)));
    assert_eq!((recorded.contact_name.as_str(), recorded.contact_phone.as_str()), ("李*", ""));
    assert_eq!(get(&mut client, &recorded.name, None).await, recorded);
    suite.stop().await;
}

#[tokio::test]
async fn who_may_and_says_why_sees_the_contact_person_and_leaves_a_record() {
    let suite = registry().await;
    let recorded = filed(&mut township(&suite), group("月河舞蹈队")).await;
    let privy = suite.identities().caller("township", WUXING, &["community-filing", "registry-personal-reader"]);
    let mut silent = Client::new(suite.client(privy.fresh()));
    assert_eq!(get(&mut silent, &recorded.name, None).await.contact_name, "李*");
    let mut telling = Client::new(suite.client(privy.because("annual call").fresh()));
    let seen = get(&mut telling, &recorded.name, None).await;
    assert_eq!((seen.contact_name.as_str(), seen.contact_phone.as_str()), ("李四海", "0572-7654321"));
    assert_eq!(suite.count("select count(*) from uow.audit where kind = 'sensitive_read'").await, 1);
}

#[tokio::test]
async fn no_fact_and_no_stored_reply_holds_the_contact_person() {
    let suite = registry().await;
    let mut client = township(&suite);
    let recorded = filed(&mut client, group("月河舞蹈队")).await;
    let request = pb::EndCommunityFilingRequest {
        name: recorded.name,
        reason: "自行解散".into(),
        etag: recorded.etag,
        ..Default::default()
    };
    client.end_community_filing(request).await.unwrap();
    suite.sequenced().await;
    assert_eq!(suite.published().await, 2);
    let leaks = "select (select count(*) from uow.event where position(convert_to('四海', 'UTF8') in payload) > 0 \
                 or position('7654321'::bytea in payload) > 0) \
                 + (select count(*) from uow.audit where position(convert_to('四海', 'UTF8') in reply) > 0 \
                 or position('7654321'::bytea in reply) > 0)";
    assert_eq!(suite.count(leaks).await, 0);
}

#[tokio::test]
async fn numbers_rise_within_a_division_and_year() {
    let suite = registry().await;
    let (mut wuxing, mut deqing) = (township(&suite), township_of(&suite, DEQING));
    assert_eq!(filed(&mut wuxing, group("甲队")).await.filing_number, "330502-2026-00001");
    assert_eq!(filed(&mut wuxing, group("乙队")).await.filing_number, "330502-2026-00002");
    let elsewhere = pb::CommunityFiling { division: DEQING.into(), township_code: OF_DEQING.into(), ..group("甲队") };
    assert_eq!(filed(&mut deqing, elsewhere).await.filing_number, "330521-2026-00001");
    let earlier = pb::FileCommunityOrganizationRequest { filed_date: date(2025, 12, 31), ..file(group("丙队")) };
    let earlier = wuxing.file_community_organization(earlier).await.unwrap().into_inner().community_filing.unwrap();
    assert_eq!(earlier.filing_number, "330502-2025-00001");
}

#[tokio::test]
async fn of_sixteen_filed_at_once_each_gets_its_number() {
    let suite = registry().await;
    let calls = (0..16).map(|serial| {
        let mut client = township(&suite);
        async move { filed(&mut client, group(&format!("第{serial}队"))).await.filing_number }
    });
    let mut numbers = futures::future::join_all(calls).await;
    numbers.sort();
    let expected: Vec<String> = (1..=16).map(|serial| format!("330502-2026-{serial:05}")).collect();
    assert_eq!(numbers, expected);
}

#[tokio::test]
async fn a_name_is_on_file_once_in_a_community_until_it_ends() {
    let suite = registry().await;
    let mut client = township(&suite);
    let first = filed(&mut client, group("月河舞蹈队")).await;
    let refused = client.file_community_organization(file(group("月河舞蹈队"))).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::AlreadyExists, "COMMUNITY_FILING_EXISTS".into()));
    assert_eq!(metadata(&refused, "township_code"), YUEHE);
    filed(&mut client, pb::CommunityFiling { community: "红丰社区".into(), ..group("月河舞蹈队") }).await;
    let request = pb::EndCommunityFilingRequest {
        name: first.name,
        reason: "自行解散".into(),
        etag: first.etag,
        ..Default::default()
    };
    client.end_community_filing(request).await.unwrap();
    let again = filed(&mut client, group("月河舞蹈队")).await;
    assert_eq!(again.filing_number, "330502-2026-00003", "a refusal uses no number");
}

#[tokio::test]
async fn every_violation_is_named_at_once() {
    let suite = registry().await;
    let request = pb::FileCommunityOrganizationRequest {
        community_filing: Some(pb::CommunityFiling {
            division: "330500".into(),
            title: "会".repeat(121),
            activities: "活".repeat(501),
            unit_member_count: -1,
            activity_funds_fen: -1,
            contact_name: "李*".into(),
            contact_phone: "1".repeat(31),
            ..Default::default()
        }),
        filed_date: date(2026, 11, 25),
    };
    let refused = township(&suite).file_community_organization(request).await.unwrap_err();
    let mut expected: Vec<String> = [
        "activities",
        "activity_funds_fen",
        "class",
        "community",
        "community_type",
        "contact_name",
        "contact_phone",
        "division",
        "guidance",
        "member_count",
        "title",
        "unit_member_count",
    ]
    .map(|field| format!("community_filing.{field}"))
    .into();
    expected.push("filed_date".into());
    assert_eq!(violated(&refused), expected);
}

#[tokio::test]
async fn the_township_lies_in_the_county_and_exists() {
    let suite = registry().await;
    let mut client = township(&suite);
    for code in ["", "33050200", OF_DEQING, "330502999", "33050200x"] {
        let filing = pb::CommunityFiling { township_code: code.into(), ..group("甲队") };
        let refused = client.file_community_organization(file(filing)).await.unwrap_err();
        assert_eq!(violated(&refused), ["community_filing.township_code"], "{code}");
    }
}

#[tokio::test]
async fn a_township_files_in_its_county_alone_and_others_do_not_file() {
    let suite = registry().await;
    let refused = township_of(&suite, DEQING).file_community_organization(file(group("甲队"))).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "OUTSIDE_DIVISION".into()));
    let recorded = filed(&mut township(&suite), group("甲队")).await;
    let request = pb::GetCommunityFilingRequest { name: recorded.name, as_of: None };
    let refused = township_of(&suite, DEQING).get_community_filing(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "COMMUNITY_FILING_NOT_FOUND".into()));
    let tax = suite.identities().caller("tax", WUXING, &["community-filing"]);
    let refused = Client::new(suite.client(tax.fresh())).file_community_organization(file(group("乙队"))).await;
    assert_eq!(reason(&refused.unwrap_err()).1, "PERMISSION_MISSING", "the role is the townships' own");
}
