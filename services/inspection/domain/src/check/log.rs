//! The set of entries: it only grows, and merging is union.

use std::collections::BTreeMap;
use std::collections::btree_map;

use uuid::Uuid;

use super::{Entry, Kept};

/// The entries of a check that somebody holds: a device, or the authority.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Log(BTreeMap<Uuid, Kept>);

/// What came of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// It is new.
    Stored,
    /// It was there.
    Repeated,
    /// Another content is there under its id, and stays.
    Differs,
}

impl Log {
    /// Adds an entry. What is there stays as it is.
    pub fn add(&mut self, entry: Entry) -> Added {
        let kept = Kept::of(entry);
        match self.0.entry(kept.entry.id) {
            btree_map::Entry::Vacant(place) => {
                place.insert(kept);
                Added::Stored
            }
            btree_map::Entry::Occupied(there) if there.get().digest == kept.digest => Added::Repeated,
            btree_map::Entry::Occupied(_) => Added::Differs,
        }
    }

    /// Adds everything that another holds; the ids whose content differs.
    pub fn merge(&mut self, other: &Self) -> Vec<Uuid> {
        let differing = |kept: &Kept| (self.add(kept.entry.clone()) == Added::Differs).then_some(kept.entry.id);
        other.0.values().filter_map(differing).collect()
    }

    /// The entries, by id.
    #[must_use]
    pub fn entries(&self) -> impl ExactSizeIterator<Item = &Kept> {
        self.0.values()
    }

    /// An entry by its id.
    #[must_use]
    pub fn get(&self, id: Uuid) -> Option<&Kept> {
        self.0.get(&id)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<Entry> for Log {
    fn from_iter<I: IntoIterator<Item = Entry>>(entries: I) -> Self {
        let mut log = Self::default();
        for entry in entries {
            log.add(entry);
        }
        log
    }
}
