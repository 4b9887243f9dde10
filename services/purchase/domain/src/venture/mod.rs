//! Public-welfare venture rounds (公益创投): their terms, who gets what, in which parts, and what comes back.

pub mod grants;
pub mod ranking;
pub mod settlement;
#[cfg(test)]
mod tests;

use statute::Cited;
use time::{Date, Duration};

use crate::rules;

/// All of a grant, in percent.
pub const WHOLE: i32 = 100;

const FILING: &str = "VT-01";
const MENDING: &str = "VT-02";
const EXPERTS: &str = "VT-03";
const NOTICE: &str = "VT-04";

/// The day that is so many days after another as a rule says, and the rule. `None`: no rule held then.
fn days_after(id: &str, from: Date) -> Option<(Date, Cited<'static>)> {
    let rule = rules().on(id, from).ok()?;
    Some((from.checked_add(Duration::days(rule.value()))?, rule))
}

/// The first day on which a round that is published on a day may take its last proposals (VT-01), and the rule that says so.
#[must_use]
pub fn first_deadline(published: Date) -> Option<(Date, Cited<'static>)> {
    days_after(FILING, published)
}

/// The last day for which a proposal that is returned on a day may be mended (VT-02).
#[must_use]
pub fn mending_last_day(returned: Date) -> Option<Date> {
    days_after(MENDING, returned).map(|(day, _)| day)
}

/// How many experts judge a track at least (VT-03).
#[must_use]
pub fn least_experts(day: Date) -> usize {
    rules().on(EXPERTS, day).ok().and_then(|rule| usize::try_from(rule.value()).ok()).unwrap_or(1)
}

/// The last day of the public notice of a list that is published on a day (VT-04).
#[must_use]
pub fn notice_last_day(published: Date) -> Option<Date> {
    days_after(NOTICE, published).map(|(day, _)| day)
}
