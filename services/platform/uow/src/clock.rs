//! The clock of a unit of work: the system's, or one that a test holds.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use time::{Duration, OffsetDateTime};
use uuid::{NoContext, Timestamp, Uuid};

/// Where instants come from. PostgreSQL keeps microseconds, and so does this.
#[derive(Debug, Clone)]
pub struct Clock(Source);

#[derive(Debug, Clone)]
enum Source {
    System,
    Held(Arc<AtomicI64>),
}

impl Clock {
    /// The system's clock.
    #[must_use]
    pub fn system() -> Self {
        Self(Source::System)
    }

    /// A clock that stands at `instant` until it is moved.
    #[must_use]
    pub fn held(instant: OffsetDateTime) -> Self {
        Self(Source::Held(Arc::new(AtomicI64::new(micros(instant)))))
    }

    /// Moves a held clock; the system's goes on by itself.
    pub fn advance(&self, by: Duration) {
        if let Source::Held(held) = &self.0 {
            let step = i64::try_from(by.whole_microseconds()).unwrap_or(i64::MAX);
            held.fetch_add(step, Ordering::SeqCst);
        }
    }

    /// The present instant, in UTC, to the microsecond.
    #[must_use]
    pub fn now(&self) -> OffsetDateTime {
        let micros = match &self.0 {
            #[expect(clippy::disallowed_methods, reason = "the one place that asks the system")]
            Source::System => micros(OffsetDateTime::now_utc()),
            Source::Held(held) => held.load(Ordering::SeqCst),
        };
        OffsetDateTime::from_unix_timestamp_nanos(i128::from(micros) * 1_000).unwrap_or(OffsetDateTime::UNIX_EPOCH)
    }

    /// A fresh UUIDv7 (RFC 9562) of the present instant.
    #[must_use]
    pub fn new_id(&self) -> Uuid {
        let now = self.now();
        let seconds = u64::try_from(now.unix_timestamp()).unwrap_or_default();
        Uuid::new_v7(Timestamp::from_unix(NoContext, seconds, now.nanosecond()))
    }
}

fn micros(instant: OffsetDateTime) -> i64 {
    i64::try_from(instant.unix_timestamp_nanos() / 1_000).unwrap_or(i64::MAX)
}
