//! Waiting for something that will be seen, and saying what was not.

use std::time::Duration;

use tokio::time::{sleep, timeout};

/// Longer than anything here takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(40);
const GLANCE: Duration = Duration::from_millis(10);

/// Looks again and again until there is something to see.
pub async fn eventually<T>(what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
    let looking = async {
        loop {
            if let Some(seen) = look().await {
                return seen;
            }
            sleep(GLANCE).await;
        }
    };
    timeout(PATIENCE, looking).await.unwrap_or_else(|_| panic!("not seen within {} s: {what}", PATIENCE.as_secs()))
}
