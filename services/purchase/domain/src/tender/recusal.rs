//! Who may not judge whom (回避, GP-06).

use statute::{Cited, years_later};
use time::Date;

use crate::rules;

/// Relations and years of recusal.
const RECUSAL: &str = "GP-06";

/// A relation of an expert to an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tie {
    /// Code of the organisation.
    pub code: String,
    /// Its last day; none: it lasts.
    pub until: Option<Date>,
}

/// The rule as it holds on a day.
#[must_use]
pub fn rule(day: Date) -> Option<Cited<'static>> {
    rules().on(RECUSAL, day).ok()
}

/// Whether a relation still hinders on a day: it lasts, or ended less than so many years before. Where no rule held, every relation
/// hinders for ever.
#[must_use]
pub fn hinders(tie: &Tie, day: Date) -> bool {
    let Some(until) = tie.until else { return true };
    rule(day).is_none_or(|rule| years_later(until, rule.value()) >= day)
}

/// The first bidder whom somebody with these relations may not judge on a day.
pub fn conflict<'a>(ties: &[Tie], bidders: impl IntoIterator<Item = &'a str>, day: Date) -> Option<&'a str> {
    bidders.into_iter().find(|bidder| ties.iter().any(|tie| tie.code == *bidder && hinders(tie, day)))
}
