//! What bids come to (评审): whole numbers throughout. Bids are compared by exact fractions; rounding is for showing alone, so that it
//! neither makes nor breaks a tie.

use std::cmp::Ordering;

use super::ALL_POINTS;

/// What is declared of the ranking before any bid comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    /// The most points for the price, in hundredths.
    pub most_price_points: i32,
    /// Whether among bids of equal totals and prices a social organisation stands first (GP-09k).
    pub prefers_social_organizations: bool,
}

impl Terms {
    /// By what a bid of a higher total stands first: where the price has all points, by its price and nothing else (GP-12e).
    fn of_totals(self) -> Decider {
        if self.most_price_points == ALL_POINTS { Decider::Price } else { Decider::Score }
    }
}

/// A valid bid with what the experts gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bid<K> {
    /// Which one; of bids that are equal in everything the lesser one stands first.
    pub key: K,
    /// The price, above 0.
    pub amount_fen: i64,
    /// Whether the bidder is a social organisation.
    pub is_social_organization: bool,
    /// When it came.
    pub received: i128,
    /// The sum of all experts' points for all quality criteria, in hundredths, not below 0.
    pub quality: i64,
}

/// By what a bid stands before the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decider {
    /// A higher total.
    Score,
    /// A lower price, of equal totals (GP-09l) or where it alone counts (GP-12e).
    Price,
    /// A social organisation.
    Preference,
    /// It came earlier.
    Receipt,
}

impl Decider {
    /// Its name in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Score => "score",
            Self::Price => "price",
            Self::Preference => "preference",
            Self::Receipt => "receipt",
        }
    }
}

/// A bid in its place; points in hundredths, rounded half up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ranked<K> {
    /// Which bid.
    pub key: K,
    /// For the price.
    pub price_points: i32,
    /// For quality.
    pub quality_points: i32,
    /// Both, rounded once.
    pub total_points: i32,
    /// By what it stands before the next one; none for the last.
    pub decided_by: Option<Decider>,
}

/// A total as a fraction, exact: most price points x lowest / price + quality / experts.
#[derive(Debug, Clone, Copy)]
struct Total {
    above: i128,
    below: i128,
}

impl Total {
    fn of<K>(bid: &Bid<K>, lowest: i128, most: i128, experts: i128) -> Self {
        let price = i128::from(bid.amount_fen);
        Self { above: most * lowest * experts + i128::from(bid.quality) * price, below: price * experts }
    }

    fn against(self, other: Self) -> Ordering {
        (self.above * other.below).cmp(&(other.above * self.below))
    }
}

/// `above / below`, rounded half up; both not below 0, and `below` above it.
fn rounded(above: i128, below: i128) -> i32 {
    i32::try_from((2 * above + below) / (2 * below)).unwrap_or(i32::MAX)
}

/// So many experts, of whom there is at least one.
fn number(experts: usize) -> i128 {
    i128::try_from(experts.max(1)).unwrap_or(i128::MAX)
}

/// What all experts gave together, not below 0, as points of one: rounded half up.
pub(crate) fn mean(points: i64, experts: usize) -> i32 {
    rounded(points.into(), number(experts))
}

/// The bids in their order, the best first. The same bids give the same order however they are listed. `experts`: how many scored.
#[must_use]
pub fn rank<K: Copy + Ord>(terms: Terms, bids: &[Bid<K>], experts: usize) -> Vec<Ranked<K>> {
    let lowest = bids.iter().map(|bid| i128::from(bid.amount_fen)).min().unwrap_or(1);
    let most = i128::from(terms.most_price_points);
    let mut ordered: Vec<(&Bid<K>, Total)> =
        bids.iter().map(|bid| (bid, Total::of(bid, lowest, most, number(experts)))).collect();
    ordered.sort_by(|one, other| compared(terms, *one, *other).0);
    let place = |(at, (bid, total)): (usize, &(&Bid<K>, Total))| {
        let next = ordered.get(at + 1);
        Ranked {
            key: bid.key,
            price_points: rounded(most * lowest, i128::from(bid.amount_fen)),
            quality_points: mean(bid.quality, experts),
            total_points: rounded(total.above, total.below),
            decided_by: next.map(|next| compared(terms, (bid, *total), *next).1),
        }
    };
    ordered.iter().enumerate().map(place).collect()
}

/// Which of two bids stands first, and by what: of equal totals the lower price always (GP-09l), before any preference (GP-09k).
fn compared<K: Ord>(terms: Terms, one: (&Bid<K>, Total), other: (&Bid<K>, Total)) -> (Ordering, Decider) {
    let by_score = other.1.against(one.1);
    if by_score.is_ne() {
        return (by_score, terms.of_totals());
    }
    let by_price = one.0.amount_fen.cmp(&other.0.amount_fen);
    if by_price.is_ne() {
        return (by_price, Decider::Price);
    }
    let by_preference = other.0.is_social_organization.cmp(&one.0.is_social_organization);
    if terms.prefers_social_organizations && by_preference.is_ne() {
        return (by_preference, Decider::Preference);
    }
    let by_receipt = one.0.received.cmp(&other.0.received).then_with(|| one.0.key.cmp(&other.0.key));
    (by_receipt, Decider::Receipt)
}
