//! The life of a process: stages stop in reverse, and a failed task is never overlooked.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use fault::Fault;
use rpc::{Process, ProcessError};

#[tokio::test]
async fn stages_stop_in_reverse_each_after_its_tasks_have_ended() {
    let order = Arc::new(Mutex::new(Vec::new()));
    let mut process = Process::new();
    for name in ["ground", "registry", "gateway"] {
        let (stage, order) = (process.stage(name), Arc::clone(&order));
        let stop = stage.stop();
        stage.spawn(name, async move {
            stop.cancelled().await;
            tokio::time::sleep(Duration::from_millis(20)).await;
            order.lock().unwrap().push(name);
            Ok(())
        });
    }
    process.drain(Duration::from_secs(5)).await.unwrap();
    assert_eq!(*order.lock().unwrap(), ["gateway", "registry", "ground"]);
}

#[tokio::test]
async fn a_task_that_fails_ends_the_process() {
    let mut process = Process::new();
    process.stage("part").spawn("broken", async { Err(Fault::internal("broken")) });
    process.failed().cancelled().await;
    assert!(matches!(process.drain(Duration::from_secs(1)).await, Err(ProcessError::TaskFailed)));
}

#[tokio::test]
async fn a_task_that_panics_ends_the_process() {
    let mut process = Process::new();
    process.stage("part").spawn("broken", std::future::poll_fn(|_| panic!("on purpose")));
    process.failed().cancelled().await;
}

#[tokio::test]
async fn a_task_that_does_not_stop_is_cut_short_and_said_so() {
    let mut process = Process::new();
    process.stage("part").spawn("deaf", std::future::pending());
    assert!(matches!(process.drain(Duration::from_millis(50)).await, Err(ProcessError::Aborted)));
}
