//! ApplicationService: applications from draft to decision, the whole stack but the socket, on a database of its own.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod access;
mod attempts;
mod bad_input;
mod branch;
mod change;
mod charter;
mod conversion;
mod correction;
mod documents;
mod ending;
mod establishment;
mod late;
mod offices;
mod opinions;
mod papers;
mod promotion;
mod races;
mod recusal;
#[path = "../register/mod.rs"]
mod register;
mod repeats;
mod rules;
mod secrecy;
mod simplified;
mod town;
