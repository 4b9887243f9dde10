//! The gateway as a caller meets it: real connections, real tokens, and behind it a real part that notes what it gets.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod answers;
mod forwarding;
mod languages;
mod limits;
mod peer;
mod privacy;
mod world;
