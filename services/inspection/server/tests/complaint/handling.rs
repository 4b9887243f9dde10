//! Accepting, declining, linking, verifying, extending, concluding and informing.

use onecode_proto::inspection::v1 as pb;
use onecode_proto::inspection::v1::outcome_service_client::OutcomeServiceClient;
use onecode_proto::procedure::v1 as pc;
use time::Duration;
use tonic::Code;

use crate::support::*;

async fn term(world: &World, complaint: &pb::Complaint, key: &str) -> pc::Deadline {
    let case = case(world, &official(world, HUZHOU, "li-si"), complaint).await.unwrap();
    case.deadlines.into_iter().find(|term| term.key == key).unwrap()
}

/// What stands against an organisation because of complaints.
async fn upheld(world: &World, organization: &str) -> Vec<pb::Outcome> {
    let operator = world.caller("civil-affairs", &["platform-operator"]);
    let request = pb::ListOutcomesRequest { parent: organization.into(), ..Default::default() };
    let mut outcomes = OutcomeServiceClient::new(world.client(operator.fresh()));
    outcomes.list_outcomes(request).await.unwrap().into_inner().outcomes
}

#[tokio::test]
async fn a_complaint_goes_from_acceptance_to_the_answer_and_counts_against_the_organisation() {
    let world = World::start().await;
    let organization = association(&world, HUZHOU, 1).await;
    let (_, accepted) = taken_on(&world, named(&[about(&organization)])).await;
    assert_eq!((accepted.state(), accepted.accept_date), (pb::ComplaintState::Accepted, date(2026, 11, 24)));
    let mut officer = officer(&world);
    let links = vec!["checks/0192b5a0-0000-7000-8000-000000000001".to_owned()];
    let linked = step!(officer, accepted, link_complaint, LinkComplaintRequest { links: links.clone() }).unwrap();
    assert_eq!((&linked.links, linked.state()), (&links, pb::ComplaintState::Accepted));
    let more = vec![links[0].clone(), "penaltyCases/7".to_owned()];
    let finding = "收费没有依据，共计九千元。".to_owned();
    let verified = step!(
        officer,
        linked,
        verify_complaint,
        VerifyComplaintRequest { finding: finding.clone(), links: more.clone() }
    )
    .unwrap();
    assert_eq!((&verified.links, &verified.finding), (&more, &finding));
    assert_eq!(upheld(&world, &organization).await, []);
    let concluded = concluded(&mut officer, &verified, pb::ComplaintOutcome::Upheld).await.unwrap();
    assert_eq!((concluded.state(), concluded.conclude_date), (pb::ComplaintState::Concluded, date(2026, 11, 24)));
    let against = upheld(&world, &organization).await;
    assert_eq!(against.len(), 1);
    assert_eq!(
        (against[0].kind(), against[0].resource.as_str()),
        (pb::OutcomeKind::ComplaintUpheld, concluded.name.as_str())
    );
    assert_eq!(term(&world, &concluded, "answer").await.due_date, date(2026, 12, 9));
    let informed = step!(officer, concluded, inform_reporter, InformReporterRequest {}).unwrap();
    assert_eq!((informed.state(), informed.inform_date), (pb::ComplaintState::Informed, date(2026, 11, 24)));
    let refused = step!(officer, informed, inform_reporter, InformReporterRequest {}).unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "CASE_STATE".into()));
}

#[tokio::test]
async fn what_was_not_true_counts_against_nobody_and_what_was_against_each_that_it_is_about() {
    let world = World::start().await;
    let (one, other) = (association(&world, HUZHOU, 1).await, association(&world, HUZHOU, 2).await);
    for (outcome, against) in [
        (pb::ComplaintOutcome::NotUpheld, 0),
        (pb::ComplaintOutcome::Unverifiable, 0),
        (pb::ComplaintOutcome::PartlyUpheld, 1),
    ] {
        let (_, accepted) = taken_on(&world, anonymous(&[about(&one), about(&other)])).await;
        let verified = verified(&mut officer(&world), &accepted).await;
        concluded(&mut officer(&world), &verified, outcome).await.unwrap();
        for organization in [&one, &other] {
            assert_eq!(upheld(&world, organization).await.len(), against, "{outcome:?}");
        }
    }
    let facts = "select count(*) from (select type from uow.event union all select type from uow.outbox) as fact
        where type like '%ComplaintConcluded'";
    assert_eq!(world.suite.count(facts).await, 3);
}

#[tokio::test]
async fn a_complaint_that_is_not_accepted_ends_with_the_reason_that_the_reporter_is_told() {
    let world = World::start().await;
    let filed = file(&world, anonymous(&[unregistered("湖州养生会", HUZHOU)])).await;
    let routed = routed(&mut officer(&world), &latest(&world).await).await;
    let refused = step!(officer(&world), routed, decline_complaint, DeclineComplaintRequest {}).unwrap_err();
    assert_eq!(violated(&refused), ["reasons"]);
    let reasons = "没有具体的被举报对象和事实".to_owned();
    let declined =
        step!(officer(&world), routed, decline_complaint, DeclineComplaintRequest { reasons: reasons.clone() })
            .unwrap();
    assert_eq!(declined.state(), pb::ComplaintState::Declined);
    assert_eq!(status(&world, &filed).await.unwrap().answer, reasons);
}

