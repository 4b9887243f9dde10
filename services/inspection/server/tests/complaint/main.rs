//! ComplaintService: complaints of the public, from their filing to the answer.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod filing;
mod handling;
mod lists;
mod merging;
mod races;
mod reasons;
mod receipt;
mod reporter;
mod resealing;
mod review;
mod routing;
mod secrecy;
mod support;
#[expect(dead_code, reason = "it has inspectors, too, for those who draw them")]
#[path = "../world/mod.rs"]
mod world;
