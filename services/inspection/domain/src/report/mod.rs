//! Annual reports (年度检查、年度报告): who reports by when, on which form, what the pre-check finds, how a report is concluded.

pub mod campaign;
pub mod check;
pub mod conclude;
mod entry;
mod form;
mod kind;
pub mod procedure;
mod refusal;
mod simplify;

pub use entry::{Content, Entry};
pub use form::{Carried, Field, Form, Necessity, Section, Sum, Type, form, form_of, forms};
pub use kind::Kind;
pub use refusal::Refusal;
pub use simplify::simplified;

use statute::{Cited, RuleRef};
use time::Date;

/// The version of a rule of annual reports in force on a day.
pub(crate) fn cited(rule: &'static str, day: Date) -> Result<Cited<'static>, Refusal> {
    crate::rules().on(rule, day).map_err(|_| Refusal::RuleNotFound { rule })
}

/// What a decision records of it.
pub(crate) fn reference(rule: &'static str, day: Date) -> Result<RuleRef, Refusal> {
    Ok(cited(rule, day)?.reference())
}
