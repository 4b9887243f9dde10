//! What inspection (抽查) may do: whom a random draw takes, who inspects them, and what a plan allows next; pure, without I/O.
//!
//! The [`draw`] is the specification of `docs/draw` as code: what is frozen, how the seed comes about, who is drawn, and how
//! an outsider verifies it. A [`plan`] is the procedure around it: departments commit to shares and reveal them, in rounds
//! that are never cleared. A [`check`] is what inspectors record in the field, on devices that merge in any order.

pub mod check;
pub mod complaint;
pub mod draw;
pub mod enforcement;
pub mod inspector;
pub mod outcome;
pub mod plan;
pub mod procedures;
pub mod rating;
mod refusal;
pub mod report;
pub mod risk;
mod rules;

pub use refusal::Refusal;
pub use rules::{Demands, Level, rules};
