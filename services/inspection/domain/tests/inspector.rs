//! Certificates over the days of visits, posts that recuse, and grades of risk.

use inspection_domain::draw::Window;
use inspection_domain::inspector::{Certificate, Ground, Post, Tie, of_examination, recused_by};
use inspection_domain::risk::{Assessment, Grade, grade_on};
use time::Date;
use time::macros::date;
use vocab::{DivisionCode, OrganizationClass, UnifiedCode};

const VISITS: Window = Window { first: date!(2026 - 03 - 16), last: date!(2026 - 06 - 30) };

#[test]
fn a_certificate_covers_the_visits_if_it_holds_on_every_day() {
    let cases = [
        (date!(2026 - 03 - 16), date!(2026 - 07 - 01), true),
        (date!(2026 - 03 - 17), date!(2026 - 07 - 01), false),
        (date!(2026 - 03 - 16), date!(2026 - 06 - 30), false),
        (date!(2020 - 01 - 01), date!(2026 - 03 - 01), false),
        (date!(2026 - 08 - 01), date!(2031 - 08 - 01), false),
    ];
    for (valid_from, valid_to, covers) in cases {
        assert_eq!(Certificate { valid_from, valid_to }.covers(VISITS), covers, "{valid_from} to {valid_to}");
    }
}

#[test]
fn an_examination_is_good_for_five_years() {
    let until = |day| of_examination(day).expect("the rule is in force").valid_to;
    assert_eq!(until(date!(2023 - 05 - 06)), date!(2028 - 05 - 06));
    assert_eq!(until(date!(2024 - 02 - 29)), date!(2029 - 03 - 01));
    assert!(of_examination(date!(2021 - 12 - 31)).is_err(), "before the regulation");
}

fn held(valid_from: Date, valid_to: Option<Date>) -> Option<Ground> {
    let division = DivisionCode::parse("330500").expect("Huzhou");
    let code = UnifiedCode::from_parts(OrganizationClass::SocialGroup, division, "MJW00001").expect("a code");
    recused_by(&Post { organization: code, valid_from, valid_to }, VISITS).expect("the rule is in force")
}

#[test]
fn a_post_held_or_left_less_than_two_years_ago_recuses() {
    let began = date!(2015 - 01 - 01);
    assert_eq!(held(began, None), Some(Ground::HoldsPost));
    assert_eq!(held(began, Some(date!(2026 - 03 - 17))), Some(Ground::HoldsPost));
    let left = |until| Some(Ground::HeldPost { until });
    assert_eq!(held(began, Some(date!(2026 - 03 - 16))), left(date!(2026 - 03 - 16)));
    assert_eq!(held(began, Some(date!(2024 - 03 - 17))), left(date!(2024 - 03 - 17)));
    assert_eq!(held(began, Some(date!(2024 - 03 - 16))), None);
    assert_eq!(held(date!(2026 - 06 - 30), None), Some(Ground::HoldsPost));
    assert_eq!(held(date!(2026 - 07 - 01), None), None);
}

#[test]
fn every_ground_has_its_word() {
    let words: Vec<&str> = Tie::ALL.into_iter().map(Tie::as_str).collect();
    assert_eq!(words, ["relative", "complaint", "appointee", "other"]);
    assert_eq!(Ground::HoldsPost.as_str(), "holds_post");
    let tied = Ground::Tied { tie: Tie::Relative, reason: "a sister".to_owned() };
    assert_eq!(tied.as_str(), "relative");
}

#[test]
fn the_grade_of_a_day_is_that_of_the_last_assessment_that_holds_and_else_b() {
    let assessed = |grade, valid_from, valid_to| Assessment { grade, valid_from, valid_to, ground: "rated".to_owned() };
    let history = [
        assessed(Grade::D, date!(2026 - 05 - 01), Some(date!(2026 - 06 - 01))),
        assessed(Grade::A, date!(2026 - 01 - 01), None),
        assessed(Grade::C, date!(2026 - 03 - 01), Some(date!(2026 - 05 - 15))),
    ];
    let cases = [
        (date!(2025 - 12 - 31), Grade::B),
        (date!(2026 - 01 - 01), Grade::A),
        (date!(2026 - 03 - 01), Grade::C),
        (date!(2026 - 05 - 01), Grade::D),
        (date!(2026 - 05 - 31), Grade::D),
        (date!(2026 - 06 - 01), Grade::A),
    ];
    for (day, grade) in cases {
        assert_eq!(grade_on(&history, day), grade, "{day}");
    }
    assert!("E".parse::<Grade>().is_err() && "a".parse::<Grade>().is_err());
    assert!(Grade::ALL.into_iter().all(|grade| grade.as_str().parse() == Ok(grade)));
}
