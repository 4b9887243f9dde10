//! The record of a check (检查记录): its entries, folded. The order in which they came is of no account.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use uuid::Uuid;

use super::{Content, Entry, Verdict, digest};
use crate::draw::Hash;

/// An entry with its digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The entry.
    pub entry: Entry,
    /// Its digest.
    pub digest: Hash,
}

/// What there is on one item of the checklist.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Item<'a> {
    /// The answers that nobody has replaced or withdrawn, by digest.
    pub answers: Vec<(&'a Kept, Verdict)>,
}

/// Entries that a device has counted and nobody has uploaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gap {
    /// The device.
    pub device: Uuid,
    /// The first count that is missing.
    pub first: u64,
    /// The last one before the next entry that is there.
    pub last: u64,
}

/// A folded set of entries. Lists are by device, the device's count, and id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record<'a> {
    /// Digest of every entry that is no confirmation: what a confirmation must name.
    pub digest: Hash,
    /// What there is on each item answered, by key.
    pub items: BTreeMap<&'a str, Item<'a>>,
    /// Findings that stand.
    pub findings: Vec<&'a Kept>,
    /// Check-ins that stand.
    pub check_ins: Vec<&'a Kept>,
    /// Pieces of evidence that stand.
    pub evidence: Vec<&'a Kept>,
    /// Statements that stand.
    pub statements: Vec<&'a Kept>,
    /// Ids of entries that were withdrawn.
    pub withdrawn: BTreeSet<Uuid>,
    /// Ids of entries with a link that has no effect: to what is not there, to another item, or to another author's entry.
    pub void: BTreeSet<Uuid>,
    /// Who confirmed what.
    pub confirmations: BTreeSet<(Uuid, Hash)>,
    /// What devices have not uploaded.
    pub gaps: Vec<Gap>,
}

impl Kept {
    /// An entry with its digest.
    #[must_use]
    pub fn of(entry: Entry) -> Self {
        let digest = entry.digest();
        Self { entry, digest }
    }

    fn place(&self) -> (Uuid, u64, Uuid) {
        (self.entry.device, self.entry.sequence, self.entry.id)
    }
}

impl Item<'_> {
    /// What the item came to, if everybody says the same.
    #[must_use]
    pub fn verdict(&self) -> Option<Verdict> {
        let (_, first) = self.answers.first()?;
        self.answers.iter().all(|(_, verdict)| verdict == first).then_some(*first)
    }

    /// Whether answers contradict one another, none of whose authors has replaced the other's.
    #[must_use]
    pub fn in_conflict(&self) -> bool {
        !self.answers.is_empty() && self.verdict().is_none()
    }
}

impl<'a> Record<'a> {
    /// Folds entries, each given once.
    pub fn of(entries: impl IntoIterator<Item = &'a Kept>) -> Self {
        let mut all: Vec<&Kept> = entries.into_iter().collect();
        all.sort_unstable_by_key(|kept| kept.place());
        let named: HashMap<Hash, &Kept> = all.iter().map(|kept| (kept.digest, *kept)).collect();
        let mut record = Self::empty(&all);
        record.withdraw(&all, &named);
        let superseded = record.superseded(&all, &named);
        for kept in &all {
            if !record.withdrawn.contains(&kept.entry.id) {
                record.enter(kept, &superseded);
            }
        }
        for item in record.items.values_mut() {
            item.answers.sort_unstable_by_key(|(kept, _)| kept.digest);
        }
        record
    }

    /// Keys of the items whose answers contradict one another.
    pub fn conflicts(&self) -> impl Iterator<Item = &'a str> {
        self.items.iter().filter(|(_, item)| item.in_conflict()).map(|(key, _)| *key)
    }

    /// Who confirmed exactly this record.
    pub fn confirmed_by(&self) -> impl Iterator<Item = Uuid> {
        self.confirmations.iter().filter(|(_, digest)| *digest == self.digest).map(|(author, _)| *author)
    }

    fn empty(all: &[&Kept]) -> Self {
        let substance = |kept: &&&Kept| !matches!(kept.entry.content, Content::Confirmation { .. });
        Self {
            digest: digest::of_record(all.iter().filter(substance).map(|kept| kept.digest).collect()),
            items: BTreeMap::new(),
            findings: Vec::new(),
            check_ins: Vec::new(),
            evidence: Vec::new(),
            statements: Vec::new(),
            withdrawn: BTreeSet::new(),
            void: BTreeSet::new(),
            confirmations: BTreeSet::new(),
            gaps: gaps(all),
        }
    }

    fn withdraw(&mut self, all: &[&Kept], named: &HashMap<Hash, &Kept>) {
        for kept in all {
            let Content::Withdrawal { entry, .. } = &kept.entry.content else { continue };
            // what was withdrawn stays so: a withdrawal itself cannot be
            let own = named.get(entry).filter(|target| {
                target.entry.author == kept.entry.author && !matches!(target.entry.content, Content::Withdrawal { .. })
            });
            match own {
                Some(target) => self.withdrawn.insert(target.entry.id),
                None => self.void.insert(kept.entry.id),
            };
        }
    }

    /// Digests of the answers that others have replaced. A digest covers the links of its entry, so there is no circle.
    fn superseded(&mut self, all: &[&Kept], named: &HashMap<Hash, &Kept>) -> BTreeSet<Hash> {
        let mut superseded = BTreeSet::new();
        for kept in all {
            let Content::Answer { item, supersedes, .. } = &kept.entry.content else { continue };
            for link in supersedes {
                let same = named.get(link).is_some_and(
                    |target| matches!(&target.entry.content, Content::Answer { item: other, .. } if other == item),
                );
                if !same {
                    self.void.insert(kept.entry.id);
                } else if !self.withdrawn.contains(&kept.entry.id) {
                    superseded.insert(*link);
                }
            }
        }
        superseded
    }

    fn enter(&mut self, kept: &'a Kept, superseded: &BTreeSet<Hash>) {
        match &kept.entry.content {
            Content::CheckIn { .. } => self.check_ins.push(kept),
            Content::Answer { item, verdict, .. } => {
                if !superseded.contains(&kept.digest) {
                    self.items.entry(item).or_default().answers.push((kept, *verdict));
                }
            }
            Content::Finding { .. } => self.findings.push(kept),
            Content::Evidence { .. } => self.evidence.push(kept),
            Content::Statement { .. } => self.statements.push(kept),
            Content::Confirmation { digest } => {
                self.confirmations.insert((kept.entry.author, *digest));
            }
            Content::Withdrawal { .. } => {}
        }
    }
}

/// What is missing before the last count of each device; `all` is in order.
fn gaps(all: &[&Kept]) -> Vec<Gap> {
    let mut gaps = Vec::new();
    let mut before: Option<(Uuid, u64)> = None;
    for kept in all {
        let (device, sequence) = (kept.entry.device, kept.entry.sequence);
        let reached = before.filter(|(other, _)| *other == device).map_or(0, |(_, sequence)| sequence);
        if sequence > reached.saturating_add(1) {
            gaps.push(Gap { device, first: reached + 1, last: sequence - 1 });
        }
        before = Some((device, sequence));
    }
    gaps
}
