//! Where the programs of PostgreSQL and Redis are.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use tokio::process::Command;

use crate::StartError;

/// One installed PostgreSQL.
#[derive(Debug, Clone)]
pub(crate) struct Installation {
    /// Folder of `postgres` and `initdb`, links resolved.
    bin_dir: PathBuf,
    /// Major version.
    pub(crate) major: u32,
}

impl Installation {
    /// `bin_dir` if given and nothing else; or the first on PATH; or the newest below `/usr/lib/postgresql`. For data
    /// of a known major version, the one that fits is taken before any other.
    pub(crate) async fn find(bin_dir: Option<&Path>, data: Option<u32>) -> Result<Self, StartError> {
        let candidates = match bin_dir {
            Some(dir) => Self::probe(dir).await.into_iter().collect(),
            None => Self::installed().await,
        };
        let fitting = candidates.iter().find(|installation| Some(installation.major) == data);
        fitting.or(candidates.first()).cloned().ok_or(StartError::NotInstalled)
    }

    pub(crate) fn program(&self, name: &str) -> PathBuf {
        self.bin_dir.join(name)
    }

    async fn installed() -> Vec<Self> {
        let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
        let mut packaged = Vec::new();
        for version in versions {
            packaged.extend(Self::probe(&version.path().join("bin")).await);
        }
        packaged.sort_by_key(|installation| std::cmp::Reverse(installation.major));
        if let Some(postgres) = on_path("postgres")
            && let Some(first) = postgres.parent()
            && let Some(first) = Self::probe(first).await
        {
            packaged.insert(0, first);
        }
        packaged
    }

    /// The installation in `dir`, if its two programs are there and `postgres` tells its version.
    async fn probe(dir: &Path) -> Option<Self> {
        let postgres = dir.join("postgres").canonicalize().ok()?;
        let bin_dir = postgres.parent()?.to_owned();
        if !bin_dir.join("initdb").exists() {
            return None;
        }
        let told = Command::new(&postgres).arg("--version").stderr(Stdio::null()).output().await.ok()?;
        let major = major_version(&String::from_utf8_lossy(&told.stdout))?;
        Some(Self { bin_dir, major })
    }
}

/// The first file called `name` in the folders of PATH. Links are kept: Redis asks by which name it was called.
pub(crate) fn on_path(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|dir| dir.join(name)).find(|file| file.is_file())
}

/// 15 in `postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)`.
fn major_version(told: &str) -> Option<u32> {
    let version = told.split_once("(PostgreSQL) ")?.1;
    version.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_read_from_releases_and_betas() {
        assert_eq!(major_version("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n"), Some(15));
        assert_eq!(major_version("postgres (PostgreSQL) 19beta1\n"), Some(19));
        assert_eq!(major_version("postgres: cannot be run as root\n"), None);
    }
}
