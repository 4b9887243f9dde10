//! Consultations as their callers see them, beside a register.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod access;
#[path = "../city/mod.rs"]
mod city;
mod opening;
mod racing;
mod repeats;
mod story;
mod submitting;
mod world;
