//! Rounds of public-welfare venture as their callers see them, beside a register, inspection and credit.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod access;
mod carrying;
#[path = "../city/mod.rs"]
mod city;
mod deciding;
mod filing;
#[path = "../fund/world.rs"]
#[expect(dead_code, reason = "what tests of funds alone need")]
mod funds;
mod granting;
mod repeats;
mod reviewing;
mod story;
mod world;
