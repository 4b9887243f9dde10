//! Terms, places, lists and settlements.

use proptest::prelude::*;
use time::macros::date;

use super::grants::{Candidate, instalments, passed_over, sum};
use super::ranking::{Entry, place};
use super::settlement::{OpenPart, PaidPart, counted, settle};
use super::{first_deadline, least_experts, mending_last_day, notice_last_day};

fn entry(key: u32, asked_fen: i64, review: i64, defence: i64) -> Entry<u32> {
    Entry { key, asked_fen, filed: key.into(), review, defence }
}

#[test]
fn terms_are_dated_rules() {
    let day = date!(2026 - 11 - 24);
    let (first, rule) = first_deadline(day).unwrap();
    assert_eq!((first, rule.reference().to_string().as_str()), (date!(2026 - 12 - 09), "VT-01@1"));
    assert_eq!(mending_last_day(day), Some(date!(2026 - 12 - 04)));
    assert_eq!(notice_last_day(day), Some(date!(2026 - 12 - 01)));
    assert_eq!(least_experts(day), 3);
    assert_eq!(first_deadline(date!(2019 - 12 - 31)), None);
}

#[test]
fn the_better_stands_first_and_of_equals_whoever_asks_for_less() {
    let entries =
        [entry(1, 500, 18_001, 0), entry(2, 900, 17_000, 1_001), entry(3, 400, 18_001, 0), entry(4, 1, 18_000, 0)];
    let placed = place(&entries, 3);
    assert_eq!(placed.iter().map(|one| one.key).collect::<Vec<_>>(), [3, 1, 2, 4]);
    let second = placed[2];
    assert_eq!((second.review_points, second.defence_points, second.total_points), (5_667, 334, 6_000));
    assert_eq!(placed[3].total_points, 6_000, "shown alike, and not equal");
}

#[test]
fn whoever_is_passed_over_is_found() {
    let one = |key, rank, is_listed| Candidate { key, rank, is_listed };
    assert_eq!(
        passed_over(&[one('a', 1, false), one('b', 2, true), one('c', 3, false), one('d', 4, true)]),
        ['a', 'c']
    );
    assert_eq!(passed_over(&[one('a', 1, true), one('b', 2, false)]), Vec::<char>::new());
    assert_eq!(passed_over(&[one('a', 1, false)]), Vec::<char>::new());
    assert_eq!((sum([1, 2]), sum([i64::MAX, 1])), (Some(3), None));
}

#[test]
fn what_was_not_accepted_comes_back_from_the_last_payment_first() {
    let paid = [PaidPart { key: 1, fen: 500, kept_fen: 500 }, PaidPart { key: 2, fen: 300, kept_fen: 300 }];
    let open = [OpenPart { key: 'a', fen: 100 }, OpenPart { key: 'b', fen: 100 }];
    let less = settle(450, &paid, &open, false);
    assert_eq!(
        (less.demanded.as_slice(), less.freed.as_slice()),
        ([(2, 300), (1, 50)].as_slice(), ['a', 'b'].as_slice())
    );
    assert_eq!(less.demanded_fen(), 350);
    let more = settle(930, &paid, &open, false);
    assert_eq!((more.lessened, more.freed, more.demanded), (vec![('b', 30)], vec![], vec![]));
    let failed = settle(930, &paid, &open, true);
    assert_eq!((failed.lessened, failed.freed, failed.demanded), (vec![], vec!['a', 'b'], vec![]));
    assert_eq!(counted(&[600, 0, 50], &[500, 100, 50]), 550, "of a line at most what was agreed");
}

#[test]
fn what_was_demanded_back_by_hand_is_not_paid_again() {
    let paid = [PaidPart { key: 1, fen: 500, kept_fen: 300 }];
    let open = [OpenPart { key: 'a', fen: 400 }, OpenPart { key: 'b', fen: 100 }];
    let whole = settle(1_000, &paid, &open, false);
    assert_eq!((whole.lessened, whole.freed, whole.demanded), (vec![], vec![], vec![]));
    let part = settle(600, &paid, &open, false);
    assert_eq!((part.lessened, part.freed, part.demanded), (vec![('a', 100)], vec!['b'], vec![]));
    let none = settle(400, &paid, &open, false);
    assert_eq!((none.lessened, none.freed, none.demanded), (vec![], vec!['a', 'b'], vec![]));
    let less = settle(200, &paid, &open, false);
    assert_eq!((less.freed, less.demanded), (vec!['a', 'b'], vec![(1, 100)]));
}

proptest! {
    #[test]
    fn parts_come_to_the_whole(fen in 1..=crate::money::MOST_FEN, first in 0..=100_i32, second in 0..=100_i32) {
        let percents = [first, (100 - first).min(second), 100 - first - (100 - first).min(second)];
        let parts = instalments(fen, &percents);
        prop_assert_eq!(parts.iter().sum::<i64>(), fen);
        prop_assert!(parts.iter().all(|part| *part >= 0));
    }

    #[test]
    fn after_a_settlement_the_project_has_what_counts_as_spent(
        spent in 0..2_000_i64,
        paid in prop::collection::vec((0..500_i64, 0..100_i64), 0..4),
        open in prop::collection::vec(1..500_i64, 0..4),
        has_failed: bool,
    ) {
        let part = |(key, (kept_fen, demanded)): (usize, (i64, i64))| PaidPart { key, fen: kept_fen + demanded, kept_fen };
        let paid: Vec<_> = paid.into_iter().enumerate().map(part).collect();
        let open: Vec<_> = open.into_iter().enumerate().map(|(key, fen)| OpenPart { key, fen }).collect();
        let settlement = settle(spent, &paid, &open, has_failed);
        let kept: i64 = paid.iter().map(|part| part.kept_fen).sum::<i64>() - settlement.demanded_fen();
        let still: i64 = open.iter().filter(|part| !settlement.freed.contains(&part.key)).map(|part| {
            settlement.lessened.iter().find(|(key, _)| *key == part.key).map_or(part.fen, |(_, fen)| *fen)
        }).sum();
        let before: i64 = paid.iter().map(|part| part.kept_fen).sum();
        let ever: i64 = paid.iter().map(|part| part.fen).sum();
        let most: i64 = if has_failed { 0 } else { open.iter().map(|part| part.fen).sum() };
        prop_assert_eq!((kept, still), (spent.min(before), (spent - ever).clamp(0, most)));
        prop_assert!(settlement.demanded.iter().all(|(_, fen)| *fen > 0));
    }
}
