//! One use case a file: load, decide, store, emit.

pub(crate) mod delay;
pub(crate) mod eligibility;
pub(crate) mod intake;
pub(crate) mod listing;
pub(crate) mod measure;
pub(crate) mod petition;
pub(crate) mod publication;
pub(crate) mod qualification;
pub(crate) mod record;
pub(crate) mod refused;
pub(crate) mod report;
pub(crate) mod risk;
pub(crate) mod shown;
pub(crate) mod submission;
mod turns;

pub(crate) use turns::Turns;
