//! The keys of a process: one seals, all open.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use aws_lc_rs::aead::{AES_256_GCM_SIV, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::{hmac, rand};
use config::Secret;

use crate::envelope::{self, NONCE};
use crate::error::{KeyFileError, OpenError, SealError};
use crate::lookup;
use crate::place::Place;

/// A ring of keys. Cheap to clone; prints the ids of its keys and nothing else.
#[derive(Clone)]
pub struct Ring(Arc<Keys>);

struct Keys {
    active: String,
    all: BTreeMap<String, LessSafeKey>,
    lookup: hmac::Key,
}

impl Ring {
    /// A ring of these keys, each of 32 bytes.
    pub(crate) fn of(
        active: String,
        keys: &BTreeMap<String, [u8; 32]>,
        lookup: &[u8; 32],
    ) -> Result<Self, KeyFileError> {
        let sealing = |(id, bytes): (&String, &[u8; 32])| {
            let key = UnboundKey::new(&AES_256_GCM_SIV, bytes).map_err(|_| KeyFileError::Library)?;
            Ok((id.clone(), LessSafeKey::new(key)))
        };
        let keys = keys.iter().map(sealing).collect::<Result<BTreeMap<_, _>, KeyFileError>>()?;
        if !keys.contains_key(&active) {
            return Err(KeyFileError::NoActiveKey { id: active });
        }
        Ok(Self(Arc::new(Keys { active, all: keys, lookup: hmac::Key::new(hmac::HMAC_SHA256, lookup) })))
    }

    /// The id of the key that seals.
    #[must_use]
    pub fn active(&self) -> &str {
        &self.0.active
    }

    /// Seals a value for a place, with the active key and a fresh nonce.
    ///
    /// # Errors
    /// The machine has no randomness.
    pub fn seal(&self, place: &Place, value: &[u8]) -> Result<Vec<u8>, SealError> {
        let key = self.0.all.get(&self.0.active).ok_or(SealError)?;
        let mut nonce = [0; NONCE];
        rand::fill(&mut nonce).map_err(|_| SealError)?;
        let mut envelope = envelope::head(&self.0.active);
        let bound = Aad::from(place.bound_to(&envelope));
        let mut sealed = value.to_vec();
        key.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), bound, &mut sealed).map_err(|_| SealError)?;
        envelope.extend_from_slice(&nonce);
        envelope.extend_from_slice(&sealed);
        Ok(envelope)
    }

    /// Opens a value that was sealed for this place.
    ///
    /// # Errors
    /// It was changed or moved, or its key is not in the ring.
    pub fn open(&self, place: &Place, envelope: &[u8]) -> Result<Secret<Vec<u8>>, OpenError> {
        let parts = envelope::read(envelope)?;
        let key = self.0.all.get(parts.key).ok_or_else(|| OpenError::UnknownKey(parts.key.to_owned()))?;
        let bound = Aad::from(place.bound_to(parts.head));
        let mut sealed = parts.ciphertext.to_vec();
        let nonce = Nonce::assume_unique_for_key(parts.nonce);
        let length = key.open_in_place(nonce, bound, &mut sealed).map_err(|_| OpenError::Refused)?.len();
        sealed.truncate(length);
        Ok(Secret::new(sealed))
    }

    /// Whether a value is sealed otherwise than this ring would seal it today.
    #[must_use]
    pub fn needs_resealing(&self, envelope: &[u8]) -> bool {
        !envelope.starts_with(&self.seals_with())
    }

    /// How every value that this ring seals begins: what a search for the others compares with.
    #[must_use]
    pub fn seals_with(&self) -> Vec<u8> {
        envelope::head(&self.0.active)
    }

    /// Opens a value and seals it again with the active key.
    ///
    /// # Errors
    /// As [`Self::open`]; [`OpenError::Refused`] also where the machine has no randomness.
    pub fn reseal(&self, place: &Place, envelope: &[u8]) -> Result<Vec<u8>, OpenError> {
        let value = self.open(place, envelope)?;
        self.seal(place, value.expose()).map_err(|SealError| OpenError::Refused)
    }

    /// The keyed hash of an identifier of some kind (`resident-id`): equal for the same value in any width and case. Its
    /// key is of its own and stays when the others rotate, or nobody would be found again.
    #[must_use]
    pub fn lookup(&self, kind: &str, value: &str) -> [u8; 32] {
        lookup::hash(&self.0.lookup, kind, value)
    }
}

impl fmt::Debug for Ring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ids: Vec<&String> = self.0.all.keys().collect();
        f.debug_struct("Ring").field("active", &self.0.active).field("keys", &ids).finish_non_exhaustive()
    }
}
