//! Files of keys; each is written whole, so a reader never sees half of one.

use std::fs::{self, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use tempfile::NamedTempFile;

/// Why a private key's file is not read.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    /// It cannot be read.
    #[error(transparent)]
    File(#[from] io::Error),
    /// It can be read by others than its owner.
    #[error("a private key's file must be readable by its owner only (chmod 600)")]
    Exposed,
}

/// The text of a private key's file, which only its owner may be able to read.
pub fn read_private(path: &Path) -> Result<String, KeyFileError> {
    if fs::metadata(path)?.permissions().mode() & 0o077 != 0 {
        return Err(KeyFileError::Exposed);
    }
    Ok(fs::read_to_string(path)?)
}

/// Writes a file with this mode, unless there is one: another process may have been first.
pub fn write_new(path: &Path, content: &str, mode: u32) -> io::Result<()> {
    match written(path, content, mode)?.persist_noclobber(path) {
        Err(lost) if lost.error.kind() != io::ErrorKind::AlreadyExists => Err(lost.error),
        Ok(_) | Err(_) => Ok(()),
    }
}

/// Writes a file with this mode in place of the one that may be there.
pub fn replace(path: &Path, content: &str, mode: u32) -> io::Result<()> {
    written(path, content, mode)?.persist(path).map_err(|lost| lost.error)?;
    Ok(())
}

fn written(beside: &Path, content: &str, mode: u32) -> io::Result<NamedTempFile> {
    let directory = beside.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new().permissions(Permissions::from_mode(mode)).tempfile_in(directory)?;
    file.write_all(content.as_bytes())?;
    file.as_file().sync_all()?;
    Ok(file)
}
