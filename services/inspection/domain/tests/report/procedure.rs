//! The procedures of annual reports allow what the rules let be done.

use std::collections::BTreeSet;

use inspection_domain::report::procedure::{ANNUAL_REPORT, APPLICANT, CORRECTION, REGISTRAR, SUPERVISING_UNIT};
use inspection_domain::rules;
use procedure::{Act, Case, Circumstances, Office, Procedure, Refusal};
use proptest::prelude::*;
use time::macros::date;
use time::{Date, Duration};
use vocab::workdays::Calendar;

const FIRST: Date = date!(2026 - 01 - 12);

fn open(procedure: &Procedure) -> Case {
    let roles = [(APPLICANT, "portal"), (REGISTRAR, "civil-affairs"), (SUPERVISING_UNIT, "education")];
    procedure.open("", roles.map(|(role, department)| (role, Office::new(department, "330500"))))
}

fn act(procedure: &Procedure, case: &Case, action: &str, by: &str, on: Date) -> Result<Case, Refusal> {
    let around = Circumstances {
        today: on,
        book: rules(),
        calendar: Calendar::shipped(),
        objections_open: 0,
        objections_upheld: 0,
    };
    let act = Act {
        action: action.to_owned(),
        by: Office::new(by, "330500"),
        reasons: "说明".to_owned(),
        ground: "AI-03g".to_owned(),
        opinion: (action == "opine")
            .then(|| procedure::Opinion { review: String::new(), verdict: procedure::Verdict::Favourable }),
        ..Act::default()
    };
    procedure.act(case, act, around).map(|moved| moved.case)
}

#[test]
fn the_opinion_is_waited_for_and_after_its_term_silence_holds_nobody_up() {
    let case = act(&ANNUAL_REPORT, &open(&ANNUAL_REPORT), "submit", "portal", FIRST).expect("a draft");
    let early = act(&ANNUAL_REPORT, &case, "pass", "civil-affairs", FIRST);
    assert!(matches!(early, Err(Refusal::Outstanding { .. })), "{early:?}");
    assert!(act(&ANNUAL_REPORT, &case, "pass", "civil-affairs", FIRST + Duration::days(45)).is_ok());
    let opined = act(&ANNUAL_REPORT, &case, "opine", "education", FIRST).expect("asked");
    assert!(act(&ANNUAL_REPORT, &opined, "pass", "civil-affairs", FIRST).is_ok());
    let again = act(&ANNUAL_REPORT, &case, "return", "civil-affairs", FIRST).expect("reviewing");
    let again = act(&ANNUAL_REPORT, &again, "submit", "portal", FIRST).expect("a draft again");
    assert_eq!(again.awaited().count(), 1);
}

#[test]
fn a_rectification_not_made_is_evaluated_only_after_its_three_months() {
    let case = act(&CORRECTION, &open(&CORRECTION), "order", "civil-affairs", FIRST).expect("found");
    let early = act(&CORRECTION, &case, "evaluate-unrectified", "civil-affairs", date!(2026 - 04 - 10));
    assert!(matches!(early, Err(Refusal::ClockRunning { .. })), "{early:?}");
    assert!(act(&CORRECTION, &case, "evaluate-unrectified", "civil-affairs", date!(2026 - 04 - 15)).is_ok());
    let made = act(&CORRECTION, &case, "rectify", "portal", date!(2026 - 04 - 10)).expect("rectifying");
    let ended = act(&CORRECTION, &made, "reevaluate", "civil-affairs", FIRST).expect("it was made");
    assert_eq!(ended.state, "concluded");
}

proptest! {
    #[test]
    fn whatever_is_tried_a_case_stands_in_a_state_of_the_table_and_is_concluded_once(
        tries in prop::collection::vec((0..8_usize, 0..3_usize, 0..40_i64), 1..40),
    ) {
        let departments = ["portal", "civil-affairs", "education"];
        let states: BTreeSet<&str> = ANNUAL_REPORT.states.iter().map(|state| state.key).collect();
        let (mut case, mut day, mut concluded) = (open(&ANNUAL_REPORT), FIRST, 0);
        for (action, department, days) in tries {
            day += Duration::days(days % 8);
            let key = ANNUAL_REPORT.actions[action].key;
            let by = departments[department];
            let Ok(after) = act(&ANNUAL_REPORT, &case, key, by, day) else { continue };
            prop_assert!(states.contains(after.state.as_str()));
            let decides = matches!(key, "return" | "pass" | "order" | "reevaluate" | "evaluate-unrectified");
            prop_assert!(!decides || by == "civil-affairs", "{key} by {by}");
            concluded += usize::from(key == "pass" || key == "order");
            case = after;
        }
        prop_assert!(concluded <= 1);
    }
}
