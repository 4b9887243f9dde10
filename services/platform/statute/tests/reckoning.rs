//! When terms end: what holds for every term, and the cases that no table of a rule would meet.

use std::fmt::Write as _;
use std::sync::LazyLock;

use proptest::prelude::*;
use statute::{Cause, Clock, Extension, Reckoning, ReckoningError, RuleBook, RuleRef, Unit, Why};
use time::macros::date;
use time::{Date, Duration};
use vocab::workdays::Calendar;

/// One rule a unit and length, two versions of `TIME-09`, and one that sets no time.
static BOOK: LazyLock<RuleBook> = LazyLock::new(|| {
    let mut text = String::new();
    let mut rule = |id: &str, versions: &[(&str, &str)]| {
        writeln!(text, "[[rule]]\nid = '{id}'\ntitle = '期限'").expect("a string takes all");
        for (threshold, valid) in versions {
            writeln!(text, "[[rule.version]]\ntext = '一'\n{threshold}\n{valid}\nsource = '一'\nmark = 'D'")
                .expect("a string takes all");
        }
    };
    let since = "valid_from = 2000-01-01";
    for (series, unit) in [("WD", "working_days"), ("CD", "calendar_days"), ("MO", "months"), ("YR", "years")] {
        for length in 1..=60 {
            let threshold = format!("threshold = {{ value = {length}, unit = '{unit}' }}");
            rule(&format!("{series}-{length:02}"), &[(&threshold, since)]);
        }
    }
    rule("NO-01", &[("", since)]);
    rule("NO-02", &[("threshold = { value = 50, unit = 'persons' }", since)]);
    rule(
        "TIME-09",
        &[
            ("threshold = { value = 30, unit = 'calendar_days' }", "valid_from = 2000-01-01\nvalid_to = 2026-03-01"),
            ("threshold = { value = 10, unit = 'working_days' }", "valid_from = 2026-03-01"),
        ],
    );
    RuleBook::parse(&text).expect("a good file")
});

fn clock(rule: &str, on: Date) -> Clock {
    let rule = RuleRef { id: rule.to_owned(), version: 1 };
    Clock { rule, started_on: on, suspensions: Vec::new(), extensions: Vec::new() }
}

fn reckon(clock: &Clock) -> Reckoning {
    clock.reckon(&BOOK, Calendar::shipped()).expect("known days")
}

fn due(clock: &Clock) -> Date {
    reckon(clock).due.expect("running")
}

#[test]
fn months_and_years_end_on_the_day_of_the_same_number_or_the_last_of_the_month() {
    let cases = [
        ("MO-01", date!(2026 - 01 - 31), date!(2026 - 02 - 28)), // a make-up Saturday
        ("MO-01", date!(2024 - 01 - 31), date!(2024 - 02 - 29)),
        ("MO-06", date!(2025 - 08 - 31), date!(2026 - 02 - 28)),
        ("MO-12", date!(2025 - 03 - 17), date!(2026 - 03 - 17)),
        ("MO-11", date!(2025 - 01 - 15), date!(2025 - 12 - 15)),
        ("YR-01", date!(2024 - 02 - 29), date!(2025 - 02 - 28)),
        ("YR-01", date!(2025 - 03 - 01), date!(2026 - 03 - 02)), // a Sunday rolls
        ("YR-03", date!(2022 - 10 - 01), date!(2025 - 10 - 09)), // National Day and Mid-Autumn roll
    ];
    for (rule, start, end) in cases {
        assert_eq!(due(&clock(rule, start)), end, "{rule} from {start}");
    }
}

#[test]
fn a_suspended_term_has_no_end_until_it_is_resumed() {
    let mut clock = clock("WD-10", date!(2026 - 03 - 02));
    assert_eq!(due(&clock), date!(2026 - 03 - 16));
    clock.suspend(date!(2026 - 03 - 05), Cause::Measure, "听证").expect("running");
    let standing = reckon(&clock);
    assert_eq!((standing.due, standing.term, standing.skipped), (None, 10, Vec::new()));
    clock.resume(date!(2026 - 03 - 12), Cause::Measure).expect("suspended");
    let running = reckon(&clock);
    assert_eq!(running.due, Some(date!(2026 - 03 - 23)), "two days before, eight from the 12th on");
    let suspended = running.skipped.iter().filter(|day| day.why == Why::Suspended("听证".to_owned())).count();
    assert_eq!((suspended, running.skipped.len()), (7, 11), "and two weekends");
}

