//! CheckPromotion: a filing against the conditions of registration.

use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::FindingOutcome;
use tonic::Code;

use crate::support::*;

async fn check(client: &mut Client, name: &str, kind: pb::OrganizationKind) -> pb::CheckPromotionResponse {
    let request = pb::CheckPromotionRequest { name: name.into(), kind: kind.into() };
    client.check_promotion(request).await.unwrap().into_inner()
}

fn found<'a>(answer: &'a pb::CheckPromotionResponse, field: &str) -> (FindingOutcome, &'a str) {
    let finding = answer.findings.iter().find(|finding| finding.field == field).unwrap();
    (finding.outcome(), finding.rule.as_ref().unwrap().id.as_str())
}

#[tokio::test]
async fn members_and_funds_are_held_to_the_rule_of_the_day() {
    let suite = registry().await;
    let mut client = township(&suite);
    for (title, member_count, funds, members, money) in [
        ("甲队", 49, 3_000_000, FindingOutcome::NotMet, FindingOutcome::Met),
        ("乙队", 50, 3_000_000, FindingOutcome::Met, FindingOutcome::Met),
        ("丙队", 50, 2_999_999, FindingOutcome::Met, FindingOutcome::NotMet),
    ] {
        let filing = pb::CommunityFiling { member_count, activity_funds_fen: funds, ..group(title) };
        let recorded = filed(&mut client, filing).await;
        let answer = check(&mut client, &recorded.name, pb::OrganizationKind::Unspecified).await;
        assert_eq!(found(&answer, "individual_members"), (members, "REG-01a"), "{title}");
        assert_eq!(found(&answer, "activity_funds_fen"), (money, "REG-02b"), "{title}");
        let all = members == FindingOutcome::Met && money == FindingOutcome::Met;
        assert_eq!(answer.reaches_thresholds, all, "{title}");
        assert!(answer.findings.iter().any(|finding| finding.outcome() == FindingOutcome::Ask));
    }
    assert_eq!(suite.audited().await, 3, "nothing but the filings was written");
}

#[tokio::test]
async fn each_kind_has_its_conditions() {
    let suite = registry().await;
    let mut client = township(&suite);
    let recorded = filed(&mut client, group("甲队")).await;
    let mut sets = Vec::new();
    for kind in [
        pb::OrganizationKind::SocialGroup,
        pb::OrganizationKind::PrivateNonEnterprise,
        pb::OrganizationKind::Foundation,
    ] {
        let findings = check(&mut client, &recorded.name, kind).await.findings;
        sets.push(findings.into_iter().map(|finding| finding.rule.unwrap().id).collect::<Vec<_>>());
    }
    assert!(sets[0] != sets[1] && sets[1] != sets[2]);
}

#[tokio::test]
async fn what_is_not_there_cannot_be_checked() {
    let suite = registry().await;
    let recorded = filed(&mut township(&suite), group("甲队")).await;
    let request = pb::CheckPromotionRequest { name: recorded.name, kind: 0 };
    let refused = township_of(&suite, DEQING).check_promotion(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "COMMUNITY_FILING_NOT_FOUND".into()));
    let request = pb::CheckPromotionRequest { name: "communityFilings/1".into(), kind: 99 };
    assert_eq!(violated(&township(&suite).check_promotion(request).await.unwrap_err()), ["kind", "name"]);
}
