//! What follows from what was found (信用): records and what they lead to; pure, without I/O.
//!
//! A [`record`] is something that an authority found or decided of an organisation. Records are never changed: they end, or are
//! withdrawn when what they rest on falls.

pub mod delay;
pub mod display;
pub mod document;
pub mod eligibility;
pub mod ground;
pub mod listing;
pub mod measure;
pub mod organization;
pub mod privacy;
pub mod procedures;
pub mod publication;
pub mod qualification;
pub mod record;
pub mod removal;
pub mod risk;
mod rules;
pub mod submission;
pub mod title;

pub use rules::rules;
