//! Following the present.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use fault::Fault;
use feed::{Batch, Cursor, Feed, Record, Sequencer, WatchQuery};
use futures::{Stream, StreamExt as _};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::books;
use crate::resuming::{events, everything, read};
use crate::town::{Change, Town, until};

async fn first(town: &Town, query: WatchQuery) -> Result<Batch, Fault> {
    let stop = CancellationToken::new();
    Box::pin(town.feed().watch(query, stop)).next().await.unwrap()
}

async fn head(town: &Town) -> Cursor {
    Feed::current(&mut town.database.connection().await).await.unwrap()
}

/// Everything that a watcher shows until a goal, once there is one.
async fn follow(stream: impl Stream<Item = Result<Batch, Fault>>, goal: Arc<OnceLock<Cursor>>) -> Vec<Record> {
    let mut stream = Box::pin(stream);
    let (mut shown, mut cursor) = (Vec::new(), None);
    while goal.get().is_none_or(|goal| cursor < Some(*goal)) {
        let batch = stream.next().await.unwrap().unwrap();
        assert!(cursor.is_none_or(|cursor| cursor <= batch.cursor), "cursors never go back");
        cursor = Some(batch.cursor);
        shown.extend(batch.events);
    }
    shown
}

#[tokio::test(flavor = "multi_thread")]
async fn watchers_of_the_present_see_every_event_once_in_order_through_every_filter() {
    let town = Town::new().await;
    let (feed, stop) = (town.feed(), CancellationToken::new());
    let mut tasks = JoinSet::new();
    tasks.spawn(Sequencer::new(town.database.url()).unwrap().run(stop.clone()));
    tasks.spawn(feed.clone().follow(stop.clone()));
    let notifier = town.uow.clone().notify_loop(stop.clone());
    tasks.spawn(async {
        notifier.await;
        Ok(())
    });
    let goal = Arc::new(OnceLock::new());

    let mut watchers = JoinSet::new();
    for subjects in [vec![], vec!["subjects/s1".to_owned()], vec!["subjects/s2".to_owned(), "subjects/s0".to_owned()]] {
        let query = WatchQuery { subjects, ..everything(None) };
        let shown = feed.watch(query.clone(), stop.clone());
        watchers.spawn({
            let goal = goal.clone();
            async move { (query, follow(shown, goal).await) }
        });
    }
    town.busy(20).await;
    town.until_sequenced().await;
    books::check(&town).await;
    goal.set(head(&town).await).unwrap();
    while let Some(watched) = watchers.join_next().await {
        let (query, shown) = watched.unwrap();
        assert_eq!(shown, events(read(&town, query).await));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_watcher_is_woken_long_before_its_heartbeat() {
    let town = Town::new().await;
    let feed = town.feed();
    let mut tasks = JoinSet::new();
    tasks.spawn(Sequencer::new(town.database.url()).unwrap().run(CancellationToken::new()));
    tasks.spawn(feed.clone().follow(CancellationToken::new()));
    let slow = WatchQuery { heartbeat: Duration::from_hours(1), ..everything(None) };
    let mut stream = Box::pin(feed.watch(slow, CancellationToken::new()));
    for _ in 0..5 {
        let (batch, ()) = tokio::join!(stream.next(), async { town.write(&Change::of(&["a"])).await.unwrap() });
        assert_eq!(batch.unwrap().unwrap().events.len(), 3);
    }
}

#[tokio::test]
async fn heartbeats_carry_the_cursor_past_what_is_filtered_out() {
    let town = Town::new().await;
    let query = WatchQuery { types: vec!["no.Such".into()], ..everything(None) };
    let mut stream = Box::pin(town.feed().watch(query, CancellationToken::new()));
    for _ in 0..4 {
        town.write(&Change::of(&["a"])).await.unwrap();
        town.sequence().await;
        let head = head(&town).await;
        let mut batch = stream.next().await.unwrap().unwrap();
        while batch.cursor < head {
            batch = stream.next().await.unwrap().unwrap();
        }
        assert_eq!((batch.events, batch.cursor, batch.continues), (vec![], head, false));
    }
}

#[tokio::test]
async fn a_quiet_feed_beats() {
    let town = Town::new().await;
    let mut stream = Box::pin(town.feed().watch(everything(None), CancellationToken::new()));
    for _ in 0..3 {
        assert_eq!(stream.next().await.unwrap().unwrap().events, vec![]);
    }
}

#[tokio::test]
async fn a_cursor_of_another_feed_or_of_the_future_is_foreign() {
    let town = Town::new().await;
    let here = head(&town).await;
    for foreign in [
        Cursor { feed: Uuid::nil(), ..here },
        Cursor { position: 1, ..here },
        Cursor { position: i64::MAX / 2, ..here },
    ] {
        let fault = first(&town, everything(Some(foreign))).await.unwrap_err();
        assert_eq!((fault.kind(), fault.reason()), (fault::Kind::OutOfRange, "CURSOR_FOREIGN"));
    }
}

#[tokio::test]
async fn a_watch_ends_when_its_feed_is_replaced() {
    let town = Town::new().await;
    let mut stream = Box::pin(town.feed().watch(everything(None), CancellationToken::new()));
    stream.next().await.unwrap().unwrap();
    town.execute("update uow.feed set id = gen_random_uuid()").await;
    let fault = loop {
        if let Err(fault) = stream.next().await.unwrap() {
            break fault;
        }
    };
    assert_eq!(fault.reason(), "CURSOR_FOREIGN");
    assert!(stream.next().await.is_none());
}

#[tokio::test]
async fn a_cursor_before_the_retained_past_is_expired_and_says_where_to_start() {
    let town = Town::new().await;
    town.write(&Change::of(&["a"])).await.unwrap();
    town.sequence().await;
    town.execute("update uow.feed set earliest = 2").await;
    let earliest = Feed::earliest(&mut town.database.connection().await).await.unwrap();
    let fault = first(&town, everything(Some(Cursor { position: 1, ..earliest }))).await.unwrap_err();
    assert_eq!((fault.kind(), fault.reason()), (fault::Kind::OutOfRange, "CURSOR_EXPIRED"));
    assert_eq!(fault.metadata(), [("earliest_cursor", earliest.to_string())]);
    for after in [None, Some(earliest)] {
        assert_eq!(events(read(&town, everything(after)).await)[0].position, 3);
    }
}

#[tokio::test]
async fn a_watch_ends_with_draining_when_the_server_stops() {
    let town = Town::new().await;
    let stop = CancellationToken::new();
    let slow = WatchQuery { heartbeat: Duration::from_mins(10), ..everything(None) };
    let mut stream = Box::pin(town.feed().watch(slow, stop.clone()));
    let (ended, ()) = tokio::join!(stream.next(), async { stop.cancel() });
    let fault = ended.unwrap().unwrap_err();
    assert_eq!((fault.kind(), fault.reason()), (fault::Kind::Unavailable, "DRAINING"));
    assert!(stream.next().await.is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_idle_watchers_hold_no_connection_and_vanish_without_a_trace() {
    let town = Town::new().await;
    let (feed, reads) = (town.feed(), town.uow.reads());
    let mut watchers = JoinSet::new();
    for _ in 0..50 {
        let query = WatchQuery { heartbeat: Duration::from_mins(10), ..everything(None) };
        let mut stream = Box::pin(feed.watch(query, CancellationToken::new()));
        watchers.spawn(async move { stream.next().await.is_some() });
    }
    assert_eq!(feed.watchers(), 50);
    let idle = async || reads.size() > 0 && reads.num_idle() == usize::try_from(reads.size()).unwrap();
    until("every connection is back in the pool", idle).await;
    watchers.shutdown().await;
    assert_eq!(feed.watchers(), 0);
    until("every connection is back in the pool", idle).await;
}

const CUT: &str = "select count(pg_terminate_backend(pid)) from pg_stat_activity
    where datname = current_database() and application_name = 'onecode' and query ~ 'uow.(event|feed)'";

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_whose_connections_are_cut_goes_on_from_its_last_cursor() {
    let town = Town::new().await;
    let stop = CancellationToken::new();
    let mut tasks = JoinSet::new();
    tasks.spawn(Sequencer::new(town.database.url()).unwrap().run(stop.clone()));
    let feed = town.feed();
    tasks.spawn(feed.clone().follow(stop.clone()));
    let mut writers = JoinSet::new();
    let busy = town.clone();
    writers.spawn(async move { busy.busy(20).await });
    let (mut shown, mut cursor, mut cuts) = (Vec::new(), None, 0);
    while !writers.is_empty() || cuts < 20 {
        let mut stream = Box::pin(feed.watch(everything(cursor), stop.clone()).take(3));
        while let Some(item) = stream.next().await {
            match item {
                Ok(batch) => {
                    shown.extend(batch.events);
                    cursor = Some(batch.cursor);
                }
                Err(fault) => assert_eq!(fault.kind(), fault::Kind::Unavailable, "{fault:?}"),
            }
            cuts += town.count(CUT).await;
            writers.try_join_next();
        }
    }
    town.until_sequenced().await;
    shown.extend(events(read(&town, everything(cursor)).await));
    books::check(&town).await;
    assert_eq!(shown, events(read(&town, everything(None)).await));
}
