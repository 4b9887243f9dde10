//! Staff of organisations as their callers see them, beside a register.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

#[path = "../city/mod.rs"]
mod city;
mod counting;
mod engaging;
mod importing;
mod qualifying;
mod racing;
mod reading;
mod resealing;
mod secrecy;
mod site;
