//! Months of a period.

use statute::months_later;
use time::Date;

/// The last days of the months from that of `from` to that of `to`.
#[must_use]
pub fn month_ends(from: Date, to: Date) -> Vec<Date> {
    let last = |day: Date| day.replace_day(day.month().length(day.year())).unwrap_or(day);
    let mut ends = Vec::new();
    let mut first = from.replace_day(1).unwrap_or(from);
    while first <= to {
        ends.push(last(first));
        first = months_later(first, 1);
    }
    ends
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::{month_ends, months_later};

    #[test]
    fn a_leap_day_goes_to_the_last_of_february() {
        assert_eq!(months_later(date!(2024 - 02 - 29), -36), date!(2021 - 02 - 28));
        assert_eq!(months_later(date!(2023 - 11 - 30), 3), date!(2024 - 02 - 29));
        assert_eq!(months_later(date!(2026 - 01 - 15), -1), date!(2025 - 12 - 15));
    }

    #[test]
    fn month_ends_go_from_month_to_month() {
        let ends = month_ends(date!(2023 - 12 - 31), date!(2024 - 02 - 01));
        assert_eq!(ends, [date!(2023 - 12 - 31), date!(2024 - 01 - 31), date!(2024 - 02 - 29)]);
        assert!(month_ends(date!(2024 - 02 - 01), date!(2024 - 01 - 31)).is_empty());
    }
}
