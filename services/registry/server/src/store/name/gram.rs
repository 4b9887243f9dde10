//! How names and queries are cut for the index: pairs of characters, pairs of syllables, triples of initials, divisions.
//!
//! Kinds of gram cannot be mistaken for one another: folding leaves no `'`, `=` and `@` begin the others.

use std::fmt::Display;

use vocab::DivisionCode;
use vocab::name::bigrams;
use vocab::reading::Reading;

/// Every gram of a name. The last character, syllable and pair of initials stand alone too, so that a gram's beginning
/// finds names that end there.
pub(crate) fn of_name(folded: &str, reading: &Reading, division: DivisionCode) -> Vec<String> {
    let mut grams = bigrams(folded);
    grams.extend(folded.chars().last().map(String::from));
    grams.extend(reading.syllables.windows(2).map(|pair| syllables(&pair[0], &pair[1])));
    grams.extend(reading.syllables.last().map(|last| syllables(last, "")));
    let letters: Vec<char> = reading.initials.chars().collect();
    grams.extend(letters.windows(3).map(initials));
    if letters.len() >= 2 {
        grams.push(initials(&letters[letters.len() - 2..]));
    }
    grams.extend([2, 4, 6].map(|digits| within(&division.as_str()[..digits])));
    grams.sort_unstable();
    grams.dedup();
    grams.retain(|gram| !gram.contains(char::is_whitespace));
    grams
}

/// Two neighbouring syllables.
pub(crate) fn syllables(first: impl Display, second: impl Display) -> String {
    format!("{first}'{second}")
}

/// Two or three neighbouring initials.
pub(crate) fn initials(letters: &[char]) -> String {
    std::iter::once('=').chain(letters.iter().copied()).collect()
}

/// Somewhere in the division that these digits begin.
pub(crate) fn within(prefix: &str) -> String {
    format!("@{prefix}")
}

/// Syllables as the column `pinyin` has them.
pub(crate) fn spaced(syllables: &[impl AsRef<str>]) -> String {
    syllables.iter().fold(String::from(" "), |spaced, syllable| spaced + syllable.as_ref() + " ")
}

/// A gram as a `tsquery` takes it; `beginning` hits every gram that begins so.
pub(crate) fn term(gram: &str, beginning: bool) -> String {
    let quoted = gram.replace('\\', r"\\").replace('\'', "''");
    format!("'{quoted}'{}", if beginning { ":*" } else { "" })
}
