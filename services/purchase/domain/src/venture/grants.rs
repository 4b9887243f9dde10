//! Lists of grants: who stands on one, and in which parts a grant is paid.

use super::WHOLE;

/// A ranked proposal, as a list takes or passes it over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate<K> {
    /// Which one.
    pub key: K,
    /// Its place in its track, from 1.
    pub rank: i32,
    /// Whether it is on the list.
    pub is_listed: bool,
}

/// Those of one track that are not on the list although a later one is: a reason is asked for each.
#[must_use]
pub fn passed_over<K: Copy>(track: &[Candidate<K>]) -> Vec<K> {
    let last = track.iter().filter(|one| one.is_listed).map(|one| one.rank).max().unwrap_or_default();
    track.iter().filter(|one| !one.is_listed && one.rank < last).map(|one| one.key).collect()
}

/// What grants come to; `None` beyond what a number can hold.
#[must_use]
pub fn sum(grants: impl IntoIterator<Item = i64>) -> Option<i64> {
    grants.into_iter().try_fold(0_i64, i64::checked_add)
}

/// A grant in parts of so many percent, which come to 100: each rounded down to a fen, the last takes what is left. Parts of nothing are 0.
#[must_use]
pub fn instalments(grant_fen: i64, percents: &[i32]) -> Vec<i64> {
    let part = |percent: &i32| {
        let fen = i128::from(grant_fen) * i128::from(*percent) / i128::from(WHOLE);
        i64::try_from(fen).unwrap_or_default()
    };
    let mut parts: Vec<i64> = percents.iter().map(part).collect();
    let left = grant_fen - parts.iter().sum::<i64>();
    if let Some(last) = parts.last_mut() {
        *last += left;
    }
    parts
}
