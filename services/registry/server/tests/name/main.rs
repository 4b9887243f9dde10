//! NameService: the whole stack but the socket, on a database of its own.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod check;
mod edge_cases;
mod reserve;
mod support;
