//! Late elections: asked for, reviewed, approved for at most a year, and seen where terms expire.

use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::LateElectionState as State;
use testkit::Suite;
use time::Duration;
use tonic::{Code, Status};

use crate::support::*;

const UNIT: &str = "development-reform";

/// An association whose leaders' term ends on 1 December 2026.
async fn ending(suite: &Suite, serial: u32) -> String {
    let parent = association(suite, serial).await;
    let appointment = pb::Appointment {
        term_number: 3,
        consecutive_terms: 1,
        starts_on: date(2022, 12, 1),
        ends_on: date(2026, 12, 1),
        ..president(serial)
    };
    let appointment = Some(appointment);
    let request =
        pb::AppointOfficerRequest { parent: parent.clone(), appointment, basis: "决议".into(), validate_only: false };
    officers(suite).appoint_officer(request).await.unwrap();
    parent
}

fn wanted(organization: &str, days: i32) -> pb::FileLateElectionRequest {
    let late_election = pb::LateElection {
        organization: organization.into(),
        days,
        reasons: "换届大会筹备工作未完成".into(),
        supervising_department: format!("departments/{UNIT}"),
        ..Default::default()
    };
    pb::FileLateElectionRequest { late_election: Some(late_election) }
}

async fn filed(suite: &Suite, organization: &str, days: i32) -> Result<pb::LateElection, Status> {
    let reply = portal(suite).file_late_election(wanted(organization, days)).await?;
    Ok(reply.into_inner().late_election.unwrap())
}

async fn opined(suite: &Suite, name: &str, favourable: bool) -> pb::LateElection {
    let reasons = if favourable { String::new() } else { "理由不充分".into() };
    let request = pb::GiveLateElectionOpinionRequest { name: name.into(), favourable, reasons };
    reviewer(suite, UNIT).give_late_election_opinion(request).await.unwrap().into_inner().late_election.unwrap()
}

async fn approved(suite: &Suite, seen: &pb::LateElection, days: i32) -> Result<pb::LateElection, Status> {
    let request = pb::ApproveLateElectionRequest {
        name: seen.name.clone(),
        etag: seen.etag.clone(),
        number: "湖民延〔2026〕3号".into(),
        days,
        reasons: String::new(),
    };
    Ok(registrar(suite).approve_late_election(request).await?.into_inner().late_election.unwrap())
}

async fn expiring(suite: &Suite) -> Vec<pb::ExpiringTerm> {
    officers(suite).list_expiring_terms(pb::ListExpiringTermsRequest::default()).await.unwrap().into_inner().terms
}

#[tokio::test]
async fn an_approved_late_election_makes_the_term_longer_until_its_last_day() {
    let suite = registry().await;
    let parent = ending(&suite, 1).await;
    assert_eq!(expiring(&suite).await[0].state(), pb::TermState::Due);
    let late = filed(&suite, &parent, 180).await.unwrap();
    assert_eq!((late.state(), late.term_number, late.ends_on), (State::Reviewing, 3, date(2026, 12, 1)));

    let status = approved(&suite, &late, 0).await.unwrap_err();
    assert_eq!(reason(&status), (Code::FailedPrecondition, "OPINIONS_OUTSTANDING".into()));
    let late = opined(&suite, &late.name, true).await;
    let late = approved(&suite, &late, 90).await.unwrap();
    assert_eq!((late.state(), late.approved_days, late.late_until), (State::Approved, 90, date(2027, 3, 1)));

    let terms = expiring(&suite).await;
    assert_eq!((terms[0].state(), terms[0].late_until), (pb::TermState::Extended, date(2027, 3, 1)));
    assert_eq!((terms[0].late_election.as_str(), terms[0].ends_on), (late.name.as_str(), date(2026, 12, 1)));
    suite.clock().advance(Duration::days(97));
    assert_eq!(expiring(&suite).await[0].state(), pb::TermState::Extended, "on 1 March 2027");
    suite.clock().advance(Duration::days(1));
    assert_eq!(expiring(&suite).await[0].state(), pb::TermState::Beyond);
    let told = "select count(*) from uow.event where type = 'onecode.registry.v1.LateElectionApproved'";
    suite.sequenced().await;
    assert_eq!(suite.count(told).await, 1);
}

