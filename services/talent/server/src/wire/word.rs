//! Values of the contract by their words in the database, as tables have them.

use super::violations::Violations;

/// What a word of the database is in the contract.
pub(super) fn told<T: Copy + Default>(words: &[(&str, T)], word: &str) -> T {
    words.iter().find(|(known, _)| *known == word).map(|(_, told)| *told).unwrap_or_default()
}

/// What a value that a request must state is in the database.
pub(super) fn required<T: Copy + PartialEq>(
    violations: &mut Violations,
    field: &str,
    words: &[(&'static str, T)],
    stated: T,
) -> Option<&'static str> {
    let word = kept(words, stated);
    if word.is_none() {
        violations.note(field, "must be a value of the contract, and is required");
    }
    word
}

/// What a filter states is in the database; none: any.
pub(super) fn filtered<T: Copy + PartialEq + TryFrom<i32>>(
    violations: &mut Violations,
    field: &str,
    words: &[(&'static str, T)],
    stated: i32,
) -> Option<&'static str> {
    let Ok(value) = T::try_from(stated) else {
        violations.note(field, "must be a value of the contract");
        return None;
    };
    kept(words, value)
}

fn kept<T: Copy + PartialEq>(words: &[(&'static str, T)], stated: T) -> Option<&'static str> {
    words.iter().find(|(_, known)| *known == stated).map(|(word, _)| *word)
}
