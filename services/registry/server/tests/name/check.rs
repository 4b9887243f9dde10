//! CheckName: what the register's history says of a name.

use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::NameVerdict::{NeedsReview, Passed, Refused};
use onecode_proto::registry::v1::OrganizationStatus as Status;
use tonic::Code;
use tonic_types::StatusExt;

use crate::support::*;

#[tokio::test]
async fn a_good_and_free_name_passes_with_every_condition_shown() {
    let suite = registry().await;
    let answer = checked(&mut names(&suite), check("湖州市钢琴协会")).await;
    assert_eq!((answer.verdict(), answer.check_date), (Passed, date(2026, 11, 24)));
    let rules: Vec<String> = answer.findings.iter().map(|finding| finding.rule.clone().unwrap().id).collect();
    let expected = [
        "NAME-01", "NAME-01", "NAME-01", "NAME-01", "NAME-03", "NAME-03", "NAME-02", "NAME-02a", "NAME-02b", "NAME-02",
        "NAME-04",
    ];
    assert_eq!(rules, expected);
    assert!(answer.findings.iter().all(|finding| finding.outcome() == pb::FindingOutcome::Met));
    assert_eq!(suite.audited().await, 0);
}

#[tokio::test]
async fn a_registered_name_is_refused_however_it_is_spelt() {
    let suite = registry().await;
    registered(&mut organizations(&suite), 1, "湖州市钢琴协会").await;
    let mut client = names(&suite);
    for title in ["湖州市钢琴协会", "湖州钢琴协会", "浙江省湖州市钢琴协会", "湖州市鋼琴協會", "湖州市 钢琴·协会"]
    {
        let (verdict, open) = judged(&mut client, title).await;
        assert_eq!(verdict, Refused, "{title}");
        assert!(open.contains(&("NAME-02".into(), "与已登记的「湖州市钢琴协会」相同".into())), "{title}: {open:?}");
    }
    assert_eq!(judged(&mut client, "湖州市提琴协会").await.0, Passed);
}

#[tokio::test]
async fn a_name_deregistered_ten_months_ago_is_refused_and_fourteen_months_ago_passes() {
    let suite = registry().await;
    let (mut register, mut client) = (organizations(&suite), names(&suite));
    let recent = registered(&mut register, 1, "湖州市钢琴协会").await;
    ended(&mut register, &recent, Status::Deregistered, date(2026, 1, 24)).await;
    let (verdict, open) = judged(&mut client, "湖州市钢琴协会").await;
    assert_eq!(verdict, Refused);
    assert_eq!(
        open,
        [("NAME-02a".into(), "「湖州市钢琴协会」于 2026-01-24 注销登记，至 2027-01-24（含）不得使用".into())]
    );
    let old = registered(&mut register, 2, "湖州市提琴协会").await;
    ended(&mut register, &old, Status::Deregistered, date(2025, 9, 24)).await;
    assert_eq!(judged(&mut client, "湖州市提琴协会").await, (Passed, Vec::new()));
}

#[tokio::test]
async fn a_name_renamed_away_is_barred_for_a_year_to_all_but_its_organisation() {
    let suite = registry().await;
    let (mut register, mut client) = (organizations(&suite), names(&suite));
    let recent = registered(&mut register, 1, "湖州市钢琴协会").await;
    renamed(&mut register, &recent, "湖州市键盘乐器协会", date(2026, 5, 1)).await;
    let (verdict, open) = judged(&mut client, "湖州市钢琴协会").await;
    assert_eq!((verdict, open[0].0.as_str()), (Refused, "NAME-02a"));
    assert!(open[0].1.contains("于 2026-05-01 变更名称，至 2027-05-01（含）"), "{open:?}");
    let own = pb::CheckNameRequest { organization: recent.name.clone(), ..check("湖州市钢琴协会") };
    assert_eq!(checked(&mut client, own).await.verdict(), Passed);
    let old = registered(&mut register, 2, "湖州市提琴协会").await;
    renamed(&mut register, &old, "湖州市弦乐协会", date(2025, 5, 1)).await;
    assert_eq!(judged(&mut client, "湖州市提琴协会").await.0, Passed);
}

