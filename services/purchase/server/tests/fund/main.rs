//! Special funds as their callers see them, beside a register, inspection and credit.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod access;
mod awarding;
mod budgeting;
#[path = "../city/mod.rs"]
mod city;
mod exporting;
mod ledger;
mod paying;
mod reconciling;
mod recovering;
mod repeats;
#[path = "../city/stock.rs"]
mod stock;
mod world;