#[test]
fn suspending_a_term_after_its_end_does_not_revive_it() {
    let mut clock = clock("WD-05", date!(2026 - 03 - 02));
    let end = due(&clock);
    clock.suspend(end + Duration::days(1), Cause::Measure, "听证").expect("running");
    assert_eq!(reckon(&clock).due, Some(end));
}

#[test]
fn a_term_that_would_roll_into_a_suspension_waits_for_it() {
    let mut clock = clock("CD-05", date!(2026 - 03 - 02)); // complete on Saturday the 7th
    assert_eq!(due(&clock), date!(2026 - 03 - 09));
    clock.suspend(date!(2026 - 03 - 08), Cause::Measure, "专家评审").expect("running");
    let standing = reckon(&clock);
    assert_eq!((standing.due, standing.skipped.len()), (None, 1));
    clock.resume(date!(2026 - 03 - 11), Cause::Measure).expect("suspended");
    assert_eq!(due(&clock), date!(2026 - 03 - 11));
}

#[test]
fn extensions_add_days_of_the_rules_own_unit() {
    let extension =
        |days| Extension { days, reason: "案情复杂".to_owned(), approved_by: "civil-affairs".to_owned() };
    for (rule, start, days, end, term) in [
        ("WD-20", date!(2026 - 03 - 02), 10, date!(2026 - 04 - 14), 30), // over 清明节
        ("CD-30", date!(2026 - 03 - 02), 5, date!(2026 - 04 - 07), 35),  // ends on 清明节, rolls
        ("MO-01", date!(2026 - 03 - 02), 5, date!(2026 - 04 - 07), 1),
    ] {
        let mut clock = clock(rule, start);
        clock.extend(extension(days - 2));
        clock.extend(extension(2));
        let reckoning = reckon(&clock);
        assert_eq!((reckoning.due, reckoning.term), (Some(end), term), "{rule}");
    }
}

#[test]
fn working_days_of_a_year_without_a_calendar_are_an_error_that_names_the_file() {
    let error = clock("WD-10", date!(2026 - 12 - 25)).reckon(&BOOK, Calendar::shipped()).expect_err("2027");
    assert_eq!(error, ReckoningError::CalendarMissing { year: 2027 });
    assert!(error.to_string().contains("workdays/2027.csv"), "{error}");
    assert_eq!(due(&clock("WD-04", date!(2026 - 12 - 25))), date!(2026 - 12 - 31));
}

#[test]
fn an_end_in_a_year_without_a_calendar_is_told_unrolled_until_the_year_is_loaded() {
    let clock = clock("CD-30", date!(2026 - 12 - 03)); // 2027-01-02, a Saturday
    let unrolled = reckon(&clock);
    assert_eq!(unrolled.due, Some(date!(2027 - 01 - 02)));
    assert_eq!((unrolled.unrolled, unrolled.missing_year, unrolled.unit), (true, Some(2027), Unit::CalendarDays));
    let year =
        "date,is_workday,name,kind\n2027-01-01,0,元旦,\n2027-01-02,0,元旦,\n2027-01-03,0,周末,\n2027-01-04,1,,\n";
    let calendar = Calendar::shipped().clone().amended([year]).expect("a good file");
    let rolled = clock.reckon(&BOOK, &calendar).expect("known days");
    assert_eq!(rolled.due, Some(date!(2027 - 01 - 04)));
    assert_eq!((rolled.unrolled, rolled.missing_year, rolled.skipped.len()), (false, None, 2));
}

