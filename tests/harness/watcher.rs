//! A department that follows the feed, and goes on from its cursor after every break.

use std::sync::{Arc, Mutex, PoisonError};

use onecode_proto::event::v1::event_service_client::EventServiceClient;
use onecode_proto::event::v1::{Event, WatchEventsRequest};
use testkit::Caller;
use tokio::task::JoinSet;
use tonic::Status;
use tonic::service::interceptor::InterceptedService;

use super::writers::{Roads, may_repeat};
use super::{Books, eventually};

/// A watcher at work.
#[derive(Debug)]
pub struct Watcher {
    task: JoinSet<Status>,
    seen: Arc<Mutex<Seen>>,
}

#[derive(Debug, Default)]
struct Seen {
    events: Vec<Event>,
    cursor: String,
    breaks: Vec<Status>,
}

impl Watcher {
    /// Follows the feed from its beginning.
    #[must_use]
    pub fn start(roads: Roads, caller: Caller) -> Self {
        let (mut task, seen) = (JoinSet::new(), Arc::new(Mutex::new(Seen::default())));
        task.spawn(follow(roads, caller, Arc::clone(&seen)));
        Self { task, seen }
    }

    /// How many events it has seen.
    #[must_use]
    pub fn count(&self) -> usize {
        self.look(|seen| seen.events.len())
    }

    /// With what its streams broke, so far.
    #[must_use]
    pub fn breaks(&self) -> Vec<Status> {
        self.look(|seen| seen.breaks.clone())
    }

    /// Waits until it has seen as much as the feed holds, and asserts that it has seen exactly that, in order. The feed may still grow by
    /// what credit makes of it.
    pub async fn must_have_seen_all(&mut self, books: &mut Books) {
        books.settled().await;
        let told = eventually("the watcher has seen every event", async || {
            if let Some(refused) = self.task.try_join_next() {
                panic!("the watch was refused for good: {refused:?}");
            }
            let told = books.event_ids().await;
            (self.count() >= told.len()).then_some(told)
        })
        .await;
        let seen: Vec<String> =
            self.look(|seen| seen.events.iter().take(told.len()).map(|event| event.id.clone()).collect());
        assert_eq!(seen, told, "a watch shows the feed: no gap, nothing twice, in order");
        let places: Vec<i64> = self.look(|seen| seen.events.iter().map(|event| event.sequence).collect());
        assert!(places.iter().zip(1..).all(|(place, expected)| *place == expected), "{places:?}");
    }

    fn look<R>(&self, at: impl FnOnce(&Seen) -> R) -> R {
        at(&self.seen.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Ends only when it is refused for good.
async fn follow(roads: Roads, caller: Caller, seen: Arc<Mutex<Seen>>) -> Status {
    loop {
        let cursor = seen.lock().unwrap_or_else(PoisonError::into_inner).cursor.clone();
        let request = WatchEventsRequest { cursor, heartbeat_seconds: 1, ..WatchEventsRequest::default() };
        let mut client = EventServiceClient::new(InterceptedService::new(roads.channel(), caller.fresh()));
        let broken = match client.watch_events(request).await {
            Ok(stream) => {
                let mut stream = stream.into_inner();
                loop {
                    match stream.message().await {
                        Ok(Some(answer)) => {
                            let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
                            seen.events.extend(answer.events);
                            seen.cursor = answer.cursor;
                        }
                        Ok(None) => panic!("a watch ended as if it were complete"),
                        Err(status) => break status,
                    }
                }
            }
            Err(status) => status,
        };
        if !may_repeat(&broken) {
            return broken;
        }
        seen.lock().unwrap_or_else(PoisonError::into_inner).breaks.push(broken);
        roads.turn().await;
    }
}
