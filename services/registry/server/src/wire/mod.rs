//! Contract ⇄ domain, both ways; the only module that knows both. Requests are read whole: every violation is named.

pub(crate) mod application;
pub(crate) mod appointment;
pub(crate) mod branch;
pub(crate) mod certificate;
pub(crate) mod change;
pub(crate) mod check_code;
pub(crate) mod code_block;
pub(crate) mod community;
pub(crate) mod department;
pub(crate) mod enums;
pub(crate) mod etag;
pub(crate) mod facts;
pub(crate) mod finding;
pub(crate) mod import;
pub(crate) mod name;
pub(crate) mod naming;
pub(crate) mod officer;
pub(crate) mod organization;
pub(crate) mod particulars;
pub(crate) mod party;
pub(crate) mod read;
pub(crate) mod reconciliation;
pub(crate) mod resolve;
pub(crate) mod revision;
pub(crate) mod rule;
pub(crate) mod search;
pub(crate) mod statistics;
pub(crate) mod stream;

pub(crate) use intake::{page, time, violations};
