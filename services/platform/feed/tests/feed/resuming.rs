//! Reading the past: from every cursor, through every filter, exactly the rest.

use std::time::Duration;

use feed::{Batch, Cursor, Feed, Record, WatchQuery};
use futures::StreamExt as _;
use prost_types::Any;
use tokio_util::sync::CancellationToken;

use crate::town::{Change, Town};

pub(crate) fn everything(after: Option<Cursor>) -> WatchQuery {
    WatchQuery {
        after,
        types: Vec::new(),
        scope_prefixes: Vec::new(),
        subjects: Vec::new(),
        heartbeat: Duration::from_millis(20),
    }
}

/// Every batch, up to where the feed ends now; from the beginning again where a connection had been cut before.
pub(crate) async fn read(town: &Town, query: WatchQuery) -> Vec<Batch> {
    let head = Feed::current(&mut town.database.connection().await).await.unwrap();
    let feed = town.feed();
    let begin = || Box::pin(feed.watch(query.clone(), CancellationToken::new()));
    let (mut stream, mut batches) = (begin(), Vec::<Batch>::new());
    while batches.last().is_none_or(|batch| batch.cursor < head) {
        match stream.next().await.unwrap() {
            Ok(batch) => batches.push(batch),
            Err(fault) => {
                assert_eq!(fault.kind(), fault::Kind::Unavailable, "{fault:?}");
                (stream, batches) = (begin(), Vec::new());
            }
        }
    }
    batches
}

pub(crate) fn events(batches: Vec<Batch>) -> Vec<Record> {
    batches.into_iter().flat_map(|batch| batch.events).collect()
}

fn at(feed: Cursor, position: i64) -> Cursor {
    Cursor { position, ..feed }
}

#[tokio::test]
async fn every_cursor_resumes_with_exactly_the_rest() {
    let town = Town::new().await;
    for turn in 0..15 {
        town.write(&Change::of(&["a", "b", "c"][..=turn % 3])).await.unwrap();
    }
    town.sequence().await;
    let all = events(read(&town, everything(None)).await);
    let head = Feed::current(&mut town.database.connection().await).await.unwrap();
    assert_eq!(i64::try_from(all.len()).unwrap(), head.position);
    for position in 0..=head.position {
        let rest = events(read(&town, everything(Some(at(head, position)))).await);
        assert_eq!(rest, all[usize::try_from(position).unwrap()..]);
    }
}

#[tokio::test]
async fn filters_show_what_passes_and_resume_like_none() {
    let town = Town::new().await;
    for turn in 0..30 {
        let division = ["330502", "330521", "330100", "110000"][turn % 4].to_owned();
        town.write(&Change { division, ..Change::of(&[["a", "b", "c"][turn % 3]]) }).await.unwrap();
    }
    town.sequence().await;
    let all = events(read(&town, everything(None)).await);
    let words = |words: &[&str]| words.iter().map(ToString::to_string).collect::<Vec<String>>();
    let filters = [
        WatchQuery { scope_prefixes: words(&["3305", "11"]), ..everything(None) },
        WatchQuery { scope_prefixes: words(&["%"]), ..everything(None) },
        WatchQuery { subjects: words(&["subjects/c", "subjects/a"]), ..everything(None) },
        WatchQuery { types: words(&["google.protobuf.Duration", "x.Y"]), ..everything(None) },
        WatchQuery { types: words(&["x.Y"]), ..everything(None) },
        WatchQuery { scope_prefixes: words(&["33"]), subjects: words(&["subjects/b"]), ..everything(None) },
    ];
    for query in filters {
        let passes = |record: &&Record| {
            (query.types.is_empty() || query.types.contains(&record.kind))
                && (query.subjects.is_empty() || query.subjects.contains(&record.subject))
                && (query.scope_prefixes.is_empty()
                    || query.scope_prefixes.iter().any(|prefix| record.division.starts_with(prefix)))
        };
        for position in (0..=all.len()).step_by(7) {
            let after = Feed::current(&mut town.database.connection().await).await.unwrap();
            let after = Some(at(after, i64::try_from(position).unwrap()));
            let shown = events(read(&town, WatchQuery { after, ..query.clone() }).await);
            assert_eq!(shown.iter().collect::<Vec<_>>(), all[position..].iter().filter(passes).collect::<Vec<_>>());
        }
    }
}

#[tokio::test]
async fn a_huge_unit_is_split_and_says_so() {
    let town = Town::new().await;
    for (subject, facts) in [("a", 3), ("b", 9_500), ("c", 3)] {
        town.write(&Change { facts, ..Change::of(&[subject]) }).await.unwrap();
    }
    town.sequence().await;
    let batches = read(&town, everything(None)).await;
    let all = events(batches.clone());
    assert_eq!(all.iter().map(|event| event.position).collect::<Vec<_>>(), (1..=9_506).collect::<Vec<_>>());
    let huge = all[3].call_id;
    for (batch, next) in batches.iter().zip(&batches[1..]) {
        assert!(batch.events.len() <= 1_000);
        let cuts = next.events[0].call_id == huge && batch.events.last().unwrap().call_id == huge;
        assert_eq!(batch.continues, cuts);
        let rest = events(read(&town, everything(Some(batch.cursor))).await);
        assert_eq!(rest, all[usize::try_from(batch.cursor.position).unwrap()..]);
    }
    assert_eq!(batches.iter().filter(|batch| batch.continues).count(), 9);
}

#[tokio::test]
async fn heavy_events_are_split_by_weight() {
    let town = Town::new().await;
    let payload = prost::Message::encode_to_vec(&Any { type_url: "x".into(), value: vec![7; 400 << 10] });
    let hex = format!("{payload:02x?}").replace([' ', ',', '[', ']'], "");
    town.execute(&format!(
        "insert into uow.outbox (id, call_id, source, aggregatetype, aggregateid, type, payload, division, created_at)
         select gen_random_uuid(), '00000000-0000-0000-0000-000000000001', 'test', '', 'a', 'google.protobuf.Any',
             '\\x{hex}', '330500', now() from generate_series(1, 20)"
    ))
    .await;
    town.sequence().await;
    let batches = read(&town, everything(None)).await;
    assert_eq!(batches.iter().map(|batch| batch.events.len()).collect::<Vec<_>>(), [2; 10]);
    assert!(batches[..9].iter().all(|batch| batch.continues) && !batches[9].continues);
    assert!(batches.iter().flat_map(|batch| &batch.events).all(|event| event.payload[..] == payload[..]));
    assert_eq!(batches[0].events[0].subject, "a", "a subject without a collection stays as it was emitted");
}

#[tokio::test]
async fn an_export_that_names_its_cursor_misses_nothing_before_it() {
    let town = Town::new().await;
    let mut connection = town.database.connection().await;
    sqlx::raw_sql("begin isolation level repeatable read read only").execute(&mut connection).await.unwrap();
    let empty = Feed::current(&mut connection).await.unwrap();
    town.write(&Change::of(&["a"])).await.unwrap();
    town.sequence().await;
    let seen: i64 = sqlx::query_scalar("select count(*) from public.subject").fetch_one(&mut connection).await.unwrap();
    assert_eq!((Feed::current(&mut connection).await.unwrap(), seen), (empty, 0), "both from one moment");
    assert_eq!(events(read(&town, everything(Some(empty))).await).len(), 3);
}
