//! CertificateService, method by method: the whole stack but the socket, on a database of its own.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod ending;
mod get;
mod issuing;
mod keys;
mod list;
#[path = "../register/mod.rs"]
mod register;
mod render;
mod status;
mod support;
