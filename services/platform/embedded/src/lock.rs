//! One starter per data folder: an exclusive lock on its file `lock`, held while the handle lives.

use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::time::Duration;

use rustix::fs::{FlockOperation, flock};
use rustix::io::Errno;

use crate::StartError;

/// A data folder that is ours; the system frees it when we end, however we end.
#[derive(Debug)]
pub(crate) struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the folder, or says who has it.
    pub(crate) async fn take(dir: &Path) -> Result<Self, StartError> {
        let path = dir.join("lock");
        let open = OpenOptions::new().read(true).write(true).create(true).truncate(false).mode(0o600).open(&path);
        let mut file = open.map_err(StartError::at(&path))?;
        // A process just forked by a former owner keeps that owner's lock until it executes its program: a few tries.
        for _ in 0..5 {
            match flock(&file, FlockOperation::NonBlockingLockExclusive) {
                Ok(()) => {
                    let pid = std::process::id().to_string();
                    let written = file.set_len(0).and_then(|()| file.write_all(pid.as_bytes()));
                    return written.map(|()| Self { _file: file }).map_err(StartError::at(&path));
                }
                Err(Errno::WOULDBLOCK) => tokio::time::sleep(Duration::from_millis(20)).await,
                Err(errno) => return Err(StartError::at(&path)(errno.into())),
            }
        }
        let mut holder = String::new();
        file.rewind().and_then(|()| file.read_to_string(&mut holder)).map_err(StartError::at(&path))?;
        Err(StartError::InUse { dir: dir.to_owned(), pid: holder.trim().parse().unwrap_or(0) })
    }
}
