//! The program as a process of the release build, and the memory it takes.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use onecode_tests::harness::{Port, Site, binary, eventually};
use rustix::process::{Pid, Signal, kill_process};
use tokio::process::{Child, Command};
use tonic::transport::{Channel, Endpoint};

use crate::machine;

/// Where PostgreSQL is.
pub(crate) fn database_url() -> String {
    #[expect(
        clippy::disallowed_methods,
        reason = "`onecode-db` tells its command by the environment where PostgreSQL is"
    )]
    std::env::var("DATABASE_URL").expect("DATABASE_URL names a PostgreSQL; `make bench` starts one")
}

/// A running program; it ends with its handle.
#[derive(Debug)]
pub(crate) struct Server {
    child: Child,
    log: PathBuf,
    listen: Port,
    admin: Port,
}

impl Server {
    /// Starts `onecode serve --part PART` and waits until it takes calls.
    pub(crate) async fn serve(site: &Site, part: &str) -> Self {
        let pools = [("database.max_writes", "16".to_owned()), ("database.max_reads", "16".to_owned())];
        let (listen, admin) = (Port::reserve(), Port::reserve());
        let config = site.settings(&format!("bench-{part}"), listen.address(), admin.address(), &pools);
        let mut serve = Command::new(binary());
        serve.args(["serve", "--part", part, "--config"]).arg(config);
        let mut server = Self::spawn(serve, site.home().join(format!("bench-{part}.log")), listen, admin);
        server.until_ready().await;
        server
    }

    /// Starts a command that listens on these ports.
    pub(crate) fn spawn(mut command: Command, log: PathBuf, listen: Port, admin: Port) -> Self {
        let file = File::options().create(true).append(true).open(&log).expect("the log can be written");
        command.stdin(Stdio::null()).stdout(file.try_clone().expect("a file can be shared")).stderr(file);
        let child = command.kill_on_drop(true).spawn().expect("the program can be run");
        Self { child, log, listen, admin }
    }

    /// Waits until it says that it takes calls.
    pub(crate) async fn until_ready(&mut self) {
        self.until("ready").await;
    }

    /// Waits until the admin port answers OK at `/path`.
    pub(crate) async fn until(&mut self, path: &str) {
        let url = format!("http://{}/{path}", self.admin.address());
        eventually(&url, async || {
            self.must_run();
            reqwest::get(&url).await.is_ok_and(|answer| answer.status().is_success()).then_some(())
        })
        .await;
    }

    /// Panics, with what it said, if it has ended.
    pub(crate) fn must_run(&mut self) {
        if let Some(ended) = self.child.try_wait().expect("a child can be asked") {
            panic!("the server ended with {ended}:\n{}", std::fs::read_to_string(&self.log).unwrap_or_default());
        }
    }

    /// A connection of its own.
    pub(crate) fn channel(&self) -> Channel {
        let endpoint = Endpoint::from_shared(format!("http://{}", self.listen.address())).expect("a URL");
        endpoint.tcp_nodelay(true).connect_lazy()
    }

    /// Memory in use now, MiB.
    pub(crate) fn memory(&self) -> f64 {
        self.mebibytes("VmRSS")
    }

    /// Most memory in use at any time, MiB.
    pub(crate) fn peak_memory(&self) -> f64 {
        self.mebibytes("VmHWM")
    }

    fn mebibytes(&self, field: &str) -> f64 {
        let file = format!("/proc/{}/status", self.child.id().expect("it runs"));
        let value = machine::field(Path::new(&file), field).expect("Linux tells it");
        let kibibytes: f64 = value.trim_end_matches(" kB").parse().expect("a number");
        kibibytes / 1024.0
    }

    /// Asks it to end, and waits until it has.
    pub(crate) async fn stop(mut self) {
        let id = self.child.id().and_then(|id| i32::try_from(id).ok()).and_then(Pid::from_raw);
        kill_process(id.expect("it runs"), Signal::TERM).expect("it can be told");
        let ended = self.child.wait().await.expect("it can be waited for");
        if !ended.success() {
            println!("- the server did not end in order: {ended}");
        }
    }
}
