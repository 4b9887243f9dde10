//! One function a statement; decides nothing.

pub(crate) mod catalog;
pub(crate) mod entry;
pub(crate) mod fund;
pub(crate) mod negative;
pub(crate) mod transfer;
