//! DocumentService through its door, over a folder that is looked into, and what other services do with documents.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod attaching;
mod download;
mod reasons;
mod sweeping;
mod upload;
mod world;
