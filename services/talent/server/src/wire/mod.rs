//! Contract ⇄ domain, both ways; the only module that knows both. Requests are read whole: every violation is named.

pub(crate) mod honour;
mod lines;
pub(crate) mod name;
pub(crate) mod secondment;
mod word;

pub(crate) use ::intake::{page, text, time, violations};
