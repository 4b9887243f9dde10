//! Purchase as its callers see it: catalogues, the negative list and functions for transfer; projects, contracts, open data
//! and statistics.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod accepting;
mod adopting;
mod awarding;
#[path = "../city/catalogue.rs"]
mod catalogue;
mod changing;
mod checking;
#[path = "../city/mod.rs"]
mod city;
mod concentrating;
mod deal;
mod diffing;
mod excluding;
mod exporting;
mod importing;
mod importing_contracts;
mod in_force;
mod market;
#[path = "../city/open_data.rs"]
mod open_data;
mod paying;
mod planning;
mod racing;
mod sharing;
mod signing;
mod transferring;
mod world;
