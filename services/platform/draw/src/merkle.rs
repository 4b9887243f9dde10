//! The Merkle tree of RFC 6962, section 2.1, over records as they come.

use sha2::{Digest, Sha256};

use super::hash::Hash;

/// A tree under way. It keeps one hash a level, so a million records need some twenty.
#[derive(Debug, Clone, Default)]
pub struct Merkle {
    /// Roots of full subtrees, the largest first, each with how many records it holds.
    full: Vec<(u64, Hash)>,
}

impl Merkle {
    /// A tree without records.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a record.
    pub fn push(&mut self, record: &[u8]) {
        self.push_subtree(1, leaf(record));
    }

    /// Adds a full subtree of `size` records, a power of two that divides the number of records before it.
    pub(crate) fn push_subtree(&mut self, size: u64, root: Hash) {
        let (mut size, mut root) = (size, root);
        while let Some(&(before, left)) = self.full.last().filter(|(before, _)| *before == size) {
            self.full.pop();
            root = node(&left, &root);
            size += before;
        }
        self.full.push((size, root));
    }

    /// How many records it holds.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.full.iter().map(|(size, _)| size).sum()
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.full.is_empty()
    }

    /// The root; SHA-256 of nothing where there is no record.
    #[must_use]
    pub fn root(&self) -> Hash {
        let joined = self.full.iter().rev().map(|(_, root)| *root).reduce(|right, left| node(&left, &right));
        joined.unwrap_or_else(|| Hash::of(&[]))
    }
}

pub(crate) fn leaf(record: &[u8]) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update([0]);
    hasher.update(record);
    Hash::finish(hasher)
}

fn node(left: &Hash, right: &Hash) -> Hash {
    let mut bytes = [1; 65];
    bytes[1..33].copy_from_slice(&left.0);
    bytes[33..].copy_from_slice(&right.0);
    Hash(Sha256::digest(bytes).into())
}
