//! A task: what runs beside the handlers of a part, as long as the part does.

use std::future::Future;
use std::time::Duration;

use fault::Fault;
use futures::future::BoxFuture;
use tokio_util::sync::CancellationToken;

/// Something that runs as long as its part does. An error ends the process.
pub struct Task {
    /// For the log.
    pub name: &'static str,
    /// Starts it; it returns soon after the token is cancelled.
    pub start: Box<dyn FnOnce(CancellationToken) -> BoxFuture<'static, Result<(), Fault>> + Send>,
}

impl Task {
    /// A task from an async function of a stop token.
    pub fn new<F>(name: &'static str, start: impl FnOnce(CancellationToken) -> F + Send + 'static) -> Self
    where
        F: Future<Output = Result<(), Fault>> + Send + 'static,
    {
        Self { name, start: Box::new(|stop| Box::pin(start(stop))) }
    }

    /// Does something at once and again after each pause. What fails is logged, and done again then: whether the database
    /// can be reached is for readiness to say.
    pub fn every<F>(name: &'static str, pause: Duration, mut work: impl FnMut() -> F + Send + 'static) -> Self
    where
        F: Future<Output = Result<(), Fault>> + Send + 'static,
    {
        Self::new(name, move |stop| async move {
            loop {
                let work = work();
                if let Err(fault) = work.await {
                    again(name, &fault);
                }
                if ended(&stop, pause).await {
                    return Ok(());
                }
            }
        })
    }

    /// Takes step after step, each from where the one before ended, until one says that nothing is left; one that fails is
    /// taken again after a pause.
    pub fn steps<S, F>(
        name: &'static str,
        first: S,
        pause: Duration,
        mut step: impl FnMut(S) -> F + Send + 'static,
    ) -> Self
    where
        S: Clone + Send + 'static,
        F: Future<Output = Result<Option<S>, Fault>> + Send + 'static,
    {
        Self::new(name, move |stop| async move {
            let mut place = first;
            while !stop.is_cancelled() {
                let step = step(place.clone());
                match step.await {
                    Ok(Some(next)) => place = next,
                    Ok(None) => break,
                    Err(fault) => {
                        again(name, &fault);
                        if ended(&stop, pause).await {
                            break;
                        }
                    }
                }
            }
            Ok(())
        })
    }
}

fn again(task: &'static str, fault: &Fault) {
    tracing::warn!(task, error = %fault, "a task failed; tried again after a pause");
}

/// Waits; whether the task was stopped meanwhile.
async fn ended(stop: &CancellationToken, pause: Duration) -> bool {
    tokio::time::timeout(pause, stop.cancelled()).await.is_ok()
}
