//! The issuer's two files; each is replaced whole, so a reader never sees half of one.

use std::fs::{self, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use jsonwebtoken::jwk::JwkSet;
use tempfile::NamedTempFile;

use super::IssuerError;

const KEY: &str = "issuer.pem";
const KEY_SET: &str = "jwks.json";

pub(super) fn read_or_create_key(
    directory: &Path,
    generate: impl FnOnce() -> Result<String, IssuerError>,
) -> Result<String, IssuerError> {
    fs::create_dir_all(directory)?;
    let path = directory.join(KEY);
    if !path.try_exists()? {
        match written(directory, &generate()?, 0o600)?.persist_noclobber(&path) {
            Err(lost) if lost.error.kind() != io::ErrorKind::AlreadyExists => return Err(lost.error.into()),
            Ok(_) | Err(_) => {} // another process may have been first: its key is the one
        }
    }
    if fs::metadata(&path)?.permissions().mode() & 0o077 != 0 {
        return Err(IssuerError::Exposed);
    }
    Ok(fs::read_to_string(path)?)
}

pub(super) fn replace_key(directory: &Path, pem: &str) -> Result<(), IssuerError> {
    replace(directory, KEY, pem, 0o600)
}

pub(super) fn read_key_set(directory: &Path) -> Result<Option<JwkSet>, IssuerError> {
    match fs::read_to_string(directory.join(KEY_SET)) {
        Ok(json) => serde_json::from_str(&json).map(Some).map_err(|_| IssuerError::KeySet),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

pub(super) fn write_key_set(directory: &Path, json: &str) -> Result<(), IssuerError> {
    replace(directory, KEY_SET, json, 0o644)
}

fn replace(directory: &Path, name: &str, content: &str, mode: u32) -> Result<(), IssuerError> {
    written(directory, content, mode)?.persist(directory.join(name)).map_err(|lost| lost.error)?;
    Ok(())
}

fn written(directory: &Path, content: &str, mode: u32) -> io::Result<NamedTempFile> {
    let mut file = tempfile::Builder::new().permissions(Permissions::from_mode(mode)).tempfile_in(directory)?;
    file.write_all(content.as_bytes())?;
    file.as_file().sync_all()?;
    Ok(file)
}
