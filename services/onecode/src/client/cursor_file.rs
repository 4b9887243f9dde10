//! The place of a watch, kept in a file that is replaced whole.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::Failure;

/// A file that holds one cursor.
#[derive(Debug, Clone)]
pub(super) struct CursorFile(PathBuf);

impl CursorFile {
    pub(super) fn new(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }

    /// The cursor kept; `None` where there is no file yet.
    pub(super) fn read(&self) -> Result<Option<String>, Failure> {
        match fs::read_to_string(&self.0) {
            Ok(text) => Ok(Some(text.trim().to_owned()).filter(|cursor| !cursor.is_empty())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Failure::unreadable(&self.0, &error)),
        }
    }

    /// Keeps a cursor. Whatever happens meanwhile, the file holds the old one or this.
    pub(super) fn save(&self, cursor: &str) -> Result<(), Failure> {
        let folder = folder_of(&self.0);
        let saved = NamedTempFile::new_in(folder).and_then(|mut file| {
            writeln!(file, "{cursor}")?;
            file.as_file().sync_all()?;
            file.persist(&self.0).map_err(|lost| lost.error)
        });
        saved.map(drop).map_err(|error| Failure::unwritable(&self.0, &error))
    }
}

/// The folder that a file is in, where its replacement must be made to be renamed.
pub(super) fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_cursor_saved_is_the_one_read() {
        let folder = tempfile::tempdir().unwrap();
        let file = CursorFile::new(folder.path().join("watch.cursor"));
        assert_eq!(file.read().unwrap(), None);
        file.save("one").unwrap();
        file.save("two").unwrap();
        assert_eq!(file.read().unwrap().as_deref(), Some("two"));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no temporary file is left");
    }

    #[test]
    fn a_place_that_cannot_be_written_is_told_by_its_name() {
        let failure = CursorFile::new("/nowhere/watch.cursor").save("one").unwrap_err();
        assert!(failure.explain(crate::messages::Language::En).contains("/nowhere/watch.cursor"));
    }
}
