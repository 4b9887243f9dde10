//! How concentrated the contracts of a buyer are in a year (集中度), and patterns of their prices. They are signs to look at, and prove
//! nothing.

use std::collections::{BTreeMap, BTreeSet};

use time::Date;

use super::WHOLE;
use crate::project::Method;
use crate::rules;

const NEAR_BUDGET: &str = "GP-11a";
const ROUND: &str = "GP-11b";

/// Bits of [`WHOLE`].
const BITS: u32 = WHOLE.ilog2() + 1;

/// A contract, as far as it tells how a buyer purchases.
#[derive(Debug, Clone, Copy)]
pub struct Bought<'a> {
    /// Code of the supplier.
    pub supplier: &'a str,
    /// What the supplier is called in it.
    pub title: &'a str,
    /// What was signed, in fen.
    pub amount_fen: i64,
    /// The budget of its project, in fen.
    pub budget_fen: i64,
    /// How the supplier was found, if it is known.
    pub method: Option<Method>,
    /// When it was signed.
    pub signed_on: Date,
}

impl Bought<'_> {
    /// Whether the amount is below the budget by as little as GP-11a says, or not at all.
    fn is_near_budget(&self) -> bool {
        let left = i128::from(self.budget_fen) - i128::from(self.amount_fen);
        let near = |per_mille: i64| left * 1_000 <= i128::from(self.budget_fen) * i128::from(per_mille);
        rules().on(NEAR_BUDGET, self.signed_on).is_ok_and(|rule| near(rule.value()))
    }

    /// Whether the amount is a whole number of the unit of GP-11b.
    fn is_round(&self) -> bool {
        let rule = rules().on(ROUND, self.signed_on);
        rule.is_ok_and(|rule| self.amount_fen.checked_rem(rule.value()) == Some(0))
    }
}

/// A supplier, and what it was given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Leading {
    /// Its code.
    pub code: String,
    /// What it is called in the contract that was signed last.
    pub title: String,
    /// How many contracts.
    pub contracts: i64,
    /// What they come to, in fen.
    pub fen: i64,
}

/// How concentrated contracts are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Concentration {
    /// How many contracts there are.
    pub contracts: i64,
    /// What they come to, in fen.
    pub fen: i64,
    /// How many suppliers.
    pub suppliers: i64,
    /// The supplier with the largest sum; of several the one whose code is first.
    pub leading: Leading,
    /// The Herfindahl-Hirschman index of the suppliers' sums, 1 to 10,000; see [`herfindahl`].
    pub index: i32,
    /// How many contracts had one source alone.
    pub single_source: i64,
    /// What these come to, in fen.
    pub single_source_fen: i64,
    /// How many amounts are near the budget (GP-11a).
    pub near_budget: i64,
    /// How many amounts are round and in another contract too (GP-11b).
    pub repeated_round: i64,
}

impl Concentration {
    /// Of some contracts, in the order in which they were signed; `None` if there is none.
    #[must_use]
    pub fn of(bought: &[Bought<'_>]) -> Option<Self> {
        let mut suppliers: BTreeMap<&str, Leading> = BTreeMap::new();
        for one in bought {
            let sum = suppliers.entry(one.supplier).or_default();
            one.supplier.clone_into(&mut sum.code);
            one.title.clone_into(&mut sum.title);
            sum.contracts += 1;
            sum.fen = sum.fen.saturating_add(one.amount_fen);
        }
        let sums: Vec<i64> = suppliers.values().map(|sum| sum.fen).collect();
        // the last of those that are equal is taken, which is the first by code
        let leading = suppliers.values().rev().max_by_key(|sum| sum.fen)?.clone();
        let single = || bought.iter().filter(|one| one.method == Some(Method::SingleSource));
        Some(Self {
            contracts: size(bought.len()),
            fen: total(bought.iter()),
            suppliers: size(suppliers.len()),
            leading,
            index: herfindahl(&sums),
            single_source: size(single().count()),
            single_source_fen: total(single()),
            near_budget: size(bought.iter().filter(|one| one.is_near_budget()).count()),
            repeated_round: size(repeated_round(bought)),
        })
    }
}

fn size(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn total<'a, 'b: 'a>(bought: impl Iterator<Item = &'a Bought<'b>>) -> i64 {
    bought.fold(0, |sum, one| sum.saturating_add(one.amount_fen))
}

fn repeated_round(bought: &[Bought<'_>]) -> usize {
    let (mut seen, mut repeated) = (BTreeSet::new(), BTreeSet::new());
    for one in bought {
        if !seen.insert(one.amount_fen) {
            repeated.insert(one.amount_fen);
        }
    }
    bought.iter().filter(|one| repeated.contains(&one.amount_fen) && one.is_round()).count()
}

/// The Herfindahl-Hirschman index of amounts: the squares of their shares, 10,000 for one alone and the less the more evenly they are
/// spread; exact, and rounded down. 0 where they come to nothing, or to more than a number holds.
#[must_use]
pub fn herfindahl(amounts: &[i64]) -> i32 {
    let largest = u128::from(i64::MAX.unsigned_abs());
    let fen = || amounts.iter().map(|fen| u128::try_from(*fen).unwrap_or_default());
    let total: u128 = fen().sum();
    if total == 0 || total > largest {
        return 0;
    }
    of_whole(fen().map(|fen| fen * fen).sum(), total * total)
}

/// `WHOLE * part / whole`, rounded down, bit by bit: the product itself may not fit. The part is not above the whole, which is below 2^126.
fn of_whole(part: u128, whole: u128) -> i32 {
    let (mut quotient, mut rest) = (0, 0);
    for bit in (0..BITS).rev() {
        quotient *= 2;
        rest *= 2;
        if (WHOLE >> bit) & 1 == 1 {
            rest += part;
        }
        while rest >= whole {
            rest -= whole;
            quotient += 1;
        }
    }
    quotient
}
