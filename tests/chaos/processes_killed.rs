//! kill -9 of the registry and of the gateway, at random points, while departments write and follow.

use onecode::serve::MIGRATORS;
use onecode_tests::harness::{Books, Roads, Site, Watcher, Writers, code};
use testkit::Database;

use crate::chance::Chance;

const ROUNDS: usize = 10;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_processes_lose_no_acknowledged_write_double_none_and_break_no_watch() {
    let mut chance = Chance::new();
    let database = Database::fresh(&MIGRATORS).await;
    let site = Site::new(database.url());
    let registry = site.program("registry", "registry", &[]);
    let peer = ("peers.registry", format!("\"{}\"", registry.endpoint()));
    let gateway = site.program("gateway", "gateway", &[peer]);
    let roads = Roads::to(&[gateway.endpoint()]);
    let mut programs = [registry, gateway];
    for program in &mut programs {
        program.start();
        program.until_ready().await;
    }

    let mut writers = Writers::start(4, &roads, &site.registrar());
    let mut watcher = Watcher::start(roads, site.tax());
    for _ in 0..ROUNDS {
        writers.go_on_for(chance.between(5, 25)).await;
        chance.moment().await;
        let victim = &mut programs[chance.between(0, 1)];
        victim.kill().await;
        victim.start();
    }
    for program in &mut programs {
        program.until_ready().await;
    }
    writers.go_on_for(10).await;
    let written = writers.finish().await;

    let mut books = Books::open(database.url()).await;
    books.balance().await;
    watcher.must_have_seen_all(&mut books).await;
    must_hold(&mut books, &written).await;
    assert!(!watcher.breaks().is_empty(), "nothing was struck");
    assert!(written.contains_key(&code(0)));
}

/// Every acknowledged write is there exactly once, and there is nothing else.
pub(crate) async fn must_hold(books: &mut Books, written: &onecode_tests::harness::Written) {
    for (code, revision) in written {
        let recorded = "select count(*) from registry.revision where code = $1";
        assert_eq!(books.count_of(recorded, code).await, *revision, "{code}");
    }
    let total: i64 = written.values().sum();
    assert_eq!(books.count("select count(*) from registry.revision").await, total);
    assert_eq!(books.count("select count(*) from uow.audit where kind = 'write' and actor <> 'onecode'").await, total);
    assert_eq!(books.count("select count(*) from uow.event where source = 'registry'").await, total);
}
