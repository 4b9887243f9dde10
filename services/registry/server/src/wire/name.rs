//! Resource names: `organizations/{code}`.

use std::collections::HashSet;
use std::fmt::Display;

use vocab::{CodeError, UnifiedCode};

use super::violations::Violations;

/// The name of an organisation.
pub(crate) fn organization(code: impl Display) -> String {
    format!("organizations/{code}")
}

/// The name of one of its revisions.
pub(crate) fn revision(code: UnifiedCode, number: i64) -> String {
    format!("organizations/{code}/revisions/{number}")
}

/// The code in a name.
pub(crate) fn parse(violations: &mut Violations, field: &str, name: &str) -> Option<UnifiedCode> {
    let Some(code) = name.strip_prefix("organizations/") else {
        violations.note(field, "must be organizations/{code}");
        return None;
    };
    let parsed: Result<UnifiedCode, CodeError> = UnifiedCode::parse(code);
    violations.take(field, parsed)
}

/// The codes in a list of at most `most` names, in order, each once.
pub(crate) fn parse_all(violations: &mut Violations, field: &str, names: &[String], most: usize) -> Vec<UnifiedCode> {
    if names.len() > most {
        violations.note(field, format_args!("has {} names, at most {most} are allowed", names.len()));
        return Vec::new();
    }
    let mut seen = HashSet::new();
    let codes = names.iter().enumerate().filter_map(|(at, name)| parse(violations, &format!("{field}[{at}]"), name));
    codes.filter(|code| seen.insert(*code)).collect()
}
