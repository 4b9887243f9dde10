//! PN-01a to PN-01c, PN-02a, PN-03b against days of the calendar.

use inspection_domain::procedures::{HANDLER, PROCEDURES, RECEIVER};
use inspection_domain::rules;
use procedure::{Act, Case, Circumstances, Office, Procedure, Refusal};
use time::Date;
use time::macros::date;
use vocab::workdays::Calendar;

fn civil() -> Office {
    Office::new("civil-affairs", "330500")
}

fn penalty() -> &'static Procedure {
    PROCEDURES.iter().find(|procedure| procedure.key == "penalty").expect("it is declared")
}

/// Somebody acts on a day; what is recorded happened on another, if one is given.
fn act(case: &Case, action: &str, today: Date, on: Option<Date>) -> Result<Case, Refusal> {
    let around =
        Circumstances { today, book: rules(), calendar: Calendar::shipped(), objections_open: 0, objections_upheld: 0 };
    let act = Act {
        action: action.to_owned(),
        by: civil(),
        reasons: "理由".to_owned(),
        ground: "依据".to_owned(),
        on,
        ..Act::default()
    };
    penalty().act(case, act, around).map(|moved| moved.case)
}

fn taken(steps: &[(&str, Date)]) -> Case {
    let case = penalty().open("", [(HANDLER, civil())]);
    steps.iter().fold(case, |case, (action, day)| {
        act(&case, action, *day, None).unwrap_or_else(|refused| panic!("{action}: {refused}"))
    })
}

fn due(case: &Case, clock: &str) -> Option<Date> {
    let clock = case.clock(clock).expect("it began");
    clock.clock.reckon(rules(), Calendar::shipped()).expect("the calendar is known").due
}

#[test]
fn ninety_days_over_a_new_year_end_after_the_spring_festival() {
    let case = taken(&[("approve-filing", date!(2025 - 11 - 20))]);
    assert_eq!(due(&case, "decision"), Some(date!(2026 - 02 - 24)), "the ninetieth day is in the festival");
    let case = taken(&[("approve-filing", date!(2025 - 10 - 10))]);
    assert_eq!(due(&case, "decision"), Some(date!(2026 - 01 - 08)));
}

#[test]
fn an_extension_adds_thirty_days() {
    let case = taken(&[("approve-filing", date!(2025 - 10 - 10)), ("extend", date!(2025 - 12 - 01))]);
    assert_eq!(due(&case, "decision"), Some(date!(2026 - 02 - 09)), "the hundred and twentieth is a Saturday");
}

#[test]
fn the_term_stands_still_while_something_is_appraised_or_heard() {
    let waiting = taken(&[("approve-filing", date!(2025 - 10 - 10)), ("suspend", date!(2025 - 11 - 03))]);
    assert_eq!(due(&waiting, "decision"), None);
    let resumed = act(&waiting, "resume", date!(2025 - 11 - 13), None).expect("it goes on");
    assert_eq!(due(&resumed, "decision"), Some(date!(2026 - 01 - 19)), "ten days later than 8 January, rolled");
    let told = taken(&[
        ("approve-filing", date!(2025 - 10 - 10)),
        ("conclude", date!(2025 - 11 - 03)),
        ("notify", date!(2025 - 11 - 03)),
        ("deliver-notice", date!(2025 - 11 - 03)),
        ("request-hearing", date!(2025 - 11 - 05)),
    ]);
    assert_eq!(due(&told, "decision"), None);
    let heard = act(&told, "hold-hearing", date!(2025 - 11 - 20), None).expect("it is over");
    assert_eq!(due(&heard, "decision"), Some(date!(2026 - 01 - 23)));
}

#[test]
fn what_a_hearing_took_ends_on_its_day_whenever_it_is_recorded() {
    let asked = taken(&[
        ("approve-filing", date!(2025 - 10 - 10)),
        ("conclude", date!(2025 - 11 - 03)),
        ("notify", date!(2025 - 11 - 03)),
        ("deliver-notice", date!(2025 - 11 - 03)),
        ("request-hearing", date!(2025 - 11 - 05)),
    ]);
    let late = act(&asked, "hold-hearing", date!(2025 - 12 - 20), Some(date!(2025 - 11 - 20))).expect("it is over");
    assert_eq!(due(&late, "decision"), Some(date!(2026 - 01 - 23)), "as if it had been recorded on 20 November");
}

