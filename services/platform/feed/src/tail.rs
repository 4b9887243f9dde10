//! The end of the feed, read once for all watchers of a process.

use std::convert::Infallible;
use std::time::Duration;

use fault::Fault;
use tokio::sync::Notify;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

use crate::bell::ring;
use crate::bounds::Bounds;
use crate::filter::Filter;
use crate::page::{Page, Span};
use crate::{EVENT_CHANNEL, Feed};

/// How often to look without having been woken.
const POLL: Duration = Duration::from_secs(1);
/// Watchers are woken at most this often.
const BREATH: Duration = Duration::from_millis(5);
/// Pause after a failure.
const PAUSE: Duration = Duration::from_millis(500);

impl Feed {
    /// Wakes the watchers of this process whenever the feed grows; runs until told to stop. Without it they see changes
    /// only at their heartbeats.
    ///
    /// # Errors
    /// None; failures are logged and the work is taken up again. The result is what a task of a part returns.
    pub async fn follow(self, stop: CancellationToken) -> Result<(), Fault> {
        let options = self.reads().connect_options().as_ref().clone().options([("idle_session_timeout", "0")]);
        loop {
            let bell = Notify::new();
            let ended = tokio::select! {
                () = stop.cancelled() => return Ok(()),
                ended = ring(&options, EVENT_CHANNEL, &bell) => ended.map_err(Fault::from),
                ended = self.read_on(&bell) => ended,
            };
            let Err(fault) = ended;
            self.forget();
            tracing::warn!(fault.reason = fault.reason(), "feed not followed; it is tried again");
            tokio::select! {
                () = stop.cancelled() => return Ok(()),
                () = tokio::time::sleep(PAUSE) => {}
            }
        }
    }

    /// Reads what comes after now, and hands it to the watchers.
    async fn read_on(&self, bell: &Notify) -> Result<Infallible, Fault> {
        let mut cursor = Bounds::read(&mut *self.reads().acquire().await?).await?.head();
        let (mut span, filter) = (Span::default(), Filter::open());
        // Watchers that came before look once more: what was given out until `cursor` is theirs to read.
        self.forget();
        loop {
            let page = Page::read(&mut *self.reads().acquire().await?, cursor, span, &filter).await?;
            let (grown, is_last) = (page.to > cursor, page.is_last);
            cursor = page.to;
            span.follow(&page);
            if grown {
                self.grow(page);
            }
            if is_last {
                // The bell only shortens the wait; a missed ring costs one poll.
                timeout(POLL, bell.notified()).await.ok();
                tokio::time::sleep(BREATH).await;
            }
        }
    }
}
