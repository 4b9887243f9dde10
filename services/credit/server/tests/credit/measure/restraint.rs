//! What follows from a listing, and ends with it.

use onecode_proto::credit::v1 as pb;
use time::Duration;

use super::*;
use crate::world::date;

#[tokio::test]
async fn a_listing_brings_each_department_its_tasks_once() {
    let world = World::start().await;
    world.register(&code(1)).await;
    world.caught_up().await;
    let listing = list(&world, 1, "serious").await;
    becomes(&world, TASKS, SERIOUS).await;
    becomes(&world, PROVISIONAL, 0).await;
    let one = task(&world, "finance", "no-funding").await;
    assert_eq!(one.organization_title, format!("湖州市第{}协会", &code(1)[9..17]));
    assert_eq!((one.kind(), one.target()), (pb::MeasureKind::Restraint, pb::MeasureTarget::Serious));
    assert_eq!((one.state(), one.rule.as_str()), (pb::MeasureTaskState::Open, "CR-11b@1"));
    assert_eq!((one.impose_date, one.due_date), (date(2026, 11, 24), date(2026, 12, 8)), "ten working days");
    assert_eq!((one.cause, one.overdue, one.provisional), (listing.to_string(), false, false));
    assert!(tasks(&world, "tax").await.iter().all(|task| task.department == "departments/tax"));

    let told = facts::<pb::MeasureImposed>(&world).await;
    assert_eq!(told.len(), SERIOUS);
    assert!(told.iter().any(|fact| fact.measure_task == one.name && fact.due_date == one.due_date), "{told:?}");
    tokio::time::sleep(std::time::Duration::from_secs(5)).await;
    assert_eq!(facts::<pb::MeasureImposed>(&world).await.len(), SERIOUS, "the sweeper has looked again");
    becomes(&world, TASKS, SERIOUS).await;
    world.suite.stop().await;
}

#[tokio::test]
async fn every_department_of_a_measure_is_in_the_directory_of_the_register() {
    let world = World::start().await;
    list(&world, 2, "serious").await;
    becomes(&world, TASKS, SERIOUS).await;
    let unknown = "select count(*) from credit.measure_task
        where department not in (select key from registry.department)";
    assert_eq!(world.suite.count(unknown).await, 0);
    world.suite.stop().await;
}

#[tokio::test]
async fn removal_cancels_what_nobody_did_and_lifts_what_was_done() {
    let world = World::start().await;
    let listing = list(&world, 3, "serious").await;
    becomes(&world, TASKS, SERIOUS).await;
    let acted = task(&world, "finance", "no-funding").await;
    let acted = answer(&world, "finance", done(&acted)).await.unwrap();
    assert_eq!(acted.state(), pb::MeasureTaskState::Acted);
    let spared = task(&world, "tax", "tax-exemption-cancelled").await;
    let refusal = pb::AcknowledgeMeasureTaskRequest {
        name: spared.name.clone(),
        outcome: pb::MeasureOutcome::NotApplicable.into(),
        account: "该组织没有免税资格".into(),
        ..Default::default()
    };
    assert_eq!(answer(&world, "tax", refusal).await.unwrap().state(), pb::MeasureTaskState::NotApplicable);

    world.suite.clock().advance(Duration::days(7));
    unlist(&world, listing, false).await;
    becomes(&world, LIFTING, 1).await;
    let ended = task(&world, "finance", "no-funding").await;
    assert_eq!((ended.state(), ended.end_date), (pb::MeasureTaskState::Lifting, date(2026, 12, 1)));
    assert_eq!((ended.due_date, ended.withdrawn), (date(2026, 12, 15), false), "a term of its own");
    assert_eq!(ended.imposed.as_ref().unwrap().document_number, "湖财〔2026〕8号");
    assert_eq!(task(&world, "finance", "no-purchase").await.state(), pb::MeasureTaskState::Cancelled);
    let told = facts::<pb::MeasureLifted>(&world).await;
    assert_eq!(told.len(), SERIOUS);
    let states = |state| told.iter().filter(|fact| fact.state() == state).count();
    assert_eq!(states(pb::MeasureTaskState::Cancelled), SERIOUS - 2);
    assert_eq!((states(pb::MeasureTaskState::Lifting), states(pb::MeasureTaskState::NotApplicable)), (1, 1));

    let lifted = answer(&world, "finance", done(&ended)).await.unwrap();
    assert_eq!((lifted.state(), lifted.overdue), (pb::MeasureTaskState::Lifted, false));
    assert_eq!(lifted.lifted.unwrap().act_date, date(2026, 12, 1));

    // what the listing rested on falls: what was lifted from then on only is undone from its beginning
    unlist(&world, listing, true).await;
    becomes(&world, LIFTING, 1).await;
    let undone = task(&world, "finance", "no-funding").await;
    assert_eq!((undone.withdrawn, undone.end_date), (true, date(2026, 12, 1)));
    let told = facts::<pb::MeasureLifted>(&world).await;
    assert_eq!(told.iter().filter(|fact| fact.withdrawn && fact.state() == pb::MeasureTaskState::Lifting).count(), 1);
    world.suite.stop().await;
}

