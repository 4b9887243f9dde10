//! CreatePlan, UpdatePlan, CancelPlan and ListPlans.

use onecode_proto::inspection::v1 as pb;
use testkit::START;
use tonic::Code;

use crate::support::*;

#[tokio::test]
async fn a_draft_is_shown_as_it_was_stated_and_stated_anew() {
    let world = World::start().await;
    let first = created(&world, plan()).await;
    assert_eq!((first.state(), first.division.as_str()), (pb::PlanState::Draft, HUZHOU));
    assert_eq!((first.initiating_department.as_str(), first.departments.len()), ("departments/civil-affairs", 3));
    assert_eq!(get(&world, &first).await, first);
    let other = pb::Plan { title: "改".into(), departments: plan().departments[..1].to_vec(), ..first.clone() };
    let request = pb::UpdatePlanRequest { plan: Some(other) };
    let second = plans(&world).update_plan(request.clone()).await.unwrap().into_inner().plan.unwrap();
    assert_eq!((second.title.as_str(), second.departments.len()), ("改", 1));
    assert_ne!(second.etag, first.etag);
    let refused = plans(&world).update_plan(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::Aborted, "PLAN_CHANGED".into()));
}

#[tokio::test]
async fn a_check_leaves_nothing_and_a_repeat_creates_once() {
    let world = World::start().await;
    let request = |validate_only| pb::CreatePlanRequest { plan: Some(plan()), validate_only };
    plans(&world).create_plan(request(true)).await.unwrap();
    assert_eq!(world.suite.count("select count(*) from inspection.plan").await, 0);
    let mut keyed = Plans::new(world.client(planner(&world).keyed("k1")));
    let first = keyed.create_plan(request(false)).await.unwrap().into_inner();
    assert_eq!(keyed.create_plan(request(false)).await.unwrap().into_inner(), first);
    assert_eq!(world.suite.count("select count(*) from inspection.plan").await, 1);
}

#[tokio::test]
async fn every_violation_is_named_at_once() {
    let world = World::start().await;
    let department = |key: &str, inspector_count| pb::PlanDepartment {
        department: key.into(),
        work: String::new(),
        inspector_count,
    };
    let wrong = pb::Plan {
        title: "有\t制表符".into(),
        year: 2024,
        departments: vec![department("税务", -1), department("departments/tax", 1)],
        items: vec!["finance".into()],
        population: Some(pb::Population {
            kinds: vec![0],
            statuses: vec![99],
            division: "330100".into(),
            ..Default::default()
        }),
        visit_window: Some(pb::VisitWindow { start_date: date(2026, 10, 20), end_date: date(2026, 10, 1) }),
        beacon: Some(pb::Beacon { source: String::new(), known_time: stamp(START) }),
        draw_percent: 101,
        ..Default::default()
    };
    let request = pb::CreatePlanRequest { plan: Some(wrong), validate_only: false };
    let refused = plans(&world).create_plan(request).await.unwrap_err();
    let expected = [
        "plan.beacon.known_time",
        "plan.beacon.source",
        "plan.departments",
        "plan.departments[0].department",
        "plan.departments[0].inspector_count",
        "plan.departments[0].work",
        "plan.departments[1].work",
        "plan.draw_percent",
        "plan.items[0]",
        "plan.population.division",
        "plan.population.kinds",
        "plan.population.statuses",
        "plan.title",
        "plan.visit_window.end_date",
        "plan.visit_window.end_date",
        "plan.year",
    ];
    assert_eq!(violated(&refused), expected);
}

#[tokio::test]
async fn items_are_those_of_the_lists() {
    let world = World::start().await;
    let items = vec!["inspectionItems/spot-check-finance-city".into(), "inspectionItems/astrology".into()];
    let request = pb::CreatePlanRequest { plan: Some(pb::Plan { items, ..plan() }), validate_only: false };
    let refused = plans(&world).create_plan(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "INSPECTION_ITEM_NOT_FOUND".into()));
    assert_eq!(metadata(&refused, "items"), "astrology");
}

#[tokio::test]
async fn a_plan_is_cancelled_with_a_reason_until_its_outcome_is_fixed() {
    let world = furnished().await;
    let cancel = |plan: &pb::Plan| pb::CancelPlanRequest { name: plan.name.clone(), reason: "计划合并".into() };
    let plan = frozen(&world).await;
    let answer = plans(&world).cancel_plan(cancel(&plan)).await.unwrap().into_inner().plan.unwrap();
    assert_eq!((answer.state(), answer.cancel_reason.as_str()), (pb::PlanState::Cancelled, "计划合并"));
    assert_eq!(get(&world, &plan).await, answer);
    let refused = plans(&world).open_round(terms(&plan, START, "")).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "PLAN_CANCELLED".into()));
    assert_eq!(world.facts::<pb::PlanCancelled>().await.len(), 1);
    let plan = revealed(&world).await;
    let refused = plans(&world).cancel_plan(cancel(&plan)).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "OUTCOME_FIXED".into()));
    draw(&world, &plan).await.unwrap();
    let update = pb::UpdatePlanRequest { plan: Some(get(&world, &plan).await) };
    let refused = plans(&world).update_plan(update).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "PLAN_FROZEN".into()));
}

#[tokio::test]
async fn plans_are_listed_by_year_and_state_page_by_page() {
    let world = furnished().await;
    for year in [2026, 2026, 2027] {
        created(&world, pb::Plan { year, ..plan() }).await;
    }
    let frozen = frozen(&world).await;
    let list = async |request: pb::ListPlansRequest| plans(&world).list_plans(request).await.unwrap().into_inner();
    assert_eq!(list(pb::ListPlansRequest { year: 2027, ..Default::default() }).await.plans.len(), 1);
    let state = pb::PlanState::Frozen.into();
    let listed = list(pb::ListPlansRequest { state, ..Default::default() }).await.plans;
    assert_eq!(listed.iter().map(|plan| &plan.name).collect::<Vec<_>>(), [&frozen.name]);
    assert_eq!(listed[0].frozen, frozen.frozen);
    let (mut seen, mut page_token) = (0, String::new());
    loop {
        let answer = list(pb::ListPlansRequest { page_size: 3, page_token, ..Default::default() }).await;
        seen += answer.plans.len();
        page_token = answer.next_page_token;
        if page_token.is_empty() {
            break;
        }
    }
    assert_eq!(seen, 4);
}
