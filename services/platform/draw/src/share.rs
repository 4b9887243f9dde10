//! The departments' shares (份额): each commits to 32 bytes before anybody reveals; together they make the seed.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};

use super::hash::{Hash, NoHash, hex, unhex};

/// The 32 bytes that a department adds to the seed; drawn by its own random generator, secret until it reveals them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Share(pub [u8; 32]);

impl fmt::Debug for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Share(…)")
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        hex(&self.0, f)
    }
}

impl FromStr for Share {
    type Err = NoHash;

    fn from_str(text: &str) -> Result<Self, NoHash> {
        unhex(text).map(Self)
    }
}

/// What a department publishes before it reveals its share. It holds for this population, department and round alone, so
/// that nobody can repeat another's commitment.
#[must_use]
pub fn commitment(root: &Hash, department: &str, round: u32, share: &Share) -> Hash {
    let round = round.to_be_bytes();
    Hash::of(&[b"onecode-draw/1 commit\0", &root.0, department.as_bytes(), b"\0", &round, &share.0])
}

/// The seed of a round: from the root, every share in the order of the departments' keys, and the beacon's value.
#[must_use]
pub fn seed<'a>(root: &Hash, round: u32, shares: impl IntoIterator<Item = &'a Share>, beacon: Option<&str>) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update(b"onecode-draw/1 seed\0");
    hasher.update(root.0);
    hasher.update(round.to_be_bytes());
    for share in shares {
        hasher.update(share.0);
    }
    hasher.update(beacon.unwrap_or_default());
    Hash::finish(hasher)
}
