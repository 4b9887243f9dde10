//! What inspection (检查) may do: draws and checks, annual reports, ratings, penalties, complaints; pure, without I/O.
//!
//! The [`draw`] is the specification of `docs/draw` as code: what is frozen, how the seed comes about, who is drawn, and how
//! an outsider verifies it. A [`plan`] is the procedure around it: departments commit to shares and reveal them, in rounds
//! that are never cleared. A [`check`] is what inspectors record in the field, on devices that merge in any order. An annual
//! [`report`] is checked against its form, the register and last year's figures; a [`rating`] weighs scores by the rules of
//! its day; [`enforcement`] and [`complaint`] hold what penalties, bans and complaints may come to. What they decide of an
//! organisation is an [`outcome`], by which each learns of the others.

pub mod check;
pub mod complaint;
pub mod enforcement;
pub mod inspector;
pub mod outcome;
pub mod procedures;
pub mod rating;
mod refusal;
pub mod report;
pub mod risk;
mod rules;

pub use draw::{self, plan};
pub use refusal::Refusal;
pub use rules::{Level, demands, rules};
