//! RandomInspectionService, method by method: the whole stack but the socket, on a database of its own.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod access;
mod beacon;
mod crash;
mod draft;
mod draw;
mod failing;
mod freezing;
mod merging;
mod pool;
mod racing;
mod reasons;
mod register;
mod support;
#[path = "../world/mod.rs"]
mod world;
