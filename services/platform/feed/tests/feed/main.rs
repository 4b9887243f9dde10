//! The feed against a real PostgreSQL.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod api;
mod books;
mod chaos;
mod resuming;
mod sequencing;
mod town;
mod watching;
