//! FilePenalty, ApprovePenaltyFiling, DeclinePenaltyFiling, and the terms of the investigation.

use onecode_proto::inspection::v1 as pb;
use onecode_proto::procedure::v1 as procedure;
use onecode_proto::procedure::v1::case_service_client::CaseServiceClient;

use crate::support::*;

#[tokio::test]
async fn a_case_is_filed_with_its_cause_its_limitation_and_its_term() {
    let world = World::start().await;
    let (civil, party) = (civil(&world), organization(&world, 1).await);
    let seen = civil.file(stated(&party)).await.unwrap();
    assert_eq!(seen.state(), pb::PenaltyState::Filing);
    assert_eq!(
        (seen.organization_title.as_str(), seen.department.as_str()),
        ("湖州市第一社会组织", "departments/civil-affairs")
    );
    assert_eq!((seen.limitation_date, seen.limitation_rule.as_str()), (date(2028, 9, 1), "PN-01d@2"));
    assert_eq!((seen.cause(), seen.cause_resource.starts_with("complaints/")), (pb::PenaltyCause::Complaint, true));
    let filed = civil.approve(&seen).await.unwrap();
    assert_eq!((filed.state(), filed.file_date), (pb::PenaltyState::Investigating, civil.today()));
    assert_eq!(civil.get(&filed).await, filed);
    let outcomes = outcomes(civil, &party).await;
    assert_eq!(outcomes.len(), 1);
    assert_eq!(
        (outcomes[0].kind(), outcomes[0].resource.as_str()),
        (pb::OutcomeKind::Investigation, filed.name.as_str())
    );
    assert_eq!(outcomes[0].until_date, None);
    let reader = world.suite.identities().caller(CIVIL, HUZHOU, &["platform-operator"]);
    let mut cases = CaseServiceClient::new(world.suite.client(reader.fresh()));
    let request = procedure::GetCaseRequest { name: filed.case.clone() };
    let case = cases.get_case(request).await.unwrap().into_inner().case.unwrap();
    assert_eq!((case.procedure.as_str(), case.state.as_str(), case.organization), ("penalty", "investigating", party));
}

#[tokio::test]
async fn what_was_discovered_too_late_is_refused_by_the_version_of_the_rule() {
    let world = World::start().await;
    let (civil, party) = (civil(&world), organization(&world, 1).await);
    let late = pb::Penalty { act_end_date: date(2024, 11, 1), ..stated(&party) };
    let refused = civil.file(late.clone()).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "LIMITATION_EXPIRED".into()));
    assert_eq!((metadata(&refused, "rule"), metadata(&refused, "last")), ("PN-01d@2".into(), "2026-11-01".into()));
    let grave = civil.file(pb::Penalty { grave: true, ..late.clone() }).await.unwrap();
    assert_eq!((grave.limitation_rule.as_str(), grave.limitation_date), ("PN-01e@1", date(2029, 11, 1)));
    let went_on = pb::Penalty { act_start_date: date(2020, 1, 1), act_end_date: date(2024, 11, 2), ..late };
    assert!(civil.file(went_on).await.is_ok(), "limitation runs from the end of an act that went on");
}

#[tokio::test]
async fn every_mistake_is_named_at_once() {
    let world = World::start().await;
    let civil = civil(&world);
    let wrong = pb::Penalty {
        organization: "organizations/1".into(),
        act_start_date: date(2026, 9, 2),
        act_end_date: date(2026, 9, 1),
        discovery_date: date(2026, 11, 25),
        cause: 99,
        cause_resource: "nothing".into(),
        ..Default::default()
    };
    let refused = civil.file(wrong).await.unwrap_err();
    let fields = violated_sorted(&refused);
    let expected =
        ["act_start_date", "cause", "cause_resource", "discovery_date", "matter", "organization", "provisions"];
    assert_eq!(fields, expected.map(|field| format!("penalty.{field}")));
}

#[tokio::test]
async fn an_organisation_that_the_register_does_not_show_is_refused() {
    let world = World::start().await;
    let refused = civil(&world).file(stated(&format!("organizations/{}", code(9)))).await.unwrap_err();
    assert_eq!(reason(&refused).0, Code::NotFound);
}

