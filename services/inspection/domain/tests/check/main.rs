//! Records of checks: merging, folding, and when a check may begin and end.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod ending;
mod field;
mod merging;
mod record;
