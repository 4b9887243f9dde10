//! Why a private server did not start, each in one sentence for the person at the keyboard.

use std::io;
use std::path::{Path, PathBuf};

/// Why a server did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// No PostgreSQL server programs on this machine.
    #[error(
        "PostgreSQL is not installed: run `apt-get install postgresql`, or name the folder of its programs in PG_BIN"
    )]
    NotInstalled,
    /// No Redis server program on this machine.
    #[error("Redis is not installed: run `apt-get install redis-server`")]
    RedisNotInstalled,
    /// Another living process has started a server on this folder.
    #[error("{} is in use by process {pid}: stop that process first", dir.display())]
    InUse {
        /// The data folder.
        dir: PathBuf,
        /// The process that holds the folder; 0 while it has not yet written its id.
        pid: u32,
    },
    /// The data were written by a major version that is not installed.
    #[error(
        "{} was made by PostgreSQL {data}, but {installed} is installed: install postgresql-{data} or remove the folder",
        dir.display()
    )]
    VersionMismatch {
        /// The data folder.
        dir: PathBuf,
        /// Major version that wrote the data.
        data: u32,
        /// Newest major version found.
        installed: u32,
    },
    /// The account that must run the server may not reach the data.
    #[error("{} cannot be used by user {uid}, who runs PostgreSQL: move it or correct its permissions", dir.display())]
    Unreachable {
        /// The folder concerned.
        dir: PathBuf,
        /// The account that was refused.
        uid: u32,
    },
    /// A server left behind by a killed process did not stop.
    #[error("the PostgreSQL server {pid} left running on {} does not stop: end it by hand", dir.display())]
    LeftRunning {
        /// The data folder.
        dir: PathBuf,
        /// The server's process.
        pid: u32,
    },
    /// A program ended before its work was done.
    #[error("{program} did not succeed: {reason}")]
    Failed {
        /// The program.
        program: &'static str,
        /// The last thing it said.
        reason: String,
    },
    /// The server runs but would search Chinese names wrongly.
    #[error("this PostgreSQL cannot search Chinese names: {0}")]
    Unsuitable(&'static str),
    /// The server did not answer as a PostgreSQL server does.
    #[error("PostgreSQL started but does not answer")]
    NoAnswer(#[from] sqlx::Error),
    /// A file or folder could not be used.
    #[error("{}: {source}", path.display())]
    File {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl StartError {
    /// For `map_err`: a failure of the system that concerns `path`.
    pub(crate) fn at(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        |source| Self::File { path: path.to_owned(), source }
    }
}
