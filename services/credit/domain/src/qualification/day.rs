//! First days of years, and how many months a rule says.

use statute::{Cited, Unit};
use time::{Date, Month};

/// The first day of a year.
pub(super) fn first_of(year: i32) -> Date {
    Date::from_calendar_date(year, Month::January, 1).unwrap_or(Date::MAX)
}

/// How many months a rule says; none, if it measures no months or years.
pub(super) fn months(rule: Cited<'_>) -> Option<i64> {
    let threshold = rule.version.threshold?;
    match threshold.unit {
        Unit::Months => Some(threshold.value),
        Unit::Years => Some(threshold.value.saturating_mul(12)),
        Unit::WorkingDays
        | Unit::CalendarDays
        | Unit::Persons
        | Unit::Units
        | Unit::Members
        | Unit::Posts
        | Unit::Terms
        | Unit::Fen
        | Unit::Thirds
        | Unit::Percent
        | Unit::PerMille
        | Unit::Count => None,
    }
}
