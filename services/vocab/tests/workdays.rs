//! Working days: real holidays and make-up days, terms, and the refusal to guess.

use proptest::prelude::*;
use time::macros::date;
use time::{Date, Duration};
use vocab::workdays::{Calendar, CalendarError, DayKind};

#[test]
fn every_day_of_twelve_years_is_known() {
    let calendar = Calendar::shipped();
    assert_eq!(calendar.span(), Some((date!(2015 - 01 - 01), date!(2026 - 12 - 31))));
    assert_eq!(calendar.days().count(), 4_383);
    for (day, next) in calendar.days().zip(calendar.days().skip(1)) {
        assert_eq!(day.0.next_day(), Some(next.0));
    }
}

#[test]
fn holidays_weekends_and_make_up_days_are_as_announced() {
    let cases = [
        (date!(2015 - 09 - 03), DayKind::Holiday, "抗战胜利70周年纪念日"),
        (date!(2024 - 02 - 10), DayKind::Holiday, "春节"),
        (date!(2024 - 02 - 18), DayKind::AdjustedWorkday, "春节调休上班"),
        (date!(2024 - 10 - 01), DayKind::Holiday, "国庆节"),
        (date!(2024 - 10 - 12), DayKind::AdjustedWorkday, "国庆节调休上班"),
        (date!(2025 - 10 - 06), DayKind::Holiday, "中秋节"),
        (date!(2026 - 11 - 22), DayKind::Weekend, "周末"),
        (date!(2026 - 11 - 23), DayKind::Workday, ""),
    ];
    for (date, kind, name) in cases {
        let day = Calendar::shipped().day(date).expect("a known day");
        assert_eq!(day.kind, kind, "{date}");
        assert!(day.name.starts_with(name), "{date}: {}", day.name);
        assert_eq!(day.is_workday(), Calendar::shipped().is_workday(date).expect("a known day"));
    }
}

#[test]
fn a_term_of_working_days_skips_the_spring_festival_and_says_so() {
    let deadline = Calendar::shipped().add_working_days(date!(2024 - 02 - 08), 3).expect("known days");
    assert_eq!(deadline.date, date!(2024 - 02 - 19));
    let first = deadline.skipped.first().expect("a skipped day");
    let last = deadline.skipped.last().expect("a skipped day");
    assert_eq!((first.date, last.date, deadline.skipped.len()), (date!(2024 - 02 - 10), date!(2024 - 02 - 17), 8));
    assert!(deadline.skipped.iter().all(|skipped| skipped.name == "春节"));
}

#[test]
fn a_term_of_no_days_ends_where_it_began() {
    let deadline = Calendar::shipped().add_working_days(date!(2024 - 02 - 10), 0).expect("a known day");
    assert_eq!((deadline.date, deadline.skipped.len()), (date!(2024 - 02 - 10), 0));
}

#[test]
fn a_term_of_calendar_days_that_ends_on_a_holiday_rolls_to_the_next_working_day() {
    let calendar = Calendar::shipped();
    let rolled = calendar.add_calendar_days(date!(2024 - 09 - 01), 30, true).expect("known days");
    assert_eq!((rolled.date, rolled.skipped.len()), (date!(2024 - 10 - 08), 7));
    let plain = calendar.add_calendar_days(date!(2024 - 09 - 01), 30, false).expect("known days");
    assert_eq!((plain.date, plain.skipped.len()), (date!(2024 - 10 - 01), 0));
}

#[test]
fn a_date_without_a_calendar_is_an_error_naming_the_year() {
    let calendar = Calendar::shipped();
    let error = calendar.add_working_days(date!(2026 - 12 - 25), 10).expect_err("2027 is not announced");
    assert_eq!(error.date.year(), 2027);
    assert!(error.to_string().contains("2027"));
    assert!(calendar.is_workday(date!(2014 - 12 - 31)).is_err());
    assert!(calendar.add_calendar_days(date!(2026 - 12 - 31), 3, true).is_err());
    assert!(calendar.add_calendar_days(date!(2026 - 12 - 31), 3, false).is_ok(), "counting days needs no holidays");
    assert!(calendar.add_calendar_days(Date::MAX, 1, false).is_err());
}

