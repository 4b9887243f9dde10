//! PN-01d, PN-01e: until when an act had to be discovered.

use inspection_domain::enforcement::{Act, Refusal};
use proptest::prelude::*;
use time::macros::date;
use time::{Date, Duration};

fn limit(ended_on: Date, grave: bool) -> (Date, String) {
    let limit = Act { ended_on, grave }.limit().expect("a rule is in force");
    (limit.last, limit.rule.to_string())
}

#[test]
fn an_act_is_punished_that_was_discovered_within_two_years_and_not_a_day_later() {
    let act = Act { ended_on: date!(2024 - 03 - 01), grave: false };
    assert!(act.require_discovered(date!(2026 - 03 - 01)).is_ok(), "the last day counts");
    let refused = act.require_discovered(date!(2026 - 03 - 02)).expect_err("a day late");
    let Refusal::LimitationExpired { rule, last } = refused else { panic!("{refused}") };
    assert_eq!((rule.to_string().as_str(), last), ("PN-01d@2", date!(2026 - 03 - 01)));
}

#[test]
fn what_endangers_life_health_or_finance_has_five_years_since_the_law_of_2021() {
    assert_eq!(limit(date!(2021 - 07 - 15), true), (date!(2026 - 07 - 15), "PN-01e@1".to_owned()));
    assert_eq!(limit(date!(2021 - 07 - 14), true), (date!(2023 - 07 - 14), "PN-01d@1".to_owned()), "the milder law");
    assert_eq!(limit(date!(2021 - 07 - 15), false), (date!(2023 - 07 - 15), "PN-01d@2".to_owned()));
}

#[test]
fn a_leap_day_ends_on_the_last_of_february_unless_the_year_has_one() {
    assert_eq!(limit(date!(2024 - 02 - 29), false).0, date!(2026 - 02 - 28));
    assert_eq!(limit(date!(2024 - 02 - 29), true).0, date!(2029 - 02 - 28));
    assert_eq!(limit(date!(2026 - 02 - 28), false).0, date!(2028 - 02 - 28));
}

#[test]
fn before_the_first_law_nothing_is_reckoned() {
    let refused = Act { ended_on: date!(1996 - 09 - 30), grave: false }.limit().expect_err("no rule");
    assert!(matches!(refused, Refusal::Procedure(procedure::Refusal::Rule(_))), "{refused}");
}

proptest! {
    #[test]
    fn discovery_is_in_time_exactly_until_the_last_day(days in 0..12_000_i64, grave: bool, off in -400..400_i64) {
        let ended_on = date!(1996 - 10 - 01) + Duration::days(days);
        let act = Act { ended_on, grave };
        let last = act.limit().expect("a rule is in force").last;
        let discovered = last + Duration::days(off);
        prop_assert_eq!(act.require_discovered(discovered).is_ok(), off <= 0);
        prop_assert!(last > ended_on + Duration::days(729) && last <= ended_on + Duration::days(1_827));
    }
}
