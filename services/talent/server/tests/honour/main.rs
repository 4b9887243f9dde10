//! Rounds of honours as their callers see them, beside a register and credit.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

#[path = "../city/mod.rs"]
mod city;
mod naming;
mod racing;
mod refusing;
mod repeats;
mod resealing;
mod story;
mod world;
