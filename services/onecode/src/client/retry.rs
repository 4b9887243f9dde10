//! How long to wait before a broken stream is opened again.

use std::time::Duration;

use backon::{BackoffBuilder, ExponentialBackoff, ExponentialBuilder};

use super::Failure;
use crate::messages::{Language, Message};

/// Waits longer each time, until something has come through again.
#[derive(Debug)]
pub(super) struct Patience {
    tries: usize,
    waits: ExponentialBackoff,
}

impl Patience {
    /// Gives up after so many tries in a row without progress.
    pub(super) fn of(tries: usize) -> Self {
        let waits = ExponentialBuilder::default()
            .with_min_delay(Duration::from_millis(200))
            .with_max_delay(Duration::from_secs(15))
            .with_max_times(tries)
            .with_jitter()
            .build();
        Self { tries, waits }
    }

    /// Something came through.
    pub(super) fn renew(&mut self) {
        *self = Self::of(self.tries);
    }

    /// Waits for the next try; gives the failure back if there is none, or if it would fail again.
    pub(super) async fn wait(&mut self, failure: Failure, language: Language) -> Result<(), Failure> {
        let Some(delay) = self.waits.next().filter(|_| failure.is_passing()) else { return Err(failure) };
        if delay >= Duration::from_secs(1) {
            anstream::eprintln!("onecode: {}", Message::Broken(delay.as_secs()).text(language));
        }
        tokio::time::sleep(delay).await;
        Ok(())
    }
}
