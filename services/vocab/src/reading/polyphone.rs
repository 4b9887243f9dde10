//! Words whose reading is not the sum of their characters' commonest ones; see `data/SOURCES.md`.

use std::collections::HashMap;
use std::sync::LazyLock;

struct Word {
    characters: Vec<char>,
    syllables: Vec<&'static str>,
}

/// Words by their first character, the longest first.
static WORDS: LazyLock<HashMap<char, Vec<Word>>> = LazyLock::new(|| {
    let mut words: HashMap<char, Vec<Word>> = HashMap::new();
    for line in include_str!("../../data/polyphones.csv").lines().skip(1) {
        if let Some((word, pinyin)) = line.split_once(',')
            && let Some(first) = word.chars().next()
        {
            let word = Word { characters: word.chars().collect(), syllables: pinyin.split(' ').collect() };
            words.entry(first).or_default().push(word);
        }
    }
    for same_start in words.values_mut() {
        same_start.sort_by_key(|word| std::cmp::Reverse(word.characters.len()));
    }
    words
});

/// The syllables of the longest known word the text begins with.
pub(super) fn word_at(text: &[char]) -> Option<&'static [&'static str]> {
    let words = WORDS.get(text.first()?)?;
    words.iter().find(|word| text.starts_with(&word.characters)).map(|word| word.syllables.as_slice())
}
