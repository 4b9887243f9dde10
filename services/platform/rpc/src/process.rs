//! The life of a process: parts start in the order of their dependencies and drain in reverse.

use std::future::Future;
use std::time::Duration;

use fault::Fault;
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// Why a process ended other than by request.
#[derive(Debug)]
pub enum ProcessError {
    /// A task failed; the log says which.
    TaskFailed,
    /// Calls were still under way when the grace period ended, or a second signal came.
    Aborted,
}

/// One step of starting: its tasks stop together, before those of the steps before it.
#[derive(Debug, Clone)]
pub struct Stage {
    name: &'static str,
    stop: CancellationToken,
    tasks: TaskTracker,
    failed: CancellationToken,
}

impl Stage {
    /// Cancelled when the tasks of this stage shall end.
    #[must_use]
    pub fn stop(&self) -> CancellationToken {
        self.stop.clone()
    }

    /// Runs a task in this stage. Its error ends the process.
    pub fn spawn<F>(&self, name: &'static str, task: F)
    where
        F: Future<Output = Result<(), Fault>> + Send + 'static,
    {
        let failed = self.failed.clone().drop_guard();
        let stage = self.name;
        self.tasks.spawn(async move {
            match task.await {
                Ok(()) => {
                    let _ = failed.disarm();
                }
                // The guard cancels when it is dropped: here, and in a panic.
                Err(fault) => tracing::error!(stage, task = name, fault = %Causes(&fault), "task failed"),
            }
        });
    }
}

/// A fault with its causes, for the log of the process itself.
struct Causes<'a>(&'a Fault);

impl std::fmt::Display for Causes<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0)?;
        let mut source = std::error::Error::source(self.0);
        while let Some(cause) = source {
            write!(f, ": {cause}")?;
            source = cause.source();
        }
        Ok(())
    }
}

/// The stages of a process.
#[derive(Debug, Default)]
pub struct Process {
    stages: Vec<Stage>,
    failed: CancellationToken,
}

impl Process {
    /// Nothing started yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The next stage; it stops before those made earlier.
    pub fn stage(&mut self, name: &'static str) -> Stage {
        let stage =
            Stage { name, stop: CancellationToken::new(), tasks: TaskTracker::new(), failed: self.failed.clone() };
        self.stages.push(stage.clone());
        stage
    }

    /// Cancelled when a task failed.
    #[must_use]
    pub fn failed(&self) -> CancellationToken {
        self.failed.clone()
    }

    /// Waits for SIGTERM or SIGINT, or for a task to fail.
    ///
    /// # Errors
    /// The signals cannot be heard.
    pub async fn until_signal(&self) -> std::io::Result<()> {
        let mut terminate = signal(SignalKind::terminate())?;
        let mut interrupt = signal(SignalKind::interrupt())?;
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
            () = self.failed.cancelled() => {}
        }
        Ok(())
    }

    /// Stops the stages in reverse, each after the calls under way in it have ended, all within `grace`. SIGINT
    /// ends the wait (Ctrl-C once more); SIGTERM does not, since supervisors repeat it.
    ///
    /// # Errors
    /// A task had failed, or the wait was cut short.
    pub async fn drain(self, grace: Duration) -> Result<(), ProcessError> {
        let stages = self.stages;
        let orderly = async {
            for stage in stages.iter().rev() {
                stage.stop.cancel();
                stage.tasks.close();
                stage.tasks.wait().await;
                tracing::debug!(stage = stage.name, "stopped");
            }
        };
        let again = async {
            match signal(SignalKind::interrupt()) {
                Ok(mut interrupt) => {
                    interrupt.recv().await;
                }
                Err(_) => std::future::pending().await,
            }
        };
        let in_time = tokio::select! {
            done = tokio::time::timeout(grace, orderly) => done.is_ok(),
            () = again => false,
        };
        if self.failed.is_cancelled() {
            Err(ProcessError::TaskFailed)
        } else if in_time {
            Ok(())
        } else {
            Err(ProcessError::Aborted)
        }
    }
}

impl std::fmt::Display for ProcessError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::TaskFailed => "a task failed; the log says which",
            Self::Aborted => "stopped before every call had ended",
        })
    }
}

impl std::error::Error for ProcessError {}
