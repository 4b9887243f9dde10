//! The register's rule book is a good file, and what it says of the best known articles.

use registry_domain::rules;
use statute::{Mark, Threshold, Unit};
use time::macros::date;

#[test]
fn the_book_is_read_and_every_rule_is_in_force_today() {
    assert!(rules().rules().count() > 100);
    for rule in rules().rules() {
        assert!(rules().on(&rule.id, date!(2026 - 11 - 24)).is_ok(), "{}", rule.id);
    }
}

#[test]
fn thresholds_are_those_of_the_articles() {
    let cases = [
        ("REG-01a", 50, Unit::Persons),
        ("REG-01b", 30, Unit::Units),
        ("REG-01c", 50, Unit::Members),
        ("REG-02a", 10_000_000, Unit::Fen),
        ("REG-02b", 3_000_000, Unit::Fen),
        ("REG-05", 60, Unit::CalendarDays),
        ("REG-09", 30, Unit::CalendarDays),
        ("REG-11a", 15, Unit::CalendarDays),
        ("REG-13a", 1, Unit::Years),
        ("REG-20a", 2, Unit::Thirds),
        ("REG-20b", 1, Unit::Years),
        ("REG-21", 60, Unit::CalendarDays),
        ("REG-23a", 30, Unit::CalendarDays),
        ("REG-23b", 90, Unit::CalendarDays),
        ("REG-23c", 15, Unit::CalendarDays),
        ("REG-24", 4, Unit::Years),
        ("REG-30a", 800_000_000, Unit::Fen),
        ("REG-30b", 400_000_000, Unit::Fen),
        ("REG-30c", 200_000_000, Unit::Fen),
        ("REG-31", 60, Unit::CalendarDays),
        ("REG-32a", 5, Unit::Persons),
        ("REG-32b", 25, Unit::Persons),
        ("REG-32c", 5, Unit::Years),
        ("REG-32d", 1, Unit::Thirds),
        ("REG-32e", 1, Unit::Thirds),
        ("REG-32f", 2, Unit::Count),
        ("REG-32g", 2, Unit::Thirds),
        ("REG-32h", 2, Unit::Thirds),
        ("REG-33c", 5, Unit::Years),
        ("REG-34a", 12, Unit::Months),
        ("NAME-02a", 1, Unit::Years),
        ("NAME-02b", 3, Unit::Years),
        ("NAME-04", 30, Unit::CalendarDays),
        ("PEO-01a", 70, Unit::Years),
        ("PEO-01b", 2, Unit::Terms),
        ("PEO-01c", 5, Unit::Years),
        ("PEO-03a", 1, Unit::Posts),
        ("PB-01", 3, Unit::Persons),
        ("PB-06b", 100, Unit::Persons),
        ("ZB-01a", 45, Unit::CalendarDays),
        ("TIME-01", 20, Unit::WorkingDays),
        ("PROC-01", 5, Unit::WorkingDays),
        ("PROC-11", 30, Unit::Years),
    ];
    for (id, value, unit) in cases {
        let cited = rules().on(id, date!(2026 - 11 - 24)).expect("in force");
        assert_eq!(cited.version.threshold, Some(Threshold { value, unit }), "{id}");
    }
}

#[test]
fn what_the_design_chose_says_so_and_what_the_amendment_may_have_changed_too() {
    for rule in rules().rules() {
        for version in &rule.versions {
            assert_eq!(version.mark == Mark::Design, version.source.starts_with("设计选择"), "{}", rule.id);
            let of_2016 = version.source.starts_with("社会团体登记管理条例");
            assert_eq!(of_2016, version.source.contains("2026年3月修订后条文待核"), "{}", rule.id);
        }
    }
}

#[test]
fn a_rule_is_not_in_force_before_its_regulation() {
    assert!(rules().on("NAME-02b", date!(2024 - 04 - 30)).is_err());
    assert!(rules().on("NAME-02b", date!(2024 - 05 - 01)).is_ok());
    assert!(rules().on("REG-21", date!(2015 - 01 - 01)).is_ok());
    assert!(rules().on("REG-01a", date!(2015 - 01 - 01)).is_err(), "the text of 2016");
}
