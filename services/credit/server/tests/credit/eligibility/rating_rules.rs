//! The conditions of a rating as credit asks them are those that inspection judges by.

use statute::{Mark, RuleBook, Threshold};
use time::Date;
use time::macros::date;

/// Credit's rule and inspection's.
const SAME: [(&str, &str); 9] = [
    ("RT-30c", "RT-13a"),
    ("RT-30d", "RT-13b"),
    ("RT-30e", "RT-13c"),
    ("RT-30f", "RT-13d"),
    ("RT-30g", "RT-06a"),
    ("RT-30h", "RT-06b"),
    ("RT-30k", "RT-12b"),
    ("RT-30m", "RT-16a"),
    ("RT-30n", "RT-16b"),
];
/// Before the revision and after it.
const DAYS: [Date; 2] = [date!(2020 - 06 - 01), date!(2026 - 06 - 01)];

/// Its number and mark on a day, if it asks for anything: one of 0 times asks for nothing.
fn asked(book: &RuleBook, rule: &str, day: Date) -> Option<(Option<Threshold>, Mark)> {
    let cited = book.on(rule, day).ok()?;
    let nothing = cited.version.threshold.is_some_and(|it| it.value == 0 && it.unit == statute::Unit::Count);
    (!nothing).then_some((cited.version.threshold, cited.version.mark))
}

#[test]
fn rules_of_ratings_have_the_same_numbers_and_marks_in_both_services() {
    let (own, theirs) = (credit_domain::rules(), inspection_domain::rules());
    for (rule, other) in SAME {
        for day in DAYS {
            let (mine, other_one) = (asked(own, rule, day), asked(theirs, other, day));
            if rule == "RT-30f" {
                assert_eq!(mine.is_some(), other_one.is_some(), "{rule} on {day}"); // it has no number of its own
            } else if (rule, day) != ("RT-30k", DAYS[1]) {
                assert_eq!(mine, other_one, "{rule} and {other} on {day}");
            }
        }
    }
    assert_eq!(asked(own, "RT-30l", DAYS[1]), asked(theirs, "RT-12b", DAYS[1]), "counted from its beginning");
    assert_eq!(asked(own, "RT-30l", DAYS[0]), None);
    assert_eq!(asked(own, "RT-30k", DAYS[1]), None);
    assert_eq!(asked(own, "RT-30b", DAYS[0]), asked(theirs, "RT-12a", DAYS[0]));
    assert_eq!(asked(own, "RT-30i", DAYS[1]), asked(theirs, "RT-12a", DAYS[1]));
}
