//! Tenders as their callers see them: published, bid for, opened by two departments, scored, challenged, awarded.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod bidding;
#[path = "../city/catalogue.rs"]
mod catalogue;
#[path = "../city/mod.rs"]
mod city;
mod complaining;
mod drawing;
mod framework;
mod inquiring;
mod inviting;
mod judging;
mod negotiating;
#[path = "../city/open_data.rs"]
mod open_data;
mod opening;
mod publishing;
mod racing;
mod sealing;
#[path = "../city/stock.rs"]
mod stock;
mod story;
mod telling;
mod world;
