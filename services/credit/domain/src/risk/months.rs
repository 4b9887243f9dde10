//! Months before and after a day.

use time::{Date, Month};

/// The day of the same number so many months before, or that month's last.
#[must_use]
pub fn months_before(day: Date, months: u16) -> Date {
    shifted(day, -i32::from(months))
}

/// The day of the same number so many months later, or that month's last.
#[must_use]
pub fn months_after(day: Date, months: u16) -> Date {
    shifted(day, i32::from(months))
}

/// The last days of the months from that of `from` to that of `to`.
#[must_use]
pub fn month_ends(from: Date, to: Date) -> Vec<Date> {
    let last = |day: Date| day.replace_day(day.month().length(day.year())).unwrap_or(day);
    let mut ends = Vec::new();
    let mut first = from.replace_day(1).unwrap_or(from);
    while first <= to {
        ends.push(last(first));
        first = shifted(first, 1);
    }
    ends
}

fn shifted(day: Date, months: i32) -> Date {
    let whole = day.year() * 12 + i32::from(u8::from(day.month())) - 1 + months;
    let (year, month) = (whole.div_euclid(12), whole.rem_euclid(12) + 1);
    let month = u8::try_from(month).ok().and_then(|month| Month::try_from(month).ok()).unwrap_or(Month::January);
    Date::from_calendar_date(year, month, day.day().min(month.length(year))).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::{month_ends, months_after, months_before};

    #[test]
    fn a_leap_day_goes_to_the_last_of_february() {
        assert_eq!(months_before(date!(2024 - 02 - 29), 36), date!(2021 - 02 - 28));
        assert_eq!(months_after(date!(2023 - 11 - 30), 3), date!(2024 - 02 - 29));
        assert_eq!(months_before(date!(2026 - 01 - 15), 1), date!(2025 - 12 - 15));
    }

    #[test]
    fn month_ends_go_from_month_to_month() {
        let ends = month_ends(date!(2023 - 12 - 31), date!(2024 - 02 - 01));
        assert_eq!(ends, [date!(2023 - 12 - 31), date!(2024 - 01 - 31), date!(2024 - 02 - 29)]);
        assert!(month_ends(date!(2024 - 02 - 01), date!(2024 - 01 - 31)).is_empty());
    }
}
