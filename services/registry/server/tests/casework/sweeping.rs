//! The sweeper: every term is warned of once and missed once, and moves with the calendar.

use casework::Sweeper;
use onecode_proto::procedure::v1 as pb;
use testkit::Suite;
use time::Duration;

use crate::support::*;

fn sweeper(suite: &Suite) -> Sweeper {
    Sweeper::new(suite.uow().clone(), office())
}

/// Two sweep at once, beside the register's own.
async fn swept(suite: &Suite) {
    let (one, other) = (sweeper(suite), sweeper(suite));
    let (one, other) = tokio::join!(one.sweep(), other.sweep());
    one.and(other).unwrap();
}

#[tokio::test]
async fn a_term_is_warned_of_once_and_missed_once_however_many_sweep() {
    let suite = registry().await;
    for _ in 0..20 {
        submitted(&suite).await;
    }
    let near = async || suite.facts::<pb::DeadlineNear>().await;
    let missed = async || suite.facts::<pb::DeadlineMissed>().await;
    suite.clock().advance(Duration::days(1));
    swept(&suite).await;
    assert_eq!((near().await.len(), missed().await.len()), (0, 0));
    // Three working days before Tuesday, 1 December, is Thursday, 26 November.
    suite.clock().advance(Duration::days(1));
    swept(&suite).await;
    swept(&suite).await;
    let warned = near().await;
    assert_eq!((warned.len(), missed().await.len()), (20, 0));
    assert_eq!((warned[0].key.as_str(), warned[0].due_date), ("acceptance", date(2026, 12, 1)));
    assert_eq!(warned[0].department, "departments/civil-affairs");
    suite.clock().advance(Duration::days(5));
    swept(&suite).await;
    assert_eq!(missed().await.len(), 0, "1 December is not over");
    suite.clock().advance(Duration::days(1));
    swept(&suite).await;
    swept(&suite).await;
    let told = missed().await;
    let names: std::collections::BTreeSet<&str> = told.iter().map(|fact| fact.deadline.as_str()).collect();
    assert_eq!((told.len(), names.len(), near().await.len()), (20, 20, 20));
}

#[tokio::test]
async fn what_was_done_in_time_or_stands_still_is_not_missed() {
    let suite = registry().await;
    let id = submitted(&suite).await;
    let still = accepted(&suite).await;
    let request = pb::SuspendDeadlineRequest {
        name: term(&suite, still, "decision").await.name,
        reason: "听证".into(),
        etag: shown(&suite, still).await.etag,
    };
    deadlines(&suite, &head(&suite)).suspend_deadline(request).await.unwrap();
    moved(&suite, id, reasoned(REGISTRAR, "decline")).await;
    suite.clock().advance(Duration::days(100));
    swept(&suite).await;
    let missed = suite.facts::<pb::DeadlineMissed>().await;
    assert!(missed.iter().all(|fact| fact.key != "acceptance" && fact.key != "decision"), "{missed:?}");
    assert_eq!(suite.facts::<pb::DeadlineNear>().await, []);
    assert!(!term(&suite, id, "acceptance").await.overdue);
}

#[tokio::test]
async fn a_term_missed_stays_so_after_it_was_done() {
    let suite = registry().await;
    let id = submitted(&suite).await;
    suite.clock().advance(Duration::days(8));
    swept(&suite).await;
    assert!(term(&suite, id, "acceptance").await.overdue);
    moved(&suite, id, act(REGISTRAR, "accept")).await;
    let after = term(&suite, id, "acceptance").await;
    assert_eq!((after.state(), after.overdue), (pb::DeadlineState::Stopped, true));
    swept(&suite).await;
    assert_eq!(suite.facts::<pb::DeadlineMissed>().await.len(), 1);
}

