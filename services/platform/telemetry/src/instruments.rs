//! Instruments of other crates, each declared in one line.
//!
//! They belong to the process: declare them after [`init`](crate::init), and keep them.

use opentelemetry::{
    global,
    metrics::{Counter, Gauge, Histogram, Meter, UpDownCounter},
};

/// The scope of all our instruments.
pub(crate) const SCOPE: &str = "onecode";
/// Limits of a duration's buckets, in seconds.
pub(crate) const SECONDS: [f64; 15] =
    [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0];

pub(crate) fn meter() -> Meter {
    global::meter(SCOPE)
}

/// A sum that only grows, such as `uow.retries`; Prometheus sees `uow_retries_total`.
#[must_use]
pub fn counter(name: &'static str, description: &'static str) -> Counter<u64> {
    meter().u64_counter(name).with_description(description).build()
}

/// A value that is set, such as `feed.lag`.
#[must_use]
pub fn gauge(name: &'static str, description: &'static str) -> Gauge<i64> {
    meter().i64_gauge(name).with_description(description).build()
}

/// A value that goes up and down by steps, such as `pool.in_use`.
#[must_use]
pub fn level(name: &'static str, description: &'static str) -> UpDownCounter<i64> {
    meter().i64_up_down_counter(name).with_description(description).build()
}

/// A distribution of durations in seconds, such as `uow.duration`; Prometheus sees `uow_duration_seconds`.
#[must_use]
pub fn histogram(name: &'static str, description: &'static str) -> Histogram<f64> {
    meter().f64_histogram(name).with_description(description).with_unit("s").with_boundaries(SECONDS.to_vec()).build()
}
