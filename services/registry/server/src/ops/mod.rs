//! One use case a file: load, decide, store, emit.

pub(crate) mod application;
pub(crate) mod appointment;
pub(crate) mod batch_get;
pub(crate) mod branch;
pub(crate) mod case;
pub(crate) mod certificate;
pub(crate) mod code_block;
pub(crate) mod community;
pub(crate) mod create;
pub(crate) mod department;
pub(crate) mod export;
pub(crate) mod get;
pub(crate) mod import;
pub(crate) mod list;
pub(crate) mod name;
pub(crate) mod officer;
pub(crate) mod party;
pub(crate) mod reconcile;
pub(crate) mod record;
pub(crate) mod resolve;
pub(crate) mod revise;
pub(crate) mod revisions;
pub(crate) mod search;
pub(crate) mod statistics;
pub(crate) mod watch;
