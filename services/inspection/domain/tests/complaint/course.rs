//! The terms of complaints end on the days that the rules say, and actions need what they need.

use inspection_domain::procedures::{COMPLAINT_AUTHORITY, COMPLAINT_PORTAL, COMPLAINT_RECEIVER, PROCEDURES};
use inspection_domain::rules;
use procedure::{Act, Case, ClockStanding, Office, Procedure, Refusal, To};
use statute::Mark;
use time::Date;
use time::macros::date;
use vocab::workdays::Calendar;

const PORTAL: &str = "data-bureau";
const OFFICE: &str = "civil-affairs";

fn office(department: &str) -> Office {
    Office::new(department, "330500")
}

fn complaint() -> &'static Procedure {
    PROCEDURES.iter().find(|procedure| procedure.key == "complaint").unwrap()
}

fn around(today: Date) -> procedure::Circumstances<'static> {
    procedure::Circumstances {
        today,
        book: rules(),
        calendar: Calendar::shipped(),
        objections_open: 0,
        objections_upheld: 0,
    }
}

/// A case filed on a day.
fn filed(on: Date) -> Case {
    let roles = vec![(COMPLAINT_PORTAL, office(PORTAL)), (COMPLAINT_RECEIVER, office(OFFICE))];
    step(&complaint().open("", roles), "receive", PORTAL, on).unwrap()
}

fn step(case: &Case, action: &str, department: &str, on: Date) -> Result<Case, Refusal> {
    let enlisted = if action == "route" { vec![(COMPLAINT_AUTHORITY, office(OFFICE))] } else { Vec::new() };
    let act = Act {
        action: action.to_owned(),
        by: office(department),
        reasons: "理由".to_owned(),
        enlisted,
        ..Act::default()
    };
    complaint().act(case, act, around(on)).map(|moved| moved.case)
}

fn after(actions: &[&str], on: Date) -> Case {
    actions.iter().fold(filed(on), |case, action| step(&case, action, OFFICE, on).unwrap())
}

fn due(case: &Case, clock: &str) -> Option<Date> {
    case.clock(clock).unwrap().clock.reckon(rules(), Calendar::shipped()).unwrap().due
}

#[test]
fn terms_of_this_design_say_that_they_are() {
    for id in ["TS-02", "TS-03", "TS-03a", "TS-04", "TS-06", "TS-06a", "TS-07", "TS-08", "TS-08a"] {
        assert_eq!(rules().on(id, date!(2026 - 11 - 24)).unwrap().version.mark, Mark::Design, "{id}");
    }
}

#[test]
fn seven_working_days_are_counted_around_the_national_holiday() {
    // 2026: 1 to 7 October off, Saturday 10 October worked, Sunday 20 September worked.
    for (received, last) in [
        (date!(2026 - 03 - 02), date!(2026 - 03 - 11)),
        (date!(2026 - 11 - 24), date!(2026 - 12 - 03)),
        (date!(2026 - 09 - 28), date!(2026 - 10 - 13)),
    ] {
        assert_eq!(due(&filed(received), "acceptance"), Some(last), "{received}");
    }
}

#[test]
fn sixty_days_run_from_acceptance_and_roll_over_days_off() {
    for (accepted, last) in [
        (date!(2026 - 03 - 02), date!(2026 - 05 - 06)), // 1 May: a holiday until the 5th
        (date!(2026 - 07 - 01), date!(2026 - 08 - 31)), // 30 August: a Sunday
        (date!(2026 - 04 - 07), date!(2026 - 06 - 08)), // 6 June: a Saturday
    ] {
        let case = after(&["route", "accept"], accepted);
        assert_eq!(due(&case, "conclusion"), Some(last), "{accepted}");
        assert!(matches!(case.clock("acceptance").unwrap().standing, ClockStanding::Stopped(_)));
    }
}

#[test]
fn thirty_days_more_and_fifteen_for_the_answer() {
    let accepted = date!(2026 - 03 - 02);
    let case = step(&after(&["route", "accept"], accepted), "extend", OFFICE, accepted).unwrap();
    assert_eq!(due(&case, "conclusion"), Some(date!(2026 - 06 - 01)), "31 May is a Sunday");
    let case = step(&case, "verify", OFFICE, date!(2026 - 05 - 06)).unwrap();
    let case = step(&case, "conclude", OFFICE, date!(2026 - 05 - 08)).unwrap();
    assert_eq!(due(&case, "answer"), Some(date!(2026 - 05 - 25)), "23 May is a Saturday");
}

#[test]
fn one_that_is_merged_keeps_its_own_term_and_goes_on_where_it_was() {
    let on = date!(2026 - 03 - 02);
    let case = after(&["route", "accept", "merge"], on);
    assert_eq!(case.clock("conclusion").unwrap().standing, ClockStanding::Running);
    let parted = step(&case, "unmerge", OFFICE, on).unwrap();
    assert_eq!((parted.state.as_str(), due(&parted, "conclusion")), ("accepted", due(&case, "conclusion")));
    let followed = step(&case, "follow", OFFICE, on).unwrap();
    assert_eq!(followed.state, "concluded");
    assert!(matches!(step(&case, "conclude", OFFICE, on), Err(Refusal::State { .. })), "its lead decides");
    assert!(matches!(step(&case, "merge", OFFICE, on), Err(Refusal::State { .. })));
}

#[test]
fn nobody_acts_in_anothers_role_and_reasons_are_wanted_where_somebody_is_told() {
    let on = date!(2026 - 03 - 02);
    let case = filed(on);
    assert!(matches!(step(&case, "route", PORTAL, on), Err(Refusal::Role { .. })));
    assert!(matches!(step(&case, "withdraw", OFFICE, on), Err(Refusal::Role { .. })));
    for action in complaint().actions.iter().filter(|action| {
        action.notice.is_some() && !matches!(action.to, To::State("accepted")) || action.key == "verify"
    }) {
        let silent = Act { action: action.key.to_owned(), by: office(OFFICE), ..Act::default() };
        let mut case = after(&["route"], on);
        action.from[0].clone_into(&mut case.state);
        let refused = complaint().act(&case, silent, around(on)).unwrap_err();
        assert!(matches!(refused, Refusal::Reasons), "{}: {refused}", action.key);
    }
}

#[test]
fn what_has_ended_stays_as_it_is() {
    let on = date!(2026 - 03 - 02);
    for ending in [&["transfer"][..], &["route", "transfer"], &["route", "decline"]] {
        let case = after(ending, on);
        assert!(complaint().state(&case.state).unwrap().ends);
        assert!(complaint().tasks(&case).is_empty());
        assert!(case.clocks.iter().all(|clock| clock.standing != ClockStanding::Running), "{ending:?}");
        assert!(step(&case, "withdraw", PORTAL, on).is_err());
    }
}
