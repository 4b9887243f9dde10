//! GetCommunityStatistics: what is on file, and the targets of 意见(二).

use onecode_proto::registry::v1 as pb;

use crate::support::*;

async fn count(client: &mut Client, division: &str) -> pb::GetCommunityStatisticsResponse {
    let request = pb::GetCommunityStatisticsRequest { division: division.into() };
    client.get_community_statistics(request).await.unwrap().into_inner()
}

#[tokio::test]
async fn communities_are_held_to_twenty_and_ten() {
    let suite = registry().await;
    let mut client = township(&suite);
    let rural = |community: &str, title: &str| pb::CommunityFiling {
        community: community.into(),
        community_type: pb::CommunityType::Rural.into(),
        class: pb::CommunityFilingClass::RuralTechnology.into(),
        ..group(title)
    };
    for serial in 0..19 {
        filed(&mut client, group(&format!("第{serial}队"))).await;
    }
    for serial in 0..10 {
        filed(&mut client, rural("甲村", &format!("第{serial}队"))).await;
    }
    filed(&mut client, rural("乙村", "农机队")).await;
    let average = |community_type: pb::CommunityType, numbers: [i64; 4], rule: &str| pb::CommunityAverage {
        division: WUXING.into(),
        community_type: community_type.into(),
        filed_count: numbers[0],
        community_count: numbers[1],
        reaching_count: numbers[2],
        target: numbers[3],
        rule: rule.into(),
    };
    let answer = count(&mut client, "").await;
    let villages = average(pb::CommunityType::Rural, [11, 2, 1, 10], "CF-02b");
    assert_eq!(answer.averages, [villages.clone(), average(pb::CommunityType::Urban, [19, 1, 0, 20], "CF-02a")]);
    let last = filed(&mut client, group("第二十队")).await;
    let answer = count(&mut client, WUXING).await;
    let urban = average(pb::CommunityType::Urban, [20, 1, 1, 20], "CF-02a");
    assert_eq!((answer.averages, answer.total), (vec![villages, urban], 31));
    let group = |community_type: pb::CommunityType, class: pb::CommunityFilingClass, filed_count| pb::CommunityCount {
        division: WUXING.into(),
        community_type: community_type.into(),
        class: class.into(),
        guidance: pb::CommunityGuidance::Support.into(),
        filed_count,
    };
    assert_eq!(
        answer.counts,
        [
            group(pb::CommunityType::Rural, pb::CommunityFilingClass::RuralTechnology, 11),
            group(pb::CommunityType::Urban, pb::CommunityFilingClass::CultureSports, 20),
        ]
    );
    let request = pb::EndCommunityFilingRequest {
        name: last.name,
        reason: "自行解散".into(),
        etag: last.etag,
        ..Default::default()
    };
    client.end_community_filing(request).await.unwrap();
    assert_eq!(count(&mut client, "").await.total, 30);
    assert_eq!(count(&mut client, DEQING).await, pb::GetCommunityStatisticsResponse::default());
}

#[tokio::test]
async fn a_division_that_is_none_is_refused() {
    let suite = registry().await;
    let request = pb::GetCommunityStatisticsRequest { division: "吴兴".into() };
    assert_eq!(violated(&township(&suite).get_community_statistics(request).await.unwrap_err()), ["division"]);
}
