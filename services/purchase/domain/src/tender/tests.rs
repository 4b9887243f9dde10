//! Terms, recusals and rankings.

use draw::{Field, Frozen, Hash};
use proptest::prelude::*;
use time::Date;
use time::macros::{date, datetime};
use vocab::UnifiedCode;
use vocab::workdays::Calendar;

use super::head::Head;
use super::invitation::{self, Invitation};
use super::panel::{self, Candidate, Panel};
use super::recusal::{Tie, conflict, hinders};
use super::requirement::not_met;
use super::scoring::{Bid, Decider, Ranked, Terms, rank};
use super::{
    ALL_POINTS, Offers, Procedure, challenge_last_day, complaint_last_day, complaint_term, decision_last_day,
    first_deadline, lacking, last_suspended_day, too_many_of_buyer,
};
use crate::money::MOST_FEN;
use crate::project::Method;

const TERMS: Terms = Terms { most_price_points: 3_000, prefers_social_organizations: true };

fn bid(key: u32, amount_fen: i64, social: bool, quality: i64) -> Bid<u32> {
    Bid { key, amount_fen, is_social_organization: social, received: key.into(), quality }
}

fn order(ranked: &[Ranked<u32>]) -> Vec<u32> {
    ranked.iter().map(|one| one.key).collect()
}

#[test]
fn terms_are_those_of_the_law() {
    let day = date!(2026 - 11 - 24);
    let notice = Procedure::OpenTender.notice(day).unwrap();
    assert_eq!(notice.reference().to_string(), "GP-09a@1");
    let first = |procedure: Procedure, published| {
        first_deadline(&procedure.notice(published).unwrap(), published, Calendar::shipped())
    };
    assert_eq!(first(Procedure::OpenTender, day), Some(date!(2026 - 12 - 14)));
    assert_eq!(first(Procedure::Consultation, day), Some(date!(2026 - 12 - 04)));
    assert_eq!(Procedure::OpenTender.least_bids(day).unwrap().value(), 3);
    assert_eq!(Procedure::Consultation.least_experts(day, MOST_FEN).unwrap().value(), 3);
    assert_eq!(Procedure::OpenTender.least_experts(day, 999_999_999).unwrap().value(), 5);
    let large = Procedure::OpenTender.least_experts(day, 1_000_000_000).unwrap();
    assert_eq!((large.value(), large.reference().to_string().as_str()), (7, "GP-09o@1"));
    assert_eq!(Procedure::Consultation.price_points(day), (1_000, 3_000));
    assert_eq!(Procedure::OpenTender.price_points(day), (1_000, 10_000));
    assert_eq!(
        challenge_last_day(day, Calendar::shipped()),
        Some(date!(2026 - 12 - 04)),
        "announced for a day, then seven"
    );
    assert_eq!(decision_last_day(date!(2027 - 01 - 04), Calendar::shipped()), None, "nobody has announced that year");
    assert_eq!(Procedure::of(Method::SingleSource), None);
    let (open, framework) = (Procedure::OpenTender, Procedure::of(Method::Framework).unwrap());
    assert_eq!(framework.notice(day).unwrap().reference(), open.notice(day).unwrap().reference());
    assert_eq!(framework.least_experts(day, MOST_FEN), open.least_experts(day, MOST_FEN));
    assert_eq!(framework.price_points(day), open.price_points(day));
}

#[test]
fn negotiations_and_inquiries_go_by_the_lowest_price_and_working_days() {
    let friday = date!(2026 - 11 - 27);
    for (method, offers) in [(Method::CompetitiveNegotiation, Offers::Required), (Method::Inquiry, Offers::None)] {
        let procedure = Procedure::of(method).unwrap();
        assert!(procedure.is_lowest_price());
        assert_eq!(procedure.offers(), offers);
        assert_eq!(procedure.price_points(friday), (10_000, 10_000));
        assert_eq!(procedure.least_bids(friday).unwrap().value(), 3);
        assert_eq!(procedure.least_experts(friday, MOST_FEN).unwrap().value(), 3);
        let notice = procedure.notice(friday).unwrap();
        assert_eq!(notice.reference().to_string(), "GP-12b@1");
        assert_eq!(first_deadline(&notice, friday, Calendar::shipped()), Some(date!(2026 - 12 - 02)), "past a weekend");
        let last = date!(2026 - 12 - 30);
        assert_eq!(first_deadline(&notice, last, Calendar::shipped()), None, "nobody has announced the next year");
    }
    assert_eq!(Procedure::Consultation.offers(), Offers::Optional);
    assert_eq!(Procedure::OpenTender.offers(), Offers::None);
}

