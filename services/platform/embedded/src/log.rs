//! What a server says, kept in a file of its data folder.

use std::fs::{self, File, OpenOptions};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use crate::StartError;

/// A log that is longer, in bytes, is put aside as `….log.1` at the next start.
const LIMIT: u64 = 1 << 20;

/// The log of one start.
pub(crate) struct Log {
    pub(crate) file: File,
    path: PathBuf,
    /// Where this start begins, in bytes.
    start: usize,
}

impl Log {
    /// Opens `data_dir/NAME.log` for adding to it.
    pub(crate) fn open(data_dir: &Path, name: &str) -> Result<Self, StartError> {
        let path = data_dir.join(name).with_extension("log");
        let open = || {
            if fs::metadata(&path).is_ok_and(|log| log.len() > LIMIT) {
                fs::rename(&path, path.with_extension("log.1"))?;
            }
            let file = OpenOptions::new().append(true).create(true).mode(0o600).open(&path)?;
            let start = usize::try_from(file.metadata()?.len()).unwrap_or(usize::MAX);
            Ok((file, start))
        };
        let (file, start) = open().map_err(StartError::at(&path))?;
        Ok(Self { file, path, start })
    }

    /// Why this start failed, as the server put it.
    pub(crate) fn reason(&self) -> String {
        let log = fs::read(&self.path).unwrap_or_default();
        let said = String::from_utf8_lossy(log.get(self.start..).unwrap_or_default()).into_owned();
        let line = said.lines().find(|line| line.contains("FATAL")).or(said.lines().last());
        format!("{} (see {})", line.unwrap_or("it said nothing"), self.path.display())
    }
}
