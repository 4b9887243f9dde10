//! CreateCheck, GetCheck and ListChecks.

use futures::future::join_all;
use onecode_proto::inspection::v1 as pb;
use tonic::Code;

use crate::drawing;
use crate::support::*;

#[tokio::test]
async fn a_special_check_is_created_shown_and_told() {
    let world = registered().await;
    let inspectors = two(&world).await;
    let made = create(&world, check(), &inspectors).await.unwrap();
    assert_eq!((made.title.as_str(), made.state()), ("湖州市第1社会组织", pb::CheckState::Planned));
    assert_eq!((made.lead_department.as_str(), made.division.as_str()), ("departments/civil-affairs", HUZHOU));
    let assigned: Vec<&String> = made.inspectors.iter().map(|one| &one.inspector).collect();
    assert_eq!(assigned, inspectors.iter().collect::<Vec<_>>());
    assert_eq!(get(&world, &made).await, made);
    let told = world.facts::<pb::CheckCreated>().await;
    assert_eq!((told.len(), &told[0].check, told[0].kind()), (1, &made.name, pb::CheckKind::Special));
    let tasks = "select count(*) from casework.task join casework.case on case_id = casework.case.id
        where casework.case.procedure = 'field-check' and task.department = 'civil-affairs'";
    assert_eq!(world.suite.count(tasks).await, 1);
}

#[tokio::test]
async fn what_a_plan_drew_has_the_plans_departments_items_days_and_inspectors() {
    let world = registered().await;
    drawing::staffed(&world).await;
    let plan = drawing::revealed(&world).await;
    let plan = drawing::draw(&world, &plan).await.unwrap();
    let object = drawing::objects(&world, &plan).await.remove(0);
    let routine =
        |plan_object: String| pb::Check { kind: pb::CheckKind::Routine.into(), plan_object, ..Default::default() };
    let made = create(&world, routine(object.name.clone()), &[]).await.unwrap();
    assert_eq!((&made.organization, &made.plan_object), (&object.organization, &object.name));
    assert_eq!((&made.items, made.visit_window), (&plan.items, plan.visit_window));
    assert_eq!(made.departments, ["departments/market-regulation", "departments/tax"]);
    let drawn: Vec<&String> = object.inspectors.iter().map(|one| &one.inspector).collect();
    assert_eq!(made.inspectors.iter().map(|one| &one.inspector).collect::<Vec<_>>(), drawn);

    let again = join_all((0..4).map(|_| create(&world, routine(object.name.clone()), &[]))).await;
    for refused in again {
        let refused = refused.unwrap_err();
        assert_eq!(reason(&refused), (Code::AlreadyExists, "CHECK_EXISTS".into()));
        assert_eq!(metadata(&refused, "plan_object"), object.name);
    }
    let not_drawn = (1..=3).map(code).find(|code| !object.name.contains(code.as_str())).unwrap();
    let other = format!("{}/objects/{not_drawn}", plan.name);
    let refused = create(&world, routine(other), &[]).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "OBJECT_NOT_DRAWN".into()));
    let tax = world.caller(TAX, &["inspection-check-lead"]);
    let request = pb::CreateCheckRequest { check: Some(routine(object.name)), inspectors: Vec::new() };
    let refused = Checks::new(world.client(tax.fresh())).create_check(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "NOT_INITIATOR".into()));
}

#[tokio::test]
async fn of_checks_of_one_drawn_object_at_once_one_is_created() {
    let world = registered().await;
    drawing::staffed(&world).await;
    let plan = drawing::revealed(&world).await;
    let plan = drawing::draw(&world, &plan).await.unwrap();
    let plan_object = drawing::objects(&world, &plan).await.remove(0).name;
    let routine = pb::Check { kind: pb::CheckKind::Routine.into(), plan_object, ..Default::default() };
    let outcomes = join_all((0..4).map(|_| create(&world, routine.clone(), &[]))).await;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    assert_eq!(world.suite.count("select count(*) from inspection.field_check").await, 1);
    assert_eq!(world.facts::<pb::CheckCreated>().await.len(), 1);
}

#[tokio::test]
async fn every_violation_is_named_at_once() {
    let world = registered().await;
    let wrong = pb::Check {
        kind: pb::CheckKind::FinancialAudit.into(),
        organization: "organizations/1".into(),
        plan_object: "plans/1/objects/1".into(),
        departments: vec!["departments/civil-affairs".into()],
        visit_window: Some(pb::VisitWindow { start_date: date(2026, 12, 1), end_date: date(2026, 11, 1) }),
        place: Some(pb::GeoPoint { latitude_microdegrees: 90_000_001, longitude_microdegrees: 0 }),
        ..Default::default()
    };
    let refused = create(&world, wrong, &["inspectors/1".into()]).await.unwrap_err();
    let expected = [
        "check.auditor",
        "check.departments",
        "check.ground",
        "check.items",
        "check.organization",
        "check.place",
        "check.plan_object",
        "check.visit_window.end_date",
        "inspectors[0]",
    ];
    assert_eq!(violated(&refused), expected);
    let drawn = pb::Check { kind: pb::CheckKind::Routine.into(), ..check() };
    let refused = create(&world, drawn, &[]).await.unwrap_err();
    let expected = ["check.items", "check.organization", "check.plan_object", "check.visit_window"];
    assert_eq!(violated(&refused), expected);
    for auditor in ["91330500MA28C00000", "9133050", "91330500ma28c0000x"] {
        let audit = pb::Check { kind: pb::CheckKind::FinancialAudit.into(), auditor: auditor.into(), ..check() };
        assert_eq!(violated(&create(&world, audit, &[]).await.unwrap_err()), ["check.auditor"]);
    }
}