#[test]
fn a_second_notice_gives_the_party_its_time_anew() {
    let mut case = taken(&[
        ("approve-filing", date!(2026 - 09 - 01)),
        ("conclude", date!(2026 - 09 - 08)),
        ("notify", date!(2026 - 09 - 08)),
        ("deliver-notice", date!(2026 - 09 - 08)),
    ]);
    for (action, day) in [
        ("return-review", date!(2026 - 09 - 20)),
        ("conclude", date!(2026 - 09 - 21)),
        ("notify", date!(2026 - 09 - 21)),
    ] {
        case = act(&case, action, day, None).unwrap_or_else(|refused| panic!("{action}: {refused}"));
    }
    let early = act(&case, "decide", date!(2026 - 09 - 21), None).expect_err("it was not delivered");
    assert!(matches!(early, Refusal::ClockRunning { clock: "statement", until: None }), "{early}");
    let told = act(&case, "deliver-notice", date!(2026 - 09 - 21), None).expect("it is delivered");
    assert_eq!(due(&told, "statement"), Some(date!(2026 - 09 - 29)), "five working days, 25 September off");
    act(&told, "decide", date!(2026 - 09 - 29), None).expect_err("the party may still speak");
    act(&told, "decide", date!(2026 - 09 - 30), None).expect("it is over");
}

#[test]
fn working_days_pass_over_national_day() {
    let told = taken(&[
        ("approve-filing", date!(2026 - 09 - 01)),
        ("conclude", date!(2026 - 09 - 28)),
        ("notify", date!(2026 - 09 - 28)),
        ("deliver-notice", date!(2026 - 09 - 29)),
    ]);
    assert_eq!(due(&told, "statement"), Some(date!(2026 - 10 - 12)), "30 September, 8, 9, 10 and 12 October");
    let early = act(&told, "decide", date!(2026 - 10 - 12), None).expect_err("the party may still speak");
    let Refusal::ClockRunning { clock, until } = early else { panic!("{early}") };
    assert_eq!((clock, until), ("statement", Some(date!(2026 - 10 - 12))));
    let decided = act(&told, "decide", date!(2026 - 10 - 13), None).expect("it is over");
    assert_eq!(due(&decided, "delivery"), Some(date!(2026 - 10 - 22)));
}

#[test]
fn a_term_runs_from_the_day_on_which_it_happened() {
    let told = taken(&[
        ("approve-filing", date!(2026 - 09 - 01)),
        ("conclude", date!(2026 - 09 - 08)),
        ("notify", date!(2026 - 09 - 08)),
    ]);
    let told = act(&told, "deliver-notice", date!(2026 - 09 - 14), Some(date!(2026 - 09 - 09))).expect("recorded late");
    assert_eq!(due(&told, "statement"), Some(date!(2026 - 09 - 16)), "five working days from the delivery");
}

#[test]
fn who_receives_a_case_answers_within_five_working_days() {
    let around = |today| Circumstances {
        today,
        book: rules(),
        calendar: Calendar::shipped(),
        objections_open: 0,
        objections_upheld: 0,
    };
    let case = taken(&[("approve-filing", date!(2026 - 09 - 01))]);
    let act = Act {
        action: "transfer".to_owned(),
        by: civil(),
        reasons: "管辖".to_owned(),
        enlisted: vec![(RECEIVER, Office::new("tax", "330500"))],
        ..Act::default()
    };
    let handed = penalty().act(&case, act, around(date!(2026 - 09 - 24))).expect("it goes").case;
    assert_eq!(due(&handed, "transfer-answer"), Some(date!(2026 - 10 - 09)));
    assert_eq!(penalty().tasks(&handed)[0].office.department, "tax");
}
