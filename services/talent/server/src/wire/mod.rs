//! Contract ⇄ domain, both ways; the only module that knows both. Requests are read whole: every violation is named.

pub(crate) mod consultation;
pub(crate) mod honour;
pub(crate) mod name;
pub(crate) mod personnel;
pub(crate) mod secondment;
pub(crate) mod training;

pub(crate) use ::intake::{page, text, time, violations, word};
