//! RatingService and RatingExpertService, through the door: both rule sets, everybody who takes part, and what stands in the way.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod announcing;
mod applying;
mod care;
mod experts;
mod lists;
mod objections;
mod offices;
mod racing;
mod reasons;
mod repeats;
mod rounds;
mod scoring;
mod secrecy;
mod steps;
mod support;
mod voting;
#[path = "../world/mod.rs"]
#[expect(dead_code, reason = "checks and plans want inspectors, too")]
mod world;
