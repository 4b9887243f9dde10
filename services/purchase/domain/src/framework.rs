//! Closed framework agreements (封闭式框架协议): how many enter and for how long, whose turn it is, and what a call-off may cost.

use statute::{Cited, years_over};
use time::Date;

use crate::rules;

/// The least share of the valid bids that is eliminated.
const ELIMINATION: &str = "GP-13a";
const LEAST_ENTRANTS: &str = "GP-13b";
/// How many years a framework of services may last.
const LONGEST_TERM: &str = "GP-13c";
const PERCENT: i64 = 100;

/// How many of the valid bids may enter (入围).
#[derive(Debug, Clone)]
pub struct Entrants {
    /// No fewer (GP-13b).
    pub least: i64,
    /// No more, since the rest is eliminated (GP-13a). It may be below the least: then nothing comes of it.
    pub most: i64,
    fewest: Cited<'static>,
    elimination: Cited<'static>,
}

impl Entrants {
    /// Of so many valid bids on a day. A part of a bid to eliminate is a whole one, so that one is eliminated at least. `None`: no rule held
    /// then.
    #[must_use]
    pub fn of(valid: usize, day: Date) -> Option<Self> {
        let (elimination, fewest) = (rules().on(ELIMINATION, day).ok()?, rules().on(LEAST_ENTRANTS, day).ok()?);
        let valid = i64::try_from(valid).ok()?;
        let shares = valid.checked_mul(elimination.value())?;
        let eliminated = shares / PERCENT + i64::from(shares % PERCENT > 0);
        Some(Self { least: fewest.value(), most: valid - eliminated, fewest, elimination })
    }

    /// The rule that so many entrants break, if they break one.
    #[must_use]
    pub fn broken_by(&self, entrants: i64) -> Option<&Cited<'static>> {
        if entrants < self.least {
            return Some(&self.fewest);
        }
        (entrants > self.most).then_some(&self.elimination)
    }

    /// The rules by which entrants are counted.
    #[must_use]
    pub fn rules(&self) -> [&Cited<'static>; 2] {
        [&self.elimination, &self.fewest]
    }
}

/// The rule of the longest term as it holds on a day.
#[must_use]
pub fn longest_term(day: Date) -> Option<Cited<'static>> {
    rules().on(LONGEST_TERM, day).ok()
}

/// The last day that a framework may have whose first day is this one (GP-13c). `None`: no rule held then.
#[must_use]
pub fn last_day(first: Date) -> Option<Date> {
    years_over(first, longest_term(first)?.value()).previous_day()
}

/// Whether an amount is above what a quantity costs at a unit price, reckoned exactly.
#[must_use]
pub fn is_above(amount_fen: i64, unit_fen: i64, quantity: i64) -> bool {
    // two numbers of 64 bits multiplied have 128 at most
    i128::from(amount_fen) > i128::from(unit_fen) * i128::from(quantity)
}

/// The ranks in the order in which they take their turns (顺序轮候): those after the last one that was called, then the others, that one
/// last. None was called: by rank.
#[must_use]
pub fn turns(ranks: &[i32], last: Option<i32>) -> Vec<i32> {
    let mut ordered = ranks.to_vec();
    ordered.sort_unstable();
    let next = ordered.partition_point(|rank| last.is_some_and(|last| *rank <= last));
    ordered.rotate_left(next);
    ordered
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::{Entrants, is_above, last_day, turns};
    use crate::money::MOST_FEN;
    use crate::tender::Procedure;

    #[test]
    fn a_fifth_and_at_least_one_is_eliminated() {
        let day = date!(2026 - 11 - 24);
        let most = |valid| Entrants::of(valid, day).unwrap().most;
        assert_eq!([2, 3, 4, 5, 6, 7, 10, 11].map(most), [1, 2, 3, 4, 4, 5, 8, 8]);
        let three = Entrants::of(3, day).unwrap();
        assert_eq!((three.least, three.broken_by(2).is_none()), (2, true));
        let broken = |entrants| three.broken_by(entrants).map(|rule| rule.reference().to_string());
        assert_eq!((broken(1).as_deref(), broken(3).as_deref()), (Some("GP-13b@1"), Some("GP-13a@1")));
        assert!(Entrants::of(5, date!(2022 - 02 - 28)).is_none());
    }

    #[test]
    fn with_fewer_bids_than_an_open_tender_wants_nobody_could_enter() {
        let day = date!(2026 - 11 - 24);
        let least = Procedure::Framework.least_bids(day).unwrap().value();
        assert_eq!(least, 3);
        for (valid, may_be) in [(2, false), (3, true)] {
            let entrants = Entrants::of(valid, day).unwrap();
            assert_eq!(entrants.most >= entrants.least, may_be, "{valid}");
        }
    }

    #[test]
    fn two_years_end_the_day_before() {
        assert_eq!(last_day(date!(2026 - 12 - 01)), Some(date!(2028 - 11 - 30)));
        assert_eq!(last_day(date!(2028 - 02 - 29)), Some(date!(2030 - 02 - 28)));
        assert_eq!(last_day(date!(2022 - 02 - 28)), None);
    }

    #[test]
    fn the_largest_price_times_the_largest_quantity_is_reckoned_exactly() {
        assert!(!is_above(300, 100, 3) && is_above(301, 100, 3));
        assert!(!is_above(MOST_FEN, MOST_FEN, 1_000_000) && is_above(2, 1, 1));
    }

    #[test]
    fn turns_go_round() {
        assert_eq!(turns(&[3, 1, 2], None), [1, 2, 3]);
        assert_eq!(turns(&[1, 2, 4], Some(1)), [2, 4, 1]);
        assert_eq!(turns(&[1, 2, 4], Some(3)), [4, 1, 2]);
        assert_eq!(turns(&[1, 2, 4], Some(4)), [1, 2, 4]);
        assert_eq!(turns(&[], Some(4)), [0; 0]);
    }
}
