//! What other services learn: reports, gaps that open and close, grounds of the list of abnormal activities.

use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::PartyRequirement;

use crate::support::*;

fn opened(facts: &[pb::PartyGapOpened]) -> Vec<(PartyRequirement, &str, &str)> {
    facts.iter().map(|fact| (fact.requirement(), fact.rule.as_str(), fact.ground.as_str())).collect()
}

fn closed(facts: &[pb::PartyGapClosed]) -> Vec<(PartyRequirement, &str, &str)> {
    facts.iter().map(|fact| (fact.requirement(), fact.rule.as_str(), fact.ground.as_str())).collect()
}

#[tokio::test]
async fn a_gap_opens_once_and_closes_once() {
    let suite = registry().await;
    registered(&suite, 1).await;
    let mut client = party(&suite);
    report(&mut client, 1, bare(3)).await;
    report(&mut client, 1, pb::PartyReport { valid_from: date(2025, 1, 1), ..bare(4) }).await;
    let own = (PartyRequirement::OwnOrganization, "PB-01", "CR-03.2");
    let facts = suite.facts::<pb::PartyGapOpened>().await;
    assert_eq!(opened(&facts), [own]);
    assert_eq!((facts[0].organization.as_str(), facts[0].since_date), (name(1).as_str(), date(2024, 6, 1)));
    assert_eq!(closed(&suite.facts().await), []);

    report(&mut client, 1, pb::PartyReport { valid_from: date(2026, 1, 1), ..branched(4) }).await;
    let facts = suite.facts::<pb::PartyGapClosed>().await;
    assert_eq!((closed(&facts), facts[0].closed_date), (vec![own], date(2026, 1, 1)));
    assert_eq!(suite.facts::<pb::PartyGapOpened>().await.len(), 1);
    assert_eq!(suite.facts::<pb::PartyStatusReported>().await.len(), 3);
}

#[tokio::test]
async fn what_is_no_party_organisation_is_no_ground() {
    let suite = registry().await;
    registered(&suite, 1).await;
    report(&mut party(&suite), 1, pb::PartyReport { charter_clause: false, ..bare(0) }).await;
    let facts = suite.facts().await;
    let expected = [
        (PartyRequirement::Instructor, "PB-03", ""),
        (PartyRequirement::MassOrganization, "PB-03", ""),
        (PartyRequirement::CharterClause, "PB-05", ""),
    ];
    assert_eq!(opened(&facts), expected);
}

#[tokio::test]
async fn a_correction_of_the_past_alone_opens_nothing() {
    let suite = registry().await;
    registered(&suite, 1).await;
    let mut client = party(&suite);
    report(&mut client, 1, pb::PartyReport { valid_from: date(2025, 1, 1), ..branched(4) }).await;
    report(&mut client, 1, bare(4)).await;
    assert_eq!(opened(&suite.facts().await), []);
}

#[tokio::test]
async fn joining_a_branch_closes_the_gap_and_its_end_opens_it_again() {
    let suite = registry().await;
    let mut client = party(&suite);
    for serial in [1, 2] {
        registered(&suite, serial).await;
        report(&mut client, serial, bare(1)).await;
    }
    let joint = (PartyRequirement::JointBranch, "PB-02", "CR-03.2");
    assert_eq!(opened(&suite.facts().await), [joint, joint]);
    let branch = founded(&mut client, &[1, 2]).await;
    assert_eq!(closed(&suite.facts().await), [joint, joint]);
    assert_eq!(suite.facts::<pb::JointBranchCreated>().await.len(), 1);
    assert_eq!(suite.facts::<pb::JointBranchOrganizationAdded>().await.len(), 2);
    let request =
        pb::DissolveJointBranchRequest { name: branch.name, etag: branch.etag, dissolved_date: date(2026, 5, 1) };
    client.dissolve_joint_branch(request).await.unwrap();
    let again = suite.facts::<pb::PartyGapOpened>().await;
    assert_eq!((opened(&again).len(), again[3].since_date), (4, date(2026, 5, 1)));
    assert_eq!(suite.facts::<pb::JointBranchOrganizationRemoved>().await.len(), 2);
    assert_eq!(suite.facts::<pb::JointBranchDissolved>().await.len(), 1);
}