#[test]
fn a_requirement_is_not_met_where_more_than_half_of_the_experts_say_so() {
    let verdicts = |of: &[[bool; 2]]| of.iter().map(|one| one.to_vec()).collect::<Vec<_>>();
    assert_eq!(not_met(&verdicts(&[[true, false], [true, false], [false, true]])), [1]);
    assert_eq!(not_met(&verdicts(&[[false, false], [false, true], [false, false]])), [0, 1]);
    assert!(not_met(&verdicts(&[[true, false], [true, true]])).is_empty(), "half is not most");
    assert!(not_met(&[]).is_empty());
}

#[test]
fn where_the_price_has_all_points_the_lowest_stands_first_and_ties_are_broken_as_elsewhere() {
    let terms = Terms { most_price_points: ALL_POINTS, ..TERMS };
    // a fen apart in the largest prices: alike to the hundredth of a point, and no tie
    let near = [bid(1, MOST_FEN, true, 0), bid(2, MOST_FEN - 1, false, 0)];
    let ranked = rank(terms, &near, 3);
    assert_eq!((order(&ranked), ranked[0].decided_by), (vec![2, 1], Some(Decider::Price)));
    assert_eq!(ranked[0].total_points, ranked[1].total_points);
    let tied = [bid(1, 100, false, 0), bid(2, 100, true, 0), bid(3, 100, false, 0), bid(4, 101, true, 0)];
    let ranked = rank(terms, &tied, 3);
    assert_eq!(order(&ranked), [2, 1, 3, 4]);
    let deciders = [Some(Decider::Preference), Some(Decider::Receipt), Some(Decider::Price), None];
    assert_eq!(ranked.iter().map(|one| one.decided_by).collect::<Vec<_>>(), deciders);
    assert_eq!((ranked[0].total_points, ranked[0].quality_points), (ALL_POINTS, 0));
}

#[test]
fn at_most_a_third_of_a_panel_is_of_the_buyer() {
    let day = date!(2026 - 11 - 24);
    let many = |of_buyer, all| too_many_of_buyer(of_buyer, all, day).map(|rule| rule.reference().to_string());
    assert_eq!((many(0, 3), many(1, 3), many(1, 5), many(2, 7)), (None, None, None, None));
    for (of_buyer, all) in [(2, 3), (2, 5), (3, 7)] {
        assert_eq!(many(of_buyer, all).as_deref(), Some("GP-09n@1"), "{of_buyer} of {all}");
    }
}

#[test]
fn a_panel_is_odd_and_large_enough() {
    assert_eq!([0, 1, 2, 3, 4, 5].map(|experts| lacking(experts, 3)), [3, 2, 1, 0, 1, 0]);
}

#[test]
fn whoever_was_related_within_three_years_may_not_judge() {
    let tie = |until| Tie { code: "A".into(), until };
    let day = date!(2026 - 11 - 24);
    assert!(hinders(&tie(None), day));
    assert!(hinders(&tie(Some(date!(2023 - 11 - 24))), day), "the day itself is within");
    assert!(!hinders(&tie(Some(date!(2023 - 11 - 23))), day));
    assert_eq!(conflict(&[tie(None)], ["B", "A"], day), Some("A"));
    assert_eq!(conflict(&[tie(None)], ["B"], day), None);
}

#[test]
fn points_are_rounded_half_up_and_the_total_once() {
    let ranked = rank(TERMS, &[bid(1, 3, false, 1), bid(2, 2, false, 0)], 2);
    let second = ranked.iter().find(|one| one.key == 1).unwrap();
    // 3000 x 2/3 = 2000 exactly, 1/2 = 0.5 is shown as 1
    assert_eq!((second.price_points, second.quality_points, second.total_points), (2_000, 1, 2_001));
}

