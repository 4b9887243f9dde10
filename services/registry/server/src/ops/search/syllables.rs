//! Pinyin as typed, cut into syllables.

use std::collections::HashSet;
use std::sync::LazyLock;

use vocab::reading::reading;

/// How many ways of cutting one query are followed.
const MOST_WAYS: usize = 6;

/// Every syllable that some character reads as; 嗯 and its like, without a vowel, would cut initials to pieces.
static SYLLABLES: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let readings =
        ('\u{4e00}'..='\u{9fff}').flat_map(|character| reading(character.encode_utf8(&mut [0; 4])).syllables);
    readings
        .filter(|syllable| is_latin(syllable) && syllable.contains(['a', 'e', 'i', 'o', 'u', 'v']))
        .map(String::from)
        .collect()
});

/// The longest syllable has six letters: zhuang.
const LONGEST: usize = 6;

/// One way of cutting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cut {
    pub(super) syllables: Vec<String>,
    /// Whether the last one is only the beginning of a syllable.
    pub(super) open: bool,
}

/// Whether a text is letters and digits of ASCII, and not empty.
pub(super) fn is_latin(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// The ways in which a lower-case text reads as pinyin, the longest syllables first; unfinished only if in no other way.
pub(super) fn cuts(text: &str) -> Vec<Cut> {
    let reachable = reachable(text);
    let mut cuts = Vec::new();
    let mut path = Vec::new();
    follow(text, 0, &reachable, &mut path, &mut cuts);
    if cuts.iter().any(|cut| !cut.open) {
        cuts.retain(|cut| !cut.open);
    }
    cuts
}

/// From which places the rest of the text can be cut at all.
fn reachable(text: &str) -> Vec<bool> {
    let mut reachable = vec![false; text.len() + 1];
    reachable[text.len()] = true;
    for from in (0..text.len()).rev() {
        reachable[from] = steps(text, from).any(|to| reachable[to]);
    }
    reachable
}

fn steps(text: &str, from: usize) -> impl Iterator<Item = usize> {
    let digits = text[from..].bytes().take_while(u8::is_ascii_digit).count();
    let run = (digits > 0).then_some(from + digits);
    let letters = (from + 1..=(from + LONGEST).min(text.len())).rev().filter(move |to| {
        let piece = &text[from..*to];
        SYLLABLES.contains(piece) || (*to == text.len() && (from > 0 || piece.len() > 1) && is_beginning(piece))
    });
    run.into_iter().chain(letters)
}

fn is_beginning(piece: &str) -> bool {
    SYLLABLES.iter().any(|syllable| syllable.starts_with(piece))
}

fn follow<'a>(text: &'a str, from: usize, reachable: &[bool], path: &mut Vec<&'a str>, cuts: &mut Vec<Cut>) {
    if from == text.len() {
        let open = path
            .last()
            .is_some_and(|last| !SYLLABLES.contains(*last) && !last.starts_with(|c: char| c.is_ascii_digit()));
        cuts.push(Cut { syllables: path.iter().map(|&piece| piece.to_owned()).collect(), open });
        return;
    }
    for to in steps(text, from).filter(|to| reachable[*to]) {
        if cuts.len() == MOST_WAYS {
            return;
        }
        path.push(&text[from..to]);
        follow(text, to, reachable, path, cuts);
        path.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::cuts;

    fn ways(text: &str) -> Vec<String> {
        cuts(text).into_iter().map(|cut| cut.syllables.join(" ") + if cut.open { "…" } else { "" }).collect()
    }

    #[test]
    fn pinyin_is_cut_every_way_it_can_be() {
        assert_eq!(ways("xian"), ["xian", "xi an"]);
        assert_eq!(ways("huzhoushi"), ["hu zhou shi"]);
    }

    #[test]
    fn the_last_syllable_may_be_unfinished() {
        assert_eq!(ways("shehuigon"), ["she hui gon…"]);
    }

    #[test]
    fn initials_are_no_pinyin() {
        assert!(ways("hzsshgzxh").is_empty());
    }

    #[test]
    fn a_hundred_letters_are_cut_without_delay_and_into_few_ways() {
        assert!(ways(&"xian".repeat(25)).len() <= 6);
        assert!(ways(&("an".repeat(49) + "vv")).is_empty());
    }
}
