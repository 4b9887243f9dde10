//! Hashing on every core: what is long is cut into pieces, and the answers come back in their order.

use std::panic::resume_unwind;
use std::thread::{self, available_parallelism};

/// What a function says of contiguous pieces of a list, in their order: one a core, none shorter than `least` if cut at all.
pub(super) fn of_each<T: Sync, R: Send>(list: &[T], least: usize, of: impl Fn(&[T]) -> R + Sync) -> Vec<R> {
    let cores = available_parallelism().map_or(1, usize::from);
    let length = list.len().div_ceil(cores).max(least).max(1);
    if list.len() <= length {
        return vec![of(list)];
    }
    thread::scope(|scope| {
        let of = &of;
        let running: Vec<_> = list.chunks(length).map(|piece| scope.spawn(move || of(piece))).collect();
        running.into_iter().map(|piece| piece.join().unwrap_or_else(|panic| resume_unwind(panic))).collect()
    })
}
