//! The database connection dies in the middle of a draw: nothing of it is left, and a repeat draws.

use onecode_proto::inspection::v1 as pb;
use tonic::Code;

use crate::support::*;

/// Ends its own connection once the draw has written everything but the facts, which come last.
const KILL: &str = "
    create function uow.kill() returns trigger language plpgsql as $$
    begin
        perform pg_terminate_backend(pg_backend_pid());
        return new;
    end $$;
    create trigger kill before insert on uow.outbox for each row
        when (new.type = 'onecode.inspection.v1.PlanDrawn') execute function uow.kill()";

#[tokio::test]
async fn a_draw_that_is_killed_leaves_nothing_and_a_repeat_draws() {
    let world = furnished().await;
    let plan = revealed(&world).await;
    world.tamper(KILL).await;
    let mut keyed = Plans::new(world.client(planner(&world).keyed("k1")));
    let request = pb::DrawPlanRequest { name: plan.name.clone() };
    let killed = keyed.draw_plan(request.clone()).await.unwrap_err();
    assert_eq!(killed.code(), Code::Unavailable);
    let waiting = get(&world, &plan).await;
    assert_eq!((waiting.state(), &waiting.drawn), (pb::PlanState::Revealing, &None));
    for table in [
        "select count(*) from inspection.draw",
        "select count(*) from inspection.drawn_object",
        "select count(*) from inspection.drawn_inspector",
    ] {
        assert_eq!(world.suite.count(table).await, 0, "{table}");
    }
    world.tamper("drop trigger kill on uow.outbox").await;
    let drawn = keyed.draw_plan(request).await.unwrap().into_inner().plan.unwrap();
    assert_eq!(drawn.drawn.unwrap().drawn_count, 3);
    assert_eq!(world.facts::<pb::ObjectDrawn>().await.len(), 3);
}
