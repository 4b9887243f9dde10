//! Chance that can be had again.

use std::time::Duration;

use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};

/// A source of chance; its seed is printed, and taken from `CHAOS_SEED` where that is set.
pub(crate) struct Chance(StdRng);

impl Chance {
    pub(crate) fn new() -> Self {
        #[expect(clippy::disallowed_methods, reason = "a failure is repeated with its seed from the environment")]
        let named = std::env::var("CHAOS_SEED").ok().and_then(|seed| seed.parse().ok());
        let seed: u64 = named.unwrap_or_else(rand::random);
        println!("CHAOS_SEED={seed} repeats the choices of this run");
        Self(StdRng::seed_from_u64(seed))
    }

    pub(crate) fn between(&mut self, least: usize, most: usize) -> usize {
        self.0.random_range(least..=most)
    }

    /// Lets a moment pass, so that what comes next strikes at no particular point of anything.
    pub(crate) async fn moment(&mut self) {
        tokio::time::sleep(Duration::from_micros(self.0.random_range(0..40_000))).await;
    }
}
