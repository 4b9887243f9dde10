//! PublicityService: what is put before the public, what the public says, and what is made known.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod announcing;
mod answering;
mod deciding;
mod filing;
mod listing;
mod moving;
mod notice;
#[path = "../office/mod.rs"]
mod office;
mod proof;
#[path = "../register/mod.rs"]
mod register;
mod support;
