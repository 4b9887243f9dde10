//! Conditions of applying, each by its rule, under both rule sets.

use inspection_domain::rating::{
    Fate, Investigation, Past, Penalty, Record, Report, Result, conditions, simplified_visit,
};
use inspection_domain::report::conclude::Value;
use time::Date;
use time::macros::date;

const OLD: Date = date!(2026 - 02 - 27);
const NEW: Date = date!(2026 - 03 - 02);

/// An organisation that meets everything that is on record.
fn spotless() -> Record {
    let concluded = |year| Report { year, value: Some(Value::Qualified), resource: format!("annualReports/{year}") };
    Record {
        established_on: Some(date!(2015 - 05 - 05)),
        reports: vec![concluded(2024), concluded(2025)],
        ..Record::default()
    }
}

fn result(record: &Record, rule: &str, day: Date) -> (Result, Vec<String>) {
    let all = conditions(record, day).expect("rules are there");
    let one = all.into_iter().find(|one| one.rule.id == rule).unwrap_or_else(|| panic!("no condition {rule}"));
    (one.result, one.facts)
}

fn report(year: i32, value: Option<Value>) -> Report {
    Report { year, value, resource: format!("annualReports/{year}") }
}

#[test]
fn whoever_is_refused_sees_every_condition() {
    for day in [OLD, NEW] {
        let all = conditions(&spotless(), day).expect("rules are there");
        let rules: Vec<&str> = all.iter().map(|one| one.rule.id.as_str()).collect();
        let expected =
            ["RT-12a", "RT-12b", "RT-13a", "RT-13b", "RT-13c", "RT-13d", "RT-16a", "RT-16b", "RT-06a", "RT-06b"];
        assert_eq!(rules, expected);
        for one in &all {
            let version = if day == OLD || one.rule.id.starts_with("RT-06") { 1 } else { 2 };
            assert_eq!(one.rule.version, version, "{}", one.rule.id);
        }
    }
    assert!(conditions(&spotless(), date!(2010 - 01 - 01)).is_err());
}

/// RT-12a.
#[test]
fn two_years_of_registration_were_asked_and_the_revision_was_not_seen() {
    let mut record = spotless();
    record.established_on = Some(date!(2024 - 02 - 27));
    assert_eq!(result(&record, "RT-12a", OLD).0, Result::Met);
    record.established_on = Some(date!(2024 - 02 - 28));
    assert_eq!(result(&record, "RT-12a", OLD).0, Result::NotMet);
    record.established_on = None;
    assert_eq!(result(&record, "RT-12a", OLD).0, Result::NotKnown);
    assert_eq!(result(&spotless(), "RT-12a", NEW).0, Result::NotKnown);
}

fn held(from: Date, until: Date) -> Past {
    Past { valid_from: from, valid_until: until, ended_on: None, fate: Fate::Held, resource: "ratings/1".into() }
}

/// RT-12b.
#[test]
fn the_last_two_years_of_an_old_grade_let_apply_again() {
    let mut record = spotless();
    assert_eq!(result(&record, "RT-12b", OLD).0, Result::Met, "never rated");
    record.ratings = vec![held(date!(2023 - 02 - 28), date!(2028 - 02 - 27))];
    assert_eq!(result(&record, "RT-12b", OLD).0, Result::Met);
    record.ratings = vec![held(date!(2023 - 03 - 01), date!(2028 - 02 - 28))];
    assert_eq!(result(&record, "RT-12b", OLD), (Result::NotMet, vec!["ratings/1".into()]));
    record.ratings[0].ended_on = Some(OLD);
    assert_eq!(result(&record, "RT-12b", OLD).0, Result::Met, "it no longer holds");
}

/// RT-12b as revised.
#[test]
fn the_first_four_years_of_a_grade_let_apply_again_and_the_fifth_is_for_a_person() {
    let mut record = spotless();
    record.ratings = vec![held(date!(2022 - 03 - 03), date!(2027 - 03 - 02))];
    assert_eq!(result(&record, "RT-12b", NEW).0, Result::Met);
    record.ratings = vec![held(date!(2022 - 03 - 02), date!(2027 - 03 - 01))];
    assert_eq!(result(&record, "RT-12b", NEW).0, Result::NotKnown);
}

/// RT-18.
#[test]
fn in_the_first_two_years_the_visit_may_be_simplified_under_the_revised_rules() {
    let mut record = spotless();
    assert!(!simplified_visit(&record, NEW), "never rated");
    record.ratings = vec![held(date!(2024 - 03 - 03), date!(2029 - 03 - 02))];
    assert!(simplified_visit(&record, NEW) && !simplified_visit(&record, OLD));
    record.ratings = vec![held(date!(2024 - 03 - 02), date!(2029 - 03 - 01))];
    assert!(!simplified_visit(&record, NEW));
}

/// RT-13a.
#[test]
fn a_missed_report_bars_under_both() {
    let mut record = spotless();
    record.reports = vec![report(2024, Some(Value::Qualified))];
    assert_eq!(result(&record, "RT-13a", NEW).0, Result::NotKnown, "nothing on record says so");
    record.reports.push(report(2025, None));
    for day in [OLD, NEW] {
        assert_eq!(result(&record, "RT-13a", day), (Result::NotMet, vec!["annualReports/2025".into()]));
    }
    record.reports.push(report(2025, Some(Value::Unqualified)));
    assert_eq!(result(&record, "RT-13a", NEW).0, Result::Met, "it came after all");
}

