//! The whole feed from its beginning through the gateway, beside a plain select of the same rows.

use std::time::{Duration, Instant};

use futures::TryStreamExt;
use onecode_proto::event::v1::WatchEventsRequest;
use sqlx::PgConnection;

use crate::plan::Plan;
use crate::register::{Register, number};
use crate::report::{Report, Target, count};
use crate::tally::median;

const EVENTS: &str = "select position, id, call_id, source, aggregatetype, aggregateid, type, payload, division, created_at \
    from uow.event order by position";

/// Events a second.
pub(crate) async fn measure(plan: &Plan, register: &Register) -> Report {
    register.settle().await;
    let mut books = register.books().await;
    let all: i64 = sqlx::query_scalar("select position from uow.feed").fetch_one(&mut books).await.expect("a feed");
    let all = usize::try_from(all).expect("a position is positive");
    let rate = |took: Duration| number(all) / took.as_secs_f64();
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..plan.rounds {
        ours.push(rate(replay(register, all).await));
        theirs.push(rate(select(&mut books, all).await));
    }
    let mut report = Report::new(format!("Replay of {} events through WatchEvents", count(number(all))));
    let (ours, theirs) = (median(ours), median(theirs));
    let beside = format!("select {}/s", count(theirs));
    let target = Target::above(ours, 100_000.0, "/s");
    report.judged("events", format!("{}/s", count(ours)), beside, target);
    report.note(
        "One reader, which decodes every event and asserts that there is no gap; beside it one connection straight to \
         PostgreSQL that fetches every column in order and decodes nothing.",
    );
    report.print()
}

async fn replay(register: &Register, all: usize) -> Duration {
    let mut client = register.events(register.site.registrar().fresh());
    let begun = Instant::now();
    let answers = client.watch_events(WatchEventsRequest::default()).await.expect("the feed can be watched");
    let (mut answers, mut seen) = (answers.into_inner(), 0);
    while seen < all {
        let answer = answers.message().await.expect("the watch goes on").expect("a watch has no end");
        for event in answer.events {
            seen += 1;
            assert_eq!(usize::try_from(event.sequence), Ok(seen), "the feed has no gap");
        }
    }
    begun.elapsed()
}

async fn select(books: &mut PgConnection, all: usize) -> Duration {
    let begun = Instant::now();
    let mut rows = sqlx::query(EVENTS).fetch(books);
    let mut seen = 0;
    while rows.try_next().await.expect("the events can be read").is_some() {
        seen += 1;
    }
    assert_eq!(seen, all, "nobody writes meanwhile");
    begun.elapsed()
}
