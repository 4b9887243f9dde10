//! Notices of single sources as their callers see them: published, objected to, cleared, withdrawn, and what an award rests on.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod awarding;
#[path = "../city/catalogue.rs"]
mod catalogue;
#[path = "../city/mod.rs"]
mod city;
mod objecting;
mod publishing;
mod racing;
mod world;
