//! Giving positions while connections and processes die.

use std::process::{Child, Command};
use std::time::Duration;

use feed::Sequencer;
use rand::RngExt as _;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::books;
use crate::town::{Change, Town, until};

const LEADER: &str = "select l.pid from pg_locks l join pg_database d on d.oid = l.database
    where l.locktype = 'advisory' and d.datname = current_database()";

async fn moment() {
    let millis = rand::rng().random_range(1..60);
    tokio::time::sleep(Duration::from_millis(millis)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_leader_whose_connections_are_cut_at_any_moment_leaves_no_gap_and_nothing_twice() {
    let town = Town::new().await;
    let mut sequencers = JoinSet::new();
    for _ in 0..2 {
        sequencers.spawn(Sequencer::new(town.database.url()).unwrap().run(CancellationToken::new()));
    }
    let mut writers = JoinSet::new();
    let busy = town.clone();
    writers.spawn(async move { busy.busy(25).await });
    let mut cuts = 0;
    while cuts < 40 || !writers.is_empty() {
        moment().await;
        cuts += town
            .count(
                "select count(pg_terminate_backend(pid)) from pg_stat_activity
                where datname = current_database() and application_name = 'onecode-sequencer'",
            )
            .await;
        town.write(&Change::of(&["a"])).await.unwrap();
        writers.try_join_next();
    }
    town.until_sequenced().await;
    books::check(&town).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sequencer_processes_killed_in_a_loop_leave_no_gap_and_nothing_twice() {
    let town = Town::new().await;
    let mut writers = JoinSet::new();
    let busy = town.clone();
    writers.spawn(async move { busy.busy(25).await });
    let mut processes = [Process::start(&town), Process::start(&town)];
    for turn in 0..20 {
        town.write(&Change::of(&["a"])).await.unwrap();
        until("somebody leads", async || leader(&town).await.is_some()).await;
        moment().await;
        processes[turn % 2] = Process::start(&town); // the one before is killed
    }
    writers.join_all().await;
    town.until_sequenced().await;
    books::check(&town).await;
}

#[tokio::test]
async fn a_leader_that_stands_still_is_replaced() {
    let town = Town::new().await;
    let asleep = Process::start(&town);
    until("it leads", async || leader(&town).await.is_some()).await;
    let before = leader(&town).await;
    asleep.signal("STOP");
    let _awake = Process::start(&town);
    town.write(&Change::of(&["a"])).await.unwrap();
    town.until_sequenced().await;
    assert_ne!(leader(&town).await, before);
    asleep.signal("CONT");
    town.write(&Change::of(&["a"])).await.unwrap();
    town.until_sequenced().await;
    books::check(&town).await;
}

async fn leader(town: &Town) -> Option<i32> {
    sqlx::query_scalar(LEADER).fetch_optional(&mut town.database.connection().await).await.unwrap()
}

/// `examples/sequencer`, killed with SIGKILL when dropped.
struct Process(Child);

impl Process {
    fn start(town: &Town) -> Self {
        let test = std::env::current_exe().unwrap();
        let example = test.parent().and_then(|deps| deps.parent()).unwrap().join("examples/sequencer");
        Self(Command::new(example).arg(town.database.url()).spawn().expect("cargo builds examples for tests"))
    }

    fn signal(&self, signal: &str) {
        let status = Command::new("kill").args([&format!("-{signal}"), &self.0.id().to_string()]).status().unwrap();
        assert!(status.success());
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}
