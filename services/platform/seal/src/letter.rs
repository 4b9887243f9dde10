//! Sealed letters (密封): anybody who has the public key of a box can seal one; none opens until both halves of the private key lie
//! together. HPKE (RFC 9180), base mode: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM.

use aws_lc_rs::rand;
use config::Secret;
use rustls::crypto::aws_lc_rs::hpke::DH_KEM_X25519_HKDF_SHA256_AES_256 as SUITE;
use rustls::crypto::hpke::{EncapsulatedSecret, Hpke as _, HpkePrivateKey, HpkePublicKey};

use crate::error::{OpenError, SealError};

/// What every letter is bound to beside its place.
const INFO: &[u8] = b"onecode-letter/1";
/// Bytes of the encapsulated secret before the ciphertext.
const ENCAPSULATED: usize = 32;
/// Bytes that say how long a text is.
const LENGTH: usize = 4;
/// A text is filled up to a multiple of this, so that its length says little of what is in it.
const BLOCK: usize = 1_024;

/// A box for letters: its public key, and the private one in two halves, neither of which says anything alone.
#[derive(Debug)]
pub struct LetterBox {
    /// With which letters are sealed.
    pub public_key: Vec<u8>,
    /// A random mask, and the private key under it.
    pub halves: [Secret<Vec<u8>>; 2],
}

impl LetterBox {
    /// A new box.
    ///
    /// # Errors
    /// The machine has no randomness.
    pub fn generate() -> Result<Self, SealError> {
        let (public_key, private_key) = SUITE.generate_key_pair().map_err(|_| SealError)?;
        let mut mask = vec![0; private_key.secret_bytes().len()];
        rand::fill(&mut mask).map_err(|_| SealError)?;
        let masked = exclusive_or(private_key.secret_bytes(), &mask);
        Ok(Self { public_key: public_key.0, halves: [Secret::new(mask), Secret::new(masked)] })
    }
}

/// Seals a text for the box of a public key, bound to a place: it opens nowhere else.
///
/// # Errors
/// That is no public key, the text is too long, or the machine has no randomness.
pub fn seal_letter(public_key: &[u8], place: &[u8], text: &[u8]) -> Result<Vec<u8>, SealError> {
    let length = u32::try_from(text.len()).map_err(|_| SealError)?;
    let mut filled = Vec::with_capacity((LENGTH + text.len()).next_multiple_of(BLOCK));
    filled.extend_from_slice(&length.to_be_bytes());
    filled.extend_from_slice(text);
    filled.resize(filled.len().next_multiple_of(BLOCK), 0);
    let key = HpkePublicKey(public_key.to_vec());
    let (encapsulated, ciphertext) = SUITE.seal(INFO, place, &filled, &key).map_err(|_| SealError)?;
    Ok([encapsulated.0, ciphertext].concat())
}

/// The private key of a box, whole.
pub struct LetterKey(HpkePrivateKey);

impl std::fmt::Debug for LetterKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("LetterKey(…)")
    }
}

impl LetterKey {
    /// Of both halves; those of different boxes make a key that opens nothing.
    ///
    /// # Errors
    /// One is longer than the other.
    pub fn joined(one: &[u8], other: &[u8]) -> Result<Self, OpenError> {
        if one.len() != other.len() {
            return Err(OpenError::Refused);
        }
        Ok(Self(HpkePrivateKey::from(exclusive_or(one, other))))
    }

    /// Opens a letter that was sealed for a place.
    ///
    /// # Errors
    /// It was changed or moved, or is of another box.
    pub fn open(&self, place: &[u8], letter: &[u8]) -> Result<Secret<Vec<u8>>, OpenError> {
        let (encapsulated, ciphertext) = letter.split_at_checked(ENCAPSULATED).ok_or(OpenError::NoEnvelope)?;
        let encapsulated = EncapsulatedSecret(encapsulated.to_vec());
        let filled = SUITE.open(&encapsulated, INFO, place, ciphertext, &self.0).map_err(|_| OpenError::Refused)?;
        let (length, text) = filled.split_first_chunk::<LENGTH>().ok_or(OpenError::NoEnvelope)?;
        let length = usize::try_from(u32::from_be_bytes(*length)).map_err(|_| OpenError::NoEnvelope)?;
        text.get(..length).map(|text| Secret::new(text.to_vec())).ok_or(OpenError::NoEnvelope)
    }
}

fn exclusive_or(one: &[u8], other: &[u8]) -> Vec<u8> {
    one.iter().zip(other).map(|(one, other)| one ^ other).collect()
}
