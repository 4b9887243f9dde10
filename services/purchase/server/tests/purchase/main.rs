//! Purchase as its callers see it: catalogues, the negative list and functions for transfer.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod adopting;
mod checking;
mod diffing;
mod excluding;
mod importing;
mod in_force;
mod racing;
mod transferring;
mod world;
