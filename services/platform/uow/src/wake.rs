//! Waking the sequencer after a commit without making commits wait.
//!
//! A NOTIFY inside the transaction would take PostgreSQL's one notification lock at commit, and serialise all writers.
//! So commits only raise a flag, and one task a process sends a NOTIFY for as many commits as came meanwhile. A NOTIFY
//! lost in a crash costs nothing: the sequencer also polls.

use std::time::Duration;

use tokio_util::sync::CancellationToken;

use crate::Uow;

/// The channel on which the sequencer listens.
pub const OUTBOX_CHANNEL: &str = "onecode_outbox";

/// At most this many notifications a second and process.
const PAUSE: Duration = Duration::from_millis(10);

impl Uow {
    pub(crate) fn wake_sequencer(&self) {
        self.wake.notify_one();
    }

    /// Sends the notifications until told to stop; one such task runs in every process that writes.
    pub async fn notify_loop(self, stop: CancellationToken) {
        loop {
            tokio::select! {
                () = stop.cancelled() => return,
                () = self.wake.notified() => {}
            }
            let sent = sqlx::query!("select pg_notify($1, '')", OUTBOX_CHANNEL).execute(&self.writes).await;
            if let Err(error) = sent {
                tracing::warn!(error = %error, "sequencer not notified; it polls");
            }
            tokio::time::sleep(PAUSE).await;
        }
    }
}