#[test]
fn a_later_file_replaces_single_days_and_adds_years() {
    let notice = "date,is_workday,name,kind\n2026-11-23,0,临时放假,holiday\n2027-01-01,0,元旦,\n";
    let calendar = Calendar::shipped().clone().amended([notice]).expect("a good file");
    assert!(!calendar.is_workday(date!(2026 - 11 - 23)).expect("a known day"));
    assert!(Calendar::shipped().is_workday(date!(2026 - 11 - 23)).expect("a known day"));
    assert_eq!(calendar.day(date!(2027 - 01 - 01)).expect("a known day").kind, DayKind::Holiday);
    assert_eq!(calendar.is_workday(date!(2027 - 01 - 02)).expect_err("not given").date.year(), 2027);
}

#[test]
fn a_bad_file_is_refused_with_file_and_row() {
    let good = "date,is_workday,name,kind\n2027-01-04,1,,workday\n";
    for bad in ["2027-13-01,1,,workday", "2027-01-05,maybe,,workday", "2027-01-05,1,,holiday", "2027-01-05,1,,feast"] {
        let text = format!("{good}{bad}\n");
        let error = Calendar::from_csv_files([good, &text]).expect_err(bad);
        assert!(matches!(error, CalendarError::Row { file: 2, row: 2, .. }), "{error}");
    }
    let error = Calendar::from_csv_files(["date,is_workday\n2027-01-04\n"]).expect_err("no such columns");
    assert!(matches!(error, CalendarError::Csv { file: 1, .. }), "{error}");
}

fn known_date() -> impl Strategy<Value = Date> {
    (0..3_900_i64).prop_map(|days| date!(2015 - 01 - 01) + Duration::days(days))
}

proptest! {
    #[test]
    fn a_longer_term_never_ends_earlier(from in known_date(), n in 0_u32..120, more in 1_u32..60) {
        let calendar = Calendar::shipped();
        let short = calendar.add_working_days(from, n).expect("known days");
        let long = calendar.add_working_days(from, n + more).expect("known days");
        prop_assert!(short.date < long.date);
        prop_assert!(long.skipped.starts_with(&short.skipped));
    }

    #[test]
    fn a_later_start_never_ends_earlier(from in known_date(), later in 0_i64..60, n in 1_u32..120) {
        let end = |from| Calendar::shipped().add_working_days(from, n).expect("known days").date;
        prop_assert!(end(from) <= end(from + Duration::days(later)));
    }

    #[test]
    fn a_term_ends_on_a_working_day_and_counts_back_to_its_length(from in known_date(), n in 1_u32..120) {
        let calendar = Calendar::shipped();
        let deadline = calendar.add_working_days(from, n).expect("known days");
        prop_assert!(calendar.is_workday(deadline.date).expect("a known day"));
        prop_assert_eq!(calendar.working_days_between(from, deadline.date).expect("known days"), n);
        let passed = u32::try_from((deadline.date - from).whole_days()).expect("forward");
        prop_assert_eq!(passed, n + u32::try_from(deadline.skipped.len()).expect("few"));
    }

    #[test]
    fn a_rolled_term_ends_on_the_first_working_day_not_before_its_end(from in known_date(), n in 0_u32..120) {
        let calendar = Calendar::shipped();
        let rolled = calendar.add_calendar_days(from, n, true).expect("known days");
        let plain = calendar.add_calendar_days(from, n, false).expect("known days").date;
        prop_assert!(calendar.is_workday(rolled.date).expect("a known day"));
        prop_assert_eq!(rolled.date - plain, Duration::days(i64::try_from(rolled.skipped.len()).expect("few")));
    }
}
