//! AppointmentService: people before the public before they take office, and late elections.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod late_election;
mod notice;
mod objection;
mod races;
#[path = "../register/mod.rs"]
mod register;
mod secrecy;
mod support;
