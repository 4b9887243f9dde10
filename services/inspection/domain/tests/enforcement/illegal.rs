//! IL-01, IL-02: which bodies are illegal, and who is competent.

use fault::Reason;
use inspection_domain::enforcement::{Body, Competence, Refusal, require_competent, require_illegal};
use time::Date;
use time::macros::date;
use vocab::DivisionCode;

const TODAY: Date = date!(2026 - 11 - 24);

fn division(code: &str) -> DivisionCode {
    DivisionCode::parse(code).expect("a division")
}

#[test]
fn what_is_excluded_is_no_illegal_organisation() {
    assert_eq!(require_illegal(Body::Ordinary, TODAY).expect("illegal").to_string(), "IL-01@1");
    for (body, kind) in [(Body::Community, "community"), (Body::Exempt, "exempt"), (Body::Licensed, "licensed")] {
        let refused = require_illegal(body, TODAY).expect_err("excluded");
        assert_eq!(refused.metadata(), [("kind", kind.to_owned()), ("rule", "IL-01@1".to_owned())]);
    }
    assert!(require_illegal(Body::Ordinary, date!(2025 - 04 - 30)).is_err(), "before the rule");
}

#[test]
fn the_county_of_the_place_is_competent_or_who_took_the_case_up() {
    let fits = |place: &str, authority: &str, cross_province, taken_up| {
        let competence =
            Competence { place: division(place), authority: division(authority), cross_province, taken_up };
        match require_competent(competence, TODAY) {
            Ok(rule) => {
                assert_eq!(rule.to_string(), "IL-02@1");
                true
            }
            Err(Refusal::Incompetent { .. }) => false,
            Err(other) => panic!("{other}"),
        }
    };
    assert!(fits("330521", "330521", false, false));
    assert!(!fits("330521", "330522", false, false), "another county");
    assert!(!fits("330521", "330522", false, true), "a county takes nothing up from another");
    assert!(!fits("330521", "330500", false, false), "a city acts only where it took the case up");
    assert!(fits("330521", "330500", false, true));
    assert!(fits("330521", "330000", false, true));
    assert!(!fits("330521", "320000", false, true), "another province");
    assert!(fits("330521", "100000", true, false), "the Ministry across provinces");
    assert!(!fits("330521", "330521", true, false));
    assert!(fits("330521", "330521", true, true), "designated by the Ministry");
}
