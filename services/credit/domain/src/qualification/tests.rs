//! What holds of qualifications: validity, renewal, bars, and which facts speak for cancelling one.

mod grounds;

use proptest::prelude::*;
use statute::months_later;
use time::macros::date;
use time::{Date, Duration};
use uuid::Uuid;

use super::*;
use crate::rules;

const TODAY: Date = date!(2026 - 11 - 27);

fn held(kind: Kind, from: Date, until: Option<Date>) -> Held {
    let id = Uuid::from_u128(from.to_julian_day().unsigned_abs().into());
    Held { id, kind, document_number: "湖税公〔2026〕1号".into(), from, until, cancelled: None }
}

fn cancelled(held: Held, ground: &str, on: Date) -> Held {
    let terms = terms(held.kind, on).unwrap();
    let bar = terms.ground(ground).unwrap().bars(on, rules());
    Held { cancelled: Some(Cancelled { ground: ground.into(), on, bar }), ..held }
}

#[test]
fn every_rule_that_the_data_name_is_in_the_book_with_the_number_it_needs() {
    for terms in all() {
        for id in terms.rules() {
            assert!(rules().on(id, terms.valid_from.max(date!(2024 - 09 - 05))).is_ok(), "{id}");
        }
        for ground in &terms.grounds {
            let barred = matches!(ground.bars(TODAY, rules()), Bar::Until(_));
            assert_eq!(barred, ground.bar.is_some(), "{}", ground.key);
        }
        assert_eq!(terms.years(TODAY, rules()).is_some(), terms.validity.is_some());
    }
    for kind in Kind::ALL {
        assert!(terms(kind, TODAY).is_some());
        assert_eq!(Kind::parse(kind.as_str()), Some(kind));
    }
}

#[test]
fn an_exemption_is_valid_for_five_years_and_a_deduction_for_three() {
    for (kind, until) in [
        (Kind::TaxExemption, Some(date!(2031 - 01 - 01))),
        (Kind::DonationDeduction, Some(date!(2029 - 01 - 01))),
        (Kind::Charity, None),
        (Kind::PublicFundraising, None),
    ] {
        let terms = terms(kind, TODAY).unwrap();
        let from = if until.is_some() { date!(2026 - 01 - 01) } else { TODAY };
        assert_eq!(terms.starts_on(2026, TODAY, &[]), from);
        assert_eq!(terms.until(from, TODAY, rules()).map(|(until, _)| until), until);
    }
}

#[test]
fn an_exemption_is_renewed_from_three_months_before_its_end_until_six_months_after() {
    let terms = terms(Kind::TaxExemption, TODAY).unwrap();
    let one = held(Kind::TaxExemption, date!(2022 - 01 - 01), Some(date!(2027 - 01 - 01)));
    let on = |day: Date| terms.may_apply(std::slice::from_ref(&one), day, rules());
    assert_eq!(on(date!(2026 - 09 - 30)), Err(Obstacle::InForce(one.id, Some(date!(2026 - 10 - 01)))));
    for day in [date!(2026 - 10 - 01), date!(2026 - 12 - 31), date!(2027 - 01 - 01), date!(2027 - 06 - 30)] {
        assert_eq!(on(day), Ok(Some(one.id)), "{day}");
    }
    assert_eq!(on(date!(2027 - 07 - 01)), Ok(None), "a new application, not a renewal");
    // what is renewed early begins where the one before ends
    assert_eq!(terms.starts_on(2026, date!(2026 - 11 - 01), std::slice::from_ref(&one)), date!(2027 - 01 - 01));
    let charity = held(Kind::Charity, date!(2020 - 05 - 01), None);
    let refused = super::terms(Kind::Charity, TODAY).unwrap().may_apply(std::slice::from_ref(&charity), TODAY, rules());
    assert_eq!(refused, Err(Obstacle::InForce(charity.id, None)));
}

