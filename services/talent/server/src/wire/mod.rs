//! Contract ⇄ domain, both ways; the only module that knows both. Requests are read whole: every violation is named.

pub(crate) mod personnel;
pub(crate) mod text;

pub(crate) use ::intake::{page, time, violations};