#[test]
fn a_tie_is_broken_by_preference_alone_where_it_was_declared() {
    let bids = [bid(1, 100, false, 700), bid(2, 100, true, 700), bid(3, 100, true, 699)];
    let ranked = rank(TERMS, &bids, 7);
    assert_eq!(order(&ranked), [2, 1, 3]);
    assert_eq!(ranked[0].decided_by, Some(Decider::Preference));
    assert_eq!((ranked[1].decided_by, ranked[2].decided_by), (Some(Decider::Score), None));
    let plain = Terms { prefers_social_organizations: false, ..TERMS };
    let ranked = rank(plain, &bids, 7);
    assert_eq!((order(&ranked), ranked[0].decided_by), (vec![1, 2, 3], Some(Decider::Receipt)));
}

#[test]
fn what_rounding_would_tie_is_no_tie_and_what_it_would_part_is_one() {
    // totals differ by 1/7 of a hundredth: shown alike, ranked by it, whatever the preference
    let ranked = rank(TERMS, &[bid(1, 100, false, 4_901), bid(2, 100, true, 4_900)], 7);
    assert_eq!(ranked[0].total_points, ranked[1].total_points);
    assert_eq!((order(&ranked), ranked[0].decided_by), (vec![1, 2], Some(Decider::Score)));
    // 3000 x 100/300 = 1000 and 2000 more for quality is the very same as 3000: the lower price stands first, before any preference
    let ranked = rank(TERMS, &[bid(1, 100, false, 0), bid(2, 300, true, 6_000)], 3);
    assert_eq!((order(&ranked), ranked[0].decided_by), (vec![1, 2], Some(Decider::Price)));
    let ranked = rank(TERMS, &[bid(1, 300, true, 6_000), bid(2, 100, false, 0)], 3);
    assert_eq!(
        (order(&ranked), ranked[0].decided_by),
        (vec![2, 1], Some(Decider::Price)),
        "nor does it matter which came earlier"
    );
}

#[test]
fn five_hundred_bids_by_seven_experts_are_ranked_at_once() {
    let points = |bid: i64| (0..7 * 20).map(|at| (bid * 31 + at * 17) % 350).sum();
    let bids: Vec<Bid<u32>> =
        (1..=500_u32).map(|at| bid(at, 1_000_000 + i64::from(at % 97), at % 2 == 0, points(at.into()))).collect();
    let before = std::time::Instant::now();
    let ranked = rank(TERMS, &bids, 7);
    let took = before.elapsed();
    println!("500 bids x 20 criteria x 7 experts: {took:?}");
    assert_eq!(ranked.len(), 500);
    assert!(took < std::time::Duration::from_millis(200), "{took:?}");
}

fn any_bids() -> impl Strategy<Value = Vec<Bid<u32>>> {
    let one = (prop_oneof![1..=MOST_FEN, 1..=4_i64], any::<bool>(), prop_oneof![0..=150_000_i64, 0..=2_i64]);
    prop::collection::vec(one, 1..12).prop_map(|all| {
        let numbered = (1_u32..).zip(all);
        numbered.map(|(key, (fen, social, quality))| bid(key, fen, social, quality)).collect()
    })
}

proptest! {
    #[test]
    fn the_order_of_the_list_does_not_matter(bids in any_bids(), experts in 1_usize..16) {
        let ranked = rank(TERMS, &bids, experts);
        let mut turned = bids.clone();
        turned.reverse();
        prop_assert_eq!(rank(TERMS, &turned, experts), ranked);
    }

    #[test]
    fn prices_in_another_unit_change_nothing(bids in any_bids(), experts in 1_usize..16, unit in 1_i64..1_000) {
        let small: Vec<_> = bids.iter().map(|one| Bid { amount_fen: one.amount_fen % 1_000_000 + 1, ..one.clone() }).collect();
        let scaled: Vec<_> = small.iter().map(|one| Bid { amount_fen: one.amount_fen * unit, ..one.clone() }).collect();
        prop_assert_eq!(rank(TERMS, &scaled, experts), rank(TERMS, &small, experts));
    }

    #[test]
    fn nobody_stands_before_a_higher_total_and_nobody_gets_more_than_there_is(bids in any_bids(), experts in 1_usize..16) {
        let ranked = rank(TERMS, &bids, experts);
        for pair in ranked.windows(2) {
            prop_assert!(pair[0].total_points >= pair[1].total_points);
        }
        let best = ranked.iter().map(|one| one.price_points).max();
        prop_assert_eq!(best, Some(TERMS.most_price_points));
    }

    #[test]
    fn preference_decides_between_equals_alone(bids in any_bids(), experts in 1_usize..16) {
        let with = rank(TERMS, &bids, experts);
        for pair in with.windows(2).filter(|pair| pair[0].decided_by == Some(Decider::Preference)) {
            prop_assert_eq!(pair[0].total_points, pair[1].total_points);
            let social = |key| bids.iter().any(|one| one.key == key && one.is_social_organization);
            prop_assert!(social(pair[0].key) && !social(pair[1].key));
            prop_assert_eq!(pair[0].price_points, pair[1].price_points);
        }
    }
}

