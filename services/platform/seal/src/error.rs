//! What can go wrong; no message repeats a key or a value.

use std::path::PathBuf;

use thiserror::Error;

/// A file of keys that cannot be used.
#[derive(Debug, Error)]
pub enum KeyFileError {
    /// The file cannot be read or written.
    #[error("{}: {cause}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        cause: std::io::Error,
    },
    /// Not the TOML that is expected; the cause is not repeated, for it quotes the file.
    #[error("a key file is TOML: active = \"…\", lookup = \"…\", and a table [keys] of base64 keys")]
    Form,
    /// The active key is not among the keys.
    #[error("the active key `{id}` is not in [keys]")]
    NoActiveKey {
        /// Its id.
        id: String,
    },
    /// An id that an envelope cannot hold.
    #[error("key id `{id}` must have 1 to 32 lower-case letters, digits or hyphens")]
    KeyId {
        /// The id.
        id: String,
    },
    /// Not 32 bytes in base64.
    #[error("key `{id}` must be 32 bytes in base64")]
    KeyBytes {
        /// Its id; `lookup` for the key of the hash.
        id: String,
    },
    /// Others than the owner may read it.
    #[error("{}: others may read it; chmod 600", path.display())]
    Readable {
        /// The file.
        path: PathBuf,
    },
    /// No randomness, or no cipher.
    #[error("the cryptographic library refuses")]
    Library,
}

/// A value could not be sealed: the library refuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a value could not be sealed")]
pub struct SealError;

/// A value could not be opened.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum OpenError {
    /// Not an envelope.
    #[error("a sealed value is damaged: it is not an envelope")]
    NoEnvelope,
    /// An algorithm that this build does not know.
    #[error("a sealed value uses algorithm {0}, which this build does not know")]
    UnknownAlgorithm(u8),
    /// A key that the ring does not have.
    #[error("a sealed value needs key `{0}`, which is not in the ring")]
    UnknownKey(String),
    /// Tampered with, moved from another place, or sealed with another key of the same id.
    #[error("a sealed value does not open: it was changed, moved, or sealed with another key")]
    Refused,
}
