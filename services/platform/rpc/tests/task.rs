//! Tasks that go on: again after a pause, from where they were, until nothing is left or they are stopped.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use fault::Fault;
use rpc::Task;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

const PAUSE: Duration = Duration::from_millis(1);
const LONG: Duration = Duration::from_hours(1);

#[tokio::test]
async fn what_fails_is_done_again_until_the_task_is_stopped() {
    let (told, mut done) = mpsc::unbounded_channel();
    let mut count = 0;
    let task = Task::every("counting", PAUSE, move || {
        count += 1;
        told.send(count).expect("somebody listens");
        async move { if count == 2 { Err(Fault::internal("the database is away")) } else { Ok(()) } }
    });
    let stop = CancellationToken::new();
    let seen = async {
        for expected in 1..=4 {
            assert_eq!(done.recv().await, Some(expected));
        }
        stop.cancel();
    };
    let (ended, ()) = tokio::join!((task.start)(stop.clone()), seen);
    ended.expect("a task that is stopped has not failed");
}

#[tokio::test]
async fn a_task_that_is_stopped_in_its_pause_ends_at_once() {
    let task = Task::every("resting", LONG, || async { Ok(()) });
    let stop = CancellationToken::new();
    let (ended, ()) = tokio::join!((task.start)(stop.clone()), async { stop.cancel() });
    ended.expect("it has not failed");
}

#[tokio::test]
async fn steps_go_on_from_where_the_last_one_ended_and_a_failed_one_is_taken_again() {
    let (told, mut taken) = mpsc::unbounded_channel();
    let failures = Arc::new(AtomicU32::new(0));
    let failed = Arc::clone(&failures);
    let task = Task::steps("stepping", 10, PAUSE, move |place| {
        told.send(place).expect("somebody listens");
        let fails = place == 11 && failed.fetch_add(1, Ordering::Relaxed) == 0;
        async move {
            if fails { Err(Fault::internal("the database is away")) } else { Ok((place < 12).then_some(place + 1)) }
        }
    });
    (task.start)(CancellationToken::new()).await.expect("it ends by itself");
    let mut places = Vec::new();
    while let Some(place) = taken.recv().await {
        places.push(place);
    }
    assert_eq!(places, [10, 11, 11, 12]);
    assert_eq!(failures.load(Ordering::Relaxed), 2);
}

#[tokio::test]
async fn no_step_is_taken_of_a_task_that_is_stopped() {
    let task = Task::steps("stopped", 0, PAUSE, |_| async { Err::<Option<i32>, _>(Fault::internal("never asked")) });
    let stop = CancellationToken::new();
    stop.cancel();
    (task.start)(stop).await.expect("it ends");
}
