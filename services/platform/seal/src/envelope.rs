//! The bytes of a sealed value: algorithm, length and id of the key, nonce, ciphertext with tag.

use crate::error::OpenError;

/// AES-256-GCM-SIV (RFC 8452): a nonce drawn twice by chance reveals no more than that two values are equal. The next
/// number is for SM4 (GB/T 32907), where commercial cryptography of the state is demanded.
pub(crate) const AES_256_GCM_SIV: u8 = 1;

/// Bytes of the nonce.
pub(crate) const NONCE: usize = 12;

/// An envelope, taken apart.
pub(crate) struct Envelope<'a> {
    /// Algorithm and key, as they are authenticated.
    pub(crate) head: &'a [u8],
    pub(crate) key: &'a str,
    pub(crate) nonce: [u8; NONCE],
    pub(crate) ciphertext: &'a [u8],
}

/// The head of an envelope.
pub(crate) fn head(key: &str) -> Vec<u8> {
    let length = u8::try_from(key.len()).unwrap_or(u8::MAX); // ids have at most 32 characters
    let mut head = vec![AES_256_GCM_SIV, length];
    head.extend_from_slice(key.as_bytes());
    head
}

/// Takes an envelope apart.
pub(crate) fn read(bytes: &[u8]) -> Result<Envelope<'_>, OpenError> {
    let [algorithm, length, rest @ ..] = bytes else { return Err(OpenError::NoEnvelope) };
    if *algorithm != AES_256_GCM_SIV {
        return Err(OpenError::UnknownAlgorithm(*algorithm));
    }
    let (key, rest) = rest.split_at_checked(usize::from(*length)).ok_or(OpenError::NoEnvelope)?;
    let (nonce, ciphertext) = rest.split_first_chunk::<NONCE>().ok_or(OpenError::NoEnvelope)?;
    let head = &bytes[..2 + key.len()];
    let key = std::str::from_utf8(key).map_err(|_| OpenError::NoEnvelope)?;
    Ok(Envelope { head, key, nonce: *nonce, ciphertext })
}
