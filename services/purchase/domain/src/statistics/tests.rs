//! Shares, targets and concentrations at their edges.

use proptest::prelude::*;
use time::macros::date;

use super::*;
use crate::money::MOST_FEN;
use crate::project::Method;

fn bought(supplier: &'static str, amount_fen: i64, budget_fen: i64) -> Bought<'static> {
    let (method, signed_on) = (Some(Method::OpenTender), date!(2026 - 11 - 24));
    Bought { supplier, title: supplier, amount_fen, budget_fen, method, signed_on }
}

#[test]
fn a_share_leaves_out_what_is_below_a_hundredth_of_a_per_cent() {
    assert_eq!((share(1, 3), share(2, 3), share(3, 3)), (3_333, 6_666, WHOLE));
    assert_eq!((share(0, 7), share(0, 0), share(MOST_FEN, MOST_FEN)), (0, 0, WHOLE));
    assert_eq!(share(i64::MAX - 1, i64::MAX), WHOLE - 1);
}

#[test]
fn a_target_is_reached_by_the_fen() {
    assert!(reaches(300_000, 1_000_000, 30));
    assert!(!reaches(299_999, 1_000_000, 30));
    assert!(reaches(3, 10, 30) && !reaches(3, 11, 30), "30 %, and 27.27 %");
    assert!(reaches(i64::MAX, i64::MAX, 100));
}

#[test]
fn suppliers_without_a_code_leave_it_open_only_where_they_decide_it() {
    let of = |organizations, unknown| verdict((organizations, unknown), 1_000_000, 30);
    assert_eq!((of(300_000, 0), of(300_000, 700_000)), (Verdict::Reached, Verdict::Reached));
    assert_eq!((of(299_999, 1), of(0, 1_000_000)), (Verdict::NotKnown, Verdict::NotKnown));
    assert_eq!((of(299_999, 0), of(200_000, 99_999)), (Verdict::NotReached, Verdict::NotReached));
}

#[test]
fn the_target_is_that_of_the_last_day_of_the_year_that_has_come() {
    let on = |year, as_of| target(year, as_of).map(|rule| (rule.value(), rule.reference().to_string()));
    assert_eq!(on(2026, date!(2026 - 11 - 24)), Some((30, "GP-05@1".to_owned())));
    assert_eq!(on(2016, date!(2026 - 11 - 24)), Some((30, "GP-05@1".to_owned())), "in force at the end of the year");
    assert_eq!(on(2016, date!(2016 - 11 - 30)), None, "it was not in force yet");
    assert_eq!(on(2015, date!(2026 - 11 - 24)), None);
}

#[test]
fn one_supplier_alone_is_ten_thousand_and_equal_ones_share_it() {
    assert_eq!(herfindahl(&[]), 0);
    assert_eq!(herfindahl(&[0]), 0);
    assert_eq!(herfindahl(&[MOST_FEN]), WHOLE);
    assert_eq!(herfindahl(&[5, 5]), 5_000);
    assert_eq!(herfindahl(&[1, 1, 1]), 3_333);
    // 60 %, 30 %, 10 %: 3,600 + 900 + 100
    assert_eq!(herfindahl(&[6, 3, 1]), 4_600);
    assert_eq!(herfindahl(&[i64::MAX]), WHOLE);
    assert_eq!(herfindahl(&[i64::MAX - 1, 1]), WHOLE - 1, "almost one alone, rounded down");
}

#[test]
fn the_leading_supplier_has_the_largest_sum_and_then_the_first_code() {
    let all = [bought("B", 30, 100), bought("A", 20, 100), bought("A", 10, 100), bought("C", 5, 100)];
    let found = Concentration::of(&all).unwrap();
    assert_eq!((found.contracts, found.fen, found.suppliers), (4, 65, 3));
    assert_eq!((found.leading.code.as_str(), found.leading.contracts, found.leading.fen), ("A", 2, 30));
    // (900 + 900 + 25) / 4,225
    assert_eq!(found.index, 4_319);
    assert_eq!(Concentration::of(&[]), None);
}

#[test]
fn the_name_is_that_of_the_last_contract() {
    let renamed = Bought { title: "改名后的协会", ..bought("A", 1, 100) };
    assert_eq!(Concentration::of(&[bought("A", 1, 100), renamed]).unwrap().leading.title, "改名后的协会");
}

#[test]
fn an_amount_is_near_its_budget_up_to_five_per_mille_below() {
    let near = |amount, budget| Concentration::of(&[bought("A", amount, budget)]).unwrap().near_budget;
    assert_eq!((near(100_000, 100_000), near(99_500, 100_000), near(99_499, 100_000)), (1, 1, 0));
    assert_eq!((near(MOST_FEN, MOST_FEN), near(1, MOST_FEN)), (1, 0));
}

#[test]
fn round_amounts_count_where_another_contract_has_them_too() {
    let wan = 1_000_000;
    let of = |amounts: &[i64]| {
        let all: Vec<Bought<'_>> = amounts.iter().map(|fen| bought("A", *fen, MOST_FEN)).collect();
        Concentration::of(&all).unwrap().repeated_round
    };
    assert_eq!(of(&[wan, wan, 2 * wan]), 2);
    assert_eq!(of(&[wan, 2 * wan]), 0, "each of them once");
    assert_eq!(of(&[wan + 1, wan + 1]), 0, "not round");
}

#[test]
fn contracts_of_one_source_are_counted_apart() {
    let single = Bought { method: Some(Method::SingleSource), ..bought("A", 7, 100) };
    let found = Concentration::of(&[single, bought("A", 5, 100)]).unwrap();
    assert_eq!((found.single_source, found.single_source_fen), (1, 7));
}

proptest! {
    #[test]
    fn a_share_is_what_a_target_compares(part in 0..=MOST_FEN, rest in 0..=MOST_FEN, percent in 1_i64..=100) {
        let whole = part + rest;
        let hundredths = share(part, whole);
        prop_assert!((0..=WHOLE).contains(&hundredths));
        if whole > 0 {
            prop_assert_eq!(reaches(part, whole, percent), i64::from(hundredths) >= percent * 100);
        }
    }

    #[test]
    fn the_index_is_what_the_squares_say(amounts in prop::collection::vec(0_i64..=1_000_000_000, 1..8)) {
        let total: i128 = amounts.iter().copied().map(i128::from).sum();
        let squares: i128 = amounts.iter().map(|fen| i128::from(*fen) * i128::from(*fen)).sum();
        let expected = if total == 0 { 0 } else { squares * i128::from(WHOLE) / (total * total) };
        prop_assert_eq!(i128::from(herfindahl(&amounts)), expected);
    }

    #[test]
    fn the_index_lies_between_even_and_alone(amounts in prop::collection::vec(1..=MOST_FEN, 1..50)) {
        let index = herfindahl(&amounts);
        let even = WHOLE / i32::try_from(amounts.len()).unwrap_or(WHOLE);
        prop_assert!((even..=WHOLE).contains(&index), "{index}");
    }
}
