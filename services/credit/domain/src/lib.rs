//! What follows from what was found (信用): records and what they lead to; pure, without I/O.
//!
//! A [`record`] is something that an authority found or decided of an organisation. Records are never changed: they end, or are
//! withdrawn when what they rest on falls.

pub mod ground;
pub mod listing;
pub mod organization;
pub mod procedures;
pub mod record;
pub mod removal;
mod rules;

pub use rules::rules;
