//! One use case a file: load, decide, store, emit.

pub(crate) mod consultation;
pub(crate) mod honour;
pub(crate) mod personnel;
pub(crate) mod resealing;
pub(crate) mod secondment;
pub(crate) mod training;

/// How many rows to fetch for a page, one more than it shows.
fn limit(size: usize) -> i64 {
    i64::try_from(size + 1).unwrap_or(i64::MAX)
}
