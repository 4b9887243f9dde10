//! The file of an import, read twice: once to know what it is, once for its rows.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::client::Failure;
use crate::messages::Message;

/// A file, or standard input kept in one; compressed or not.
#[derive(Debug)]
pub(super) struct Source {
    path: PathBuf,
    name: String,
    file: File,
}

/// What a first reading tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Survey {
    /// SHA-256 of the content, uncompressed.
    pub(super) digest: [u8; 32],
    /// Length of the content, uncompressed.
    pub(super) bytes: u64,
}

impl Source {
    /// Opens a file; `-` is standard input, which is copied to a file that nobody else sees.
    pub(super) fn open(path: &Path) -> Result<Self, Failure> {
        let opened = if path.as_os_str() == "-" { spooled() } else { File::open(path) };
        let file = opened.map_err(|error| Failure::unreadable(path, &error))?;
        Ok(Self { path: path.to_owned(), name: path.display().to_string(), file })
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Reads everything once; what is not UTF-8 is refused, with its line.
    pub(super) fn survey(&self) -> Result<Survey, Failure> {
        let mut reader = self.reader()?;
        let (mut hash, mut bytes, mut line) = (Sha256::new(), 0, Vec::new());
        for number in 1_u64.. {
            line.clear();
            let read = reader.read_until(b'\n', &mut line).map_err(|error| Failure::unreadable(&self.path, &error))?;
            if read == 0 {
                break;
            }
            if std::str::from_utf8(&line).is_err() {
                return Err(Failure::usage(Message::NotUtf8(self.name.clone(), number)));
            }
            hash.update(&line);
            bytes += u64::try_from(read).unwrap_or_default();
        }
        Ok(Survey { digest: hash.finalize().into(), bytes })
    }

    /// The content from its beginning, uncompressed.
    pub(super) fn reader(&self) -> Result<Box<dyn BufRead + Send>, Failure> {
        let unreadable = |error: io::Error| Failure::unreadable(&self.path, &error);
        let mut file = self.file.try_clone().map_err(unreadable)?;
        file.seek(SeekFrom::Start(0)).map_err(unreadable)?;
        let mut reader = BufReader::with_capacity(1 << 16, file);
        let compressed =
            reader.fill_buf().map_err(unreadable)?.starts_with(&zstd::zstd_safe::MAGICNUMBER.to_le_bytes());
        if compressed {
            let decoder = zstd::Decoder::with_buffer(reader).map_err(unreadable)?;
            return Ok(Box::new(BufReader::new(decoder)));
        }
        Ok(Box::new(reader))
    }
}

fn spooled() -> io::Result<File> {
    let mut file = tempfile::tempfile()?;
    io::copy(&mut io::stdin().lock().by_ref(), &mut file)?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(content: &[u8]) -> (tempfile::NamedTempFile, Source) {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), content).unwrap();
        let source = Source::open(file.path()).unwrap();
        (file, source)
    }

    #[test]
    fn a_compressed_file_is_surveyed_by_its_content() {
        let plain = "code,name\nX,样本\n".as_bytes();
        let (_one, compressed) = written(&zstd::encode_all(plain, 0).unwrap());
        let (_two, uncompressed) = written(plain);
        assert_eq!(compressed.survey().unwrap(), uncompressed.survey().unwrap());
        assert_eq!(uncompressed.survey().unwrap().bytes, 19);
    }

    #[test]
    fn another_encoding_is_refused_with_its_line() {
        let (_file, source) = written(b"code,name\nX,\xd1\xf9\xb1\xbe\n");
        let Failure::Said(_, message) = source.survey().unwrap_err() else { panic!("it is said") };
        assert!(matches!(message, Message::NotUtf8(_, 2)), "{message:?}");
    }
}