#[tokio::test]
async fn a_listing_that_is_withdrawn_before_anybody_acted_leaves_nothing_to_do() {
    let world = World::start().await;
    let listing = list(&world, 4, "abnormal").await;
    becomes(&world, TASKS, 2).await;
    unlist(&world, listing, true).await;
    becomes(&world, STANDING, 0).await;
    let all = tasks(&world, "civil-affairs").await;
    assert!(all.iter().all(|task| task.state() == pb::MeasureTaskState::Cancelled && task.withdrawn), "{all:?}");
    let again = list(&world, 4, "abnormal").await;
    becomes(&world, TASKS, 4).await;
    assert_eq!(tasks(&world, "civil-affairs").await.iter().filter(|task| task.cause == again.to_string()).count(), 2);
    world.suite.stop().await;
}

#[tokio::test]
async fn who_is_late_is_shown_and_the_latest_first() {
    let world = World::start().await;
    list(&world, 5, "serious").await;
    becomes(&world, TASKS, SERIOUS).await;
    becomes(&world, PROVISIONAL, 0).await;
    let acted = task(&world, "finance", "no-funding").await;
    answer(&world, "finance", done(&acted)).await.unwrap();
    world.suite.clock().advance(Duration::days(16)); // 10 December: terms of five and of ten working days have passed
    let overdue = pb::ListMeasureTasksRequest { overdue: true, ..Default::default() };
    let late = of(&world, "finance").list_measure_tasks(overdue).await.unwrap().into_inner().measure_tasks;
    let [late] = late.as_slice() else { panic!("{late:?}") };
    assert_eq!((late.measure.as_str(), late.overdue), ("measures/no-purchase", true));
    let request = pb::ListMeasureDelaysRequest::default();
    let delays = lead(&world).list_measure_delays(request).await.unwrap().into_inner().measure_delays;
    assert_eq!(delays[0].department, "departments/civil-affairs");
    assert_eq!((delays[0].oldest_due_date, delays[0].days_late), (date(2026, 12, 1), 9));
    let finance = delays.iter().find(|delay| delay.department == "departments/finance").unwrap();
    assert_eq!((finance.open_count, finance.overdue_count, finance.answered_count), (4, 1, 1));
    assert_eq!((finance.lifting_count, &finance.oldest_task), (0, &late.name));
    let tax = delays.iter().find(|delay| delay.department == "departments/tax").unwrap();
    assert_eq!((tax.overdue_count, tax.days_late), (0, 0));

    let elsewhere = pb::ListMeasureDelaysRequest { division: "330521".into() };
    assert!(lead(&world).list_measure_delays(elsewhere).await.unwrap().into_inner().measure_delays.is_empty());
    for division in ["330100", "33"] {
        let outside = pb::ListMeasureDelaysRequest { division: division.into() };
        let refused = lead(&world).list_measure_delays(outside).await.unwrap_err();
        assert_eq!(testkit::refusal::violated(&refused), ["division"]);
    }
    world.suite.stop().await;
}
