//! OrganizationService, method by method: the whole stack but the socket, on a database of its own.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod change_status;
mod check_code;
mod create;
mod export;
mod get;
mod import;
mod list;
mod reasons;
#[path = "../register/mod.rs"]
mod register;
mod resolve;
mod revisions;
mod search;
mod statistics;
mod support;
mod update;
mod watch;
