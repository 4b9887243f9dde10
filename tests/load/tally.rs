//! Counting answers and their times; nothing that is not OK stays hidden.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use hdrhistogram::Histogram;
use tokio::task::JoinSet;

/// Somebody who calls again and again.
pub(crate) trait Caller: Send + 'static {
    /// One call; what went wrong is counted under its name.
    fn call(&mut self) -> impl Future<Output = Result<(), String>> + Send;
}

/// Times of calls, and how they ended.
#[derive(Debug)]
pub(crate) struct Tally {
    times: Histogram<u64>,
    failures: BTreeMap<String, u64>,
    elapsed: Duration,
}

impl Tally {
    /// Of nothing yet.
    pub(crate) fn new() -> Self {
        let times = Histogram::new_with_bounds(1, 600_000_000, 3).expect("the bounds fit");
        Self { times, failures: BTreeMap::new(), elapsed: Duration::ZERO }
    }

    /// Notes one call.
    pub(crate) fn note(&mut self, took: Duration, ended: Result<(), String>) {
        match ended {
            Ok(()) => self.times.saturating_record(u64::try_from(took.as_micros()).unwrap_or(u64::MAX)),
            Err(name) => *self.failures.entry(name).or_default() += 1,
        }
    }

    /// Adds the calls of another over the same time.
    pub(crate) fn merge(&mut self, other: Self) {
        self.times.add(other.times).expect("the bounds are the same");
        for (name, count) in other.failures {
            *self.failures.entry(name).or_default() += count;
        }
        self.elapsed = self.elapsed.max(other.elapsed);
    }

    /// Calls a second that succeeded.
    #[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
    pub(crate) fn rate(&self) -> f64 {
        self.times.len() as f64 / self.elapsed.as_secs_f64()
    }

    /// The time within which so many in a hundred succeeded, in milliseconds.
    #[expect(clippy::cast_precision_loss, reason = "times are far below 2^52 microseconds")]
    pub(crate) fn percentile(&self, percent: f64) -> f64 {
        self.times.value_at_quantile(percent / 100.0) as f64 / 1_000.0
    }

    /// How many succeeded.
    pub(crate) fn succeeded(&self) -> u64 {
        self.times.len()
    }

    /// What else there was than success: `all OK`, or counts by name.
    pub(crate) fn statuses(&self) -> String {
        let failures: Vec<String> = self.failures.iter().map(|(name, count)| format!("{count} x {name}")).collect();
        if failures.is_empty() {
            format!("{} OK", self.times.len())
        } else {
            format!("{} OK, {}", self.times.len(), failures.join(", "))
        }
    }
}

/// Turns of one kind of call.
#[derive(Debug)]
pub(crate) struct Turns {
    /// The calls of all of them.
    pub(crate) all: Tally,
    rates: Vec<f64>,
    p50: Vec<f64>,
    p99: Vec<f64>,
}

impl Turns {
    /// None yet.
    pub(crate) fn new() -> Self {
        Self { all: Tally::new(), rates: Vec::new(), p50: Vec::new(), p99: Vec::new() }
    }

    /// Adds one.
    pub(crate) fn add(&mut self, tally: Tally) {
        self.rates.push(tally.rate());
        self.p50.push(tally.percentile(50.0));
        self.p99.push(tally.percentile(99.0));
        self.all.merge(tally);
    }

    /// Calls a second that succeeded, in the middle of the turns.
    pub(crate) fn rate(&self) -> f64 {
        median(self.rates.clone())
    }

    /// The times within which 50 and 99 in a hundred succeeded, in milliseconds, each in the middle of the turns.
    pub(crate) fn times(&self) -> (f64, f64) {
        (median(self.p50.clone()), median(self.p99.clone()))
    }
}

/// Lets each call, one call after the other, for a time; gives them back for the next turn.
pub(crate) async fn closed_loop<C: Caller>(callers: Vec<C>, time: Duration) -> (Tally, Vec<C>) {
    let (begun, mut tasks) = (Instant::now(), JoinSet::new());
    for mut caller in callers {
        tasks.spawn(async move {
            let mut tally = Tally::new();
            while begun.elapsed() < time {
                let sent = Instant::now();
                let ended = caller.call().await;
                tally.note(sent.elapsed(), ended);
            }
            tally.elapsed = begun.elapsed();
            (tally, caller)
        });
    }
    let (mut all, mut callers) = (Tally::new(), Vec::new());
    while let Some(ended) = tasks.join_next().await {
        let (tally, caller) = ended.expect("a caller panicked");
        all.merge(tally);
        callers.push(caller);
    }
    (all, callers)
}

/// The middle of some figures.
pub(crate) fn median(mut figures: Vec<f64>) -> f64 {
    assert!(!figures.is_empty(), "a median of nothing");
    figures.sort_by(f64::total_cmp);
    let middle = figures.len() / 2;
    if figures.len() % 2 == 1 { figures[middle] } else { f64::midpoint(figures[middle - 1], figures[middle]) }
}
