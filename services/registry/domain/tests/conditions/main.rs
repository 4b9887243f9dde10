//! Conditions by kind: just below, at and above each threshold, article by article; and what is asked, not assumed.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod establishment;
mod later;
mod people;
mod support;
mod versions;
