//! Rules of law (规则) as dated data, and the terms (期限) that run under them; pure, without I/O.
//!
//! A [`RuleBook`] holds the rules of one service: each with every version it has had, from which day to which that version
//! held, and where it is written. A decision records a [`RuleRef`]: the rule and the version it was taken under. A
//! [`Clock`] is a term under way; [`Clock::reckon`] says when it ends, and which days did not count and why.

mod book;
mod clock;
mod draft;
mod iso_date;
mod problem;
mod read;
mod reckoning;
mod rule;
mod span;

pub use book::{NotInForce, RuleBook};
pub use clock::{Cause, Clock, ClockError, Extension, Suspension};
pub use draft::{Draft, NotDrafted};
pub use problem::RuleBookError;
pub use read::day;
pub use reckoning::{Reckoning, ReckoningError, SkippedDay, Why};
pub use rule::{Cited, Mark, Rule, RuleRef, Threshold, Unit, Version};
pub use span::{months_later, years_later, years_over};
