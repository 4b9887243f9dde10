//! Cases, tasks and terms: the services that show them, and what keeps them right, on a database of its own.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod adjusting;
mod case;
mod explaining;
#[path = "../office/mod.rs"]
mod office;
mod racing;
#[path = "../register/mod.rs"]
mod register;
mod statistics;
mod support;
mod sweeping;
mod task;
