//! PostgreSQL ends in the middle of writes, as if its machine had lost its memory, and comes back.

use embedded::{Postgres, PostgresOptions, Tuning};
use onecode_tests::harness::{Books, Roads, Site, Watcher, Writers, eventually};
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

use crate::chance::Chance;
use crate::processes_killed::must_hold;

/// A PostgreSQL of the test's own: what it has committed it keeps.
struct Server {
    folder: TempDir,
    running: Option<Postgres>,
}

impl Server {
    async fn start() -> Self {
        let mut server = Self { folder: tempfile::tempdir().expect("a folder can be made"), running: None };
        server.come_back().await;
        server
    }

    fn running(&self) -> &Postgres {
        self.running.as_ref().expect("it runs")
    }

    fn strike(&mut self, signal: Signal) {
        let pid = i32::try_from(self.running().pid()).ok().and_then(Pid::from_raw).expect("a process");
        kill_process(pid, signal).expect("it can be struck");
        self.running = None;
    }

    /// What is left of the server that was struck may take a moment to be gone.
    async fn come_back(&mut self) {
        let data_dir = self.folder.path().to_owned();
        let started = eventually("PostgreSQL starts", async || {
            #[expect(clippy::disallowed_methods, reason = "tests are told by the environment where PostgreSQL is")]
            let bin_dir = std::env::var("PG_BIN").ok().map(Into::into);
            let options =
                PostgresOptions { data_dir: data_dir.clone(), bin_dir, tuning: Tuning::Durable, max_connections: 100 };
            Postgres::start(options).await.ok()
        });
        self.running = Some(started.await);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postgresql_killed_in_the_middle_of_writes_keeps_what_was_acknowledged_and_doubles_nothing() {
    let mut chance = Chance::new();
    let mut server = Server::start().await;
    server.running().ensure_database("onecode").await.expect("databases can be made");
    let url = server.running().url("onecode");
    onecode::migrate::apply(&url).await.expect("migrations run");
    let site = Site::new(&url);
    let mut program = site.program("all", "all", &[]);
    program.start();
    program.until_ready().await;
    let roads = Roads::to(&[program.endpoint()]);
    let mut writers = Writers::start(4, &roads, &site.registrar());
    let mut watcher = Watcher::start(roads, site.tax());

    // KILL takes the server alone and leaves its children to find out; QUIT is what `pg_ctl stop -m immediate` sends.
    for signal in [Signal::KILL, Signal::QUIT] {
        writers.go_on_for(chance.between(5, 25)).await;
        chance.moment().await;
        server.strike(signal);
        server.come_back().await;
    }
    writers.go_on_for(10).await;
    let written = writers.finish().await;

    let mut books = Books::open(&url).await;
    books.balance().await;
    watcher.must_have_seen_all(&mut books).await;
    must_hold(&mut books, &written).await;
    program.terminate();
    assert!(program.ended().await.success(), "the program outlived all that:\n{}", program.log());
    assert!(!program.log().contains("fault.reason=\"INTERNAL\""), "a lost database is no mistake of ours");
    drop(books);
    if let Some(running) = server.running.take() {
        running.stop().await.expect("it stops in order");
    }
}
