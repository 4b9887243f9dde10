//! The peer of single calls: pgbench, straight to PostgreSQL.

use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::NamedTempFile;
use tokio::process::Command;

/// Most scripts that it takes.
pub(crate) const MOST_SCRIPTS: usize = 128;

/// What it measured.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Measured {
    /// Transactions a second.
    pub(crate) rate: f64,
    /// Mean time of a transaction, milliseconds.
    pub(crate) latency: f64,
}

/// Runs scripts with so many clients for a time; `None`, said aloud, where it is not installed.
pub(crate) async fn run(url: &str, scripts: &[String], clients: usize, time: Duration) -> Option<Measured> {
    let Some(program) = program() else {
        println!("- pgbench is not installed: no peer");
        return None;
    };
    let files: Vec<NamedTempFile> = scripts.iter().map(|script| written(script)).collect();
    let mut pgbench = Command::new(program);
    pgbench.args(["--no-vacuum", "--protocol=prepared", "--jobs=2"]);
    pgbench.arg(format!("--client={clients}")).arg(format!("--time={}", time.as_secs().max(1)));
    for file in &files {
        pgbench.arg("--file").arg(file.path());
    }
    let ended = pgbench.arg(url).kill_on_drop(true).output().await.expect("pgbench can be run");
    let said = String::from_utf8_lossy(&ended.stdout).into_owned();
    assert!(ended.status.success(), "{said}{}", String::from_utf8_lossy(&ended.stderr));
    let rate = number(&said, "tps = ").expect("pgbench tells the rate");
    Some(Measured { rate, latency: number(&said, "latency average = ").unwrap_or_default() })
}

/// Makes its own tables (TPC-B) in the database: `scale` branches, with ten tellers and 100,000 accounts each.
pub(crate) async fn prepare_tpc_b(url: &str, scale: usize) {
    let Some(program) = program() else { return };
    let mut pgbench = Command::new(program);
    let ended = pgbench.args(["--initialize", "--quiet"]).arg(format!("--scale={scale}")).arg(url).output().await;
    let ended = ended.expect("pgbench can be run");
    assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
}

/// Runs TPC-B with so many clients for a time; `None`, said aloud, where it is not installed.
pub(crate) async fn tpc_b(url: &str, clients: usize, time: Duration) -> Option<Measured> {
    run(url, &[], clients, time).await
}

fn written(script: &str) -> NamedTempFile {
    let file = NamedTempFile::new().expect("a file can be made");
    std::fs::write(file.path(), script).expect("the file can be written");
    file
}

fn number(said: &str, after: &str) -> Option<f64> {
    said.split_once(after)?.1.split_whitespace().next()?.parse().ok()
}

/// On the path, in `PG_BIN`, or where Debian puts it.
fn program() -> Option<PathBuf> {
    let (path, named) = (std::env::var_os("PATH").unwrap_or_default(), std::env::var_os("PG_BIN"));
    let mut folders: Vec<PathBuf> = named.into_iter().map(PathBuf::from).collect();
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    folders.extend(versions.map(|version| version.path().join("bin")));
    folders.extend(std::env::split_paths(&path));
    folders.iter().map(|folder| folder.join("pgbench")).find(|program: &PathBuf| Path::is_file(program))
}
