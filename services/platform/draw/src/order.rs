//! Who is drawn: within a stratum the organisations are ordered by a hash that the seed fixes, and the first are taken.

use std::collections::BinaryHeap;

use sha2::{Digest, Sha256};
use vocab::UnifiedCode;

use super::assign::Pools;
use super::frozen::{Frozen, Object};
use super::hash::Hash;
use super::line::Field;
use super::pieces;
use crate::Grade;

/// Whom a seed drew, and who inspects them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The objects by stratum, within it by rank.
    pub drawn: Vec<Drawn>,
}

/// A drawn object (抽中对象).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// Its stratum.
    pub grade: Grade,
    /// Its place in the order of the stratum, from 1.
    pub rank: u64,
    /// Its code.
    pub code: UnifiedCode,
    /// Its inspectors' ids, by department, within it as they were picked.
    pub inspectors: Vec<Field>,
    /// What is missing, by department; empty where every department sends as many as it should.
    pub short: Vec<Short>,
}

/// Inspectors that a department could not send (人员不足).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Short {
    /// Key of the department.
    pub department: Field,
    /// How many are missing.
    pub missing: u32,
}

impl Frozen {
    /// Whom a seed draws. The same frozen records and the same seed give the same answer everywhere and always.
    #[must_use]
    pub fn draw(&self, seed: &Hash) -> Outcome {
        let mut pools = Pools::new(&self.draft, seed);
        let mut rest = self.draft.objects.as_slice();
        let mut drawn = Vec::new();
        for stratum in &self.strata {
            let (objects, after) = rest.split_at(rest.partition_point(|object| object.grade <= stratum.grade));
            rest = after;
            for (rank, code) in (1..).zip(first(seed, stratum.grade, objects, stratum.quota)) {
                let (inspectors, short) = pools.assign(&code);
                drawn.push(Drawn { grade: stratum.grade, rank, code, inspectors, short });
            }
        }
        Outcome { drawn }
    }
}

/// The hash by which an organisation is ordered within its stratum.
#[must_use]
pub fn object_key(seed: &Hash, grade: Grade, code: &UnifiedCode) -> Hash {
    Hash::of(&[b"onecode-draw/1 object\0", &seed.0, grade.as_str().as_bytes(), b"\0", code.as_str().as_bytes()])
}

/// Objects that are worth a core.
const PIECE: usize = 10_000;

/// The first of a stratum in its order. Only as many as are wanted are held, on each core.
fn first(seed: &Hash, grade: Grade, objects: &[Object], wanted: u64) -> impl Iterator<Item = UnifiedCode> {
    let wanted = usize::try_from(wanted).unwrap_or(usize::MAX);
    let pieces = pieces::of_each(objects, PIECE, |objects| nearest(seed, grade, objects, wanted));
    let mut nearest: Vec<(Hash, UnifiedCode)> = pieces.into_iter().flatten().collect();
    nearest.sort_unstable();
    nearest.truncate(wanted);
    nearest.into_iter().map(|(_, code)| code)
}

/// Those with the least keys, in no order.
fn nearest(seed: &Hash, grade: Grade, objects: &[Object], wanted: usize) -> BinaryHeap<(Hash, UnifiedCode)> {
    let mut keys = Keys::new(seed, grade);
    let mut nearest: BinaryHeap<(Hash, UnifiedCode)> = BinaryHeap::new();
    for object in objects {
        let key = keys.of(&object.code);
        if nearest.len() < wanted {
            nearest.push((key, object.code));
        } else if let Some(mut farthest) = nearest.peek_mut().filter(|farthest| key < farthest.0) {
            *farthest = (key, object.code);
        }
    }
    nearest
}

/// Bytes of a code that fill the first block of SHA-256 behind prefix, seed and stratum.
const SHARED: usize = 8;

/// [`object_key`] over codes in order: neighbours share their first characters, so half of the work is done once for many.
struct Keys {
    stratum: Sha256,
    begun: Sha256,
    shared: [u8; SHARED],
}

impl Keys {
    fn new(seed: &Hash, grade: Grade) -> Self {
        let mut stratum = Sha256::new();
        stratum.update(b"onecode-draw/1 object\0");
        stratum.update(seed.0);
        stratum.update(grade.as_str());
        stratum.update(b"\0");
        // No code begins with zero bytes, so the first one begins its own.
        Self { begun: stratum.clone(), stratum, shared: [0; SHARED] }
    }

    fn of(&mut self, code: &UnifiedCode) -> Hash {
        let (shared, own) = code.as_str().as_bytes().split_at(SHARED);
        if self.shared != shared {
            self.shared.copy_from_slice(shared);
            self.begun = self.stratum.clone();
            self.begun.update(shared);
        }
        let mut hasher = self.begun.clone();
        hasher.update(own);
        Hash::finish(hasher)
    }
}
