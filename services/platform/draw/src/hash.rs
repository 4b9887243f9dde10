//! A SHA-256 value, written in 64 lower-case hexadecimal digits.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};
use thiserror::Error;

/// 32 bytes that SHA-256 gave.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash(pub [u8; 32]);

/// A text that is not 64 lower-case hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("64 lower-case hexadecimal digits are wanted")]
pub struct NoHash;

impl Hash {
    /// SHA-256 over the parts, one after another.
    #[must_use]
    pub fn of(parts: &[&[u8]]) -> Self {
        let mut hasher = Sha256::new();
        for part in parts {
            hasher.update(part);
        }
        Self::finish(hasher)
    }

    /// What a hasher comes to.
    #[must_use]
    pub fn finish(hasher: Sha256) -> Self {
        Self(hasher.finalize().into())
    }

    /// The value modulo a number, read as a big-endian integer.
    pub(crate) fn modulo(&self, number: usize) -> usize {
        let number = number as u128;
        let rest = self.0.iter().fold(0_u128, |rest, byte| ((rest << 8) | u128::from(*byte)) % number);
        usize::try_from(rest).unwrap_or_default() // below `number`, which is one
    }
}

/// Lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str(&hex::encode(bytes))
}

/// 32 bytes of 64 lower-case hexadecimal digits; capitals would be another writing of the same bytes.
pub(crate) fn unhex(text: &str) -> Result<[u8; 32], NoHash> {
    let mut bytes = [0; 32];
    if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Err(NoHash);
    }
    hex::decode_to_slice(text, &mut bytes).map_err(|_| NoHash)?;
    Ok(bytes)
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        hex(&self.0, f)
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        hex(&self.0, f)
    }
}

impl FromStr for Hash {
    type Err = NoHash;

    fn from_str(text: &str) -> Result<Self, NoHash> {
        unhex(text).map(Self)
    }
}
