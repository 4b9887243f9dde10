//! CommunityFilingService, method by method: the whole stack but the socket, on a database of its own.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod change;
mod check;
mod file;
mod list;
#[path = "../register/mod.rs"]
mod register;
mod statistics;
mod support;
