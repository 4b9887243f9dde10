//! Quotas against tables reckoned by hand: each level, rounding up, the cap, and the statutory floor.

use inspection_domain::draw::{Multiplier, Proportion, quotas};
use inspection_domain::{Level, demands};
use time::macros::date;

fn of(level: Level, sizes: [u64; 4]) -> [u64; 4] {
    let demands = demands(level, date!(2026 - 03 - 02)).expect("the rules are in force");
    quotas(demands.proportion, sizes, demands.multipliers)
}

#[test]
fn each_level_draws_its_part() {
    // Sizes A, B, C, D; quotas are ceil(A p/2), ceil(B p), ceil(C 2p), D, and in all at least ceil(N p).
    let cases = [
        (Level::County, [1000, 1000, 1000, 10], [15, 30, 60, 10]),
        (Level::City, [1000, 1000, 1000, 10], [20, 40, 80, 10]),
        (Level::Province, [1000, 1000, 1000, 10], [25, 50, 100, 10]),
        (Level::Ministry, [1000, 1000, 1000, 10], [50, 100, 200, 10]),
        (Level::County, [101, 101, 101, 0], [2, 4, 7, 0]),
        (Level::City, [101, 101, 101, 0], [3, 5, 9, 0]),
        (Level::Province, [101, 101, 101, 0], [3, 6, 11, 0]),
        (Level::Ministry, [101, 101, 101, 0], [6, 11, 21, 0]),
        (Level::County, [1, 1, 1, 1], [1, 1, 1, 1]),
        (Level::County, [0, 1, 0, 0], [0, 1, 0, 0]),
        (Level::County, [0, 0, 0, 7], [0, 0, 0, 7]),
        (Level::County, [0, 100, 0, 0], [0, 3, 0, 0]),
        (Level::County, [0, 101, 0, 0], [0, 4, 0, 0]),
        (Level::Ministry, [0, 1_000_000, 0, 0], [0, 100_000, 0, 0]),
    ];
    for (level, sizes, quota) in cases {
        assert_eq!(of(level, sizes), quota, "{level:?} {sizes:?}");
    }
}

#[test]
fn the_whole_is_never_below_the_statutory_part() {
    let cases = [
        // 1000 of A alone would give 15; the floor is 30, and only A has any left.
        (Level::County, [1000, 0, 0, 0], [30, 0, 0, 0]),
        // 15 + 1 = 16 of 30; B and A by turns, seven more each.
        (Level::County, [990, 10, 0, 0], [22, 8, 0, 0]),
        // B is used up after three more, and A takes the rest.
        (Level::County, [996, 4, 0, 0], [26, 4, 0, 0]),
        // 15 + 1 + 1 = 17 of 30; four turns of B, C, A use up B and C, and A takes the last.
        (Level::County, [990, 5, 5, 0], [20, 5, 5, 0]),
        // D counts: nothing is to be raised.
        (Level::County, [970, 0, 0, 30], [15, 0, 0, 30]),
        (Level::County, [980, 0, 0, 15], [15, 0, 0, 15]),
    ];
    for (level, sizes, quota) in cases {
        assert_eq!(of(level, sizes), quota, "{level:?} {sizes:?}");
    }
}

#[test]
fn a_stratum_never_draws_more_than_it_has_and_large_numbers_do_not_overflow() {
    let all = Proportion::new(1, 1).expect("a proportion");
    let double = Multiplier::times(2, 1).expect("a multiplier");
    assert_eq!(quotas(all, [3, 4, 5, 6], [double; 4]), [3, 4, 5, 6]);
    let odd = Proportion::new(u32::MAX - 1, u32::MAX).expect("a proportion");
    let large = Multiplier::times(u32::MAX, 2).expect("a multiplier");
    let most = u64::MAX / 4;
    assert_eq!(quotas(odd, [most; 4], [large; 4]), [most; 4]);
}

#[test]
fn what_is_no_part_is_none() {
    assert!(
        Proportion::new(0, 100).is_none() && Proportion::new(101, 100).is_none() && Proportion::new(1, 0).is_none()
    );
    assert!(Multiplier::times(0, 1).is_none() && Multiplier::times(1, 0).is_none());
    let parts = |above, below| Proportion::new(above, below).expect("a proportion");
    assert!(parts(4, 100).at_least(parts(1, 25)) && !parts(3, 100).at_least(parts(4, 100)));
}
