//! What a watcher wants to see. Applied by the database to the past and here to the present, with the same outcome.

use crate::{Record, WatchQuery};

/// The filters of one watcher. They narrow what is shown, never the cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Filter {
    /// Full message names; empty: all.
    pub(crate) types: Vec<String>,
    /// Beginnings of divisions; never empty, `""` is everywhere.
    pub(crate) prefixes: Vec<String>,
    /// Resource names, sorted; empty: all.
    pub(crate) subjects: Vec<String>,
}

impl Filter {
    /// Shows everything.
    pub(crate) fn open() -> Self {
        Self { types: Vec::new(), prefixes: vec![String::new()], subjects: Vec::new() }
    }

    pub(crate) fn passes(&self, record: &Record) -> bool {
        (self.types.is_empty() || self.types.contains(&record.kind))
            && self.prefixes.iter().any(|prefix| record.division.starts_with(prefix.as_str()))
            && (self.subjects.is_empty() || self.subjects.binary_search(&record.subject).is_ok())
    }
}

impl From<&WatchQuery> for Filter {
    fn from(query: &WatchQuery) -> Self {
        let mut subjects = query.subjects.clone();
        subjects.sort_unstable();
        let everywhere = query.scope_prefixes.is_empty();
        let prefixes = if everywhere { vec![String::new()] } else { query.scope_prefixes.clone() };
        Self { types: query.types.clone(), prefixes, subjects }
    }
}
