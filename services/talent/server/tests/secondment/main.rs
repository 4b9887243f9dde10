//! Secondments as their callers see them, beside a register.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

#[path = "../city/mod.rs"]
#[expect(dead_code, reason = "what tests of honours alone need")]
mod city;
mod naming;
mod refusing;
mod story;
mod world;
