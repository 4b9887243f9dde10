//! One event as the feed keeps it.

use bytes::Bytes;
use time::OffsetDateTime;
use uuid::Uuid;

/// One committed fact with its place in the feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Place in the feed, from 1, without gaps.
    pub position: i64,
    /// Unique for ever.
    pub id: Uuid,
    /// The unit of work that made it.
    pub call_id: Uuid,
    /// The service that owns the fact: `registry`.
    pub source: String,
    /// Resource name of what changed: `organizations/{code}`.
    pub subject: String,
    /// Full name of the message in `payload`.
    pub kind: String,
    /// The encoded message.
    pub payload: Bytes,
    /// Division of the subject when it changed, GB/T 2260.
    pub division: String,
    /// When it was recorded.
    pub time: OffsetDateTime,
}

impl Record {
    /// About how many bytes it takes in a message.
    pub(crate) fn size(&self) -> usize {
        const REST: usize = 160;
        REST + self.payload.len() + self.subject.len() + 2 * self.kind.len()
    }
}