#[tokio::test]
async fn a_calendar_loaded_later_moves_provisional_last_days_and_tells() {
    let suite = crate::register::register_with(|config| config.office = crate::register::office(with_2027())).await;
    // 45 days from 24 November are 8 January, which the calendar of 2027 makes a holiday before a weekend.
    let id = opened(&suite, "simplified-deregistration").await;
    moved(&suite, id, submission(&["application", "resolution", "promise"])).await;
    moved(&suite, id, act(REGISTRAR, "accept")).await;
    let sweep = async || {
        let sweeper = Sweeper::new(suite.uow().clone(), crate::register::office(with_2027()));
        let (one, other) = tokio::join!(sweeper.sweep(), sweeper.sweep());
        one.and(other).unwrap();
    };
    sweep().await;
    sweep().await;
    let now = term(&suite, id, "public-notice").await;
    assert_eq!((now.due_date, now.provisional), (date(2027, 1, 11), false));
    let told = suite.facts::<pb::DeadlineMoved>().await;
    assert_eq!(told.len(), 1);
    assert_eq!((told[0].key.as_str(), told[0].deadline.as_str()), ("public-notice", now.name.as_str()));
    assert_eq!((told[0].previous_due_date, told[0].due_date), (date(2027, 1, 8), date(2027, 1, 11)));
    let mut open = tasks(&suite, &head(&suite));
    let request = pb::ListTasksRequest { mine: true, ..Default::default() };
    let open = open.list_tasks(request).await.unwrap().into_inner().tasks;
    assert_eq!(open[0].due_date, date(2027, 1, 11), "the task that it times moves along");
}

#[tokio::test]
async fn a_term_in_working_days_of_an_unknown_year_is_refused_and_changes_nothing() {
    let suite = registry().await;
    let id = opened(&suite, ESTABLISHMENT).await;
    suite.clock().advance(Duration::days(34));
    let before = shown(&suite, id).await;
    let (audited, published) = (suite.audited().await, suite.published().await);
    let fault = tried(&suite, id, None, submission(&PAPERS)).await.unwrap_err();
    assert_eq!(fault.reason(), "CALENDAR_MISSING");
    assert_eq!(fault.metadata(), [("file", "workdays/2027.csv".to_owned())]);
    assert_eq!(shown(&suite, id).await, before);
    assert_eq!((suite.audited().await, suite.published().await), (audited, published));
    assert_eq!(suite.count("select count(*) from casework.deadline").await, 0);
}

#[tokio::test]
async fn a_sweep_that_finds_nothing_leaves_nothing_in_the_books() {
    let suite = registry().await;
    submitted(&suite).await;
    swept(&suite).await;
    assert_eq!(suite.count("select count(*) from uow.audit where method like 'casework/%'").await, 0);
    assert_eq!(sweeper(&suite).sweep().await.unwrap(), casework::Sweep::default());
}

#[tokio::test]
async fn programs_with_two_calendars_side_by_side_do_not_undo_each_others_days() {
    let suite = crate::register::register_with(|config| config.office = crate::register::office(with_2027())).await;
    let id = opened(&suite, "simplified-deregistration").await;
    moved(&suite, id, submission(&["application", "resolution", "promise"])).await;
    moved(&suite, id, act(REGISTRAR, "accept")).await;
    let program = |calendar| Sweeper::new(suite.uow().clone(), crate::register::office(calendar));
    let (old, new) = (program(vocab::workdays::Calendar::shipped().clone()), program(with_2027()));
    let due = async || term(&suite, id, "public-notice").await.due_date;
    let told = async || suite.facts::<pb::DeadlineMoved>().await.len();
    old.sweep().await.unwrap();
    for _ in 0..3 {
        new.sweep().await.unwrap();
        old.sweep().await.unwrap();
    }
    assert_eq!((due().await, told().await), (date(2027, 1, 11), 1), "the release that began last reckons");

    // Going back is a start as well.
    program(vocab::workdays::Calendar::shipped().clone()).sweep().await.unwrap();
    new.sweep().await.unwrap();
    assert_eq!((due().await, told().await), (date(2027, 1, 8), 2));

    // Whoever began last may have ended since: its rules do not stay in force for ever.
    suite.clock().advance(Duration::HOUR);
    new.sweep().await.unwrap();
    old.sweep().await.unwrap();
    assert_eq!((due().await, told().await), (date(2027, 1, 11), 3));
}

#[tokio::test]
async fn a_term_that_cannot_be_reckoned_keeps_its_day_and_is_tried_once() {
    let suite = registry().await;
    let id = submitted(&suite).await;
    let beyond =
        "update casework.deadline set basis = 'another', clock = jsonb_set(clock, '{started_on}', '\"2027-03-01\"')";
    sqlx::query(beyond).execute(&mut suite.database().connection().await).await.unwrap();
    swept(&suite).await;
    let tried = suite.count("select count(*) from uow.audit where method = 'casework/reckon'").await;
    swept(&suite).await;
    swept(&suite).await;
    assert_eq!(term(&suite, id, "acceptance").await.due_date, date(2026, 12, 1));
    assert_eq!(suite.count("select count(*) from uow.audit where method = 'casework/reckon'").await, tried);
}
