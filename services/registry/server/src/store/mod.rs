//! SQL: one function a statement, no decisions. Every finder takes the caller's scope.

pub(crate) mod application;
pub(crate) mod appointment_notice;
pub(crate) mod branch;
pub(crate) mod certificate;
pub(crate) mod code_block;
pub(crate) mod community;
pub(crate) mod department;
pub(crate) mod duty;
pub(crate) mod identifier;
pub(crate) mod import;
pub(crate) mod late_election;
pub(crate) mod name;
pub(crate) mod naming;
pub(crate) mod organization;
pub(crate) mod page;
pub(crate) mod party;
pub(crate) mod person;
pub(crate) mod post;
pub(crate) mod post_count;
pub(crate) mod reconciliation;
pub(crate) mod reservation;
pub(crate) mod resolve;
pub(crate) mod revision;
pub(crate) mod sealed_leaders;
pub(crate) mod search;
pub(crate) mod statistics;