fn field(text: &str) -> Field {
    Field::parse(text).unwrap()
}

fn head(population: &str, on: Date) -> Head {
    Head {
        program: field("onecode"),
        tender: field("tenders/1"),
        year: 2026,
        frozen_at: datetime!(2026-11-24 01:00 UTC),
        population: field(population),
        departments: ["civil-affairs", "finance"].map(field),
        on,
    }
}

fn panel() -> Panel {
    let buyer = UnifiedCode::of_anybody("11330500002613011K").unwrap();
    Panel { head: head("experts", date!(2026 - 12 - 04)), buyer, seats: 3 }
}

fn candidate(id: &str, is_recused: bool) -> Candidate {
    let (valid_from, valid_to) = (date!(2026 - 01 - 01), date!(2026 - 12 - 04));
    Candidate { id: field(id), valid_from, valid_to, is_recused }
}

#[test]
fn a_draw_of_experts_orders_all_who_are_appointed_and_not_recused() {
    let mut candidates: Vec<Candidate> = ["e1", "e2", "e3", "e4"].map(|id| candidate(id, false)).into();
    candidates.push(candidate("own", true));
    candidates.push(Candidate { valid_to: date!(2026 - 12 - 03), ..candidate("past", false) });
    let frozen = Frozen::new(panel().draft(&candidates).unwrap()).unwrap();
    let orders: Vec<Vec<Field>> = (0..40).map(|seed| panel::order(&frozen.draw(&Hash([seed; 32])))).collect();
    for order in &orders {
        let mut sorted = order.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, ["e1", "e2", "e3", "e4"].map(field));
    }
    assert!(orders.iter().any(|order| *order != orders[0]), "the seed decides");
    let few = panel().draft(&candidates[..2]).unwrap();
    assert!(Frozen::new(few).is_err(), "fewer than are wanted");
}

#[test]
fn terms_of_complaints_are_those_of_the_law() {
    let calendar = Calendar::shipped();
    let day = date!(2026 - 12 - 01);
    assert_eq!(complaint_last_day(day, calendar), Some(date!(2026 - 12 - 22)));
    assert_eq!(last_suspended_day(day), Some(date!(2026 - 12 - 30)), "thirty days with the first");
    assert_eq!(complaint_term(date!(2026 - 11 - 02), calendar), Some(date!(2026 - 12 - 14)));
}

#[test]
fn of_suppliers_who_qualify_exactly_as_many_are_drawn_as_are_invited() {
    let codes = ["91350100M000100Y43", "911101080828461726", "91330500MA2B000121", "11330500002613011K"];
    let codes: Vec<UnifiedCode> = codes.into_iter().filter_map(UnifiedCode::of_anybody).collect();
    let invitation = |invited| Invitation { head: head("suppliers", date!(2026 - 12 - 14)), invited };
    for invited in 3..=4 {
        let frozen = Frozen::new(invitation(invited).draft(&codes).unwrap()).unwrap();
        let order = invitation::order(&frozen.draw(&Hash([7; 32])));
        assert_eq!(order.len(), invited as usize);
    }
    assert!(Frozen::new(invitation(2).draft(&codes).unwrap()).is_err(), "fewer than the law wants");
    assert!(invitation(5).draft(&codes).is_err() && invitation(3).draft(&codes[..2]).is_err());
}
