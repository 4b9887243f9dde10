//! One use case a file: load, decide, store, emit.

pub(crate) mod intake;
pub(crate) mod listing;
pub(crate) mod record;
pub(crate) mod refused;
