//! One function a statement; decides nothing.

pub(crate) mod catalog;
pub(crate) mod contract;
pub(crate) mod entry;
pub(crate) mod expert;
pub(crate) mod framework;
pub(crate) mod fund;
pub(crate) mod imported;
pub(crate) mod negative;
pub(crate) mod ocds;
pub(crate) mod project;
pub(crate) mod single_source;
pub(crate) mod statistics;
pub(crate) mod tender;
pub(crate) mod transfer;
pub(crate) mod venture;