#[tokio::test]
async fn no_election_is_later_than_a_year_nor_later_than_was_asked_for() {
    let suite = registry().await;
    let parent = ending(&suite, 1).await;
    let status = filed(&suite, &parent, 366).await.unwrap_err();
    assert_eq!(reason(&status), (Code::FailedPrecondition, "LATE_ELECTION_TOO_LONG".into()));
    assert_eq!(metadata(&status, "until"), "2027-12-01");
    let late = filed(&suite, &parent, 365).await.unwrap();
    let late = opined(&suite, &late.name, true).await;
    let status = approved(&suite, &late, 366).await.unwrap_err();
    assert_eq!(reason(&status).1, "LATE_ELECTION_TOO_LONG");
    assert_eq!(approved(&suite, &late, 0).await.unwrap().late_until, date(2027, 12, 1));
}

#[tokio::test]
async fn the_supervising_unit_binds_the_registrar() {
    let suite = registry().await;
    let parent = ending(&suite, 1).await;
    let late = filed(&suite, &parent, 30).await.unwrap();
    let late = opined(&suite, &late.name, false).await;
    let status = approved(&suite, &late, 0).await.unwrap_err();
    assert_eq!(reason(&status), (Code::FailedPrecondition, "BINDING_OBJECTION".into()));
    let refusal = pb::RefuseLateElectionRequest {
        name: late.name.clone(),
        etag: late.etag.clone(),
        number: "湖民延〔2026〕4号".into(),
        reasons: "业务主管单位不同意".into(),
    };
    let reply = registrar(&suite).refuse_late_election(refusal).await.unwrap().into_inner();
    assert_eq!(reply.late_election.unwrap().state(), State::Refused);
    assert_eq!(expiring(&suite).await[0].state(), pb::TermState::Due, "nothing was extended");
    let stranger = suite.identities().caller("taxation", HUZHOU, &["application-reviewer"]);
    let request = pb::GiveLateElectionOpinionRequest { name: late.name, favourable: true, reasons: String::new() };
    let status = client(&suite, &stranger).give_late_election_opinion(request).await.unwrap_err();
    assert_eq!(reason(&status).1, "CASE_STATE");
}

#[tokio::test]
async fn one_is_under_way_for_a_term_until_it_is_withdrawn() {
    let suite = registry().await;
    let parent = ending(&suite, 1).await;
    let late = filed(&suite, &parent, 30).await.unwrap();
    let status = filed(&suite, &parent, 60).await.unwrap_err();
    assert_eq!(reason(&status), (Code::AlreadyExists, "LATE_ELECTION_EXISTS".into()));
    let withdrawal = pb::WithdrawLateElectionRequest { name: late.name.clone(), etag: late.etag };
    portal(&suite).withdraw_late_election(withdrawal).await.unwrap();
    suite.clock().advance(Duration::seconds(1));
    let second = filed(&suite, &parent, 60).await.unwrap();

    let listed = registrar(&suite).list_late_elections(pb::ListLateElectionsRequest::default()).await.unwrap();
    let names: Vec<String> = listed.into_inner().late_elections.into_iter().map(|late| late.name).collect();
    assert_eq!(names, [second.name.clone(), late.name]);
    let request = pb::GetLateElectionRequest { name: second.name };
    let seen = registrar(&suite).get_late_election(request.clone()).await.unwrap().into_inner().late_election.unwrap();
    assert_eq!((seen.days, seen.state()), (60, State::Reviewing));
    let status = neighbour(&suite).get_late_election(request).await.unwrap_err();
    assert_eq!(reason(&status), (Code::NotFound, "LATE_ELECTION_NOT_FOUND".into()));
}

#[tokio::test]
async fn an_organisation_without_a_term_on_record_has_none_to_prolong() {
    let suite = registry().await;
    let parent = association(&suite, 1).await;
    let status = filed(&suite, &parent, 30).await.unwrap_err();
    assert_eq!(reason(&status), (Code::FailedPrecondition, "NO_TERM_ON_RECORD".into()));
    let status = portal(&suite).file_late_election(pb::FileLateElectionRequest::default()).await.unwrap_err();
    assert_eq!(violated(&status), ["late_election.organization", "late_election.days", "late_election.reasons"]);
}
