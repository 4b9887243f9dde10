//! Secondments of young officials to social organisations (挂职): how long they last, and of which quarters is reported.

use statute::{Cited, years_over};
use time::{Date, Duration, Month};

use crate::rules;

const LONGEST: &str = "TA-09a";
/// How many days ahead a secondment may begin.
const LONGEST_AHEAD: i64 = 400;

/// The last day on which a secondment that is planned on a day may begin.
#[must_use]
pub fn last_begin(planned: Date) -> Date {
    planned.saturating_add(Duration::days(LONGEST_AHEAD))
}

/// The latest last day of a secondment that begins on a day (TA-09a), and the rule that says so. `None`: no rule held then.
#[must_use]
pub fn latest_end(begin: Date) -> Option<(Date, Cited<'static>)> {
    let rule = rules().on(LONGEST, begin).ok()?;
    let over = years_over(begin, rule.value());
    Some((over.previous_day()?, rule))
}

/// A quarter of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quarter {
    first: Date,
    last: Date,
}

impl Quarter {
    /// Quarter 1-4 of a year; none otherwise.
    #[must_use]
    pub fn of(year: i32, quarter: i32) -> Option<Self> {
        let (from, to, day) = match quarter {
            1 => (Month::January, Month::March, 31),
            2 => (Month::April, Month::June, 30),
            3 => (Month::July, Month::September, 30),
            4 => (Month::October, Month::December, 31),
            _ => return None,
        };
        let first = Date::from_calendar_date(year, from, 1).ok()?;
        Some(Self { first, last: Date::from_calendar_date(year, to, day).ok()? })
    }

    /// Whether something from a day to a day falls in it.
    #[must_use]
    pub fn meets(self, begin: Date, end: Date) -> bool {
        begin <= self.last && self.first <= end
    }

    /// Whether it has begun by a day.
    #[must_use]
    pub fn has_begun(self, day: Date) -> bool {
        self.first <= day
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::{Quarter, latest_end};

    #[test]
    fn it_lasts_two_years_at_most() {
        let (last, rule) = latest_end(date!(2026 - 12 - 01)).unwrap();
        assert_eq!((last, rule.reference().to_string().as_str()), (date!(2028 - 11 - 30), "TA-09a@1"));
        assert_eq!(latest_end(date!(2028 - 02 - 29)).unwrap().0, date!(2030 - 02 - 28));
        assert!(latest_end(date!(2019 - 12 - 31)).is_none());
    }

    #[test]
    fn a_quarter_meets_what_has_a_day_in_it() {
        let quarter = Quarter::of(2026, 4).unwrap();
        assert!(quarter.meets(date!(2026 - 12 - 31), date!(2027 - 06 - 30)));
        assert!(quarter.meets(date!(2026 - 01 - 01), date!(2026 - 10 - 01)));
        assert!(!quarter.meets(date!(2027 - 01 - 01), date!(2027 - 06 - 30)));
        assert!(!quarter.meets(date!(2026 - 01 - 01), date!(2026 - 09 - 30)));
        assert!(quarter.has_begun(date!(2026 - 10 - 01)) && !quarter.has_begun(date!(2026 - 09 - 30)));
        assert!(Quarter::of(2026, 0).is_none() && Quarter::of(2026, 5).is_none());
    }
}
