//! The rule book of inspection is a good file, and what it says.

use inspection_domain::draw::{Multiplier, Proportion};
use inspection_domain::{Level, demands, rules};
use statute::{Mark, Threshold, Unit};
use time::macros::date;
use vocab::DivisionCode;

#[test]
fn the_book_is_read_and_every_rule_is_in_force_today() {
    for rule in rules().rules() {
        assert!(rules().on(&rule.id, date!(2026 - 11 - 24)).is_ok(), "{}", rule.id);
    }
}

#[test]
fn thresholds_are_those_of_the_articles() {
    let cases = [
        ("SP-02a", 3, Unit::Percent),
        ("SP-02b", 4, Unit::Percent),
        ("SP-02c", 5, Unit::Percent),
        ("SP-02d", 10, Unit::Percent),
        ("SP-05", 2, Unit::Persons),
        ("SP-11", 2, Unit::Years),
        ("SP-12a", 50, Unit::Percent),
        ("SP-12b", 100, Unit::Percent),
        ("SP-12c", 200, Unit::Percent),
        ("SP-12e", 1, Unit::Count),
        ("TA-04a", 5, Unit::Years),
        ("SP-06", 20, Unit::WorkingDays),
        ("CK-01", 500, Unit::Count),
        ("CK-02", 10, Unit::Count),
        ("CK-03", 90, Unit::CalendarDays),
    ];
    for (id, value, unit) in cases {
        let cited = rules().on(id, date!(2026 - 11 - 24)).expect("in force");
        assert_eq!(cited.version.threshold, Some(Threshold { value, unit }), "{id}");
    }
    for id in ["SP-12d", "TA-04"] {
        assert_eq!(rules().on(id, date!(2026 - 11 - 24)).expect("in force").version.threshold, None, "{id}");
    }
}

#[test]
fn what_the_design_chose_says_so() {
    for version in rules().rules().flat_map(|rule| &rule.versions) {
        assert_eq!(version.mark == Mark::Design, version.source.starts_with("设计选择"), "{}", version.source);
    }
}

#[test]
fn each_level_is_asked_for_its_part() {
    let asked = |level| demands(level, date!(2026 - 03 - 02)).expect("in force");
    for (level, percent, rule) in [
        (Level::County, 3, "SP-02a@1"),
        (Level::City, 4, "SP-02b@1"),
        (Level::Province, 5, "SP-02c@1"),
        (Level::Ministry, 10, "SP-02d@1"),
    ] {
        let demands = asked(level);
        assert_eq!(Some(demands.proportion), Proportion::new(percent, 100));
        assert_eq!((demands.rule.to_string().as_str(), demands.least), (rule, 2));
        let times = |numerator, denominator| Multiplier::Times { numerator, denominator };
        assert_eq!(demands.multipliers, [times(1, 2), times(1, 1), times(2, 1), Multiplier::All]);
    }
    assert!(demands(Level::City, date!(2017 - 01 - 01)).is_err(), "before the regulation");
}

#[test]
fn the_level_is_that_of_the_division() {
    for (division, level) in [
        ("100000", Level::Ministry),
        ("330000", Level::Province),
        ("330500", Level::City),
        ("330502", Level::County),
        ("330521", Level::County),
    ] {
        assert_eq!(Level::of(DivisionCode::parse(division).expect("a division")), level, "{division}");
    }
}
