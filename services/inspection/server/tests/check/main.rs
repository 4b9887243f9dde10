//! CheckService and RectificationService, method by method: the whole stack but the socket, on a database of its own.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod access;
mod concluding;
mod creating;
#[expect(unreachable_pub, reason = "the stories of the whole program use it, too")]
mod device;
#[path = "../plan/support.rs"]
#[expect(dead_code, unused_imports, reason = "a plan is only drawn here")]
mod drawing;
mod evidence;
mod merging;
mod real;
mod reasons;
mod rectifying;
#[path = "../plan/register.rs"]
#[expect(dead_code, reason = "organisations are only registered here")]
mod register;
mod repeats;
mod support;
mod team;
mod uploading;
#[path = "../world/mod.rs"]
mod world;
