//! PartyBuildingService, method by method: the whole stack but the socket, on a database of its own.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod coverage;
mod facts;
mod gaps;
mod joint_branch;
mod management;
mod members;
#[path = "../register/mod.rs"]
mod register;
mod report;
mod status;
mod support;
