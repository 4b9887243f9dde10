//! ListPartyGaps: who lacks what, since when, by the rule that says so.

use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::PartyRequirement;

use crate::support::*;

async fn gaps(client: &mut Client, request: pb::ListPartyGapsRequest) -> Vec<pb::PartyGap> {
    client.list_party_gaps(request).await.unwrap().into_inner().gaps
}

fn names(gaps: &[pb::PartyGap]) -> Vec<&str> {
    gaps.iter().map(|gap| gap.organization.as_str()).collect()
}

/// Five associations: never reported, nothing lacking, no branch, no joint branch, no members and nothing done.
async fn five(suite: &testkit::Suite) -> Client {
    let mut client = party(suite);
    for serial in 1..=5 {
        registered(suite, serial).await;
    }
    report(&mut client, 2, branched(3)).await;
    report(&mut client, 3, bare(3)).await;
    report(&mut client, 4, bare(1)).await;
    report(&mut client, 5, pb::PartyReport { charter_clause: false, ..bare(0) }).await;
    client
}

#[tokio::test]
async fn each_organisation_is_shown_with_everything_it_lacks() {
    let suite = registry().await;
    let mut client = five(&suite).await;
    let listed = gaps(&mut client, pb::ListPartyGapsRequest::default()).await;
    let found: Vec<_> = listed.iter().map(|gap| (gap.organization.clone(), missing(&gap.missing))).collect();
    assert_eq!(
        found,
        [
            (name(1), vec![(PartyRequirement::Report, "PB-05")]),
            (name(3), vec![(PartyRequirement::OwnOrganization, "PB-01")]),
            (name(4), vec![(PartyRequirement::JointBranch, "PB-02")]),
            (
                name(5),
                vec![
                    (PartyRequirement::Instructor, "PB-03"),
                    (PartyRequirement::MassOrganization, "PB-03"),
                    (PartyRequirement::CharterClause, "PB-05"),
                ]
            ),
        ]
    );
    assert_eq!((listed[0].report.as_str(), listed[1].report.clone()), ("", format!("{}/partyReports/1", name(3))));
    assert!(listed.iter().flat_map(|gap| &gap.missing).all(|finding| !finding.rule_text.is_empty()));
    assert_eq!(listed[1].missing[0].since_date, date(2024, 6, 1));
    assert_eq!(listed[0].missing[0].since_date, date(2020, 3, 1));
}

#[tokio::test]
async fn filters_hold_together_and_the_rest_is_not_shown() {
    let suite = registry().await;
    let mut client = five(&suite).await;
    let by_rules = |rules: &[&str]| pb::ListPartyGapsRequest {
        rules: rules.iter().map(ToString::to_string).collect(),
        ..Default::default()
    };
    assert_eq!(names(&gaps(&mut client, by_rules(&["PB-05"])).await), [name(1), name(5)]);
    assert_eq!(names(&gaps(&mut client, by_rules(&["PB-01", "PB-02"])).await), [name(3), name(4)]);
    let request =
        pb::ListPartyGapsRequest { requirements: vec![PartyRequirement::CharterClause.into()], ..by_rules(&["PB-05"]) };
    let listed = gaps(&mut client, request).await;
    assert_eq!((names(&listed), listed[0].missing.len()), (vec![name(5).as_str()], 3));
    let kinds = vec![pb::OrganizationKind::Foundation.into()];
    assert!(gaps(&mut client, pb::ListPartyGapsRequest { kinds, ..Default::default() }).await.is_empty());
    let elsewhere = pb::ListPartyGapsRequest { division: WUXING.into(), ..Default::default() };
    assert!(gaps(&mut client, elsewhere).await.is_empty());
    assert!(gaps(&mut party_of(&suite, HANGZHOU), pb::ListPartyGapsRequest::default()).await.is_empty());
}

#[tokio::test]
async fn the_form_is_asked_by_size() {
    let suite = registry().await;
    let mut client = party(&suite);
    for (serial, full) in [(1, 49), (2, 50), (3, 99), (4, 100)] {
        registered(&suite, serial).await;
        report(&mut client, serial, branched(full)).await;
    }
    let by_rule = |rule: &str| pb::ListPartyGapsRequest { rules: vec![rule.into()], ..Default::default() };
    assert_eq!(names(&gaps(&mut client, by_rule("PB-06a")).await), [name(2), name(3)]);
    assert_eq!(names(&gaps(&mut client, by_rule("PB-06b")).await), [name(4)]);
}

#[tokio::test]
async fn only_active_organisations_are_on_the_list() {
    let suite = registry().await;
    registered(&suite, 1).await;
    deregister(&suite, 1, date(2026, 11, 1)).await;
    assert!(gaps(&mut party(&suite), pb::ListPartyGapsRequest::default()).await.is_empty());
}

#[tokio::test]
async fn pages_join_into_the_whole_list() {
    let suite = registry().await;
    let mut client = five(&suite).await;
    let by_one = |page_token: &str| pb::ListPartyGapsRequest {
        page_size: 1,
        page_token: page_token.into(),
        ..Default::default()
    };
    let (mut joined, mut token) = (Vec::new(), String::new());
    loop {
        let page = client.list_party_gaps(by_one(&token)).await.unwrap().into_inner();
        joined.extend(page.gaps.into_iter().map(|gap| gap.organization));
        token = page.next_page_token;
        if token.is_empty() {
            break;
        }
    }
    assert_eq!(joined, [name(1), name(3), name(4), name(5)]);
}

#[tokio::test]
async fn a_filter_that_nothing_can_pass_is_refused() {
    let suite = registry().await;
    let request = pb::ListPartyGapsRequest {
        division: "湖州".into(),
        requirements: vec![0, PartyRequirement::Management.into()],
        rules: vec!["PB-01".into(), "REG-05".into()],
        page_size: 501,
        ..Default::default()
    };
    let refused = party(&suite).list_party_gaps(request).await.unwrap_err();
    assert_eq!(violated(&refused), ["division", "page_size", "requirements[0]", "requirements[1]", "rules[1]"]);
}