#[test]
fn a_clock_goes_by_the_version_that_it_cites_even_after_another_came_into_force() {
    let end = |clock: &Clock| clock.reckon(&BOOK, Calendar::shipped()).expect("known days").due;
    let old = Clock::start(BOOK.on("TIME-09", date!(2026 - 02 - 27)).expect("in force"), date!(2026 - 02 - 27));
    let new = Clock::start(BOOK.on("TIME-09", date!(2026 - 03 - 02)).expect("in force"), date!(2026 - 03 - 02));
    assert_eq!((old.rule.version, new.rule.version), (1, 2));
    assert_eq!(end(&old), Some(date!(2026 - 03 - 30)), "thirty days, the Sunday rolled");
    assert_eq!(end(&new), Some(date!(2026 - 03 - 16)), "ten working days");
}

#[test]
fn a_rule_without_time_a_rule_unknown_and_an_endless_term_are_errors() {
    let fails = |rule: &str, on| clock(rule, on).reckon(&BOOK, Calendar::shipped()).expect_err("no end");
    assert_eq!(fails("NO-01", date!(2026 - 03 - 02)), ReckoningError::NoTerm { rule: "NO-01".to_owned() });
    assert_eq!(fails("NO-02", date!(2026 - 03 - 02)), ReckoningError::NoTerm { rule: "NO-02".to_owned() });
    assert!(matches!(fails("NO-03", date!(2026 - 03 - 02)), ReckoningError::NotInForce(_)));
    assert_eq!(fails("YR-60", date!(9950 - 01 - 01)), ReckoningError::TooLong);
    assert_eq!(fails("CD-60", Date::MAX), ReckoningError::TooLong);
}

fn start() -> impl Strategy<Value = Date> {
    (0..3_000_i64).prop_map(|days| date!(2015 - 01 - 01) + Duration::days(days))
}

fn rule() -> impl Strategy<Value = String> {
    prop_oneof![
        (1..=60_u32).prop_map(|length| format!("WD-{length:02}")),
        (1..=60_u32).prop_map(|length| format!("CD-{length:02}")),
        (1..=12_u32).prop_map(|length| format!("MO-{length:02}")),
        (1..=2_u32).prop_map(|length| format!("YR-{length:02}")),
    ]
}

proptest! {
    #[test]
    fn a_later_start_never_ends_earlier(rule in rule(), from in start(), later in 0_i64..60) {
            let end = |on| clock(&rule, on).reckon(&BOOK, Calendar::shipped()).expect("known days").due;
        prop_assert!(end(from) <= end(from + Duration::days(later)));
    }

    #[test]
    fn a_suspension_never_moves_the_end_earlier_and_a_longer_one_never_less(
        rule in rule(), from in start(), after in 0_i64..90, days in 0_i64..60, more in 0_i64..20,
    ) {
            let end = |length: Option<i64>| {
            let mut clock = clock(&rule, from);
            if let Some(length) = length {
                clock.suspend(from + Duration::days(after), Cause::Measure, "听证").expect("running");
                clock.resume(from + Duration::days(after + length), Cause::Measure).expect("suspended");
            }
            clock.reckon(&BOOK, Calendar::shipped()).expect("known days").due.expect("running")
        };
        prop_assert!(end(None) <= end(Some(days)));
        prop_assert!(end(Some(days)) <= end(Some(days + more)));
        prop_assert_eq!(end(None), end(Some(0)));
    }

    #[test]
    fn every_term_ends_on_a_working_day_and_its_days_add_up(rule in rule(), from in start(), at in 0_i64..40, length in 0_i64..20) {
        let mut clock = clock(&rule, from);
        clock.suspend(from + Duration::days(at), Cause::Measure, "听证").expect("running");
        clock.resume(from + Duration::days(at + length), Cause::Measure).expect("suspended");
        let reckoning = reckon(&clock);
        let due = reckoning.due.expect("running");
        prop_assert!(Calendar::shipped().is_workday(due).expect("a known day"));
        prop_assert!(!clock.suspensions[0].covers(due));
        prop_assert!(reckoning.skipped.windows(2).all(|pair| pair[0].date < pair[1].date));
        prop_assert!(reckoning.skipped.iter().all(|day| from < day.date && day.date < due));
        if reckoning.unit == Unit::WorkingDays {
            let passed = (due - from).whole_days();
            prop_assert_eq!(passed, i64::from(reckoning.term) + i64::try_from(reckoning.skipped.len()).expect("few"));
        }
    }
}