#[tokio::test]
async fn a_case_that_is_not_filed_is_over() {
    let world = World::start().await;
    let (civil, party) = (civil(&world), organization(&world, 1).await);
    let seen = civil.file(stated(&party)).await.unwrap();
    let declined = civil.decline(&seen, "没有违法事实").await.unwrap();
    assert_eq!(declined.state(), pb::PenaltyState::NotFiled);
    assert_eq!(declined.closure.as_ref().unwrap().reasons, "没有违法事实");
    let refused = civil.approve(&declined).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "CASE_STATE".into()));
    assert_eq!(outcomes(civil, &party).await, []);
}

#[tokio::test]
async fn the_term_stands_still_during_an_appraisal_and_is_prolonged_once() {
    let world = World::start().await;
    let (civil, party) = (civil(&world), organization(&world, 1).await);
    let seen = civil.investigated(&party).await;
    let suspended = civil.suspend(&seen, "委托司法鉴定").await.unwrap();
    assert_eq!(suspended.state(), pb::PenaltyState::Suspended);
    civil.pass(5);
    let resumed = civil.resume(&suspended).await.unwrap();
    assert_eq!(resumed.state(), pb::PenaltyState::Investigating);
    let extended = civil.extend(&resumed, "案情复杂").await.unwrap();
    let clock = "select count(*) from casework.deadline where key = 'decision' and due_on = date '2027-03-28'
        and clock -> 'extensions' -> 0 ->> 'reason' = '案情复杂'";
    assert_eq!(world.suite.count(clock).await, 1, "24 November, 90 and 30 days, and four that did not count");
    let refused = civil.extend(&extended, "案情复杂").await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "EXTENSION_TOO_LONG".into()));
    civil.pass(200);
    let other = civil.file(stated(&organization(&world, 2).await)).await.unwrap();
    let other = civil.approve(&other).await.unwrap();
    civil.pass(200);
    let refused = civil.extend(&other, "忘了").await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "CLOCK_STANDING".into()));
}

#[tokio::test]
async fn cases_are_listed_by_what_is_asked_page_by_page() {
    let world = World::start().await;
    let civil = civil(&world);
    let (first, second) = (organization(&world, 1).await, organization(&world, 2).await);
    for party in [&first, &second, &first] {
        civil.file(stated(party)).await.unwrap();
        civil.pass(1);
    }
    let list = |request: pb::ListPenaltiesRequest| async move {
        civil.cases().list_penalties(request).await.map(tonic::Response::into_inner)
    };
    let all = list(pb::ListPenaltiesRequest { page_size: 2, ..Default::default() }).await.unwrap();
    assert_eq!(all.penalties.iter().map(|one| &one.organization).collect::<Vec<_>>(), [&first, &second]);
    let token = all.next_page_token.clone();
    let next = pb::ListPenaltiesRequest { page_size: 1, page_token: token.clone(), ..Default::default() };
    let rest = list(next).await.unwrap();
    assert_eq!((rest.penalties.len(), rest.next_page_token.as_str()), (1, ""));
    let foreign =
        pb::ListPenaltiesRequest { page_token: token, department: "departments/tax".into(), ..Default::default() };
    assert_eq!(violated_sorted(&list(foreign).await.unwrap_err()), ["page_token"]);
    let of = pb::ListPenaltiesRequest { organization: second.clone(), ..Default::default() };
    assert_eq!(list(of).await.unwrap().penalties.len(), 1);
    let filing = pb::ListPenaltiesRequest { state: pb::PenaltyState::Filing.into(), ..Default::default() };
    assert_eq!(list(filing).await.unwrap().penalties.len(), 3);
    let decided = pb::ListPenaltiesRequest { decided_from: date(2020, 1, 1), ..Default::default() };
    assert_eq!(list(decided).await.unwrap().penalties, []);
    let elsewhere = pb::ListPenaltiesRequest { division: "330521".into(), ..Default::default() };
    assert_eq!(list(elsewhere).await.unwrap().penalties, []);
}