#[test]
fn bars_are_counted_as_their_rules_say() {
    let on = date!(2026 - 05 - 10);
    let exempt = || held(Kind::TaxExemption, date!(2024 - 01 - 01), Some(date!(2029 - 01 - 01)));
    let terms = terms(Kind::TaxExemption, on).unwrap();
    let one = cancelled(exempt(), "serious-listing", on);
    let barred = |until| Err(Obstacle::Barred(one.id, "serious-listing".into(), Some(until)));
    for day in [on, date!(2026 - 12 - 31), date!(2027 - 12 - 31)] {
        assert_eq!(terms.may_apply(std::slice::from_ref(&one), day, rules()), barred(date!(2028 - 01 - 01)), "{day}");
    }
    assert_eq!(terms.may_apply(std::slice::from_ref(&one), date!(2028 - 01 - 01), rules()), Ok(None));
    let never = cancelled(exempt(), "illegal-politics", on);
    let refused = terms.may_apply(&[one, never.clone()], date!(2060 - 01 - 01), rules());
    assert_eq!(refused, Err(Obstacle::Barred(never.id, "illegal-politics".into(), None)));

    let raising = held(Kind::PublicFundraising, date!(2024 - 10 - 01), None);
    let revoked = cancelled(raising, "certificate-revoked", date!(2028 - 02 - 29));
    let terms = super::terms(Kind::PublicFundraising, TODAY).unwrap();
    assert!(terms.may_apply(std::slice::from_ref(&revoked), date!(2033 - 02 - 27), rules()).is_err());
    assert_eq!(terms.may_apply(&[revoked], date!(2033 - 02 - 28), rules()), Ok(None));

    let deduction = held(Kind::DonationDeduction, date!(2025 - 01 - 01), Some(date!(2028 - 01 - 01)));
    let spent = cancelled(deduction.clone(), "spending", on);
    let terms = super::terms(Kind::DonationDeduction, on).unwrap();
    assert_eq!(terms.may_apply(std::slice::from_ref(&spent), on, rules()), Ok(None), "this ground bars nobody");
    assert_eq!(terms.starts_on(2026, on, &[spent]), on, "not before the one before ended");
    let taken = cancelled(deduction, "unlawful-donations", on);
    assert!(terms.may_apply(std::slice::from_ref(&taken), date!(2029 - 05 - 09), rules()).is_err());
    assert_eq!(terms.may_apply(&[taken], date!(2029 - 05 - 10), rules()), Ok(None));
}

#[test]
fn receipts_follow_from_deduction_or_charity() {
    let none = receipts(&[], TODAY, rules());
    assert!(none.carriers.is_empty());
    assert_eq!(none.rules.iter().map(statute::Cited::id).collect::<Vec<_>>(), ["QL-05", "TX-13"]);
    let deduction = held(Kind::DonationDeduction, date!(2025 - 01 - 01), Some(date!(2028 - 01 - 01)));
    let charity = held(Kind::Charity, date!(2026 - 01 - 01), None);
    let exempt = held(Kind::TaxExemption, date!(2024 - 01 - 01), None);
    let one = [deduction.clone(), exempt.clone()];
    let found = receipts(&one, TODAY, rules());
    assert_eq!((found.carriers.len(), found.lapses_on), (1, deduction.until));
    let both = [deduction, charity, exempt];
    let found = receipts(&both, TODAY, rules());
    assert_eq!((found.carriers.len(), found.lapses_on), (2, None));
}

fn day() -> impl Strategy<Value = Date> {
    (0_i64..5_000).prop_map(|days| date!(2018 - 01 - 01) + Duration::days(days))
}

prop_compose! {
    fn some_held()(kind in prop::sample::select(Kind::ALL.to_vec()), from in day(), lasts in prop::option::of(1_i64..2_000),
                   after in prop::option::of(0_i64..2_000)) -> Held {
        let one = held(kind, from, lasts.map(|days| from + Duration::days(days)));
        let on = after.map(|days| from + Duration::days(days));
        match on.filter(|on| one.until.is_none_or(|until| *on < until)) {
            Some(on) => Held { cancelled: Some(Cancelled { ground: "x".into(), on, bar: Bar::None }), ..one },
            None => one,
        }
    }
}

proptest! {
    #[test]
    fn it_is_in_force_from_its_first_day_to_its_end_and_on_no_other(one in some_held(), on in day()) {
        let within = one.from <= on && one.ends_on().is_none_or(|ends| on < ends);
        prop_assert_eq!(one.in_force(on), within);
        prop_assert_eq!(one.overlaps(on, on.next_day()), within);
        prop_assert!(!(one.over(on) && within));
    }

    #[test]
    fn what_begins_where_terms_say_overlaps_nothing_that_ends(all in prop::collection::vec(some_held(), 0..5), on in day()) {
        for kind in Kind::ALL {
            let Some(terms) = terms(kind, on) else { continue };
            let own: Vec<&Held> = all.iter().filter(|held| held.kind == kind).collect();
            if own.iter().any(|held| held.ends_on().is_none()) {
                continue;
            }
            let from = terms.starts_on(on.year(), on, &all);
            prop_assert!(own.iter().all(|held| !held.overlaps(from, None)), "{:?} {}", own, from);
        }
    }

    #[test]
    fn months_there_and_back_come_to_the_same_month(on in day(), months in -600_i64..600) {
        let there = months_later(on, months);
        let back = months_later(there, -months);
        prop_assert_eq!((back.year(), back.month()), (on.year(), on.month()));
        prop_assert!(back <= on && there.day() <= on.day());
    }
}
