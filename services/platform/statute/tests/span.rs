//! Days some months or years from another.

use proptest::prelude::*;
use statute::{months_later, years_later, years_over};
use time::Date;
use time::macros::date;

#[test]
fn where_the_month_has_no_such_day_its_last_one_is_the_last_of_the_term() {
    for (event, months, last) in [
        (date!(2026 - 01 - 31), 1, date!(2026 - 02 - 28)),
        (date!(2026 - 01 - 31), 3, date!(2026 - 04 - 30)),
        (date!(2023 - 11 - 30), 3, date!(2024 - 02 - 29)),
        (date!(2024 - 02 - 29), -36, date!(2021 - 02 - 28)),
        (date!(2026 - 01 - 15), -1, date!(2025 - 12 - 15)),
        (date!(2026 - 02 - 28), 24, date!(2028 - 02 - 28)),
    ] {
        assert_eq!(months_later(event, months), last, "{event} {months}");
    }
    assert_eq!(years_later(date!(2024 - 02 - 29), 2), date!(2026 - 02 - 28));
    assert_eq!(years_later(date!(2024 - 02 - 29), 4), date!(2028 - 02 - 29));
}

#[test]
fn a_term_whose_first_day_counts_is_not_a_day_short_for_a_leap_day() {
    assert_eq!(years_over(date!(2026 - 11 - 24), 4), date!(2030 - 11 - 24));
    assert_eq!(years_over(date!(2028 - 02 - 29), 4), date!(2032 - 02 - 29));
    assert_eq!(years_over(date!(2028 - 02 - 29), 5), date!(2033 - 03 - 01));
    assert_eq!(years_over(date!(2028 - 03 - 01), 5), date!(2033 - 03 - 01));
}

#[test]
fn what_leads_beyond_the_calendar_ends_with_it() {
    assert_eq!(months_later(date!(2026 - 01 - 01), i64::MAX), Date::MAX);
    assert_eq!(years_later(date!(2026 - 01 - 01), i64::MIN), Date::MIN);
    assert_eq!(years_over(date!(2026 - 01 - 01), i64::MAX), Date::MAX);
}

proptest! {
    #[test]
    fn months_keep_their_order_and_their_day_where_there_is_one(day in 700_000..900_000_i32, months in -1_200..1_200_i64) {
        let day = Date::from_julian_day(day + 1_721_425).unwrap();
        let later = months_later(day, months);
        prop_assert!(later.day() <= day.day());
        prop_assert!(later.day() == day.day() || later.day() == later.month().length(later.year()));
        let whole = |day: Date| i64::from(day.year()) * 12 + i64::from(u8::from(day.month()));
        prop_assert_eq!(whole(later) - whole(day), months);
    }
}
