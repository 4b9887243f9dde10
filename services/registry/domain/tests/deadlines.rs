//! When the register's terms end, article by article, over real holidays; each row was counted by hand on the calendar.

use registry_domain::rules;
use statute::{Cause, Clock, Extension, Reckoning, ReckoningError, RuleBook, SkippedDay, Unit, Why};
use time::Date;
use time::macros::date;
use vocab::workdays::Calendar;

fn clock(rule: &str, start: Date) -> Clock {
    Clock::start(rules().on(rule, start).expect("in force"), start)
}

fn reckon(clock: &Clock) -> Reckoning {
    clock.reckon(rules(), Calendar::shipped()).expect("known days")
}

/// Runs of days skipped for the same reason: its name and how many.
fn runs(skipped: &[SkippedDay]) -> Vec<(String, usize)> {
    let name = |day: &SkippedDay| match &day.why {
        Why::Weekend => "周末".to_owned(),
        Why::Holiday(name) | Why::Suspended(name) => name.clone(),
    };
    let mut runs: Vec<(String, usize)> = Vec::new();
    for day in skipped {
        match runs.last_mut() {
            Some((last, count)) if *last == name(day) => *count += 1,
            _ => runs.push((name(day), 1)),
        }
    }
    runs
}

type Row<'a> = (Date, Date, &'a [(&'a str, usize)]);

fn table(rule: &str, rows: &[Row<'_>]) {
    for (start, due, skipped) in rows {
        let reckoning = reckon(&clock(rule, *start));
        assert_eq!(reckoning.due, Some(*due), "{rule} from {start}");
        let expected: Vec<_> = skipped.iter().map(|(name, count)| ((*name).to_owned(), *count)).collect();
        assert_eq!(runs(&reckoning.skipped), expected, "{rule} from {start}");
    }
}

#[test]
fn a_registration_is_decided_within_sixty_days() {
    let rows: &[Row<'_>] = &[
        (date!(2026 - 03 - 02), date!(2026 - 05 - 06), &[("劳动节", 5)]),
        (date!(2025 - 12 - 17), date!(2026 - 02 - 24), &[("春节", 9)]),
        (date!(2025 - 11 - 03), date!(2026 - 01 - 04), &[("元旦", 2)]), // a Sunday worked to make up
        (date!(2026 - 08 - 03), date!(2026 - 10 - 08), &[("国庆节", 6)]),
        (date!(2026 - 07 - 28), date!(2026 - 09 - 28), &[("中秋节", 2)]),
        (date!(2025 - 12 - 16), date!(2026 - 02 - 14), &[]), // a Saturday worked to make up
    ];
    for rule in ["REG-05", "REG-21", "REG-31"] {
        table(rule, rows);
    }
}

#[test]
fn a_change_is_applied_for_within_thirty_days_of_the_consent() {
    let rows: &[Row<'_>] = &[
        (date!(2025 - 12 - 02), date!(2026 - 01 - 04), &[("元旦", 3)]),
        (date!(2026 - 01 - 16), date!(2026 - 02 - 24), &[("春节", 9)]),
        (date!(2026 - 03 - 06), date!(2026 - 04 - 07), &[("清明节", 2)]),
        (date!(2026 - 09 - 01), date!(2026 - 10 - 08), &[("国庆节", 7)]),
        (date!(2026 - 09 - 10), date!(2026 - 10 - 10), &[]), // a Saturday worked to make up
        (date!(2026 - 11 - 26), date!(2026 - 12 - 28), &[("周末", 2)]),
    ];
    for rule in ["REG-09", "REG-23a", "PROC-04", "PROC-09"] {
        let in_force = rows.iter().filter(|(start, ..)| rules().on(rule, *start).is_ok());
        table(rule, &in_force.copied().collect::<Vec<_>>());
    }
}

#[test]
fn a_deregistration_is_applied_for_within_fifteen_days_of_the_liquidation() {
    let rows: &[Row<'_>] = &[
        (date!(2026 - 02 - 02), date!(2026 - 02 - 24), &[("春节", 7)]),
        (date!(2026 - 09 - 18), date!(2026 - 10 - 08), &[("国庆节", 5)]),
        (date!(2026 - 11 - 26), date!(2026 - 12 - 11), &[]),
    ];
    for rule in ["REG-11a", "REG-23c", "PROC-10"] {
        table(rule, rows);
    }
    table("REG-11a", &[(date!(2025 - 12 - 17), date!(2026 - 01 - 04), &[("元旦", 3)])]);
}

#[test]
fn a_new_supervising_unit_is_found_within_ninety_days() {
    table(
        "REG-23b",
        &[
            (date!(2025 - 11 - 20), date!(2026 - 02 - 24), &[("春节", 6)]),
            (date!(2026 - 03 - 02), date!(2026 - 06 - 01), &[("周末", 1)]),
            (date!(2026 - 07 - 03), date!(2026 - 10 - 08), &[("国庆节", 7)]),
        ],
    );
}

#[test]
fn names_rest_for_a_year_after_a_change_and_three_after_a_revocation() {
    table(
        "NAME-02a",
        &[
            (date!(2025 - 01 - 01), date!(2026 - 01 - 04), &[("元旦", 3)]),
            (date!(2025 - 02 - 28), date!(2026 - 02 - 28), &[]), // a Saturday worked to make up
            (date!(2025 - 10 - 01), date!(2026 - 10 - 08), &[("国庆节", 7)]),
        ],
    );
    let revoked = |start| {
        let mut clock = clock("NAME-02b", date!(2024 - 05 - 01));
        clock.started_on = start; // what was revoked before the regulation counts too
        let reckoning = reckon(&clock);
        (reckoning.due, runs(&reckoning.skipped))
    };
    assert_eq!(revoked(date!(2022 - 01 - 01)), (Some(date!(2025 - 01 - 02)), vec![("元旦".to_owned(), 1)]));
    assert_eq!(revoked(date!(2023 - 02 - 17)), (Some(date!(2026 - 02 - 24)), vec![("春节".to_owned(), 7)]));
    assert_eq!(revoked(date!(2021 - 03 - 05)), (Some(date!(2024 - 03 - 05)), Vec::new()));
}

#[test]
fn terms_in_working_days_leave_out_weekends_and_holidays_and_count_make_up_days() {
    table(
        "TIME-01",
        &[
            (date!(2026 - 02 - 02), date!(2026 - 03 - 06), &[("周末", 2), ("春节", 9), ("周末", 1)]),
            (date!(2026 - 09 - 15), date!(2026 - 10 - 19), &[("周末", 1), ("中秋节", 3), ("国庆节", 7), ("周末", 3)]),
            (date!(2025 - 12 - 17), date!(2026 - 01 - 15), &[("周末", 4), ("元旦", 3), ("周末", 2)]),
            (date!(2026 - 03 - 02), date!(2026 - 03 - 30), &[("周末", 8)]),
        ],
    );
    table("PROC-01", &[(date!(2025 - 12 - 30), date!(2026 - 01 - 07), &[("元旦", 3)])]);
    for rule in ["PROC-01", "PROC-08"] {
        table(
            rule,
            &[
                (date!(2026 - 02 - 12), date!(2026 - 02 - 26), &[("春节", 9)]),
                (date!(2026 - 09 - 29), date!(2026 - 10 - 12), &[("国庆节", 7), ("周末", 1)]),
            ],
        );
    }
    for rule in ["PROC-02", "PROC-07"] {
        table(
            rule,
            &[
                (date!(2026 - 02 - 09), date!(2026 - 03 - 06), &[("春节", 9), ("周末", 1)]),
                (
                    date!(2026 - 09 - 18),
                    date!(2026 - 10 - 15),
                    &[("周末", 1), ("中秋节", 3), ("国庆节", 7), ("周末", 1)],
                ),
            ],
        );
    }
    for rule in ["PROC-03", "PROC-06", "TIME-01c"] {
        table(
            rule,
            &[
                (date!(2026 - 02 - 11), date!(2026 - 03 - 03), &[("春节", 9), ("周末", 1)]),
                (date!(2026 - 09 - 28), date!(2026 - 10 - 16), &[("国庆节", 7), ("周末", 1)]),
            ],
        );
    }
    table("PROC-06", &[(date!(2025 - 12 - 26), date!(2026 - 01 - 12), &[("周末", 2), ("元旦", 3), ("周末", 2)])]);
    table(
        "PROC-05",
        &[
            (date!(2026 - 02 - 10), date!(2026 - 02 - 26), &[("春节", 9)]),
            (date!(2026 - 04 - 30), date!(2026 - 05 - 13), &[("劳动节", 5), ("周末", 1)]),
        ],
    );
    table(
        "PROC-12",
        &[
            (date!(2026 - 06 - 17), date!(2026 - 06 - 23), &[("端午节", 3)]),
            (date!(2026 - 04 - 02), date!(2026 - 04 - 08), &[("清明节", 3)]),
        ],
    );
}

#[test]
fn a_simplified_deregistration_is_announced_for_forty_five_days() {
    table(
        "ZB-01a",
        &[
            (date!(2026 - 01 - 05), date!(2026 - 02 - 24), &[("春节", 5)]),
            (date!(2026 - 08 - 20), date!(2026 - 10 - 08), &[("国庆节", 4)]),
        ],
    );
}

#[test]
fn a_hearing_stops_the_twenty_days_and_an_approval_adds_ten() {
    let mut clock = clock("TIME-01", date!(2026 - 02 - 02));
    let more = rules().on("TIME-01a", clock.started_on).expect("in force").value();
    clock.extend(Extension {
        days: u32::try_from(more).expect("small"),
        reason: "情况复杂".to_owned(),
        approved_by: "civil-affairs".to_owned(),
    });
    let extended = reckon(&clock);
    assert_eq!((extended.due, extended.term, extended.unit), (Some(date!(2026 - 03 - 20)), 30, Unit::WorkingDays));

    clock.suspend(date!(2026 - 03 - 09), Cause::Measure, "听证").expect("running");
    assert_eq!(reckon(&clock).due, None);
    clock.resume(date!(2026 - 03 - 16), Cause::Measure).expect("suspended");
    let resumed = reckon(&clock);
    assert_eq!(resumed.due, Some(date!(2026 - 03 - 27)), "a working week later");
    let runs = runs(&resumed.skipped);
    assert!(runs.contains(&("听证".to_owned(), 7)), "{runs:?}");
}

#[test]
fn a_review_stops_the_sixty_days_by_as_many_days() {
    let mut clock = clock("REG-05", date!(2026 - 03 - 02)); // complete on 1 May
    clock.suspend(date!(2026 - 04 - 01), Cause::Measure, "专家评审").expect("running");
    clock.resume(date!(2026 - 04 - 13), Cause::Measure).expect("suspended");
    let reckoning = reckon(&clock);
    assert_eq!(reckoning.due, Some(date!(2026 - 05 - 13)));
    assert_eq!(runs(&reckoning.skipped), [("专家评审".to_owned(), 12)]);
}

#[test]
fn what_ends_in_2027_is_unrolled_in_calendar_days_and_unknown_in_working_days() {
    let long = reckon(&clock("REG-05", date!(2026 - 11 - 26)));
    assert_eq!((long.due, long.unrolled, long.missing_year), (Some(date!(2027 - 01 - 25)), true, Some(2027)));
    let retention = reckon(&clock("PROC-11", date!(2026 - 03 - 02)));
    assert_eq!((retention.due, retention.missing_year), (Some(date!(2056 - 03 - 02)), Some(2056)));
    let short = clock("TIME-01", date!(2026 - 12 - 10)).reckon(rules(), Calendar::shipped());
    assert_eq!(short, Err(ReckoningError::CalendarMissing { year: 2027 }));
    let known = reckon(&clock("PROC-01", date!(2026 - 12 - 10)));
    assert_eq!((known.due, known.unrolled), (Some(date!(2026 - 12 - 17)), false));
}

#[test]
fn an_amendment_shortens_the_terms_that_begin_after_it_and_no_others() {
    let amendment = "valid_to = 2026-03-20\nsource = \"社会团体登记管理条例（2016年修订）第十二条\"\nmark = \"V\"\n\
        [[rule.version]]\ntext = \"30日内作出决定。\"\nthreshold = { value = 30, unit = \"calendar_days\" }\n\
        valid_from = 2026-03-20\n";
    let text = include_str!("../rules/registry.toml");
    let (before, rule) = text.split_at(text.find("id = \"REG-05\"").expect("the rule is there"));
    let book = RuleBook::parse(&format!("{before}{}", rule.replacen("source =", &format!("{amendment}source ="), 1)));
    let book = book.expect("a good file");
    let end = |start| {
        let clock = Clock::start(book.on("REG-05", start).expect("in force"), start);
        (clock.rule.version, clock.reckon(&book, Calendar::shipped()).expect("known days").due)
    };
    assert_eq!(end(date!(2026 - 03 - 19)), (1, Some(date!(2026 - 05 - 18))));
    assert_eq!(end(date!(2026 - 03 - 20)), (2, Some(date!(2026 - 04 - 20))), "a Sunday rolled");
}
