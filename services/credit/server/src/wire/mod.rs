//! Contract ⇄ domain, both ways; the only module that knows both. Requests are read whole: every violation is named.

pub(crate) mod delay;
pub(crate) mod eligibility;
pub(crate) mod intake;
pub(crate) mod listing;
pub(crate) mod measure;
pub(crate) mod name;
pub(crate) mod petition;
pub(crate) mod publication;
pub(crate) mod qualification;
pub(crate) mod record;
pub(crate) mod report;
pub(crate) mod risk;
pub(crate) mod submission;
mod text;
pub(crate) mod told;

pub(crate) use ::intake::{etag, page, time, violations};
