//! GetPartyStatus: what holds on a day, with every requirement.

use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::PartyRequirement;
use tonic::Code;

use crate::support::*;

#[tokio::test]
async fn an_organisation_that_never_reported_lacks_its_report() {
    let suite = registry().await;
    registered(&suite, 1).await;
    let shown = status(&mut party(&suite), 1, None).await;
    assert_eq!((shown.name.as_str(), shown.report), (format!("{}/partyStatus", name(1)).as_str(), None));
    assert_eq!(missing(&shown.findings), [(PartyRequirement::Report, "PB-05")]);
    assert_eq!(shown.as_of, date(2026, 11, 24));
}

#[tokio::test]
async fn the_past_shows_the_report_that_held_then_and_a_correction_changes_it() {
    let suite = registry().await;
    registered(&suite, 1).await;
    let mut client = party(&suite);
    report(&mut client, 1, pb::PartyReport { valid_from: date(2025, 1, 1), ..branched(5) }).await;
    report(&mut client, 1, bare(2)).await; // from June 2024, recorded later: a correction of the past
    let held = |shown: pb::PartyStatus| shown.report.map(|report| (report.number, report.full_member_count));
    assert_eq!(held(status(&mut client, 1, None).await), Some((1, 5)));
    assert_eq!(held(status(&mut client, 1, date(2024, 12, 31)).await), Some((2, 2)));
    assert_eq!(held(status(&mut client, 1, date(2024, 5, 31)).await), None);
    let then = status(&mut client, 1, date(2024, 12, 31)).await;
    assert_eq!(missing(&then.findings), [(PartyRequirement::JointBranch, "PB-02")]);
    assert_eq!(missing(&status(&mut client, 1, None).await.findings), []);
}

#[tokio::test]
async fn a_finding_cites_the_version_and_its_text() {
    let suite = registry().await;
    registered(&suite, 1).await;
    let answer = report(&mut party(&suite), 1, bare(3)).await;
    let finding = answer.findings.iter().find(|finding| rule(finding).id == "PB-01").unwrap();
    assert_eq!(finding.requirement(), PartyRequirement::OwnOrganization);
    assert_eq!((outcome(finding), rule(finding).version), (pb::FindingOutcome::NotMet, 1));
    assert!(finding.rule_text.contains("正式党员3人以上"));
    assert_eq!(finding.finding.as_ref().unwrap().value, "3 名正式党员，未单独建立党组织");
}

#[tokio::test]
async fn before_its_registration_and_for_strangers_it_does_not_exist() {
    let suite = registry().await;
    registered(&suite, 1).await;
    let ask = |as_of| pb::GetPartyStatusRequest { name: format!("{}/partyStatus", name(1)), as_of };
    let refused = party(&suite).get_party_status(ask(date(2019, 1, 1))).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "ORGANIZATION_NOT_FOUND".into()));
    let refused = party_of(&suite, HANGZHOU).get_party_status(ask(None)).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "ORGANIZATION_NOT_FOUND".into()));
    let request = pb::GetPartyStatusRequest { name: name(1), as_of: date(2026, 11, 25) };
    assert_eq!(violated(&party(&suite).get_party_status(request).await.unwrap_err()), ["as_of", "name"]);
}
