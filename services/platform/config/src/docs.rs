//! What the keys of a configuration type mean, for the dump.

use std::collections::BTreeMap;

/// A configuration type that can explain its keys.
pub trait Documented {
    /// The keys of this type, dotted, each with a sentence.
    #[must_use]
    fn docs() -> Docs {
        Docs::default()
    }
}

/// Sentences by dotted key.
#[derive(Clone, Debug, Default)]
pub struct Docs(BTreeMap<String, &'static str>);

impl Docs {
    /// The keys of one table, each with its sentence.
    #[must_use]
    pub fn new(keys: &[(&str, &'static str)]) -> Self {
        Self(keys.iter().map(|(key, doc)| ((*key).to_owned(), *doc)).collect())
    }

    /// Adds the keys of `T` below the table `key`.
    #[must_use]
    pub fn nested<T: Documented>(mut self, key: &str) -> Self {
        self.0.extend(T::docs().0.into_iter().map(|(inner, doc)| (format!("{key}.{inner}"), doc)));
        self
    }

    /// The sentence of a dotted key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&'static str> {
        self.0.get(key).copied()
    }

    /// The documented keys directly inside `table` (empty: the root), by their last name.
    pub(crate) fn keys_of<'a>(&'a self, table: &'a str) -> impl Iterator<Item = (&'a str, &'static str)> {
        self.0.iter().filter_map(move |(key, doc)| {
            let (parent, name) = key.rsplit_once('.').unwrap_or(("", key));
            (parent == table).then_some((name, *doc))
        })
    }
}
