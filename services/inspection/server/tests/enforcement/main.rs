//! EnforcementService and BanService, method by method.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod access;
mod annul;
mod ban;
mod decide;
mod evidence;
mod filing;
mod hearing;
mod officers;
mod payment;
mod races;
mod real;
mod reasons;
mod replay;
mod support;
mod transfer;
#[path = "../world/mod.rs"]
mod world;
