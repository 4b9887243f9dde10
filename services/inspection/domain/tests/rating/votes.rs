//! Committees, quorum and majority; experts and their ties.

use inspection_domain::inspector::Post;
use inspection_domain::rating::{Body, Refusal, Tally, Tie, enough, require_seats, tie};
use proptest::prelude::*;
use time::Date;
use time::macros::date;
use vocab::{OrganizationClass, UnifiedCode};

const OLD: Date = date!(2026 - 02 - 27);
const NEW: Date = date!(2026 - 03 - 02);

/// RT-14a to RT-14d.
#[test]
fn a_committee_has_seven_to_twenty_five_members_and_the_review_committee_is_gone() {
    for day in [OLD, NEW] {
        for (members, fits) in [(6, false), (7, true), (25, true), (26, false)] {
            assert_eq!(require_seats(Body::Committee, members, day).is_ok(), fits, "{members} on {day}");
        }
    }
    for (members, old, new) in
        [(0, false, true), (4, false, false), (5, true, false), (9, true, false), (10, false, false)]
    {
        assert_eq!(require_seats(Body::Review, members, OLD).is_ok(), old, "{members}");
        assert_eq!(require_seats(Body::Review, members, NEW).is_ok(), new, "{members}");
    }
    assert_eq!(Body::of_reviews(OLD), Ok(Body::Review));
    assert_eq!(Body::of_reviews(NEW), Ok(Body::Committee));
}

fn votes(members: i64, in_favour: i64, against: i64, abstained: i64) -> Tally {
    Tally { members, in_favour, against, abstained }
}

/// RT-14e and RT-14f.
#[test]
fn two_thirds_are_present_and_more_than_half_of_all_agree() {
    let carried = |tally: Tally| tally.carried(NEW);
    let missing = Refusal::NoQuorum { members: 7, present: 4, needed: 5 };
    assert_eq!(carried(votes(7, 4, 0, 0)), Err(missing), "five of seven must come");
    assert_eq!(carried(votes(7, 4, 1, 0)), Ok(true));
    assert_eq!(carried(votes(7, 3, 2, 2)), Ok(false), "more than half of those present is not enough");
    assert_eq!(carried(votes(8, 4, 2, 2)), Ok(false), "half is not more than half");
    assert_eq!(carried(votes(8, 5, 1, 0)), Ok(true));
    assert_eq!(carried(votes(9, 5, 0, 1)), Ok(true));
    assert_eq!(votes(7, 7, 0, 0).carried(OLD), Ok(true));
}

proptest! {
    #[test]
    fn nothing_is_carried_by_half_or_without_two_thirds(cast in prop::collection::vec(0_u32..4, 5..=25)) {
        let count = |choice: u32| i64::try_from(cast.iter().filter(|one| **one == choice).count()).expect("few");
        let members = i64::try_from(cast.len()).expect("few");
        let (in_favour, present) = (count(0), members - count(3));
        match votes(members, in_favour, count(1), count(2)).carried(NEW) {
            Ok(carried) => {
                prop_assert!(present * 3 >= members * 2);
                prop_assert_eq!(carried, in_favour * 2 > members);
            }
            Err(Refusal::NoQuorum { needed, .. }) => {
                prop_assert!(present * 3 < members * 2);
                prop_assert!(needed > present && needed * 3 >= members * 2 && (needed - 1) * 3 < members * 2);
            }
            Err(other) => prop_assert!(false, "{other}"),
        }
    }
}

fn code(body: &str) -> UnifiedCode {
    UnifiedCode::from_parts(OrganizationClass::SocialGroup, "330500".parse().expect("a division"), body)
        .expect("a code")
}

/// RT-03.
#[test]
fn whoever_left_less_than_two_years_ago_does_not_score() {
    let (ours, other) = (code("MJ000001"), code("MJ000002"));
    let post = |valid_to| Post { organization: ours, valid_from: date!(2020 - 01 - 01), valid_to };
    let tie = |post: Post, of| tie(&[post], of, NEW).expect("a rule");
    assert_eq!(tie(post(None), ours), Some(Tie::HoldsPost));
    assert_eq!(tie(post(Some(date!(2026 - 03 - 03))), ours), Some(Tie::HoldsPost));
    assert_eq!(tie(post(Some(NEW)), ours), Some(Tie::LeftLately));
    assert_eq!(tie(post(Some(date!(2024 - 03 - 03))), ours), Some(Tie::LeftLately));
    assert_eq!(tie(post(Some(date!(2024 - 03 - 02))), ours), None);
    assert_eq!(tie(post(None), other), None);
}

/// RT-19a.
#[test]
fn three_experts_score_at_least() {
    assert_eq!(enough(2, NEW), Err(Refusal::TooFewExperts { found: 2, least: 3 }));
    assert_eq!(enough(3, NEW), Ok(()));
}
