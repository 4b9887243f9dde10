//! The file of keys: TOML that nobody may read but its owner and group, as secrets are mounted.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{ErrorKind, Read as _, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use aws_lc_rs::rand;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use config::Secret;
use serde::Deserialize;
use tempfile::NamedTempFile;

use crate::error::KeyFileError;
use crate::ring::Ring;

const LONGEST_ID: usize = 32;

/// What a key file says. A key is base64, or `{ file = "/path" }` for a mounted secret.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyFile {
    active: String,
    lookup: Secret,
    keys: BTreeMap<String, Secret>,
}

impl Ring {
    /// A ring of one fresh key, for tests and one-off processes: what it seals opens only as long as it lives.
    ///
    /// # Errors
    /// The machine has no randomness.
    pub fn generate() -> Result<Self, KeyFileError> {
        Self::parse(&fresh()?)
    }

    /// Reads a key file's text.
    ///
    /// # Errors
    /// Not the form, or not keys.
    pub fn parse(text: &str) -> Result<Self, KeyFileError> {
        let file: KeyFile = toml::from_str(text).map_err(|_| KeyFileError::Form)?;
        let mut keys = BTreeMap::new();
        for (id, key) in &file.keys {
            if !is_id(id) {
                return Err(KeyFileError::KeyId { id: id.clone() });
            }
            keys.insert(id.clone(), bytes(id, key)?);
        }
        Self::of(file.active, &keys, &bytes("lookup", &file.lookup)?)
    }

    /// Reads a key file.
    ///
    /// # Errors
    /// It cannot be read, everybody may read it, or it is not one.
    pub fn load(path: &Path) -> Result<Self, KeyFileError> {
        let failed = |cause| KeyFileError::Io { path: path.to_owned(), cause };
        let mut file = File::open(path).map_err(failed)?;
        if file.metadata().map_err(failed)?.permissions().mode() & 0o007 != 0 {
            return Err(KeyFileError::Readable { path: path.to_owned() });
        }
        let mut text = String::new();
        file.read_to_string(&mut text).map_err(failed)?;
        Self::parse(&text)
    }

    /// Reads a key file, made with one fresh key (mode 0600) if there is none. For laptops: where several processes share
    /// a database, they must be given one file.
    ///
    /// # Errors
    /// As [`Self::load`].
    pub fn load_or_create(path: &Path) -> Result<Self, KeyFileError> {
        let failed = |cause| KeyFileError::Io { path: path.to_owned(), cause };
        if path.exists() {
            return Self::load(path);
        }
        // Written whole beside it, under a name of its own, and moved into place: neither a crash nor a rival leaves half a
        // file there, and process ids are no names where several containers share a folder.
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut draft = NamedTempFile::new_in(folder).map_err(failed)?;
        draft.write_all(fresh()?.as_bytes()).and_then(|()| draft.as_file().sync_all()).map_err(failed)?;
        match draft.persist_noclobber(path) {
            Err(lost) if lost.error.kind() != ErrorKind::AlreadyExists => Err(failed(lost.error)),
            Ok(_) | Err(_) => Self::load(path),
        }
    }
}

fn bytes(id: &str, key: &Secret) -> Result<[u8; 32], KeyFileError> {
    let decoded = STANDARD.decode(key.expose().trim()).unwrap_or_default();
    decoded.try_into().map_err(|_| KeyFileError::KeyBytes { id: id.to_owned() })
}

fn is_id(id: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=LONGEST_ID).contains(&id.len()) && id.bytes().all(plain)
}

fn fresh() -> Result<String, KeyFileError> {
    let key = || -> Result<String, KeyFileError> {
        let mut bytes = [0; 32];
        rand::fill(&mut bytes).map_err(|_| KeyFileError::Library)?;
        Ok(STANDARD.encode(bytes))
    };
    let (lookup, first) = (key()?, key()?);
    Ok(format!(
        "# Keys of personal data. Whoever has this file can read them; whoever loses it has lost them.\n\
         # To rotate: add a key under [keys] and name it as active; keep the old ones until nothing is sealed with them.\n\
         # `lookup` finds people by number and never changes.\n\
         active = \"k1\"\nlookup = \"{lookup}\"\n\n[keys]\nk1 = \"{first}\"\n"
    ))
}
