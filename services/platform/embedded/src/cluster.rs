//! PostgreSQL's own folder, the cluster: made whole or not at all.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use tokio::process::Command;

use crate::account::Account;
use crate::installation::Installation;
use crate::{StartError, Tuning, place};

/// The superuser of every cluster made here.
pub(crate) const SUPERUSER: &str = "postgres";

/// The cluster of a data folder, links resolved, if there is one.
pub(crate) fn existing(data_dir: &Path) -> Option<PathBuf> {
    let cluster = data_dir.join("cluster").canonicalize().ok()?;
    cluster.join("PG_VERSION").exists().then_some(cluster)
}

/// The major version that wrote a cluster.
pub(crate) fn major(cluster: &Path) -> Option<u32> {
    fs::read_to_string(cluster.join("PG_VERSION")).ok()?.trim().parse().ok()
}

/// Makes the cluster of `data_dir`, where its account can reach it, and gives its path, links resolved.
///
/// It is built under another name and renamed, so an interrupted start leaves nothing that looks like data.
pub(crate) async fn create(
    data_dir: &Path,
    account: Account,
    installation: &Installation,
    tuning: Tuning,
) -> Result<PathBuf, StartError> {
    let home = place::home_of_cluster(data_dir, account).await?;
    let refuge = home != data_dir;
    let prefix = if refuge { refuge_prefix(&home, data_dir, tuning)? } else { "building-".to_owned() };
    let building = tempfile::Builder::new().prefix(&prefix).tempdir_in(&home).map_err(StartError::at(&home))?;
    account.own(building.path()).map_err(StartError::at(building.path()))?;
    initialise(building.path(), account, installation, tuning).await?;

    let cluster = data_dir.join("cluster");
    if cluster.is_symlink() {
        tracing::warn!(cluster = %cluster.display(), "its data have vanished; begun anew");
        fs::remove_file(&cluster).map_err(StartError::at(&cluster))?;
    }
    let built = building.keep();
    let placed = if refuge { symlink(&built, &cluster) } else { fs::rename(&built, &cluster) };
    placed.and_then(|()| cluster.canonicalize()).map_err(StartError::at(&cluster))
}

/// How folders in the refuge begin. Throwaway data whose data folder was removed make room for the new; durable data
/// are never removed, since their data folder, with the link to them, may have been moved.
fn refuge_prefix(home: &Path, data_dir: &Path, tuning: Tuning) -> Result<String, StartError> {
    if tuning == Tuning::Durable {
        return Ok("durable-".to_owned());
    }
    let prefix = format!("throwaway-{}-", place::digest(data_dir));
    for entry in fs::read_dir(home).map_err(StartError::at(home))?.flatten() {
        if entry.file_name().to_string_lossy().starts_with(&prefix) {
            fs::remove_dir_all(entry.path()).map_err(StartError::at(&entry.path()))?;
        }
    }
    Ok(prefix)
}

/// `initdb`: ctype C.UTF-8, because under ctype C `pg_trgm` drops Chinese without a word; collation C, because it is
/// fast and the same everywhere.
async fn initialise(
    dir: &Path,
    account: Account,
    installation: &Installation,
    tuning: Tuning,
) -> Result<(), StartError> {
    let program = installation.program("initdb");
    let mut initdb = Command::new(&program);
    initdb.arg("--pgdata").arg(dir).args(["--username", SUPERUSER, "--auth=trust", "--encoding=UTF8", "--locale=C"]);
    initdb.args(["--lc-collate=C", "--lc-ctype=C.UTF-8"]);
    if installation.major >= 15 {
        initdb.arg("--locale-provider=libc");
    }
    if tuning == Tuning::Throwaway {
        initdb.arg("--no-sync");
    }
    initdb.current_dir("/").env("LC_ALL", "C").kill_on_drop(true);
    let done = account.assume(&mut initdb).output().await.map_err(StartError::at(&program))?;
    if done.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&done.stderr);
    let reason = said.lines().find(|line| line.contains("error:")).or(said.lines().last());
    Err(StartError::Failed { program: "initdb", reason: reason.unwrap_or("it said nothing").to_owned() })
}
