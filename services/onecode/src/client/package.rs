//! Packages of open data that come in pieces: files of a folder, which appear when they are complete.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::Failure;
use super::out::{Bytes, failed};
use super::progress::Progress;
use crate::exit::Exit;
use crate::messages::Label as _;
use crate::output::Printer;

/// A file under way.
struct File {
    path: PathBuf,
    sink: Bytes,
}

impl File {
    fn open(folder: &Path, name: &str) -> Result<Self, Failure> {
        // the name is the server's, and stays within the folder
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.');
        if !name.bytes().all(plain) || name.starts_with('.') {
            return Err(Failure::contract("file_name"));
        }
        let path = folder.join(name);
        let sink = Bytes::open(Some(&path)).map_err(|error| Failure::unwritable(&path, &error))?;
        Ok(Self { path, sink })
    }

    fn finish(self) -> Result<(), Failure> {
        self.sink.finish(Some(&self.path)).map_err(|error| failed(Some(&self.path), &error))
    }
}

/// Where packages are written to.
pub(super) struct Folder {
    path: PathBuf,
    file: Option<File>,
    progress: Option<Progress>,
    files: u64,
    count: i64,
    total: i64,
}

impl Folder {
    /// Makes the folder if it is missing.
    pub(super) fn open(path: PathBuf) -> Result<Self, Failure> {
        fs::create_dir_all(&path).map_err(|error| Failure::unwritable(&path, &error))?;
        Ok(Self { path, file: None, progress: None, files: 0, count: 0, total: 0 })
    }

    /// Adds the next bytes of a file, with how much all pieces so far hold, and how much all will; those of another file complete the one
    /// before.
    pub(super) fn put(&mut self, name: &str, content: &[u8], (count, total): (i64, i64)) -> Result<(), Failure> {
        if self.file.as_ref().is_none_or(|file| !file.path.ends_with(name)) {
            if let Some(done) = self.file.take() {
                done.finish()?;
            }
            self.file = Some(File::open(&self.path, name)?);
            self.files += 1;
        }
        if let Some(file) = &mut self.file {
            file.sink.write_all(content).map_err(|error| failed(Some(&file.path), &error))?;
        }
        (self.count, self.total) = (count, total);
        let bar = self.progress.get_or_insert_with(|| Progress::of(total.unsigned_abs()));
        bar.reached(count.unsigned_abs(), format!("{count} / {total}"));
        Ok(())
    }

    /// Completes the last file, if everything came, and tells how much of what all files hold, and how many they are.
    pub(super) fn finish(mut self, what: (&'static str, &'static str), printer: &Printer) -> Result<Exit, Failure> {
        if let Some(bar) = self.progress.take() {
            bar.clear();
        }
        if self.count != self.total {
            return Err(Failure::contract("count"));
        }
        if let Some(done) = self.file.take() {
            done.finish()?;
        }
        let (what, into) = (what.label(printer.language()), ("files", "文件").label(printer.language()));
        anstream::eprintln!("{what}: {}; {into}: {}", self.count, self.files);
        Ok(Exit::Done)
    }
}
