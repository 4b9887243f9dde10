//! What tests stand on: a database of their own, a clock they hold, tokens they sign, and a suite that runs the real thing.
//!
//! A [`Suite`] mounts one part exactly as a process does: migrated database, sequencer, door, in-memory address. Nothing
//! is replaced but the clock and the identity provider. PostgreSQL is the one that `DATABASE_URL` names; `make test`
//! starts a private one.

mod credentials;
mod database;
pub mod papers;
pub mod refusal;
mod suite;

pub use credentials::{Caller, Credentials, Identities};
pub use database::Database;
pub use suite::{Client, Suite};

use std::path::PathBuf;

use time::OffsetDateTime;
use time::macros::datetime;

/// Where a held clock stands when a test begins: a Tuesday morning in Huzhou.
pub const START: OffsetDateTime = datetime!(2026-11-24 02:00 UTC);

/// A file of the data that may be read and not copied; `None`, said aloud, where it is not at hand.
#[must_use]
pub fn shared_data(file: &str) -> Option<PathBuf> {
    #[expect(clippy::disallowed_methods, reason = "tests are told by the environment where data lies")]
    let named = std::env::var("ONECODE_SHARED_DATA").ok().map(PathBuf::from);
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/data");
    let path = named.unwrap_or_else(beside).join(file);
    if path.is_file() {
        return Some(path);
    }
    println!("skipped: {file} is not at hand (set ONECODE_SHARED_DATA)");
    None
}
