//! Contract ⇄ domain, both ways; the only module that knows both. Requests are read whole: every violation is named.

pub(crate) mod catalog;
pub(crate) mod check;
pub(crate) mod contract;
pub(crate) mod diff;
pub(crate) mod entry;
pub(crate) mod expert;
pub(crate) mod facts;
pub(crate) mod framework;
pub(crate) mod fund;
pub(crate) mod imported;
mod money;
pub(crate) mod name;
pub(crate) mod negative;
pub(crate) mod ocds;
mod place;
pub(crate) mod project;
pub(crate) mod single_source;
pub(crate) mod statistics;
pub(crate) mod tender;
pub(crate) mod transfer;
pub(crate) mod venture;

pub(crate) use ::intake::{page, text, time, violations, word};
