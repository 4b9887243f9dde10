//! Rules: what is taken, what is refused and where, and what cannot be evaluated.

use credit_domain::risk::{Expression, NotEvaluated};
use time::macros::date;

use crate::support::story;

fn refused(source: &str) -> Vec<String> {
    Expression::parse(source).unwrap_err().0.iter().map(ToString::to_string).collect()
}

#[test]
fn a_rule_holds_for_whom_it_means() {
    let rule = Expression::parse("(missed_reports >= 2 && !on_abnormal_list)\n || fines_fen / 100 > 50000").unwrap();
    assert_eq!(rule.names(), ["fines_fen", "missed_reports", "on_abnormal_list"]);
    let day = date!(2025 - 01 - 01);
    assert_eq!(rule.holds(&story().missed(2022, None).measured(day)), Ok(false));
    assert_eq!(rule.holds(&story().missed(2022, None).missed(2023, None).measured(day)), Ok(true));
    assert_eq!(rule.holds(&story().penalty(day, "fine", 5_000_100).measured(day)), Ok(true));
    let choice =
        Expression::parse("(unreachable ? 1 : penalties) > -1 && true != party_gap && -grade <= 0 % 7").unwrap();
    assert_eq!(choice.holds(&story().measured(day)), Ok(true));
}

#[test]
fn every_mistake_is_named_with_its_place() {
    assert_eq!(
        refused("fine_fen > 1 && penalties"),
        ["1:1: fine_fen is no indicator", "1:17: must be bool, and is int"]
    );
    assert!(refused("penalties > 1 ||\n  无人 == 1")[0].starts_with("2:3: "));
    assert_eq!(refused("penalties > 1 ||\n  nobody == 1"), ["2:3: nobody is no indicator"]);
    assert_eq!(refused("party_gap == 1"), ["1:11: unlike types: bool and int"]);
    assert_eq!(refused("party_gap && unreachable > 3"), ["1:14: must be int, and is bool"]);
    assert_eq!(refused("penalties + 1"), ["1:11: must come to yes or no, and comes to a number"]);
    assert_eq!(refused("penalties > 'x'"), ["1:13: must be a whole number, true or false"]);
    assert_eq!(refused("penalties > 1.5"), ["1:13: must be a whole number, true or false"]);
    assert_eq!(refused("  "), ["1:1: is required"]);
    assert!(refused("penalties >")[0].starts_with("1:"));
}

#[test]
fn there_are_no_loops_and_no_functions() {
    assert!(refused("[1, 2, 3].all(x, [1, 2, 3].all(y, x * y > 0))")[0].ends_with("loops are not allowed"));
    assert!(refused("size('aaaa') > 1")[0].ends_with("size is not allowed: there are no functions"));
    assert!(refused("has(penalties.x)")[0].contains("can be named"));
    assert!(refused("'a'.matches('(a+)+$')")[0].contains("not allowed"));
    assert!(refused("penalties in [1]")[0].contains("not allowed"));
}

#[test]
fn what_is_too_long_too_deep_or_too_large_is_refused_quickly() {
    let begun = std::time::Instant::now();
    assert!(refused(&format!("{}true", "true && ".repeat(200)))[0].contains("longer than 1000"));
    assert!(refused(&format!("{}true{}", "(".repeat(400), ")".repeat(400)))[0].contains("deeper than 64"));
    let denied = Expression::parse(&format!("{}true", "!".repeat(900)));
    assert!(denied.is_err() || denied.unwrap().names().is_empty());
    assert!(refused(&format!("{}1 > 0", "1+".repeat(400)))[0].contains("larger than 200 parts"));
    assert!(!refused(&"-".repeat(999)).is_empty());
    assert!(!refused(&"a?".repeat(499)).is_empty());
    assert!(begun.elapsed() < std::time::Duration::from_secs(20), "{:?}", begun.elapsed());
}

#[test]
fn places_count_characters_whatever_is_written_before_them() {
    assert_eq!(refused("'无人' == 'x' || nobody")[2], "1:16: nobody is no indicator");
    assert_eq!(refused("// 两次处罚\npenalties > 1 || nobody"), ["2:18: nobody is no indicator"]);
    assert_eq!(refused("'处罚' == '' ||\n'无' == 无人")[0].split(": ").next(), Some("2:8"));
    let large = refused("'处罚' == 'x' && penalties > 99999999999999999999");
    assert!(large[0].starts_with("1:28: "), "{large:?}");
}

#[test]
fn what_is_nested_too_deep_is_refused_on_the_smallest_stack() {
    let on_a_small_stack = std::thread::Builder::new().stack_size(128 << 10).spawn(|| {
        let deep = |depth: usize| format!("{}penalties > 1{}", "(".repeat(depth), ")".repeat(depth));
        assert_eq!(refused(&deep(100_000)), ["1:1: is nested deeper than 64"]);
        assert_eq!(refused(&deep(65)), ["1:1: is nested deeper than 64"]);
        assert!(Expression::parse(&deep(60)).is_ok());
        assert!(!refused(&"[".repeat(100_000)).is_empty());
        assert!(!refused(&"!".repeat(999)).is_empty());
        assert!(!refused(&format!("{}true", "true ? true : ".repeat(70))).is_empty());
    });
    on_a_small_stack.unwrap().join().unwrap();
}

#[test]
fn what_cannot_be_computed_is_said_and_is_no_warning() {
    let day = date!(2025 - 01 - 01);
    let rule = Expression::parse("fines_fen / penalties > 100000").unwrap();
    assert_eq!(rule.holds(&story().measured(day)), Err(NotEvaluated::DivisionByZero));
    assert_eq!(rule.holds(&story().penalty(day, "fine", 200_000).measured(day)), Ok(true));
    let guarded = Expression::parse("penalties > 0 && fines_fen / penalties > 100000").unwrap();
    assert_eq!(guarded.holds(&story().measured(day)), Ok(false));
    let large = Expression::parse("penalties * 9223372036854775807 > 0").unwrap();
    let twice = story().penalty(day, "fine", 1).penalty(day, "fine", 1);
    assert_eq!(large.holds(&twice.measured(day)), Err(NotEvaluated::TooLarge));
}
