//! Calls at the same time: one has the effect.

use futures::future::join_all;
use onecode_proto::inspection::v1 as pb;
use tonic::Code;

use crate::support::*;

#[tokio::test]
async fn of_draws_at_once_one_draws() {
    let world = furnished().await;
    let plan = revealed(&world).await;
    let outcomes = join_all((0..4).map(|_| draw(&world, &plan))).await;
    let refused: Vec<_> = outcomes.iter().filter_map(|outcome| outcome.as_ref().err()).map(reason).collect();
    assert_eq!(refused, vec![(Code::FailedPrecondition, "PLAN_DRAWN".into()); 3]);
    assert_eq!(world.suite.count("select count(*) from inspection.draw").await, 1);
    assert_eq!(world.facts::<pb::PlanDrawn>().await.len(), 1);
}

#[tokio::test]
async fn sixteen_racing_repeats_of_a_draw_have_one_effect() {
    let world = furnished().await;
    let plan = revealed(&world).await;
    let caller = planner(&world);
    let calls = (0..16).map(|_| {
        let mut client = Plans::new(world.client(caller.keyed("k1")));
        let request = pb::DrawPlanRequest { name: plan.name.clone() };
        async move { client.draw_plan(request).await.unwrap().into_inner() }
    });
    let answers = join_all(calls).await;
    assert!(answers.iter().all(|answer| *answer == answers[0]));
    assert_eq!(world.facts::<pb::PlanDrawn>().await.len(), 1);
}

#[tokio::test]
async fn of_commitments_at_once_one_counts() {
    let world = furnished().await;
    let plan = frozen(&world).await;
    open(&world, &plan).await;
    let outcomes = join_all((0..4).map(|_| commit(&world, &plan, 1, TAX))).await;
    let refused: Vec<_> = outcomes.iter().filter_map(|outcome| outcome.as_ref().err()).map(reason).collect();
    assert_eq!(refused, vec![(Code::AlreadyExists, "COMMITMENT_MADE".into()); 3]);
    assert_eq!(world.suite.count("select count(*) from inspection.commitment").await, 1);
}

#[tokio::test]
async fn of_reveals_at_once_one_counts_even_of_different_shares() {
    let world = furnished().await;
    let plan = frozen(&world).await;
    open(&world, &plan).await;
    all_commit(&world, &plan, 1).await;
    let outcomes = join_all((0..4).map(|_| reveal(&world, &plan, 1, TAX))).await;
    let refused: Vec<_> = outcomes.iter().filter_map(|outcome| outcome.as_ref().err()).map(reason).collect();
    assert_eq!(refused, vec![(Code::AlreadyExists, "SHARE_ALREADY_REVEALED".into()); 3]);
    let other = revelation(&plan, 1, &share("another"));
    let refused = plans_of(&world, TAX).reveal_share(other).await.unwrap_err();
    assert_eq!(reason(&refused).1, "SHARE_ALREADY_REVEALED");
    assert_eq!(get(&world, &plan).await.rounds[0].state(), pb::RoundState::Revealing);
}

#[tokio::test]
async fn of_freezes_at_once_one_freezes() {
    let world = furnished().await;
    let plan = created(&world, plan()).await;
    let outcomes = join_all((0..4).map(|_| freeze(&world, &plan))).await;
    let refused: Vec<_> = outcomes.iter().filter_map(|outcome| outcome.as_ref().err()).map(reason).collect();
    assert_eq!(refused, vec![(Code::FailedPrecondition, "PLAN_FROZEN".into()); 3]);
    assert_eq!(world.suite.count("select count(*) from inspection.frozen").await, 1);
}

/// The keys of the tables stand behind the locks.
#[tokio::test]
async fn the_books_themselves_allow_no_second_entry() {
    let world = furnished().await;
    let plan = revealed(&world).await;
    draw(&world, &plan).await.unwrap();
    for (again, key) in [
        ("insert into inspection.draw select * from inspection.draw", "draw_pkey"),
        ("insert into inspection.reveal select * from inspection.reveal", "reveal_pkey"),
        ("insert into inspection.commitment select * from inspection.commitment", "commitment_pkey"),
        ("insert into inspection.frozen select * from inspection.frozen", "frozen_pkey"),
    ] {
        let error = sqlx::raw_sql(again).execute(&mut world.suite.database().connection().await).await.unwrap_err();
        assert_eq!(error.as_database_error().unwrap().constraint(), Some(key));
    }
}
