//! Following the feed: first the past, then the present.

use std::time::Duration;

use fault::{Fault, Kind};
use futures::Stream;
use telemetry::UpDownCounter;
use tokio::sync::watch;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use crate::bounds::Bounds;
use crate::filter::Filter;
use crate::packer::Packer;
use crate::page::{Page, Span};
use crate::{Batch, Cursor, Feed};

/// What a watcher asks for.
#[derive(Debug, Clone)]
pub struct WatchQuery {
    /// The last cursor it has processed; `None`: from the earliest event that is kept.
    pub after: Option<Cursor>,
    /// Full message names to show; empty: all.
    pub types: Vec<String>,
    /// Beginnings of the divisions to show, as [`uow::Scope::prefix`] gives them; empty or `""`: all.
    pub scope_prefixes: Vec<String>,
    /// Resource names to show; empty: all.
    pub subjects: Vec<String>,
    /// How long a stream may be quiet.
    pub heartbeat: Duration,
}

impl Feed {
    /// Follows the feed; ends only with a fault, and holds no connection while it waits for the feed or its reader.
    ///
    /// Faults: `CURSOR_FOREIGN` and `CURSOR_EXPIRED` for a cursor from which the feed cannot go on, `DRAINING` once
    /// `stop` is cancelled, and database faults. After the last two, the reader goes on from its last cursor.
    pub fn watch(
        &self,
        query: WatchQuery,
        stop: CancellationToken,
    ) -> impl Stream<Item = Result<Batch, Fault>> + Send + 'static {
        let feed = self.clone();
        let mut growth = feed.subscribe();
        async_stream::try_stream! {
            let _watching = Watching::new(feed.watching());
            let mut reader = unless(&stop, Reader::start(feed, &query)).await?;
            let mut quiet_until = Instant::now() + query.heartbeat;
            loop {
                // Seen before the feed is read: growth after this line wakes the wait below.
                growth.mark_unchanged();
                let page = unless(&stop, reader.read()).await?;
                let is_last = page.is_last;
                for batch in reader.packer.pack(page) {
                    yield batch;
                    quiet_until = Instant::now() + query.heartbeat;
                }
                if Instant::now() >= quiet_until {
                    yield reader.packer.heartbeat();
                    quiet_until = Instant::now() + query.heartbeat;
                }
                if is_last {
                    unless(&stop, wait(&mut growth, quiet_until)).await?;
                }
            }
        }
    }
}

/// One watcher's way through the feed.
struct Reader {
    feed: Feed,
    filter: Filter,
    /// How far it has read; the packer's cursor is how far it has given out.
    place: Cursor,
    span: Span,
    packer: Packer,
}

impl Reader {
    async fn start(feed: Feed, query: &WatchQuery) -> Result<Self, Fault> {
        let place = match query.after {
            Some(cursor) => cursor,
            None => Bounds::read(&mut *feed.reads().acquire().await?).await?.earliest(),
        };
        Ok(Self { feed, filter: Filter::from(query), place, span: Span::default(), packer: Packer::new(place) })
    }

    async fn read(&mut self) -> Result<Page, Fault> {
        let page = self.feed.page(self.place, self.span, &self.filter).await?;
        self.place = page.to;
        self.span.follow(&page);
        Ok(page)
    }
}

/// Until the feed grows or the stream has been quiet for long enough. The feed is read in both cases, so that a missed
/// wake-up costs time and nothing else.
async fn wait(growth: &mut watch::Receiver<()>, quiet_until: Instant) -> Result<(), Fault> {
    tokio::time::timeout_at(quiet_until, growth.changed()).await.ok();
    Ok(())
}

async fn unless<T>(stop: &CancellationToken, work: impl Future<Output = Result<T, Fault>>) -> Result<T, Fault> {
    tokio::select! {
        biased;
        () = stop.cancelled() => Err(draining()),
        done = work => done,
    }
}

fn draining() -> Fault {
    Fault::new(
        Kind::Unavailable,
        "DRAINING",
        "the server is shutting down; connect again and go on from the last cursor",
    )
    .retry_after(Duration::from_secs(1))
}

/// Counts a watch for as long as it is open.
struct Watching(UpDownCounter<i64>);

impl Watching {
    fn new(counter: &UpDownCounter<i64>) -> Self {
        counter.add(1, &[]);
        Self(counter.clone())
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        self.0.add(-1, &[]);
    }
}
