//! The PostgreSQL edge: what a database error means to a caller.

use std::borrow::Cow;
use std::time::Duration;

use crate::{Fault, Kind};

const SERIALIZATION_FAILURE: &str = "40001";
const DEADLOCK_DETECTED: &str = "40P01";
const LOCK_NOT_AVAILABLE: &str = "55P03";
const QUERY_CANCELED: &str = "57014";

/// A text holds NUL, which PostgreSQL stores in no text and no JSON.
const UNSTORABLE: [&str; 2] = ["22021", "22P05"];

impl From<sqlx::Error> for Fault {
    fn from(error: sqlx::Error) -> Self {
        let code = error.as_database_error().and_then(|database| database.code().map(Cow::into_owned));
        match code.as_deref() {
            Some(SERIALIZATION_FAILURE | DEADLOCK_DETECTED) => {
                Self::new(Kind::Aborted, "CONCURRENT_CHANGE", "another change came first; repeat the call")
                    .retry_after(Duration::from_millis(50))
                    .caused_by(error)
            }
            Some(LOCK_NOT_AVAILABLE) => {
                Self::new(Kind::Aborted, "LOCKED", "another change of the same thing is under way")
                    .retry_after(Duration::from_millis(200))
                    .caused_by(error)
            }
            Some(QUERY_CANCELED) => {
                Self::new(Kind::DeadlineExceeded, "DEADLINE_EXCEEDED", "the query took too long").caused_by(error)
            }
            Some(code) if UNSTORABLE.contains(&code) => {
                Self::new(Kind::InvalidArgument, "INVALID_FIELDS", "a text holds the character NUL").caused_by(error)
            }
            Some(code) if is_connection_class(code) => lost(error),
            None if is_connection_error(&error) => lost(error),
            _ => Self::internal(error),
        }
    }
}

fn lost(error: sqlx::Error) -> Fault {
    Fault::unavailable("the database does not answer; repeat the call", Duration::from_secs(1)).caused_by(error)
}

/// Class 08 (connection), 53 (resources), 57P (operator intervention: shutdown, crash, start-up).
fn is_connection_class(code: &str) -> bool {
    code.starts_with("08") || code.starts_with("53") || code.starts_with("57P")
}

fn is_connection_error(error: &sqlx::Error) -> bool {
    matches!(
        error,
        sqlx::Error::Io(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed
            | sqlx::Error::Tls(_)
    )
}

impl Fault {
    /// Whether running the whole transaction again may succeed (serialization failure or deadlock).
    #[must_use]
    pub fn is_retryable_transaction(&self) -> bool {
        self.reason() == "CONCURRENT_CHANGE"
    }
}

/// Turns the violation of one named constraint into a fault of the caller's making; other errors pass as they are.
pub fn on_constraint<T>(result: sqlx::Result<T>, constraint: &str, fault: impl FnOnce() -> Fault) -> Result<T, Fault> {
    result.map_err(|error| {
        let hit = error.as_database_error().and_then(|database| database.constraint()) == Some(constraint);
        if hit { fault() } else { Fault::from(error) }
    })
}
