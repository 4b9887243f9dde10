//! OfficerService, method by method: the whole stack but the socket, on a database of its own.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod appoint;
mod check;
mod duty;
mod end;
mod races;
mod read;
mod recusal;
#[path = "../register/mod.rs"]
mod register;
mod represent;
mod resealing;
mod secrecy;
mod support;
