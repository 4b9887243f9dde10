//! Tenders as their callers see them: published, bid for, opened by two departments, scored, challenged, awarded.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod bidding;
#[path = "../city/catalogue.rs"]
mod catalogue;
#[path = "../city/mod.rs"]
mod city;
mod complaining;
mod drawing;
mod inviting;
mod judging;
mod opening;
mod publishing;
mod racing;
mod sealing;
mod story;
mod telling;
mod world;
