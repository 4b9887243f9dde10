//! Two people (双人复核): whoever drafted something is not who puts it in force.

/// Who acted: a system, and the official on whose behalf it called, if it says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Actor<'a> {
    /// The client system.
    pub system: &'a str,
    /// The account of the official.
    pub officer: Option<&'a str>,
}

impl Actor<'_> {
    /// Whether both are the same person: the same official, by whatever system, or the same system where it does not name both officials.
    #[must_use]
    pub fn is_same(self, other: Actor<'_>) -> bool {
        match (self.officer, other.officer) {
            (Some(one), Some(another)) => one == another,
            (None, _) | (_, None) => self.system == other.system,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Actor;

    #[test]
    fn the_same_official_is_known_by_whatever_system() {
        let of = |system, officer| Actor { system, officer };
        assert!(of("a", Some("zhang")).is_same(of("b", Some("zhang"))));
        assert!(!of("a", Some("zhang")).is_same(of("a", Some("li"))));
        assert!(of("a", None).is_same(of("a", Some("li"))));
        assert!(!of("a", None).is_same(of("b", None)));
    }
}
