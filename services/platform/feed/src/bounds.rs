//! The two ends of a feed, and which cursors lie between them.

use fault::{Fault, Kind};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Cursor;

/// The two ends of a feed at one moment.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bounds {
    pub(crate) feed: Uuid,
    pub(crate) earliest: i64,
    pub(crate) head: i64,
}

impl Bounds {
    pub(crate) async fn read(conn: &mut PgConnection) -> sqlx::Result<Self> {
        sqlx::query_as!(Self, "select id as feed, earliest, position as head from uow.feed").fetch_one(conn).await
    }

    /// The place before the oldest event that is kept.
    pub(crate) fn earliest(&self) -> Cursor {
        Cursor { feed: self.feed, position: self.earliest }
    }

    /// The place after the newest event.
    pub(crate) fn head(&self) -> Cursor {
        Cursor { feed: self.feed, position: self.head }
    }

    /// Refuses a cursor from which this feed cannot go on without a gap.
    pub(crate) fn admit(&self, cursor: Cursor) -> Result<(), Fault> {
        if cursor.feed != self.feed || cursor.position > self.head {
            let message = "the cursor belongs to another feed or lies ahead of this one; start again from an export";
            return Err(Fault::new(Kind::OutOfRange, "CURSOR_FOREIGN", message));
        }
        if cursor.position < self.earliest {
            let message =
                "what followed the cursor is no longer kept; start again from an export or the earliest cursor";
            return Err(Fault::new(Kind::OutOfRange, "CURSOR_EXPIRED", message)
                .with("earliest_cursor", self.earliest().to_string()));
        }
        Ok(())
    }
}
