//! Courses as their callers see them, beside a register.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

#[path = "../city/mod.rs"]
mod city;
mod closing;
mod drafting;
mod enrolling;
mod site;
