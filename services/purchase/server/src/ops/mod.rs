//! One use case a file: load, decide, store, emit.

pub(crate) mod catalog;
pub(crate) mod check;
pub(crate) mod contract;
pub(crate) mod diff;
pub(crate) mod entry;
pub(crate) mod expert;
pub(crate) mod framework;
pub(crate) mod fund;
pub(crate) mod imported;
pub(crate) mod in_force;
pub(crate) mod negative;
pub(crate) mod ocds;
pub(crate) mod project;
pub(crate) mod refused;
pub(crate) mod single_source;
pub(crate) mod statistics;
pub(crate) mod tender;
pub(crate) mod transfer;
pub(crate) mod venture;

use uuid::Uuid;

use crate::desk::Desk;

/// Which project or contract, as it was read.
#[derive(Debug)]
pub(crate) struct Seen {
    pub(crate) id: Uuid,
    pub(crate) etag: String,
    pub(crate) desk: Desk,
}

/// How many rows to fetch for a page, one more than it shows.
fn limit(size: usize) -> i64 {
    i64::try_from(size + 1).unwrap_or(i64::MAX)
}
