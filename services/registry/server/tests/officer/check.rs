//! CheckAppointment: all findings over all divisions, and nothing changed.

use onecode_proto::registry::v1 as pb;
use tonic::Code;
use vocab::OrganizationClass;

use crate::support::*;

async fn check(
    client: &mut Client,
    request: pb::CheckAppointmentRequest,
) -> Vec<(String, pb::AppointmentOutcome, String)> {
    let findings = client.check_appointment(request).await.unwrap().into_inner().findings;
    findings.into_iter().map(|finding| (finding.rule.clone(), finding.outcome(), finding.value)).collect()
}

fn at(organization: &str, appointment: pb::Appointment) -> pb::CheckAppointmentRequest {
    pb::CheckAppointmentRequest { organization: organization.into(), kind: 0, appointment: Some(appointment) }
}

fn value<'a>(found: &'a [(String, pb::AppointmentOutcome, String)], rule: &str) -> (pb::AppointmentOutcome, &'a str) {
    let (_, outcome, value) = found.iter().find(|(found, ..)| found == rule).unwrap();
    (*outcome, value)
}

#[tokio::test]
async fn posts_are_counted_over_all_divisions_and_nothing_says_where() {
    let suite = registry().await;
    let here = association(&suite, 1).await;
    for serial in [2, 3] {
        let there = organization(&suite, OrganizationClass::SocialGroup, HANGZHOU, serial).await;
        appointed(&mut neighbour(&suite), &there, appointment(1)).await;
    }
    let retired = pb::Appointment { retired_cadre: true, ..appointment(1) };
    let mut client = registrar(&suite);
    let audited = suite.audited().await;
    let found = check(&mut client, at(&here, retired)).await;
    let (outcome, told) = value(&found, "PEO-03a");
    assert_eq!((outcome, told), (pb::AppointmentOutcome::NotMet, "在其他社会团体任职 2 个，连同本职 3 个"));
    assert_eq!(value(&found, "PEO-01a").0, pb::AppointmentOutcome::Met);
    assert!(!format!("{found:?}").contains("330100"));
    assert_eq!(suite.audited().await, audited);
    assert_eq!(suite.count("select count(*) from registry.post").await, 2);
}

#[tokio::test]
async fn an_ended_post_counts_no_more() {
    let suite = registry().await;
    let mut client = registrar(&suite);
    let (one, other) = (association(&suite, 1).await, association(&suite, 2).await);
    let post = appointed(&mut client, &one, representative(1)).await;
    let found = check(&mut client, at(&other, representative(1))).await;
    assert_eq!(value(&found, "REG-07").0, pb::AppointmentOutcome::NotMet);
    ended(&mut client, &post, None).await;
    let found = check(&mut client, at(&other, representative(1))).await;
    assert_eq!(value(&found, "REG-07").0, pb::AppointmentOutcome::Met);
}

#[tokio::test]
async fn before_there_is_a_code_the_kind_says_which_rules_apply() {
    let suite = registry().await;
    let mut client = registrar(&suite);
    let kind = pb::OrganizationKind::Foundation.into();
    let future = pb::Appointment { starts_on: date(2027, 1, 1), ..representative(1) };
    let request = pb::CheckAppointmentRequest { kind, ..at("", future) };
    let found = check(&mut client, request).await;
    assert_eq!(value(&found, "REG-33b").0, pb::AppointmentOutcome::Ask);
    let status = client.check_appointment(at("", appointment(1))).await.unwrap_err();
    assert_eq!(fields(&status), ["kind"]);
}

#[tokio::test]
async fn an_organisation_of_another_division_does_not_exist() {
    let suite = registry().await;
    let there = organization(&suite, OrganizationClass::SocialGroup, HANGZHOU, 1).await;
    let status = registrar(&suite).check_appointment(at(&there, appointment(1))).await.unwrap_err();
    assert_eq!(reason(&status), (Code::NotFound, "ORGANIZATION_NOT_FOUND".into()));
}