#[tokio::test]
async fn a_name_whose_registration_was_revoked_two_years_ago_is_refused_and_four_years_ago_passes() {
    let suite = registry().await;
    let (mut register, mut client) = (organizations(&suite), names(&suite));
    let recent = registered(&mut register, 1, "湖州市钢琴协会").await;
    ended(&mut register, &recent, Status::Revoked, date(2024, 11, 24)).await;
    let (verdict, open) = judged(&mut client, "湖州市钢琴协会").await;
    assert_eq!((verdict, open[0].0.as_str()), (Refused, "NAME-02b"));
    assert!(open[0].1.contains("至 2027-11-24（含）"), "{open:?}");
    let old = registered(&mut register, 2, "湖州市提琴协会").await;
    let old = ended(&mut register, &old, Status::Revoked, date(2022, 11, 23)).await;
    assert_eq!(judged(&mut client, "湖州市提琴协会").await.0, Passed);
    // deregistered since: the year runs anew
    ended(&mut register, &old, Status::Deregistered, date(2026, 10, 1)).await;
    assert_eq!(judged(&mut client, "湖州市提琴协会").await.0, Refused);
}

#[tokio::test]
async fn a_similar_name_needs_review_and_brackets_hide_nothing() {
    let suite = registry().await;
    let (mut register, mut client) = (organizations(&suite), names(&suite));
    registered(&mut register, 1, "湖州市社会工作者协会").await;
    registered(&mut register, 2, "湖州市苕溪文化(太湖)研究会").await;
    let (verdict, open) = judged(&mut client, "湖州市社会工作协会").await;
    assert_eq!(verdict, NeedsReview);
    assert_eq!(open, [("NAME-02".into(), "与「湖州市社会工作者协会」近似，是否致人混淆".into())]);
    let (verdict, open) = judged(&mut client, "湖州市苕溪文化太湖研究会").await;
    assert_eq!((verdict, open[0].0.as_str()), (Refused, "NAME-02"));
}

#[tokio::test]
async fn another_authority_keeps_names_of_its_own_and_its_officers_may_ask_about_ours() {
    let suite = registry().await;
    registered(&mut organizations(&suite), 1, "湖州市钢琴协会").await;
    let mut hangzhou = names_of(&suite, "330100");
    assert_eq!(judged(&mut hangzhou, "湖州市钢琴协会").await.0, Refused);
    let theirs = pb::CheckNameRequest { division: "330100".into(), ..check("杭州市钢琴协会") };
    assert_eq!(checked(&mut hangzhou, theirs).await.verdict(), Passed);
}

#[tokio::test]
async fn a_branch_is_judged_by_its_parents_name() {
    let suite = registry().await;
    let parent = registered(&mut organizations(&suite), 1, "湖州市钢琴协会").await;
    let mut client = names(&suite);
    let of = |title: &str| pb::CheckNameRequest { parent: parent.name.clone(), ..check(title) };
    assert_eq!(checked(&mut client, of("湖州市钢琴协会青少年分会")).await.verdict(), Passed);
    assert_eq!(checked(&mut client, of("湖州市钢琴协会研究院")).await.verdict(), Refused);
    let nobody = pb::CheckNameRequest {
        parent: format!("organizations/{}", code(vocab::OrganizationClass::SocialGroup, 9)),
        ..check("湖州市钢琴协会青少年分会")
    };
    let refused = client.check_name(nobody).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "ORGANIZATION_NOT_FOUND".into()));
}

#[tokio::test]
async fn every_violation_is_named_at_once() {
    let suite = registry().await;
    let request = pb::CheckNameRequest {
        title: "  ".into(),
        division: "湖州".into(),
        kind: pb::OrganizationKind::Other.into(),
        organization: "organizations/1".into(),
        parent: "x".into(),
        reservation: "nameReservations/1".into(),
    };
    let refused = names(&suite).check_name(request).await.unwrap_err();
    let mut fields: Vec<String> =
        refused.get_details_bad_request().unwrap().field_violations.into_iter().map(|one| one.field).collect();
    fields.sort();
    assert_eq!(fields, ["division", "kind", "organization", "parent", "reservation", "title"]);
}