#[tokio::test]
async fn sixty_days_become_ninety_once_with_approval_and_no_more() {
    let world = World::start().await;
    let (_, accepted) = taken_on(&world, anonymous(&[unregistered("湖州养生会", HUZHOU)])).await;
    assert_eq!(term(&world, &accepted, "conclusion").await.due_date, date(2027, 1, 23));
    let plain = world.caller("civil-affairs", &["complaint-handler"]);
    let why = || "涉及多个区县".to_owned();
    let refused =
        step!(client(&world, &plain), accepted, extend_complaint, ExtendComplaintRequest { days: 30, reasons: why() })
            .unwrap_err();
    assert_eq!(metadata(&refused, "permission"), "inspection.complaint.extend");
    let mut officer = officer(&world);
    let refused =
        step!(officer, accepted, extend_complaint, ExtendComplaintRequest { days: 31, reasons: why() }).unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "EXTENSION_TOO_LONG".into()));
    assert_eq!(metadata(&refused, "most"), "30");
    let extended =
        step!(officer, accepted, extend_complaint, ExtendComplaintRequest { days: 30, reasons: why() }).unwrap();
    assert_ne!(extended.etag, accepted.etag);
    assert_eq!(term(&world, &extended, "conclusion").await.due_date, date(2027, 2, 22));
    let refused =
        step!(officer, extended, extend_complaint, ExtendComplaintRequest { days: 1, reasons: why() }).unwrap_err();
    assert_eq!(reason(&refused).1, "EXTENSION_TOO_LONG");
    let refused = step!(officer, extended, extend_complaint, ExtendComplaintRequest {}).unwrap_err();
    assert_eq!(violated(&refused), ["reasons", "days"]);
}

#[tokio::test]
async fn a_term_that_is_over_is_not_prolonged() {
    let world = World::start().await;
    let (_, accepted) = taken_on(&world, anonymous(&[unregistered("湖州养生会", HUZHOU)])).await;
    world.suite.clock().advance(Duration::days(70));
    let late = world.suite.identities().official("civil-affairs", HUZHOU, &["complaint-approver"], "li-si");
    let mut late = client(&world, &late);
    let why = "案情复杂".to_owned();
    let refused =
        step!(late, accepted, extend_complaint, ExtendComplaintRequest { days: 30, reasons: why }).unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "CLOCK_STANDING".into()));
}

#[tokio::test]
async fn a_repeat_of_any_step_has_one_effect_and_a_stale_etag_none() {
    let world = World::start().await;
    file(&world, anonymous(&[unregistered("湖州养生会", HUZHOU)])).await;
    let seen = latest(&world).await;
    let caller = official(&world, HUZHOU, "li-si");
    let mut keyed = Complaints::new(world.client(caller.keyed("k1")));
    let first = step!(keyed, seen, route_complaint, RouteComplaintRequest {}).unwrap();
    assert_eq!(step!(keyed, seen, route_complaint, RouteComplaintRequest {}).unwrap(), first);
    let stale = step!(officer(&world), seen, accept_complaint, AcceptComplaintRequest {}).unwrap_err();
    assert_eq!(reason(&stale), (Code::Aborted, "CASE_CHANGED".into()));
    assert_eq!(metadata(&stale, "etag"), first.etag);
    let early = concluded(&mut officer(&world), &first, pb::ComplaintOutcome::Upheld).await.unwrap_err();
    assert_eq!(reason(&early), (Code::FailedPrecondition, "CASE_STATE".into()));
}

#[tokio::test]
async fn every_field_that_is_wrong_is_named_and_links_are_bounded() {
    let world = World::start().await;
    let (_, accepted) = taken_on(&world, anonymous(&[unregistered("湖州养生会", HUZHOU)])).await;
    let mut officer = officer(&world);
    let refused = officer.conclude_complaint(pb::ConcludeComplaintRequest::default()).await.unwrap_err();
    assert_eq!(violated(&refused), ["answer", "name", "etag", "outcome"]);
    let refused = officer.merge_complaint(pb::MergeComplaintRequest::default()).await.unwrap_err();
    assert_eq!(violated(&refused), ["reasons", "name", "etag", "lead", "lead_etag"]);
    let wrong =
        vec!["checks".to_owned(), "checks/1/".into(), "https://a.b/c".into(), "checks/1".into(), "checks/1".into()];
    let refused = step!(officer, accepted, link_complaint, LinkComplaintRequest { links: wrong }).unwrap_err();
    assert_eq!(violated(&refused), ["links[0]", "links[1]", "links[2]", "links[4]"]);
    let many = |from: usize| (from..from + 15).map(|number| format!("checks/{number}")).collect::<Vec<_>>();
    let linked = step!(officer, accepted, link_complaint, LinkComplaintRequest { links: many(0) }).unwrap();
    let refused = step!(officer, linked, link_complaint, LinkComplaintRequest { links: many(15) }).unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "COMPLAINT_LINKS_FULL".into()));
    assert_eq!(get(&mut officer, &linked.name).await.unwrap().links.len(), 15);
}
