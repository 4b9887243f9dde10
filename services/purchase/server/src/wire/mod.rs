//! Contract ⇄ domain, both ways; the only module that knows both. Requests are read whole: every violation is named.

pub(crate) mod catalog;
pub(crate) mod check;
pub(crate) mod diff;
pub(crate) mod entry;
pub(crate) mod facts;
pub(crate) mod fund;
pub(crate) mod name;
pub(crate) mod negative;
mod place;
pub(crate) mod transfer;

pub(crate) use ::intake::{page, text, time, violations};
