//! DrawPlan, ListDrawnObjects and GetDrawProof: what comes out, and that an outsider comes to the same.

use std::collections::BTreeSet;

use inspection_domain::draw::Verdict;
use onecode_proto::inspection::v1 as pb;
use tonic::Code;

use crate::support::*;

#[tokio::test]
async fn a_plan_is_drawn_and_an_outsider_comes_to_the_same() {
    let world = furnished().await;
    let frozen = revealed(&world).await;
    let drawn = draw(&world, &frozen).await.unwrap();
    assert_eq!(drawn.state(), pb::PlanState::Drawn);
    let outcome = drawn.drawn.clone().unwrap();
    assert_eq!((outcome.round, outcome.drawn_count, outcome.short_count), (1, 3, 0)); // 20 % of 12, rounded up
    let objects = objects(&world, &drawn).await;
    assert_eq!(objects.iter().map(|object| object.rank).collect::<Vec<_>>(), [1, 2, 3]);
    for object in &objects {
        let departments: Vec<&str> = object.inspectors.iter().map(|one| one.department.as_str()).collect();
        assert_eq!(departments, ["departments/civil-affairs", "departments/civil-affairs", "departments/tax"]);
        let distinct: BTreeSet<&str> = object.inspectors.iter().map(|one| one.inspector.as_str()).collect();
        assert_eq!(distinct.len(), 3);
    }
    let findings = verified(&world, &drawn).await;
    assert_eq!(findings.verdict(), Verdict::Holds, "{:?}", findings.differences);
    assert_eq!((findings.objects, findings.drawn, findings.rounds), (12, 3, 1));
    assert_eq!(findings.root.unwrap().to_string(), frozen.frozen.unwrap().root);
    assert_eq!(findings.seed.unwrap().to_string(), outcome.seed);
    assert_eq!(get(&world, &drawn).await, drawn);
    world.suite.stop().await;
}

#[tokio::test]
async fn the_draw_is_told_with_all_that_others_need() {
    let world = furnished().await;
    let plan = revealed(&world).await;
    let drawn = draw(&world, &plan).await.unwrap();
    let told = world.facts::<pb::PlanDrawn>().await;
    assert_eq!(told.len(), 1);
    assert_eq!((&told[0].plan, &told[0].drawn), (&drawn.name, &drawn.drawn));
    let of_objects = world.facts::<pb::ObjectDrawn>().await;
    let listed = objects(&world, &drawn).await;
    let names = |objects: &[pb::DrawnObject]| objects.iter().map(|one| one.organization.clone()).collect::<Vec<_>>();
    assert_eq!(of_objects.iter().map(|fact| fact.organization.clone()).collect::<Vec<_>>(), names(&listed));
    let fact = &of_objects[0];
    assert_eq!((&fact.plan, fact.year, &fact.items), (&drawn.name, 2026, &drawn.items));
    assert_eq!((fact.start_date, fact.end_date), (date(2026, 12, 1), date(2026, 12, 20)));
    assert_eq!(fact.departments.len(), 3);
}

#[tokio::test]
async fn a_repeat_of_a_draw_gets_the_first_answer() {
    let world = furnished().await;
    let plan = revealed(&world).await;
    let mut keyed = Plans::new(world.client(planner(&world).keyed("k1")));
    let request = pb::DrawPlanRequest { name: plan.name.clone() };
    let first = keyed.draw_plan(request.clone()).await.unwrap().into_inner();
    assert_eq!(keyed.draw_plan(request).await.unwrap().into_inner(), first);
    let again = draw(&world, &plan).await.unwrap_err();
    assert_eq!(reason(&again), (Code::FailedPrecondition, "PLAN_DRAWN".into()));
    assert_eq!(world.suite.count("select count(*) from inspection.draw").await, 1);
}

#[tokio::test]
async fn nothing_is_drawn_before_every_share_is_revealed() {
    let world = furnished().await;
    let plan = created(&world, plan()).await;
    assert_eq!(reason(&draw(&world, &plan).await.unwrap_err()).1, "PLAN_NOT_FROZEN");
    let plan = freeze(&world, &plan).await.unwrap();
    assert_eq!(reason(&draw(&world, &plan).await.unwrap_err()).1, "ROUND_NOT_OPEN");
    open(&world, &plan).await;
    commit(&world, &plan, 1, CIVIL).await.unwrap();
    let refused = draw(&world, &plan).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "COMMITMENT_MISSING".into()));
    assert_eq!(metadata(&refused, "departments"), "market-regulation,tax");
    commit(&world, &plan, 1, MARKET).await.unwrap();
    let refused = reveal(&world, &plan, 1, CIVIL).await.unwrap_err();
    assert_eq!(reason(&refused).1, "COMMITMENT_MISSING");
    commit(&world, &plan, 1, TAX).await.unwrap();
    reveal(&world, &plan, 1, CIVIL).await.unwrap();
    let refused = draw(&world, &plan).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "SHARE_MISSING".into()));
    assert_eq!(metadata(&refused, "departments"), "market-regulation,tax");
}

#[tokio::test]
async fn what_was_frozen_is_on_the_table_before_anybody_commits() {
    let world = furnished().await;
    let plan = frozen(&world).await;
    let text = String::from_utf8(proof(&world, &plan).await).unwrap();
    assert!(text.starts_with("draw\tonecode-draw/1\n"), "{text}");
    let root = plan.frozen.unwrap().root;
    assert!(text.ends_with(&format!("root\t{root}\n")), "{text}");
    assert_eq!(text.lines().filter(|line| line.starts_with("object\tB\t")).count(), 12);
}

#[tokio::test]
async fn books_that_were_tampered_with_are_not_drawn_from() {
    let world = furnished().await;
    let plan = revealed(&world).await;
    world.tamper("update inspection.frozen_objects set codes = codes[1:11]").await;
    let refused = draw(&world, &plan).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "POPULATION_CHANGED".into()));
    assert_eq!(metadata(&refused, "frozen"), plan.frozen.unwrap().root);
}
