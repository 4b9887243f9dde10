//! PostgreSQL's `postmaster.pid`: whether a server is ready, and servers left behind by a killed starter.

use std::fs;
use std::io;
use std::path::Path;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};
use tokio::time::{Instant, sleep};

use crate::StartError;

/// How often the file is looked at.
pub(crate) const GLANCE: Duration = Duration::from_millis(10);
/// How long a server may take to write its last data out.
const FAST_SHUTDOWN: Duration = Duration::from_mins(1);
/// How long it may take to drop everything.
const IMMEDIATE_SHUTDOWN: Duration = Duration::from_secs(10);

/// The process of the server that accepts connections on `cluster`; none while it is still starting.
pub(crate) fn ready(cluster: &Path) -> Option<u32> {
    let file = fs::read_to_string(cluster.join("postmaster.pid")).ok()?;
    let mut lines = file.lines();
    let pid = lines.next()?.trim().parse().ok()?;
    // Line 8 is the state: `starting`, `ready`, `stopping`.
    (lines.nth(6)?.trim() == "ready").then_some(pid)
}

/// Leaves no server and no `postmaster.pid` on `cluster`, whose lock we hold: a server left behind by a killed starter
/// is stopped as on a regular stop, and a file whose process is not this cluster's server is removed.
pub(crate) async fn clear(cluster: &Path) -> Result<(), StartError> {
    let path = cluster.join("postmaster.pid");
    let file = match fs::read_to_string(&path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(StartError::at(&path)(error)),
    };
    if let Some(pid) = file.lines().next().and_then(|line| line.trim().parse().ok())
        && serves(pid, cluster)
    {
        tracing::info!(pid, "stopping the server left behind by a killed process");
        if !ended(pid, cluster, Signal::INT, FAST_SHUTDOWN).await
            && !ended(pid, cluster, Signal::QUIT, IMMEDIATE_SHUTDOWN).await
        {
            return Err(StartError::LeftRunning { dir: cluster.to_owned(), pid });
        }
    }
    match fs::remove_file(&path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(StartError::at(&path)(error)),
        _ => Ok(()),
    }
}

/// Whether process `pid` is a PostgreSQL server working in `cluster`; process ids are used again, and a dead process
/// that nobody has waited for works nowhere.
pub(crate) fn serves(pid: u32, cluster: &Path) -> bool {
    let named_postgres = fs::read_to_string(format!("/proc/{pid}/comm")).is_ok_and(|name| name.trim() == "postgres");
    named_postgres && fs::read_link(format!("/proc/{pid}/cwd")).is_ok_and(|dir| dir == cluster)
}

async fn ended(pid: u32, cluster: &Path, signal: Signal, patience: Duration) -> bool {
    if let Some(process) = i32::try_from(pid).ok().and_then(Pid::from_raw) {
        // A failure means that it ended meanwhile, or shows as such below.
        let _ = kill_process(process, signal);
    }
    let end = Instant::now() + patience;
    while serves(pid, cluster) {
        if Instant::now() > end {
            return false;
        }
        sleep(GLANCE).await;
    }
    true
}
