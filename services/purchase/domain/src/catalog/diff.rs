//! How two versions of a catalogue differ.

use std::collections::HashMap;

use super::Entry;

/// What differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// 新增.
    Added,
    /// 取消.
    Removed,
    /// 更名: same code, another name.
    Renamed,
    /// 调整: same name, another code or another entry above.
    Moved,
    /// Nothing but the remark.
    Remarked,
}

/// A difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change<'a> {
    /// What differs.
    pub kind: Kind,
    /// The entry in the older version, unless it was added.
    pub before: Option<&'a Entry>,
    /// The entry in the newer version, unless it was removed.
    pub after: Option<&'a Entry>,
}

impl<'a> Change<'a> {
    fn both(kind: Kind, before: &'a Entry, after: &'a Entry) -> Self {
        Self { kind, before: Some(before), after: Some(after) }
    }

    fn code(&self) -> &'a str {
        self.after.or(self.before).map(|entry| entry.code.as_str()).unwrap_or_default()
    }
}

/// The differences between two versions, whose codes are unique in each, by code.
///
/// Entries are the same if they have the same code and name; of the rest, those that alone have a name at their level in both versions;
/// of the rest, those of the same code. So a shift of the numbering is told as moves, not as names that all change.
#[must_use]
pub fn diff<'a>(before: &'a [Entry], after: &'a [Entry]) -> Vec<Change<'a>> {
    let mut changes = Vec::new();
    let old: HashMap<&str, &Entry> = before.iter().map(|entry| (entry.code.as_str(), entry)).collect();
    let (mut left, mut come): (Vec<&Entry>, Vec<&Entry>) = (Vec::new(), Vec::new());
    let new: HashMap<&str, &Entry> = after.iter().map(|entry| (entry.code.as_str(), entry)).collect();
    for entry in after {
        match old.get(entry.code.as_str()).filter(|was| was.title == entry.title) {
            Some(was) if was.parent != entry.parent => changes.push(Change::both(Kind::Moved, was, entry)),
            Some(was) if was.remark != entry.remark => changes.push(Change::both(Kind::Remarked, was, entry)),
            Some(_) => {}
            None => come.push(entry),
        }
    }
    left.extend(before.iter().filter(|was| new.get(was.code.as_str()).is_none_or(|entry| entry.title != was.title)));

    let (alone_before, alone_after) = (alone(&left), alone(&come));
    let moved: Vec<(&Entry, &Entry)> =
        alone_after.iter().filter_map(|(name, entry)| Some((*alone_before.get(name)?, *entry))).collect();
    take(&mut changes, &mut left, &mut come, Kind::Moved, moved);

    let by_code: HashMap<&str, &Entry> = left.iter().map(|entry| (entry.code.as_str(), *entry)).collect();
    let renamed = come.iter().filter_map(|entry| Some((*by_code.get(entry.code.as_str())?, *entry))).collect();
    take(&mut changes, &mut left, &mut come, Kind::Renamed, renamed);

    changes.extend(left.into_iter().map(|entry| Change { kind: Kind::Removed, before: Some(entry), after: None }));
    changes.extend(come.into_iter().map(|entry| Change { kind: Kind::Added, before: None, after: Some(entry) }));
    changes.sort_by_key(|change| (change.code(), change.kind));
    changes
}

/// Those that alone have their name at their level.
fn alone<'a>(entries: &[&'a Entry]) -> HashMap<(i16, &'a str), &'a Entry> {
    let mut count: HashMap<(i16, &str), usize> = HashMap::new();
    for entry in entries {
        *count.entry((entry.level, entry.title.as_str())).or_default() += 1;
    }
    let named = entries.iter().map(|entry| ((entry.level, entry.title.as_str()), *entry));
    named.filter(|(name, _)| count.get(name) == Some(&1)).collect()
}

/// Tells pairs as changes, and takes them from what is left to be told.
fn take<'a>(
    changes: &mut Vec<Change<'a>>,
    left: &mut Vec<&'a Entry>,
    come: &mut Vec<&'a Entry>,
    kind: Kind,
    pairs: Vec<(&'a Entry, &'a Entry)>,
) {
    left.retain(|entry| !pairs.iter().any(|(was, _)| was.code == entry.code));
    come.retain(|entry| !pairs.iter().any(|(_, now)| now.code == entry.code));
    changes.extend(pairs.into_iter().map(|(was, now)| Change::both(kind, was, now)));
}
