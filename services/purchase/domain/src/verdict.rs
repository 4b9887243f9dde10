//! Whether something may be purchased as a service, by what is in the catalogue and what was declared.

use crate::catalog::{Entry, LOWEST};

/// The answer, with what decides first: exclusion, then the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// A service of the catalogue that nothing excludes.
    Listed,
    /// No entry has the code.
    NotListed,
    /// The entry is a heading.
    Heading,
    /// A declared category or an exclusion of a division hits it.
    Excluded,
    /// There is no catalogue in force.
    NoCatalog,
}

/// What was found.
#[derive(Debug, Clone, Copy)]
pub struct Found<'a> {
    /// Whether a catalogue is in force.
    pub catalog: bool,
    /// The entry of the code.
    pub entry: Option<&'a Entry>,
    /// Whether an official declared a category.
    pub declared: bool,
    /// Whether an exclusion of the division or one above hits the entry or one above it.
    pub excluded: bool,
}

/// What follows from what was found. What is excluded is excluded whether the catalogue names it or not.
#[must_use]
pub fn verdict(found: Found<'_>) -> Verdict {
    if found.declared || found.excluded {
        return Verdict::Excluded;
    }
    match found.entry {
        _ if !found.catalog => Verdict::NoCatalog,
        None => Verdict::NotListed,
        Some(entry) if entry.level < LOWEST => Verdict::Heading,
        Some(_) => Verdict::Listed,
    }
}

#[cfg(test)]
mod tests {
    use super::{Found, Verdict, verdict};
    use crate::catalog::Entry;

    #[test]
    fn an_exclusion_goes_before_the_catalogue() {
        let entry = |level| Entry { level, ..Entry::default() };
        let (service, heading) = (entry(3), entry(2));
        let found = Found { catalog: true, entry: Some(&service), declared: false, excluded: false };
        assert_eq!(verdict(found), Verdict::Listed);
        assert_eq!(verdict(Found { entry: Some(&heading), ..found }), Verdict::Heading);
        assert_eq!(verdict(Found { entry: None, ..found }), Verdict::NotListed);
        assert_eq!(verdict(Found { catalog: false, entry: None, ..found }), Verdict::NoCatalog);
        assert_eq!(verdict(Found { declared: true, ..found }), Verdict::Excluded);
        assert_eq!(verdict(Found { excluded: true, ..found }), Verdict::Excluded);
        assert_eq!(verdict(Found { declared: true, catalog: false, entry: None, ..found }), Verdict::Excluded);
    }
}
