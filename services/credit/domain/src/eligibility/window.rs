//! Days some years later (民法典第二百零二条: where the month has no such day, its last one).

use time::{Date, Month};

use super::Window;

/// The same day some years later; 28 February for a 29 February that the year lacks.
pub(super) fn years_later(day: Date, years: i64) -> Date {
    let year = i32::try_from(i64::from(day.year()) + years).unwrap_or(i32::MAX);
    let same = Date::from_calendar_date(year, day.month(), day.day());
    same.or_else(|_| Date::from_calendar_date(year, day.month(), 28)).unwrap_or(Date::MAX)
}

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
}

fn next(day: Date) -> Date {
    day.next_day().unwrap_or(Date::MAX)
}