#[tokio::test]
async fn who_and_what_nobody_knows_is_refused() {
    let world = registered().await;
    let organization = format!("organizations/{}", code(9));
    let refused = create(&world, pb::Check { organization, ..check() }, &[]).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "ORGANIZATION_NOT_FOUND".into()));
    let items = vec!["inspectionItems/no-such-item".into()];
    let refused = create(&world, pb::Check { items, ..check() }, &[]).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "INSPECTION_ITEM_NOT_FOUND".into()));
    let foreign = world.inspector(TAX, "SW-1").await;
    let refused = create(&world, check(), &[foreign]).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "INSPECTOR_NOT_FOUND".into()));
}

#[tokio::test]
async fn a_repeat_creates_once() {
    let world = registered().await;
    let mut keyed = Checks::new(world.client(lead(&world).keyed("k1")));
    let request = pb::CreateCheckRequest { check: Some(check()), inspectors: Vec::new() };
    let first = keyed.create_check(request.clone()).await.unwrap().into_inner();
    assert_eq!(keyed.create_check(request.clone()).await.unwrap().into_inner(), first);
    assert_eq!(world.facts::<pb::CheckCreated>().await.len(), 1);
    let other =
        pb::CreateCheckRequest { check: Some(pb::Check { ground: "另一依据".into(), ..check() }), ..request };
    assert_eq!(reason(&keyed.create_check(other).await.unwrap_err()).1, "IDEMPOTENCY_KEY_REUSED");
}

#[tokio::test]
async fn checks_are_listed_by_page_and_by_each_filter() {
    let world = registered().await;
    let inspectors = two(&world).await;
    let mut names = Vec::new();
    for serial in 1..=3 {
        let organization = format!("organizations/{}", code(serial));
        let who = if serial == 2 { &inspectors[..] } else { &[] };
        names.push(create(&world, pb::Check { organization, ..check() }, who).await.unwrap().name);
        world.suite.clock().advance(time::Duration::SECOND);
    }
    let all = pb::ListChecksRequest { page_size: 2, ..Default::default() };
    let first = checks(&world).list_checks(all.clone()).await.unwrap().into_inner();
    let rest = pb::ListChecksRequest { page_token: first.next_page_token.clone(), ..all.clone() };
    let second = checks(&world).list_checks(rest.clone()).await.unwrap().into_inner();
    let listed: Vec<&String> = first.checks.iter().chain(&second.checks).map(|check| &check.name).collect();
    assert_eq!(listed, names.iter().rev().collect::<Vec<_>>());
    assert_eq!(second.next_page_token, "");
    let other = pb::ListChecksRequest { state: pb::CheckState::Planned.into(), ..rest };
    assert_eq!(violated(&checks(&world).list_checks(other).await.unwrap_err()), ["page_token"]);

    begin(&world, &get(&world, &pb::Check { name: names[1].clone(), ..Default::default() }).await).await.unwrap();
    let blank = pb::ListChecksRequest::default();
    let filters = [
        (pb::ListChecksRequest { organization: format!("organizations/{}", code(2)), ..blank.clone() }, 1),
        (pb::ListChecksRequest { state: pb::CheckState::Underway.into(), ..blank.clone() }, 1),
        (pb::ListChecksRequest { state: pb::CheckState::Published.into(), ..blank.clone() }, 0),
        (pb::ListChecksRequest { inspector: inspectors[1].clone(), ..blank.clone() }, 1),
        (pb::ListChecksRequest { division: "330500".into(), ..blank.clone() }, 3),
        (pb::ListChecksRequest { division: "330502".into(), ..blank.clone() }, 0),
        (pb::ListChecksRequest { plan: "plans/00000000-0000-0000-0000-000000000001".into(), ..blank.clone() }, 0),
    ];
    for (request, expected) in filters {
        let found = checks(&world).list_checks(request.clone()).await.unwrap().into_inner().checks.len();
        assert_eq!(found, expected, "{request:?}");
    }
    let elsewhere = pb::ListChecksRequest { division: "330100".into(), page_size: 201, ..blank };
    assert_eq!(violated(&checks(&world).list_checks(elsewhere).await.unwrap_err()), ["division", "page_size"]);
}
