//! Divisions: the shipped table, scope by prefix, names through time.

mod common;

use proptest::prelude::*;
use vocab::division::{self, Division, DivisionCode, Level, Status};

fn code(digits: &str) -> DivisionCode {
    digits.parse().expect("six digits")
}

#[test]
fn six_digits_are_a_code_and_nothing_else_is() {
    assert_eq!(DivisionCode::parse(" ３３0500 "), Ok(code("330500")));
    for text in ["", "33050", "3305000", "33050O", "330 500", "-30500"] {
        assert!(DivisionCode::parse(text).is_err(), "{text}");
    }
    assert_eq!(serde_json::to_string(&code("330500")).expect("json"), "\"330500\"");
    assert!(serde_json::from_str::<DivisionCode>("\"3305\"").is_err());
}

#[test]
fn levels_prefixes_and_parents_follow_the_zeros() {
    let cases = [
        ("100000", Level::Country, "", None),
        ("330000", Level::Province, "33", Some("100000")),
        ("330500", Level::City, "3305", Some("330000")),
        ("330522", Level::County, "330522", Some("330500")),
        ("660000", Level::Province, "66", Some("100000")),
    ];
    for (digits, level, prefix, parent) in cases {
        let code = code(digits);
        assert_eq!((code.level(), code.prefix()), (level, prefix));
        assert_eq!(code.parent().map(|parent| parent.to_string()), parent.map(str::to_owned));
    }
}

#[test]
fn a_scope_contains_what_lies_below_it_and_nothing_beside_it() {
    let (country, province, huzhou, changxing) = (code("100000"), code("330000"), code("330500"), code("330522"));
    for (outer, inner) in
        [(country, changxing), (country, country), (province, huzhou), (huzhou, changxing), (changxing, changxing)]
    {
        assert!(outer.contains(inner), "{outer} contains {inner}");
    }
    for (outer, inner) in [
        (changxing, huzhou),
        (huzhou, province),
        (province, country),
        (huzhou, code("330421")),
        (changxing, code("330523")),
    ] {
        assert!(!outer.contains(inner), "{outer} does not contain {inner}");
    }
}

#[test]
fn the_table_is_sorted_complete_and_ends_each_code_with_its_name_in_force() {
    let all = division::all();
    assert!(all.len() > 6_890 && all.is_sorted_by_key(Division::code));
    for division in all {
        assert!(!division.name().is_empty());
        let last = division.namings().len() - 1;
        assert!(division.namings()[..last].iter().all(|naming| naming.until.is_some()), "{}", division.code());
        assert_eq!(division::lookup(division.code()).map(Division::name), Some(division.name()));
    }
    let current = |level| all.iter().filter(|d| d.level() == level && d.status() == Status::Current).count();
    assert_eq!(current(Level::Province), 31 + 3 + 1, "34 provinces and the corps");
    assert_eq!(current(Level::City), 333);
}

#[test]
fn names_are_those_of_the_year() {
    assert_eq!(division::name_on(code("130502"), 2019), Some("桥东区"));
    assert_eq!(division::name_on(code("130502"), 2020), Some("襄都区"));
    assert_eq!(division::name_on(code("110103"), 2009), Some("崇文区"));
    assert_eq!(division::name_on(code("110103"), 2010), None);
    assert_eq!(division::name_on(code("330502"), 2002), None);
    assert_eq!(division::name_on(code("999999"), 2020), None);
}

#[test]
fn the_country_the_corps_and_taiwan_are_known() {
    for (digits, name) in [("100000", "全国"), ("660000", "新疆生产建设兵团"), ("710000", "台湾省")] {
        let division = division::lookup(code(digits)).expect(digits);
        assert_eq!((division.name(), division.status()), (name, Status::Current));
    }
    assert!(division::lookup(code("100001")).is_none());
}

#[test]
fn full_names_leave_out_units_of_statistics() {
    let full = |digits| division::full_name(code(digits)).expect("a name");
    assert_eq!(full("330522"), "浙江省湖州市长兴县");
    assert_eq!(full("110101"), "北京市东城区");
    assert_eq!(full("330000"), "浙江省");
    assert_eq!(full("100000"), "全国");
    assert_eq!(full("429004"), "湖北省仙桃市");
}

#[test]
fn abolished_divisions_are_kept_and_point_to_likely_successors() {
    let yuhang = division::lookup(code("330184")).expect("余杭市");
    assert_eq!((yuhang.name(), yuhang.status(), yuhang.until()), ("余杭市", Status::Abolished, Some(2000)));
    let successors: Vec<_> = division::successors(code("330184")).iter().map(|d| (d.code(), d.name())).collect();
    assert_eq!(successors, [(code("330110"), "余杭区")]);
    assert!(division::successors(code("330522")).is_empty(), "still exists");
}

#[test]
fn huzhou_has_its_counties_and_streets() {
    let names: Vec<_> = division::children(code("330500")).map(Division::name).collect();
    assert_eq!(names, ["吴兴区", "南浔区", "德清县", "长兴县", "安吉县"]);
    assert!(division::streets(code("330502")).iter().any(|street| street.name == "织里镇"));
    assert!(division::streets(code("110101")).is_empty(), "shipped for Zhejiang only");
}

#[test]
fn the_table_agrees_with_the_lists_it_was_made_from() {
    let Some(rows) = common::shared_rows("divisions.csv") else { return };
    for row in rows.iter().filter(|row| row["code"].len() == 6) {
        let division = division::lookup(code(&row["code"])).expect("a division");
        let status = match row["status"].as_str() {
            "current" => Status::Current,
            "abolished" => Status::Abolished,
            _ => Status::Statistical,
        };
        assert_eq!(division.status(), status, "{}", row["code"]);
        assert!(division.namings().iter().any(|naming| naming.name == row["name"]), "{}", row["code"]);
        assert!(status == Status::Abolished || division.name() == row["name"], "{}", row["code"]);
    }
}

proptest! {
    #[test]
    fn containment_is_a_partial_order_with_the_country_on_top(a in "[1-8][0-9]{5}", b in "[1-8][0-9]{5}") {
        let (a, b) = (code(&a), code(&b));
        prop_assert!(a.contains(a) && DivisionCode::COUNTRY.contains(b));
        prop_assert!(!(a.contains(b) && b.contains(a)) || a == b);
        let mut above = Some(a);
        while let Some(scope) = above {
            prop_assert!(scope.contains(a));
            above = scope.parent();
        }
    }
}
