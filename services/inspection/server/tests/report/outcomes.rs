//! ListOutcomes: what became of an organisation, in the order of the days, for whoever may see it.

use onecode_proto::inspection::v1 as pb;
use onecode_proto::inspection::v1::outcome_service_client::OutcomeServiceClient;
use testkit::Client;
use time::Duration;
use tonic::Code;

use crate::support::*;
use crate::world::World;

type Outcomes = OutcomeServiceClient<Client>;

fn reader(world: &World, division: &str, role: &str) -> Outcomes {
    let caller = world.suite.identities().caller("tax", division, &[role]);
    Outcomes::new(world.client(caller.fresh()))
}

fn of(serial: u32) -> pb::ListOutcomesRequest {
    pb::ListOutcomesRequest { parent: organization(serial), ..Default::default() }
}

async fn listed(client: &mut Outcomes, request: pb::ListOutcomesRequest) -> Vec<pb::Outcome> {
    let (mut all, mut page_token) = (Vec::new(), String::new());
    loop {
        let answer = client.list_outcomes(pb::ListOutcomesRequest { page_token, ..request.clone() }).await;
        let answer = answer.unwrap().into_inner();
        all.extend(answer.outcomes);
        page_token = answer.next_page_token;
        if page_token.is_empty() {
            return all;
        }
    }
}

/// A conclusion of the first association, which another took the place of.
async fn corrected() -> World {
    let (world, _) = due(2).await;
    let report = reviewed(&world, 1).await;
    let report = conclude(&world, &report, pb::ReportValue::Qualified).await.unwrap();
    world.suite.clock().advance(Duration::HOUR); // of what happened on one day the earlier comes first
    let request = correction(&report, pb::ReportValue::Unqualified);
    authority(&world).correct_annual_report_conclusion(request).await.unwrap();
    world
}

#[tokio::test]
async fn what_was_withdrawn_is_listed_unless_what_counts_is_asked_for() {
    let world = corrected().await;
    let mut client = reader(&world, "330500", "inspection-reader");
    let paged = pb::ListOutcomesRequest { page_size: 1, ..of(1) };
    let all = listed(&mut client, paged).await;
    let told: Vec<_> = all.iter().map(|one| (one.kind(), one.value.as_str(), one.withdrawn_date.is_some())).collect();
    let concluded = pb::OutcomeKind::ReportConcluded;
    assert_eq!(told, [(concluded, "qualified", true), (concluded, "unqualified", false)]);
    assert!(all.iter().all(|one| one.organization == organization(1) && one.year == YEAR && one.until_date.is_none()));
    let counting = pb::ListOutcomesRequest { counts_on: all[1].from_date, ..of(1) };
    assert_eq!(listed(&mut client, counting).await, all[1..]);
    let before = pb::ListOutcomesRequest { counts_on: crate::world::date(2020, 1, 1), ..of(1) };
    assert_eq!(listed(&mut client, before).await, []);
    let missed = pb::OutcomeKind::ReportMissed.into();
    let others = pb::ListOutcomesRequest { kinds: vec![missed], ..of(1) };
    assert_eq!(listed(&mut client, others).await, []);
    assert_eq!(listed(&mut client, of(2)).await, []);
}

#[tokio::test]
async fn another_division_sees_none_the_province_sees_them_and_who_may_not_is_told() {
    let world = corrected().await;
    assert_eq!(listed(&mut reader(&world, "330100", "inspection-reader"), of(1)).await, []);
    assert_eq!(listed(&mut reader(&world, "330000", "inspection-reader"), of(1)).await.len(), 2);
    let refused = reader(&world, "330500", "public-portal").list_outcomes(of(1)).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "PERMISSION_MISSING".into()));
}

#[tokio::test]
async fn every_wrong_field_is_named() {
    let (world, _) = due(1).await;
    let request = pb::ListOutcomesRequest {
        parent: "organizations/1".into(),
        kinds: vec![0, 99],
        page_size: 1_001,
        page_token: "x".into(),
        ..Default::default()
    };
    let refused = reader(&world, "330500", "inspection-reader").list_outcomes(request).await.unwrap_err();
    let violated = testkit::refusal::violated_sorted(&refused);
    assert_eq!(violated, ["kinds[0]", "kinds[1]", "page_size", "page_token", "parent"]);
}
