//! Starting a part: its tasks, its listener, and the latch of its readiness.

use std::time::Duration;

use fault::Fault;
use tokio::sync::watch;

use crate::host::{Host, HostOptions, Listener, Serving};
use crate::{DoorLayer, Part, Stage};

const ASK_AGAIN: Duration = Duration::from_millis(200);

/// A part that runs.
#[derive(Debug, Clone)]
pub struct Running {
    serving: Serving,
    ready: watch::Receiver<bool>,
}

impl Running {
    /// Returns once the part takes calls.
    pub async fn until_ready(&mut self) {
        // The sender lives as long as the latch is still open.
        let _ = self.ready.wait_for(|ready| *ready).await;
    }

    /// Whether the part takes calls.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        *self.ready.borrow()
    }

    /// Says NOT_SERVING from now on: the first step of draining.
    pub async fn retire(&self) {
        self.serving.set(false).await;
    }
}

/// Mounts a part behind a door and serves it in a stage, together with its tasks. Health says SERVING from the moment
/// its readiness first says yes.
///
/// # Errors
/// As [`Host::mount`].
pub async fn start(
    stage: &Stage,
    mut part: Part,
    listener: Listener,
    door: DoorLayer,
    options: HostOptions,
) -> Result<Running, Fault> {
    let host = Host::mount(&mut part, door.until(stage.stop()), options).await?;
    let serving = host.serving();
    for task in part.tasks {
        stage.spawn(task.name, (task.start)(stage.stop()));
    }
    stage.spawn(part.name, host.serve(listener, stage.stop()));

    let (latch, ready) = watch::channel(false);
    let (readiness, switch, stop, name) = (part.readiness, serving.clone(), stage.stop(), part.name);
    stage.spawn("readiness", async move {
        while let Err(missing) = readiness.check().await {
            tracing::info!(part = name, missing = %missing, "not ready");
            tokio::select! {
                () = stop.cancelled() => return Ok(()),
                () = tokio::time::sleep(ASK_AGAIN) => {}
            }
        }
        switch.set(true).await;
        latch.send_replace(true);
        Ok(())
    });
    Ok(Running { serving, ready })
}
