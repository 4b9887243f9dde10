//! What departments may purchase from others and which functions they give away (购买服务): pure, without I/O.
//!
//! A [`catalog`] of a division is adopted in versions that are never changed; which one holds on a day follows from their first days
//! ([`version`]). What must not be purchased is a [`negative`] category, declared by an official. A [`project`] comes to a [`contract`];
//! both are told as open data ([`ocds`]). Money of special
//! funds moves in a [`ledger`] in double entry, is told as [`grant`]s, and a [`statement`] of the bank is compared with what was paid. What all contracts come to is
//! reckoned by [`statistics`]. A [`tender`] has the terms, recusals and scores of
//! procurements that run here, of which some come to a [`framework`] agreement; a [`single_source`] is put before the public before it is
//! awarded. A [`venture`] round chooses projects of social organisations and pays for them.

pub mod above;
pub mod award;
pub mod catalog;
pub mod contract;
pub mod framework;
pub mod grant;
pub mod ledger;
pub mod money;
pub mod negative;
pub mod ocds;
pub mod project;
mod rules;
pub mod single_source;
pub mod statement;
pub mod statistics;
pub mod table;
pub mod tender;
pub mod transfer;
pub mod venture;
pub mod verdict;
pub mod version;

pub use rules::rules;
