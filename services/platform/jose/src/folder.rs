//! A folder of private keys: the last by name signs, and all are published, so that what older ones signed still verifies.

use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::{KeyFileError, SigningKey, SigningKeyError, file};

/// The name of the key that [`SigningKeys::load_or_create`] makes.
const FIRST: &str = "0001.pem";

/// Why a folder holds no keys to sign with.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// The folder or a file in it cannot be read or written.
    #[error("{}: {cause}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        cause: io::Error,
    },
    /// A private key can be read by others than its owner.
    #[error("{}: a private key's file must be readable by its owner only (chmod 600)", .0.display())]
    Exposed(PathBuf),
    /// A file is no private key.
    #[error("{}: no Ed25519 key in PKCS#8 (PEM)", .0.display())]
    Unusable(PathBuf),
    /// No file of the folder ends in `.pem`.
    #[error("{}: holds no key (*.pem)", .0.display())]
    Empty(PathBuf),
    /// No key could be generated.
    #[error(transparent)]
    Generation(#[from] SigningKeyError),
}

/// Ed25519 keys of one signer, in the order of their files' names.
#[derive(Debug)]
pub struct SigningKeys {
    older: Vec<SigningKey>,
    current: SigningKey,
}

impl SigningKeys {
    /// One fresh key, kept in memory.
    pub fn generate() -> Result<Self, SigningKeyError> {
        Ok(Self { older: Vec::new(), current: SigningKey::generate_ed25519()? })
    }

    /// The keys in the files `*.pem` of a folder.
    pub fn load(folder: &Path) -> Result<Self, FolderError> {
        let failed = |cause| FolderError::File { path: folder.to_owned(), cause };
        let mut files = Vec::new();
        for entry in fs::read_dir(folder).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            if path.extension().is_some_and(|extension| extension == "pem") {
                files.push(path);
            }
        }
        files.sort();
        let mut older = files.into_iter().map(read).collect::<Result<Vec<_>, _>>()?;
        let current = older.pop().ok_or_else(|| FolderError::Empty(folder.to_owned()))?;
        Ok(Self { older, current })
    }

    /// As [`Self::load`]; a folder without a key gets one.
    pub fn load_or_create(folder: &Path) -> Result<Self, FolderError> {
        let failed = |cause| FolderError::File { path: folder.to_owned(), cause };
        fs::create_dir_all(folder).map_err(failed)?;
        match Self::load(folder) {
            Err(FolderError::Empty(_)) => {
                let fresh = SigningKey::generate_ed25519()?.to_pem();
                file::write_new(&folder.join(FIRST), &fresh, 0o600).map_err(failed)?;
                Self::load(folder)
            }
            loaded => loaded,
        }
    }

    /// The key that signs.
    #[must_use]
    pub fn current(&self) -> &SigningKey {
        &self.current
    }

    /// All keys, the current one first.
    pub fn all(&self) -> impl Iterator<Item = &SigningKey> {
        std::iter::once(&self.current).chain(self.older.iter().rev())
    }

    /// The JWK set (RFC 7517) that verifiers need.
    #[must_use]
    pub fn jwks(&self) -> String {
        serde_json::json!({ "keys": self.all().map(SigningKey::public).collect::<Vec<_>>() }).to_string()
    }
}

fn read(path: PathBuf) -> Result<SigningKey, FolderError> {
    let pem = file::read_private(&path).map_err(|error| match error {
        KeyFileError::File(cause) => FolderError::File { path: path.clone(), cause },
        KeyFileError::Exposed => FolderError::Exposed(path.clone()),
    })?;
    let key = SigningKey::from_pem(&pem).map_err(|_| FolderError::Unusable(path.clone()))?;
    if key.algorithm() == "EdDSA" { Ok(key) } else { Err(FolderError::Unusable(path)) }
}
