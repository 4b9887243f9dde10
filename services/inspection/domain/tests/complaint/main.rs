//! Complaints: whose they are, which are alike, and the course that they take.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod course;
mod likeness;
mod routing;
