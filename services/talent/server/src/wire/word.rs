//! Values of the contract by their words in the database, as tables have them, and texts of several lines.

use super::text;
use super::violations::Violations;

/// What a word of the database is in the contract.
pub(super) fn told<T: Copy + Default>(words: &[(&str, T)], word: &str) -> T {
    words.iter().find(|(known, _)| *known == word).map(|(_, told)| *told).unwrap_or_default()
}

/// What a value of the contract is in the database; none for what is not stated.
pub(super) fn kept<T: Copy + PartialEq>(words: &[(&'static str, T)], told: T) -> Option<&'static str> {
    words.iter().find(|(_, known)| *known == told).map(|(word, _)| *word)
}

/// What a value that a request must state is in the database.
pub(super) fn required<T: Copy + PartialEq>(
    violations: &mut Violations,
    field: &str,
    words: &[(&'static str, T)],
    told: T,
    wanted: &str,
) -> Option<&'static str> {
    let word = kept(words, told);
    if word.is_none() {
        violations.note(field, wanted);
    }
    word
}

/// The value that a filter states; none: any.
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

/// A text whose lines may be broken.
pub(super) fn lines(violations: &mut Violations, field: &str, raw: &str, most: usize) -> Option<String> {
    let plain = raw.replace(['\n', '\r', '\t'], " ");
    text::text(violations, field, &plain, most).map(|_| raw.trim().to_owned())
}
