//! ApplicationService: applications from draft to decision, the whole stack but the socket, on a database of its own.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod establishment;
mod promotion;
#[path = "../register/mod.rs"]
mod register;
mod town;
