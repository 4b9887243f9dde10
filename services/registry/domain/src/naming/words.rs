//! The words by which a name is taken apart; see `data/SOURCES.md`.

use std::collections::HashSet;
use std::sync::LazyLock;

static FIELDS: LazyLock<HashSet<&str>> = LazyLock::new(|| of_kind("field"));
static SURNAMES: LazyLock<HashSet<&str>> = LazyLock::new(|| of_kind("surname"));

fn of_kind(kind: &str) -> HashSet<&'static str> {
    let lines = include_str!("../../data/name_words.csv").lines().skip(1);
    lines.filter_map(|line| line.split_once(',')).filter(|(of, _)| *of == kind).map(|(_, word)| word).collect()
}

/// Whether a word is one that organisations say they work in.
pub(super) fn is_field(word: &str) -> bool {
    FIELDS.contains(word)
}

/// Where the field begins that ends a text: the earliest place after `from` from which on it is nothing but field words,
/// and how few of them it can be. `None` if its end is no field word.
pub(super) fn field_at_end(text: &str, from: usize) -> Option<(usize, usize)> {
    let mut starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    starts.push(text.len());
    // the fewest words from each place to the end
    let mut fewest: Vec<Option<usize>> = vec![None; starts.len()];
    if let Some(last) = fewest.last_mut() {
        *last = Some(0);
    }
    for begin in (0..starts.len() - 1).rev() {
        let words = (begin + 1..starts.len()).filter(|end| is_field(&text[starts[begin]..starts[*end]]));
        fewest[begin] = words.filter_map(|end| fewest[end].map(|words| words + 1)).min();
    }
    let mut begins = starts.iter().zip(&fewest).filter(|(at, _)| **at >= from && **at < text.len());
    begins.find_map(|(at, words)| words.map(|words| (*at, words)))
}

/// Whether a text may be a natural person's name: two or three characters of which the first is a family name, or a
/// double family name and one or two more.
pub(super) fn may_be_person(text: &str) -> bool {
    let characters: Vec<char> = text.chars().collect();
    let begins_with = |count: usize| SURNAMES.contains(characters[..count].iter().collect::<String>().as_str());
    match characters.len() {
        2 => begins_with(1),
        3 => begins_with(1) || begins_with(2),
        4 => begins_with(2),
        _ => false,
    }
}
