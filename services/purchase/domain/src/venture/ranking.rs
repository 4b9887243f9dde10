//! What proposals of a track come to: the exact fractions of tenders ([`crate::tender::scoring`]), without any points for a price.

use crate::tender::scoring::{Bid, Ranked, Terms, mean, rank};

/// A proposal with what the experts of its track gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<K> {
    /// Which one; of those that are equal in everything the lesser one stands first.
    pub key: K,
    /// What it asks for, above 0: of equal points the lower sum stands first.
    pub asked_fen: i64,
    /// When it was filed: then what came earlier.
    pub filed: i128,
    /// The sum of all experts' points in the review, in hundredths.
    pub review: i64,
    /// The same of the defence.
    pub defence: i64,
}

/// A proposal in its place; points in hundredths, rounded half up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed<K> {
    /// Which one.
    pub key: K,
    /// Of the review.
    pub review_points: i32,
    /// Of the defence.
    pub defence_points: i32,
    /// Both, rounded once.
    pub total_points: i32,
}

/// The proposals of a track in their order, the best first. `experts`: how many scored.
#[must_use]
pub fn place<K: Copy + Ord>(entries: &[Entry<K>], experts: usize) -> Vec<Placed<K>> {
    let terms = Terms { most_price_points: 0, prefers_social_organizations: false };
    let bid = |entry: &Entry<K>| Bid {
        key: entry.key,
        amount_fen: entry.asked_fen,
        is_social_organization: true,
        received: entry.filed,
        quality: entry.review + entry.defence,
    };
    let bids: Vec<Bid<K>> = entries.iter().map(bid).collect();
    let placed = |one: Ranked<K>| {
        let entry = entries.iter().find(|entry| entry.key == one.key)?;
        Some(Placed {
            key: one.key,
            review_points: mean(entry.review, experts),
            defence_points: mean(entry.defence, experts),
            total_points: one.total_points,
        })
    };
    rank(terms, &bids, experts).into_iter().filter_map(placed).collect()
}
