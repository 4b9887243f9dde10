//! What a department may answer, and what is refused.

use testkit::refusal::{metadata, reason, violated_sorted};
use tonic::Code;

use super::*;
use crate::world::date;

#[tokio::test]
async fn an_answer_is_taken_once_and_a_replay_gets_the_same() {
    let world = World::start().await;
    list(&world, 11, "serious").await;
    becomes(&world, TASKS, SERIOUS).await;
    let open = task(&world, "tax", "deduction-cancelled").await;
    let said = pb::AcknowledgeMeasureTaskRequest { act_date: date(2026, 11, 24), ..done(&open) };
    let caller = world.caller("tax", &["credit-measure"]);
    let mut first = Measures::new(world.client(caller.keyed("answer-1")));
    let answered = first.acknowledge_measure_task(said.clone()).await.unwrap().into_inner();
    let again = first.acknowledge_measure_task(said.clone()).await.unwrap().into_inner();
    assert_eq!(answered, again);
    let told = facts::<pb::MeasureAcknowledged>(&world).await;
    assert_eq!((told.len(), told[0].state(), told[0].late), (1, pb::MeasureTaskState::Acted, false));
    assert_eq!(told[0].document_number, "湖财〔2026〕8号");
    let second = answer(&world, "tax", said).await.unwrap_err();
    assert_eq!(reason(&second), (Code::FailedPrecondition, "MEASURE_TASK_CLOSED".into()));
    assert_eq!(metadata(&second, "state"), "acted");
    let open = pb::ListMeasureTasksRequest { open: true, ..Default::default() };
    let left = of(&world, "tax").list_measure_tasks(open).await.unwrap().into_inner().measure_tasks;
    assert_eq!(left.len(), 2, "{left:?}");
    world.suite.stop().await;
}

#[tokio::test]
async fn a_task_of_another_department_or_division_is_not_there() {
    let world = World::start().await;
    list(&world, 12, "serious").await;
    becomes(&world, TASKS, SERIOUS).await;
    let open = task(&world, "tax", "joint-punishment").await;
    let other = answer(&world, "finance", done(&open)).await.unwrap_err();
    assert_eq!(reason(&other), (Code::NotFound, "MEASURE_TASK_NOT_FOUND".into()));
    assert_eq!(metadata(&other, "measure_task"), open.name);
    let county = world.suite.identities().caller("tax", "330521", &["credit-measure"]);
    let mut county = Measures::new(world.client(county.fresh()));
    let below = county.acknowledge_measure_task(done(&open)).await.unwrap_err();
    assert_eq!(reason(&below), (Code::NotFound, "MEASURE_TASK_NOT_FOUND".into()));
    let listed = county.list_measure_tasks(pb::ListMeasureTasksRequest::default()).await.unwrap().into_inner();
    assert!(listed.measure_tasks.is_empty());
    let mut reader = Measures::new(world.client(world.caller("tax", &["credit-reader"]).fresh()));
    assert_eq!(reader.acknowledge_measure_task(done(&open)).await.unwrap_err().code(), Code::PermissionDenied);
    world.suite.stop().await;
}

#[tokio::test]
async fn everything_wrong_with_an_answer_is_told() {
    let world = World::start().await;
    list(&world, 13, "serious").await;
    becomes(&world, TASKS, SERIOUS).await;
    let empty = answer(&world, "tax", pb::AcknowledgeMeasureTaskRequest::default()).await.unwrap_err();
    assert_eq!(violated_sorted(&empty), ["account", "name", "outcome"]);
    let open = task(&world, "tax", "joint-punishment").await;
    let unproved = pb::AcknowledgeMeasureTaskRequest { document_number: " ".into(), ..done(&open) };
    assert_eq!(violated_sorted(&answer(&world, "tax", unproved).await.unwrap_err()), ["document_number"]);
    for act_date in [date(2026, 11, 23), date(2026, 11, 25)] {
        let wrong = pb::AcknowledgeMeasureTaskRequest { act_date, ..done(&open) };
        assert_eq!(violated_sorted(&answer(&world, "tax", wrong).await.unwrap_err()), ["act_date"]);
    }
    assert_eq!(task(&world, "tax", "joint-punishment").await.state(), pb::MeasureTaskState::Open);
    world.suite.stop().await;
}

#[tokio::test]
async fn tasks_come_in_pages_in_the_order_of_their_last_days() {
    let world = World::start().await;
    for serial in 14..17 {
        list(&world, serial, "serious").await;
    }
    becomes(&world, TASKS, 3 * SERIOUS).await;
    becomes(&world, PROVISIONAL, 0).await;
    let mut request = pb::ListMeasureTasksRequest { page_size: 4, ..Default::default() };
    let mut all = Vec::new();
    loop {
        let page = of(&world, "civil-affairs").list_measure_tasks(request.clone()).await.unwrap().into_inner();
        all.extend(page.measure_tasks);
        if page.next_page_token.is_empty() {
            break;
        }
        request.page_token = page.next_page_token;
    }
    assert_eq!(all, tasks(&world, "civil-affairs").await);
    assert_eq!(all.len(), 24);
    let one = pb::ListMeasureTasksRequest { organization: format!("organizations/{}", code(15)), ..Default::default() };
    let of_one = of(&world, "civil-affairs").list_measure_tasks(one).await.unwrap().into_inner().measure_tasks;
    assert_eq!(of_one.len(), 8);
    let wrong = pb::ListMeasureTasksRequest { organization: "15".into(), page_size: -1, ..request };
    let refused = of(&world, "civil-affairs").list_measure_tasks(wrong).await.unwrap_err();
    assert_eq!(violated_sorted(&refused), ["organization", "page_size", "page_token"]);
    world.suite.stop().await;
}
