//! A server process that cannot outlive the process that started it.

use std::ffi::OsStr;
use std::fs::File;
use std::io;
use std::path::Path;
use std::process::{ExitStatus, Stdio};

use tokio::process::{Child, Command};

use crate::account::Account;

/// The shell stays the server's parent. A second one reads from a pipe that nobody writes to: the pipe ends when its
/// other end is closed or our process ends, however it ends, and then the server is told to stop. A parent-death signal
/// would be tied to the starting *thread*, which may end before the server should.
const SHELL: &str = r#"
exec 3<&0 </dev/null
signal=$1; shift
"$@" 3<&- & server=$!
(read -r _ <&3; kill -s "$signal" "$server") & leash=$!
exec 3<&-
wait "$server"; code=$?
kill "$leash" 2>/dev/null
exit "$code""#;

/// A running server; dropping it tells the server to stop and does not wait.
#[derive(Debug)]
pub(crate) struct Leash {
    shell: Child,
}

impl Leash {
    /// Starts `program`, in a process group of its own so that Ctrl-C reaches only us; `signal` is what stops it.
    pub(crate) fn start<A: AsRef<OsStr>>(
        account: Account,
        signal: &str,
        program: &Path,
        arguments: impl IntoIterator<Item = A>,
        log: &File,
    ) -> io::Result<Self> {
        let mut shell = Command::new("/bin/sh");
        shell.args(["-c", SHELL, "sh", signal]).arg(program).args(arguments);
        shell.current_dir("/").env("LC_ALL", "C").process_group(0);
        shell.stdin(Stdio::piped()).stdout(log.try_clone()?).stderr(log.try_clone()?);
        Ok(Self { shell: account.assume(&mut shell).spawn()? })
    }

    /// Whether the server has ended.
    pub(crate) fn has_ended(&mut self) -> io::Result<bool> {
        Ok(self.shell.try_wait()?.is_some())
    }

    /// Tells the server to stop and waits for its end.
    pub(crate) async fn stop(mut self) -> io::Result<ExitStatus> {
        drop(self.shell.stdin.take());
        self.shell.wait().await
    }
}
