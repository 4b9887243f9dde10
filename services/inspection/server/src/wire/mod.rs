//! Contract ⇄ domain, both ways; the only module that knows both. Requests are read whole: every violation is named.

pub(crate) mod check;
pub(crate) mod complaint;
pub(crate) mod enforcement;
pub(crate) mod inspection_item;
pub(crate) mod inspector;
pub(crate) mod name;
pub(crate) mod outcome;
pub(crate) mod plan;
pub(crate) mod rating;
pub(crate) mod rectification;
pub(crate) mod recusal;
pub(crate) mod report;
pub(crate) mod risk_grade;

pub(crate) use intake::etag::etag;
pub(crate) use intake::{page, text, time, violations};
