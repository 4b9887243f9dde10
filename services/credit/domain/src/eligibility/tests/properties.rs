//! What holds whatever is on record.

use proptest::prelude::*;
use time::macros::date;
use time::{Date, Duration};
use uuid::Uuid;

use super::{answer, known, listing, record, with};
use crate::eligibility::{Known, Needs, Outcome, Purpose};
use crate::listing::{List, Listing};
use crate::record::{Kind, Record};
use crate::rules;

fn day() -> impl Strategy<Value = Date> {
    (0_i64..3_600).prop_map(|days| date!(2019 - 06 - 01) + Duration::days(days))
}

fn some_record() -> impl Strategy<Value = Record> {
    let kinds = prop::sample::select(vec![
        (Kind::Penalty, "warning"),
        (Kind::Penalty, "warning,fine"),
        (Kind::Penalty, "suspension"),
        (Kind::Rating, "3A"),
        (Kind::Rating, "5A"),
        (Kind::ReportConcluded, "unqualified"),
        (Kind::ReportConcluded, "basically_qualified"),
        (Kind::ReportMissed, ""),
        (Kind::CourtDefaulter, ""),
        (Kind::TaxCredit, "D"),
        (Kind::StatusChanged, "suspended"),
        (Kind::StatusChanged, "active"),
    ]);
    (kinds, day(), prop::option::of(1_i64..1_500), any::<u128>(), 0_i64..300_000_000).prop_map(
        |((kind, value), from, lasts, id, fine)| Record {
            id: Uuid::from_u128(id),
            amount_fen: Some(fine),
            until: lasts.filter(|_| kind != Kind::StatusChanged).map(|days| from + Duration::days(days)),
            ..record(kind, value, from)
        },
    )
}

fn some_listing() -> impl Strategy<Value = Listing> {
    (prop::sample::select(List::ALL.to_vec()), day(), prop::option::of(0_i64..1_200))
        .prop_map(|(list, from, lasts)| listing(list, from, lasts.map(|days| from + Duration::days(days))))
}

fn some_known() -> impl Strategy<Value = Known> {
    (day(), prop::collection::vec(some_record(), 0..8), prop::collection::vec(some_listing(), 0..4))
        .prop_map(|(registered, records, listings)| Known { records, listings, ..known(registered) })
}

/// What is left of what is known if only what is needed is fetched.
fn fetched(known: &Known, needs: &Needs) -> Known {
    let concluded = |record: &&Record| record.kind == Kind::ReportConcluded && record.year.is_some();
    let last = needs.last_conclusion_on.and_then(|on| {
        let counting = known.records.iter().filter(concluded).filter(|record| record.counts_on(on));
        counting.max_by_key(|record| (record.year, record.from, record.id))
    });
    let taken = |record: &Record| {
        let recent = record.kind == Kind::Penalty && needs.penalties_since.is_some_and(|since| record.from >= since);
        needs.kinds.contains(&record.kind) || recent || last == Some(record)
    };
    Known { records: known.records.iter().filter(|record| taken(record)).cloned().collect(), ..known.clone() }
}

#[test]
fn to_be_hired_old_penalties_and_old_reports_are_not_needed() {
    let needs = Needs::on(&[Purpose::Purchase], date!(2026 - 11 - 28), rules());
    assert_eq!(needs.penalties_since, Some(date!(2023 - 01 - 01)));
    assert_eq!(needs.last_conclusion_on, Some(date!(2026 - 11 - 28)));
    assert!(!needs.kinds.contains(&Kind::Penalty) && !needs.kinds.contains(&Kind::ReportConcluded));
    let all = Needs::on(&Purpose::ALL, date!(2026 - 11 - 28), rules());
    assert_eq!((all.penalties_since, all.last_conclusion_on), (None, None), "some purposes ask for every one");
    assert_eq!(all, Needs::always(&Purpose::ALL));
}

proptest! {
    #[test]
    fn what_is_not_needed_changes_no_answer(
        known in (some_known(), prop::collection::vec(some_record(), 0..12), prop::collection::vec(2018_i32..2029, 12))
            .prop_map(|(mut known, more, years)| {
                known.records.extend(more.into_iter().zip(years).map(|(record, year)| Record { year: Some(year), ..record }));
                known
            }),
        on in day(),
    ) {
        for purpose in Purpose::ALL {
            let needs = Needs::on(&[purpose], on, rules());
            prop_assert_eq!(answer(purpose, &fetched(&known, &needs), on), answer(purpose, &known, on));
        }
    }

    #[test]
    fn what_was_withdrawn_is_as_if_it_had_never_been(known in some_known(), extra in some_record(), on in day()) {
        let mut more = known.clone();
        more.records.push(Record { withdrawn: Some(on), ..extra });
        more.listings.push(Listing { withdrawn_on: Some(on), ..listing(List::Serious, on, None) });
        for purpose in Purpose::ALL {
            prop_assert_eq!(answer(purpose, &more, on), answer(purpose, &known, on));
        }
    }

    #[test]
    fn a_further_penalty_or_listing_never_helps(known in some_known(), penalty in day(), on in day()) {
        let mut worse = known.clone();
        worse.records.push(record(Kind::Penalty, "suspension", penalty));
        worse.listings.push(listing(List::Serious, penalty, None));
        for purpose in Purpose::ALL {
            prop_assert!(answer(purpose, &worse, on).decision >= answer(purpose, &known, on).decision);
        }
    }

    #[test]
    fn what_cures_by_itself_does_so_on_a_day_to_come_and_not_on_its_eve(known in some_known(), on in day()) {
        for purpose in Purpose::ALL {
            for found in answer(purpose, &known, on).findings {
                let Some(day) = found.cures_on else { continue };
                prop_assert!(found.outcome == Outcome::NotMet && day > on, "{found:?}");
                let eve = answer(purpose, &known, day - Duration::days(1));
                // another version of the rule may ask something else
                let then = eve.finding(found.key).filter(|then| then.rule == found.rule);
                prop_assert!(then.is_none_or(|then| then.outcome == Outcome::NotMet), "{found:?}");
            }
        }
    }

    #[test]
    fn a_single_fact_is_over_on_the_day_told(record in some_record(), on in day()) {
        let known = with(vec![record]);
        for purpose in Purpose::ALL {
            for found in answer(purpose, &known, on).findings {
                let Some(day) = found.cures_on else { continue };
                let then = answer(purpose, &known, day);
                let Some(then) = then.finding(found.key) else { continue };
                if then.rule.reference() == found.rule.reference() {
                    prop_assert_eq!(then.outcome, Outcome::Met, "{:?}", found);
                }
            }
        }
    }
}
