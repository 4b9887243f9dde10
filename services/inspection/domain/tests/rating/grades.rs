//! Grades, their cut-offs, and how long they hold.

use inspection_domain::rating::{Grade, RuleSet, grade_of, target, term};
use time::macros::date;

#[test]
fn a_score_at_a_cut_off_is_not_above_it() {
    let day = date!(2026 - 11 - 24);
    for (tenths, grade) in [
        (10_000, Some(Grade::Five)),
        (9_501, Some(Grade::Five)),
        (9_500, Some(Grade::Four)),
        (9_001, Some(Grade::Four)),
        (9_000, Some(Grade::Three)),
        (8_500, Some(Grade::Two)),
        (8_000, Some(Grade::One)),
        (7_501, Some(Grade::One)),
        (7_500, None),
        (0, None),
    ] {
        let (found, rule) = grade_of(tenths, day).expect("rules are there");
        assert_eq!(found, grade, "{tenths}");
        assert!(rule.id.starts_with("RT-01"), "{rule}");
    }
    assert!(grade_of(10_000, date!(2010 - 01 - 01)).is_err(), "before the first rules");
}

#[test]
fn the_rule_sets_meet_on_the_first_of_march() {
    assert_eq!(RuleSet::on(date!(2026 - 02 - 28)), Ok(RuleSet::Of2010));
    assert_eq!(RuleSet::on(date!(2026 - 03 - 01)), Ok(RuleSet::Of2026));
    assert!(RuleSet::on(date!(2011 - 02 - 28)).is_err());
}

/// RT-15 of 2010: five years from the announcement.
#[test]
fn an_old_grade_holds_for_five_years() {
    let held = term(date!(2026 - 02 - 27)).expect("a rule");
    assert_eq!((held.from, held.until), (date!(2026 - 02 - 27), date!(2031 - 02 - 26)));
    assert_eq!(held.rule.to_string(), "RT-15@1");
    let leap = term(date!(2024 - 02 - 29)).expect("a rule");
    assert_eq!(leap.until, date!(2029 - 02 - 28));
}

/// RT-15 as revised: from the next 1 January to the fifth 31 December.
#[test]
fn a_new_grade_holds_for_five_calendar_years() {
    for day in [date!(2026 - 03 - 02), date!(2026 - 12 - 31)] {
        let held = term(day).expect("a rule");
        assert_eq!((held.from, held.until), (date!(2027 - 01 - 01), date!(2031 - 12 - 31)));
        assert_eq!(held.rule.to_string(), "RT-15@2");
    }
}

#[test]
fn two_hundred_of_4a_and_above_are_wanted() {
    assert_eq!(target(date!(2026 - 11 - 24)), 200, "RT-08");
    assert_eq!(target(date!(2021 - 12 - 31)), 0, "before there was one");
    assert!(Grade::Five > Grade::Four && Grade::parse("4A") == Some(Grade::Four) && Grade::parse("6A").is_none());
}
