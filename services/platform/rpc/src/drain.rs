//! Streams end when their part is told to stop, so that a process drains in time; their callers connect again.

use std::time::Duration;

use fault::{Fault, Kind};
use tokio_util::sync::CancellationToken;
use tonic::Status;

/// The outcome of `work`, or DRAINING if the part stops first.
///
/// # Errors
/// DRAINING, and those of `work`.
pub async fn unless<T>(stop: &CancellationToken, work: impl Future<Output = Result<T, Status>>) -> Result<T, Status> {
    tokio::select! {
        biased;
        () = stop.cancelled() => Err(draining().into()),
        done = work => done,
    }
}

fn draining() -> Fault {
    Fault::new(Kind::Unavailable, "DRAINING", "the server is shutting down; connect again and go on")
        .retry_after(Duration::from_secs(1))
}
