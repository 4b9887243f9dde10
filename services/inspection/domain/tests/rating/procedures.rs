//! Who decides a rating, and when.

use inspection_domain::procedures::rating::{APPLICANT, AUTHORITY, RATING};
use inspection_domain::rules;
use procedure::{Act, Circumstances, Office, Refusal};
use time::macros::date;
use vocab::workdays::Calendar;

#[test]
fn only_the_authority_decides_and_nothing_is_announced_without_publicity() {
    let calendar = Calendar::shipped();
    let around = Circumstances {
        today: date!(2026 - 11 - 24),
        book: rules(),
        calendar,
        objections_open: 0,
        objections_upheld: 0,
    };
    let roles =
        [(APPLICANT, Office::new("data-bureau", "330500")), (AUTHORITY, Office::new("civil-affairs", "330500"))];
    let mut case = RATING.open("", roles);
    case.state = "applied".to_owned();
    let act = |action: &str, department: &str| Act {
        action: action.to_owned(),
        by: Office::new(department, "330500"),
        reasons: "理由".to_owned(),
        ..Act::default()
    };
    let refused = RATING.act(&case, act("accept", "data-bureau"), around).expect_err("it is not the authority");
    assert!(matches!(refused, Refusal::Role { .. }), "{refused}");
    for state in RATING.states.iter().filter(|state| !["publicity", "reviewed"].contains(&state.key)) {
        case.state = state.key.to_owned();
        for action in ["announce", "announce-reviewed", "conclude", "conclude-reviewed"] {
            let refused = RATING.act(&case, act(action, "civil-affairs"), around).expect_err("too early");
            assert!(matches!(refused, Refusal::State { .. }), "{}: {refused}", state.key);
        }
    }
}
