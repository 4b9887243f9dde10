//! ListCommunityFilings: typed filters, by number, without contact persons.

use onecode_proto::registry::v1 as pb;

use crate::support::*;

async fn list(client: &mut Client, request: pb::ListCommunityFilingsRequest) -> Vec<String> {
    let listed = client.list_community_filings(request).await.unwrap().into_inner().community_filings;
    listed.into_iter().map(|filing| filing.title).collect()
}

async fn four(suite: &testkit::Suite) -> Client {
    let mut client = township(suite);
    filed(&mut client, group("甲队")).await;
    let rural = pb::CommunityType::Rural.into();
    filed(&mut client, pb::CommunityFiling { community_type: rural, community: "钱山下村".into(), ..group("乙队") })
        .await;
    let charity = pb::CommunityFilingClass::Charity.into();
    filed(&mut client, pb::CommunityFiling { class: charity, ..group("丙队") }).await;
    let ended = filed(&mut client, group("丁队")).await;
    let request = pb::EndCommunityFilingRequest {
        name: ended.name,
        reason: "自行解散".into(),
        etag: ended.etag,
        ..Default::default()
    };
    client.end_community_filing(request).await.unwrap();
    client
}

#[tokio::test]
async fn filters_hold_together() {
    let suite = registry().await;
    let mut client = four(&suite).await;
    let all = pb::ListCommunityFilingsRequest::default();
    assert_eq!(list(&mut client, all.clone()).await, ["甲队", "乙队", "丙队", "丁队"]);
    let statuses = vec![pb::CommunityFilingStatus::Filed.into()];
    let on_file = pb::ListCommunityFilingsRequest { statuses, ..all.clone() };
    assert_eq!(list(&mut client, on_file.clone()).await, ["甲队", "乙队", "丙队"]);
    let classes = vec![pb::CommunityFilingClass::CultureSports.into()];
    assert_eq!(list(&mut client, pb::ListCommunityFilingsRequest { classes, ..on_file }).await, ["甲队", "乙队"]);
    let community_types = vec![pb::CommunityType::Rural.into()];
    assert_eq!(list(&mut client, pb::ListCommunityFilingsRequest { community_types, ..all.clone() }).await, ["乙队"]);
    let community = pb::ListCommunityFilingsRequest { community: "钱山下村".into(), ..all.clone() };
    assert_eq!(list(&mut client, community).await, ["乙队"]);
    let guidances = vec![pb::CommunityGuidance::Strengthen.into()];
    assert!(list(&mut client, pb::ListCommunityFilingsRequest { guidances, ..all.clone() }).await.is_empty());
    let township = pb::ListCommunityFilingsRequest { township_code: "330502002".into(), ..all.clone() };
    assert!(list(&mut client, township).await.is_empty());
    assert!(list(&mut township_of(&suite, DEQING), all).await.is_empty());
}

#[tokio::test]
async fn nobody_sees_contact_persons_in_a_list() {
    let suite = registry().await;
    four(&suite).await;
    let privy = suite.identities().caller("township", WUXING, &["community-filing", "registry-personal-reader"]);
    let mut client = Client::new(suite.client(privy.because("annual call").fresh()));
    let request = pb::ListCommunityFilingsRequest::default();
    let listed = client.list_community_filings(request).await.unwrap().into_inner().community_filings;
    assert!(listed.iter().all(|filing| filing.contact_name.is_empty() && filing.contact_phone.is_empty()));
}

#[tokio::test]
async fn pages_join_into_the_whole_list_and_a_token_serves_its_query_alone() {
    let suite = registry().await;
    let mut client = four(&suite).await;
    let by_three = |page_token: &str, community: &str| pb::ListCommunityFilingsRequest {
        page_size: 3,
        page_token: page_token.into(),
        community: community.into(),
        ..Default::default()
    };
    let first = client.list_community_filings(by_three("", "")).await.unwrap().into_inner();
    assert_eq!(first.community_filings.len(), 3);
    let rest = client.list_community_filings(by_three(&first.next_page_token, "")).await.unwrap().into_inner();
    assert_eq!((rest.community_filings[0].title.as_str(), rest.next_page_token.as_str()), ("丁队", ""));
    let refused = client.list_community_filings(by_three(&first.next_page_token, "月河社区")).await.unwrap_err();
    assert_eq!(violated(&refused), ["page_token"]);
}

#[tokio::test]
async fn every_violation_is_named_at_once() {
    let suite = registry().await;
    let request = pb::ListCommunityFilingsRequest {
        division: "吴兴".into(),
        township_code: "33".into(),
        community: "社".repeat(61),
        community_types: vec![0],
        classes: vec![99],
        guidances: vec![0],
        statuses: vec![0],
        page_size: -1,
        ..Default::default()
    };
    let refused = township(&suite).list_community_filings(request).await.unwrap_err();
    let expected = [
        "classes[0]",
        "community",
        "community_types[0]",
        "division",
        "guidances[0]",
        "page_size",
        "statuses[0]",
        "township_code",
    ];
    assert_eq!(violated(&refused), expected);
}
