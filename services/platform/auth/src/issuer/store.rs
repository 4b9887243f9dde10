//! The issuer's two files.

use std::path::Path;
use std::{fs, io};

use jose::{KeyFileError, file};
use jsonwebtoken::jwk::JwkSet;

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
        file::write_new(&path, &generate()?, 0o600)?; // another process may be first: its key is the one
    }
    file::read_private(&path).map_err(|error| match error {
        KeyFileError::File(error) => error.into(),
        KeyFileError::Exposed => IssuerError::Exposed,
    })
}

pub(super) fn replace_key(directory: &Path, pem: &str) -> Result<(), IssuerError> {
    Ok(file::replace(&directory.join(KEY), pem, 0o600)?)
}

pub(super) fn read_key_set(directory: &Path) -> Result<Option<JwkSet>, IssuerError> {
    match fs::read_to_string(directory.join(KEY_SET)) {
        Ok(json) => serde_json::from_str(&json).map(Some).map_err(|_| IssuerError::KeySet),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

pub(super) fn write_key_set(directory: &Path, json: &str) -> Result<(), IssuerError> {
    Ok(file::replace(&directory.join(KEY_SET), json, 0o644)?)
}
