//! Indicator sheets and the scores by them.

use std::collections::BTreeSet;

use inspection_domain::rating::{Combine, Flaw, Scores, combined, differences, flaws, sheet, sheets};
use proptest::prelude::*;
use time::macros::date;
use vocab::OrganizationClass;

#[test]
fn every_sheet_adds_up_on_every_level() {
    for sheet in sheets() {
        assert_eq!(sheet.unbalanced(), Vec::<String>::new(), "{}", sheet.key());
        assert_eq!(sheet.total, 1_000, "RT-01");
        let scored: i64 = sheet.scored().map(|indicator| indicator.points).sum();
        assert_eq!(scored, 1_000, "{}", sheet.key());
        let keys: BTreeSet<&str> = sheet.indicators.iter().map(|one| one.key.as_str()).collect();
        assert_eq!(keys.len(), sheet.indicators.len(), "{}: a key is there twice", sheet.key());
        for indicator in &sheet.indicators {
            assert!(indicator.points > 0 && ["v", "D"].contains(&indicator.mark.as_str()), "{}", indicator.key);
            assert!(indicator.parent().is_none_or(|parent| keys.contains(parent)), "{}", indicator.key);
        }
    }
}

#[test]
fn a_sheet_that_does_not_add_up_is_found_out() {
    let mut sheet = sheet(OrganizationClass::Foundation, "2025").expect("it is there").clone();
    let at = sheet.indicators.iter().position(|one| one.key == "2.4.1").expect("an indicator");
    sheet.indicators[at].points += 1;
    assert_eq!(sheet.unbalanced(), ["2.4"]);
    let at = sheet.indicators.iter().position(|one| one.key == "4").expect("a heading");
    sheet.indicators[at].points += 1;
    assert_eq!(sheet.unbalanced(), ["", "2.4", "4"]);
}

#[test]
fn headings_are_those_of_the_rule() {
    for (kind, third) in [
        (OrganizationClass::SocialGroup, "工作绩效"),
        (OrganizationClass::Foundation, "工作绩效"),
        (OrganizationClass::PrivateNonEnterprise, "业务活动和诚信建设"),
    ] {
        let sheet = sheet(kind, "2025").expect("every kind has one");
        let headings: Vec<&str> =
            sheet.indicators.iter().filter(|one| one.level() == 1).map(|one| one.title.as_str()).collect();
        assert_eq!(headings, ["基础条件", "内部治理", third, "社会评价"], "RT-02");
    }
    assert!(sheet(OrganizationClass::SocialGroup, "1999").is_none());
    assert!(sheet(OrganizationClass::Other, "2025").is_none());
}

#[test]
fn everything_wrong_with_scores_is_found_at_once() {
    let sheet = sheet(OrganizationClass::Foundation, "2025").expect("it is there");
    let mut stated: Vec<(String, i64, bool)> =
        sheet.scored().map(|one| (one.key.clone(), one.points * 10, false)).collect();
    assert_eq!(flaws(sheet, &stated, true), [], "full points need no reason");
    stated[0].1 += 1;
    stated[1].1 = -1;
    stated[2].1 -= 5;
    stated[3].0 = "2".to_owned();
    let (first, second) = (stated[4].clone(), stated[0].1 - 1);
    stated.push(first);
    let at = stated.len() - 1;
    let expected = [
        Flaw::Beyond(0, second),
        Flaw::Beyond(1, 50),
        Flaw::Unexplained(2),
        Flaw::Unknown(3),
        Flaw::Twice(at),
        Flaw::Missing("1.2.1".to_owned()),
    ];
    assert_eq!(flaws(sheet, &stated, true), expected);
    assert!(!flaws(sheet, &stated, false).contains(&Flaw::Unexplained(2)), "a self score owes no reasons");
}

#[test]
fn a_half_tenth_goes_upwards() {
    assert_eq!(combined(&[], Combine::Median), None);
    assert_eq!(combined(&[], Combine::Mean), None);
    assert_eq!(combined(&[9_000, 1_000, 9_400], Combine::Median), Some(9_000));
    assert_eq!(combined(&[9_001, 9_000], Combine::Median), Some(9_001));
    assert_eq!(combined(&[9_000, 1_000, 9_400], Combine::Mean), Some(6_467));
    assert_eq!(combined(&[1, 1, 2], Combine::Mean), Some(1));
}

#[test]
fn differences_beyond_the_limit_are_shown() {
    let sheet = sheet(OrganizationClass::Foundation, "2025").expect("it is there");
    let full: Scores = sheet.scored().map(|one| (one.key.clone(), one.points * 10)).collect();
    let mut other = full.clone();
    other.insert("3.3".to_owned(), 840);
    let found = differences(sheet, &[full.clone(), other.clone()], date!(2026 - 11 - 24)).expect("rules are there");
    assert_eq!(found, [], "30 of 100 and 36 points are within the limits");
    other.insert("3.3".to_owned(), 839);
    other.insert("3.4".to_owned(), 600);
    let found = differences(sheet, &[full, other], date!(2026 - 11 - 24)).expect("rules are there");
    let told: Vec<_> = found.iter().map(|one| (one.indicator.as_str(), one.least, one.most, one.limit)).collect();
    assert_eq!(told, [("3.3", 839, 1_200, 360), ("", 9_439, 10_000, 500)]);
}

proptest! {
    #[test]
    fn what_experts_give_becomes_a_score_between_theirs(totals in prop::collection::vec(0_i64..=10_000, 1..25)) {
        let (least, most) = (*totals.iter().min().expect("one"), *totals.iter().max().expect("one"));
        let mut turned = totals.clone();
        turned.reverse();
        for how in [Combine::Median, Combine::Mean] {
            let one = combined(&totals, how).expect("there are some");
            prop_assert!((least..=most).contains(&one));
            prop_assert_eq!(combined(&turned, how), Some(one), "whoever comes first");
        }
        let sum: i64 = totals.iter().sum();
        let count = i64::try_from(totals.len()).expect("few");
        let mean = combined(&totals, Combine::Mean).expect("there are some");
        prop_assert!((2 * mean * count - 2 * sum).abs() <= count, "never off by more than half a tenth");
    }
}
