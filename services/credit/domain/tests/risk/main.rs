//! Indicators, rules over them, rehearsals and signs of having no life.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod expressions;
mod indicators;
mod rehearsals;
mod support;
mod zombies;
