//! Whole years, and from which day something does not count any more.

use statute::years_later;
use time::{Date, Month};

use super::Window;

/// The whole years from one day to another; 0 if it lies before.
pub(super) fn whole_years(from: Date, day: Date) -> i64 {
    let years = i64::from(day.year() - from.year());
    let full = if years_later(from, years) <= day { years } else { years - 1 };
    full.max(0)
}

impl Window {
    /// The first day on which what last was on a day does not count any more.
    pub(super) fn free_from(self, last: Date, years: i64) -> Date {
        match self {
            Self::Now => next(last),
            Self::Years => next(years_later(last, years)),
            Self::CalendarYears => {
                let year = i32::try_from(i64::from(last.year()) + years + 1).unwrap_or(i32::MAX);
                Date::from_calendar_date(year, Month::January, 1).unwrap_or(Date::MAX)
            }
        }
    }

    /// A day such that what last was before it does not count any more on `on`.
    pub(super) fn since(self, on: Date, years: i64) -> Date {
        let back = match self {
            Self::Now => return on,
            Self::Years | Self::CalendarYears => i32::try_from(years).unwrap_or(i32::MAX),
        };
        Date::from_calendar_date(on.year().saturating_sub(back), Month::January, 1).unwrap_or(Date::MIN)
    }
}

fn next(day: Date) -> Date {
    day.next_day().unwrap_or(Date::MAX)
}
