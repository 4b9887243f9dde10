//! Risk warning (风险评估和预警, 意见(十)): what is measured of an organisation, and rules over it.
//!
//! [`indicator`]s are data; an [`Expression`] over them says when to warn; a [`Rehearsal`] tries one on the past. Nothing here knows
//! today: every day is stated.

mod expression;
mod indicator;
mod measured;
mod months;
mod rehearsal;
mod rule;
mod zombie;

pub use expression::{Expression, Mistake, Mistakes, NotEvaluated};
pub use indicator::{Indicator, Measure, Type, indicators};
pub use measured::{Measured, Subject};
pub use months::month_ends;
pub use rehearsal::{Examined, Outcome, Rehearsal, Totals, Verdict};
pub use rule::{CloseReason, Level};
pub use zombie::{Candidate, Disposal, Sign, candidate, signs_look_at};