/// RT-13b.
#[test]
fn conclusions_barred_until_the_revision() {
    use Value::{BasicallyQualified, Qualified, Unqualified};
    for (before, last, expected) in [
        (Some(Qualified), Some(Qualified), Result::Met),
        (Some(Qualified), Some(Unqualified), Result::NotMet),
        (Some(Unqualified), Some(Qualified), Result::Met),
        (Some(BasicallyQualified), Some(BasicallyQualified), Result::NotMet),
        (Some(Qualified), Some(BasicallyQualified), Result::Met),
        (None, Some(BasicallyQualified), Result::NotKnown),
        (None, Some(Qualified), Result::Met),
        (Some(Qualified), None, Result::NotKnown),
    ] {
        let mut record = spotless();
        record.reports = vec![report(2024, before), report(2025, last)];
        assert_eq!(result(&record, "RT-13b", OLD).0, expected, "{before:?} {last:?}");
        assert_eq!(result(&record, "RT-13b", NEW).0, Result::Met, "no longer");
    }
    let mut record = spotless();
    record.reports.insert(1, report(2025, Some(Unqualified)));
    assert_eq!(result(&record, "RT-13b", OLD).0, Result::Met, "a re-evaluation takes its place");
}

fn penalty(mild_kind: bool, amount_fen: i64, decided_on: Date, executed_on: Option<Date>) -> Penalty {
    Penalty { decided_on, mild_kind, amount_fen, executed_on, resource: "penalties/1".into() }
}

/// RT-13c.
#[test]
fn every_penalty_barred_and_light_ones_no_longer_do() {
    let last_year = date!(2025 - 07 - 01);
    let done = Some(date!(2025 - 08 - 01));
    for (penalty, old, new) in [
        (penalty(true, 0, last_year, done), Result::NotMet, Result::Met),
        (penalty(true, 4_999_999, last_year, done), Result::NotMet, Result::Met),
        (penalty(true, 5_000_000, last_year, done), Result::NotMet, Result::NotMet),
        (penalty(false, 0, last_year, done), Result::NotMet, Result::NotMet),
        (penalty(false, 0, date!(2023 - 07 - 01), Some(date!(2023 - 08 - 01))), Result::Met, Result::Met),
        (penalty(false, 0, date!(2023 - 07 - 01), None), Result::NotMet, Result::NotMet),
        (penalty(true, 100, date!(2023 - 07 - 01), None), Result::NotMet, Result::Met),
    ] {
        let mut record = spotless();
        record.penalties = vec![penalty.clone()];
        assert_eq!(result(&record, "RT-13c", OLD).0, old, "{penalty:?}");
        assert_eq!(result(&record, "RT-13c", NEW).0, new, "{penalty:?}");
    }
}

#[test]
fn a_penalty_is_mild_by_all_of_its_kinds() {
    for (kinds, mild) in [("warning", true), ("criticism, fine", true), ("fine,suspension", false), ("", false)] {
        assert_eq!(Penalty::mild(kinds), mild, "{kinds}");
    }
}

/// RT-13d.
#[test]
fn an_investigation_barred_until_the_revision() {
    let mut record = spotless();
    let open = Investigation { from: date!(2026 - 01 - 05), until: None, resource: "cases/1".into() };
    record.investigations = vec![open.clone()];
    assert_eq!(result(&record, "RT-13d", OLD), (Result::NotMet, vec!["cases/1".into()]));
    assert_eq!(result(&record, "RT-13d", NEW).0, Result::Met);
    record.investigations = vec![Investigation { until: Some(OLD), ..open }];
    assert_eq!(result(&record, "RT-13d", OLD).0, Result::Met);
}

/// RT-16a and RT-16b.
#[test]
fn bars_ran_for_two_and_three_years_and_are_for_a_person_since() {
    for (rule, fate, last) in
        [("RT-16a", Fate::Downgraded, date!(2024 - 02 - 28)), ("RT-16b", Fate::Cancelled, date!(2023 - 02 - 28))]
    {
        let mut record = spotless();
        let mut past = held(date!(2021 - 01 - 01), date!(2025 - 12 - 31));
        (past.fate, past.ended_on) = (fate, Some(last));
        record.ratings = vec![past];
        assert_eq!(result(&record, rule, OLD), (Result::NotMet, vec!["ratings/1".into()]));
        assert_eq!(result(&record, rule, date!(2026 - 02 - 28)).0, Result::Met);
        assert_eq!(result(&record, rule, NEW).0, Result::NotKnown, "the text was not seen");
        let other = if rule == "RT-16a" { "RT-16b" } else { "RT-16a" };
        assert_eq!(result(&record, other, OLD).0, Result::Met);
    }
}

/// RT-06.
#[test]
fn nobody_here_keeps_the_credit_lists() {
    for (rule, day) in [("RT-06a", OLD), ("RT-06b", OLD), ("RT-06a", NEW), ("RT-06b", NEW)] {
        assert_eq!(result(&spotless(), rule, day).0, Result::NotKnown);
    }
}
