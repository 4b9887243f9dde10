//! Contracts of purchase (政府购买服务合同): how long they may last, by when they are signed and filed, what may be added, what an evaluation
//! comes to, and for how long their papers are kept.

mod rows;
mod score;
#[cfg(test)]
mod tests;

use statute::{Cited, years_later, years_over};
use time::{Date, Duration};
use vocab::workdays::Calendar;

use crate::rules;

pub use rows::{Column, Imported, MOST_ROWS, Problem, Row, read};
pub use score::{FULL, Grade, grade, total};

const NORMAL_TERM: &str = "GP-04b";
const LONG_TERM: &str = "GP-04c";
const SIGNING: &str = "GP-08a";
const FILING: &str = "GP-08b";
const ADDITIONS: &str = "GP-08c";
const RETENTION: &str = "GP-08d";
const ANNOUNCEMENT: &str = "GP-08e";

/// A rule as it holds on a day, if it does.
fn cited(id: &str, day: Date) -> Option<Cited<'static>> {
    rules().on(id, day).ok()
}

fn working_days(id: &str, from: Date, calendar: &Calendar) -> Option<Date> {
    let term = u32::try_from(cited(id, from)?.value()).ok()?;
    calendar.add_working_days(from, term).ok().map(|deadline| deadline.date)
}

/// The last day that a term may have which begins on `first`, by the rules of the day of signing: with the four reasons of GP-04c
/// stated, or without; and the rule that says so. `None`: no rule held then.
#[must_use]
pub fn longest_term(first: Date, signed: Date, reasons_stated: bool) -> Option<(Date, Cited<'static>)> {
    let rule = cited(if reasons_stated { LONG_TERM } else { NORMAL_TERM }, signed)?;
    Some((years_over(first, rule.value()).previous_day()?, rule))
}

/// The last day on which a contract may be signed in time (GP-08a).
#[must_use]
pub fn signing_last_day(award: Date) -> Option<Date> {
    award.checked_add(Duration::days(cited(SIGNING, award)?.value()))
}

/// How many days after that a contract was signed; 0: in time.
#[must_use]
pub fn signing_overdue(award: Date, signed: Date) -> i64 {
    signing_last_day(award).map_or(0, |last| (signed - last).whole_days().max(0))
}

/// The last day for filing (GP-08b); `None` while the calendar does not know the days.
#[must_use]
pub fn filing_last_day(signed: Date, calendar: &Calendar) -> Option<Date> {
    working_days(FILING, signed, calendar)
}

/// Whether a day is too late for filing a contract that was signed on another; never where nobody knows the last day.
#[must_use]
pub fn filing_overdue(signed: Date, on: Date, calendar: &Calendar) -> bool {
    filing_last_day(signed, calendar).is_some_and(|last| last < on)
}

/// The last day for the announcement of an award (GP-08e).
#[must_use]
pub fn announcement_last_day(award: Date, calendar: &Calendar) -> Option<Date> {
    working_days(ANNOUNCEMENT, award, calendar)
}

/// How much may still be added to a contract by supplements, in fen (GP-08c), and the rule that says so. What is below a fen is not
/// allowed.
#[must_use]
pub fn room(amount_fen: i64, added_fen: i64, signed: Date) -> (i64, Option<Cited<'static>>) {
    let Some(rule) = cited(ADDITIONS, signed) else { return (i64::MAX, None) };
    let allowed = i128::from(amount_fen) * i128::from(rule.value()) / 100;
    let room = i64::try_from(allowed - i128::from(added_fen)).unwrap_or(i64::MAX);
    (room.max(0), Some(rule))
}

/// The day until which the papers of a contract that ended on a day are kept at least (GP-08d), and the years.
#[must_use]
pub fn retention(closed: Date) -> Option<(Date, u16)> {
    let years = u16::try_from(cited(RETENTION, closed)?.value()).ok()?;
    Some((years_later(closed, years.into()), years))
}
