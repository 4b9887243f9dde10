//! The program itself, as a process that can be ended in every way.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};

use rustix::process::{Pid, Signal, kill_process};
use tokio::process::{Child, Command};

use super::{Port, eventually, readiness};

/// The folder of the workspace.
#[must_use]
pub fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().expect("the workspace is there")
}

/// The program `onecode`, built beside the test that runs.
#[must_use]
pub fn binary() -> PathBuf {
    let test = std::env::current_exe().expect("a process knows its program");
    let profile = test.parent().and_then(Path::parent).expect("tests lie in target/<profile>/deps");
    let program = profile.join("onecode");
    assert!(program.is_file(), "{} is not built; `cargo build -p onecode` builds it", program.display());
    program
}

/// The library that `deploy/local/install.sh test` installs, or unpacks beside the build.
fn faketime() -> PathBuf {
    let roots = [PathBuf::from("/usr/lib"), workspace().join("target/faketime/usr/lib")];
    let folders = roots.iter().flat_map(fs::read_dir).flatten().flatten().map(|entry| entry.path());
    let library = folders.map(|folder| folder.join("faketime/libfaketimeMT.so.1")).find(|file| file.is_file());
    library.expect("libfaketime is installed")
}

/// One `onecode serve`, running or not.
#[derive(Debug)]
pub struct Program {
    part: &'static str,
    config: PathBuf,
    log: PathBuf,
    listen: Port,
    admin: Port,
    child: Option<Child>,
    /// The file that tells it the time, if that is not the system's.
    time: Option<PathBuf>,
}

impl Program {
    pub(super) fn new(part: &'static str, config: PathBuf, log: PathBuf, listen: Port, admin: Port) -> Self {
        Self { part, config, log, listen, admin, child: None, time: None }
    }

    /// The time in a file is told it in place of the system's: libfaketime answers for the C library.
    pub(super) fn by(self, time: Option<PathBuf>) -> Self {
        Self { time, ..self }
    }

    /// Whether it runs this part.
    #[must_use]
    pub fn runs(&self, part: &str) -> bool {
        self.part == part
    }

    /// Starts it; it need not be ready at once.
    pub fn start(&mut self) {
        assert!(self.child.is_none(), "{} runs already", self.part);
        let log = File::options().create(true).append(true).open(&self.log).expect("the log can be written");
        let mut serve = Command::new(binary());
        serve.args(["serve", "--part", self.part, "--config"]).arg(&self.config);
        if let Some(time) = &self.time {
            serve.env("LD_PRELOAD", faketime()).env("FAKETIME_TIMESTAMP_FILE", time).env("TZ", "UTC");
            // Read at every look at the clock; what only measures how long things take goes on.
            serve.env("FAKETIME_NO_CACHE", "1").env("FAKETIME_DONT_FAKE_MONOTONIC", "1").env("NO_FAKE_STAT", "1");
        }
        serve.stdin(Stdio::null()).stdout(log.try_clone().expect("a file can be shared")).stderr(log);
        self.child = Some(serve.kill_on_drop(true).spawn().expect("the program can be run"));
    }

    /// Waits until it says that it takes calls.
    pub async fn until_ready(&mut self) {
        let admin = self.admin();
        eventually(&format!("{} is ready", self.part), async || {
            if let Some(ended) = self.child.as_mut().and_then(|child| child.try_wait().ok()).flatten() {
                panic!("{} ended with {ended}:\n{}", self.part, self.log());
            }
            readiness(&admin).await?.is_success().then_some(())
        })
        .await;
    }

    /// Ends it with SIGKILL: it hears nothing and tidies up nothing.
    pub async fn kill(&mut self) {
        let mut child = self.child.take().expect("it runs");
        child.kill().await.expect("it can be killed");
    }

    /// Asks it to end with SIGTERM.
    pub fn terminate(&self) {
        let id = self.child.as_ref().and_then(Child::id).and_then(|id| i32::try_from(id).ok()).and_then(Pid::from_raw);
        kill_process(id.expect("it runs"), Signal::TERM).expect("it can be told");
    }

    /// Waits for its end.
    pub async fn ended(&mut self) -> ExitStatus {
        let mut child = self.child.take().expect("it runs");
        child.wait().await.expect("it can be waited for")
    }

    /// Where it listens, as a URL without TLS.
    #[must_use]
    pub fn endpoint(&self) -> String {
        format!("http://{}", self.listen.address())
    }

    /// Host and port of its admin port.
    #[must_use]
    pub fn admin(&self) -> String {
        self.admin.address().to_string()
    }

    /// All it has written, over all its lives.
    #[must_use]
    pub fn log(&self) -> String {
        fs::read_to_string(&self.log).unwrap_or_default()
    }
}
