//! Where what was asked for goes: a file that appears when it is complete, compressed or not, or standard output.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use tempfile::NamedTempFile;

use super::Failure;
use super::cursor_file::folder_of;

/// Takes the bytes.
pub(super) enum Bytes {
    Stdout(BufWriter<io::Stdout>),
    Plain(BufWriter<NamedTempFile>),
    Compressed(zstd::Encoder<'static, BufWriter<NamedTempFile>>),
}

/// Why nothing can be written there.
pub(super) fn failed(out: Option<&Path>, error: &io::Error) -> Failure {
    out.map_or_else(|| Failure::Output(error.kind().into()), |file| Failure::unwritable(file, error))
}

impl Bytes {
    pub(super) fn open(out: Option<&Path>) -> io::Result<Self> {
        let Some(out) = out else { return Ok(Self::Stdout(BufWriter::new(io::stdout()))) };
        let file = BufWriter::with_capacity(1 << 16, NamedTempFile::new_in(folder_of(out))?);
        if out.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("zst")) {
            return Ok(Self::Compressed(zstd::Encoder::new(file, zstd::DEFAULT_COMPRESSION_LEVEL)?));
        }
        Ok(Self::Plain(file))
    }

    /// The file is complete, and appears under its name.
    pub(super) fn finish(self, out: Option<&Path>) -> io::Result<()> {
        let file = match self {
            Self::Stdout(mut stdout) => return stdout.flush(),
            Self::Plain(file) => file,
            Self::Compressed(encoder) => encoder.finish()?,
        };
        let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.as_file().sync_all()?;
        if let Some(out) = out {
            file.persist(out).map_err(|lost| lost.error)?;
        }
        Ok(())
    }
}

impl Write for Bytes {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stdout(out) => out.write(buffer),
            Self::Plain(out) => out.write(buffer),
            Self::Compressed(out) => out.write(buffer),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout(out) => out.flush(),
            Self::Plain(out) => out.flush(),
            Self::Compressed(out) => out.flush(),
        }
    }
}
