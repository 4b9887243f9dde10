//! Contract ⇄ domain, both ways; the only module that knows both. Requests are read whole: every violation is named.

pub(crate) mod consultation;
pub(crate) mod personnel;
pub(crate) mod training;

pub(crate) use ::intake::{page, text, time, violations, word};
