//! Builders of requests, and what is asked of answers.

use onecode_proto::google::r#type::Date;
use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::community_filing_service_client::CommunityFilingServiceClient;
use testkit::Suite;
pub(crate) use testkit::refusal::{metadata, reason, violated_sorted as violated};

/// 吴兴区 of Huzhou, where the township of these tests lies.
pub(crate) const WUXING: &str = "330502";
/// 德清县, which that township does not see.
pub(crate) const DEQING: &str = "330521";
/// A township of each.
pub(crate) const YUEHE: &str = "330502001";
pub(crate) const OF_DEQING: &str = "330521001";

pub(crate) type Client = CommunityFilingServiceClient<testkit::Client>;

pub(crate) async fn registry() -> Suite {
    crate::register::register().await
}

/// A township of a county.
pub(crate) fn township_of(suite: &Suite, division: &str) -> Client {
    Client::new(suite.client(suite.identities().caller("township", division, &["community-filing"]).fresh()))
}

pub(crate) fn township(suite: &Suite) -> Client {
    township_of(suite, WUXING)
}

#[expect(clippy::unnecessary_wraps, reason = "as the fields of messages have it")]
pub(crate) fn date(year: i32, month: i32, day: i32) -> Option<Date> {
    Some(Date { year, month, day })
}

/// A dancing group of twenty in an urban community.
pub(crate) fn group(title: &str) -> pb::CommunityFiling {
    pb::CommunityFiling {
        division: WUXING.into(),
        township_code: YUEHE.into(),
        community: "月河社区".into(),
        community_type: pb::CommunityType::Urban.into(),
        title: title.into(),
        class: pb::CommunityFilingClass::CultureSports.into(),
        guidance: pb::CommunityGuidance::Support.into(),
        activities: "每周排练，节日演出".into(),
        member_count: 20,
        activity_funds_fen: 500_000,
        contact_name: "李四海".into(),
        contact_phone: "0572-7654321".into(),
        ..Default::default()
    }
}

/// Files it on 1 March 2026.
pub(crate) fn file(filing: pb::CommunityFiling) -> pb::FileCommunityOrganizationRequest {
    pb::FileCommunityOrganizationRequest { community_filing: Some(filing), filed_date: date(2026, 3, 1) }
}

pub(crate) async fn filed(client: &mut Client, filing: pb::CommunityFiling) -> pb::CommunityFiling {
    client.file_community_organization(file(filing)).await.unwrap().into_inner().community_filing.unwrap()
}

pub(crate) async fn get(client: &mut Client, name: &str, as_of: Option<Date>) -> pb::CommunityFiling {
    let request = pb::GetCommunityFilingRequest { name: name.into(), as_of };
    client.get_community_filing(request).await.unwrap().into_inner().community_filing.unwrap()
}
