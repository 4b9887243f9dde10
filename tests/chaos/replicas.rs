//! Two registries on one database: either may go, and of their two sequencers one leads.

use onecode::serve::MIGRATORS;
use onecode_tests::harness::{Books, Program, Roads, Site, Watcher, Writers, eventually};
use testkit::Database;

use crate::chance::Chance;
use crate::processes_killed::must_hold;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn either_of_two_replicas_may_be_killed_and_the_feed_stays_one() {
    let mut chance = Chance::new();
    let database = Database::fresh(&MIGRATORS).await;
    let site = Site::new(database.url());
    let mut replicas = [site.program("first", "registry", &[]), site.program("second", "registry", &[])];
    for replica in &mut replicas {
        replica.start();
        replica.until_ready().await;
    }
    let roads = Roads::to(&replicas.each_ref().map(Program::endpoint));
    let mut writers = Writers::start(4, &roads, &site.registrar());
    let mut watchers = [0, 1].map(|first| Watcher::start(roads.beginning_with(first), site.tax()));

    for round in 0..4 {
        writers.go_on_for(chance.between(5, 25)).await;
        chance.moment().await;
        let victim = &mut replicas[round % 2];
        victim.kill().await;
        // The survivor takes the lead: what is written now gets its place without the other.
        writers.go_on_for(10).await;
        let mut books = Books::open(database.url()).await;
        let before = books.count("select position from uow.feed").await;
        eventually("the survivor's sequencer leads", async || {
            (books.count("select position from uow.feed").await > before).then_some(())
        })
        .await;
        victim.start();
        victim.until_ready().await;
    }
    let written = writers.finish().await;

    let mut books = Books::open(database.url()).await;
    books.balance().await;
    must_hold(&mut books, &written).await;
    for watcher in &mut watchers {
        watcher.must_have_seen_all(&mut books).await;
    }
}
