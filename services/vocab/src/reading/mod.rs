//! How a name is read (拼音), for sorting and for search by sound or initials.

mod polyphone;

use std::borrow::Cow;

use pinyin::ToPinyin;

use crate::name::simplified::simplified;

/// The reading of a name, without tones; ü is written v, as on a keyboard.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// One syllable a character; a run of Latin letters or digits counts as one, in lower case. Punctuation is left out.
    pub syllables: Vec<Cow<'static, str>>,
    /// The first letter of each syllable; runs of Latin letters or digits whole.
    pub initials: String,
}

impl Reading {
    /// The syllables without anything between them.
    #[must_use]
    pub fn full(&self) -> String {
        self.syllables.concat()
    }

    fn push(&mut self, syllable: &'static str) {
        self.initials.extend(syllable.chars().next());
        self.syllables.push(Cow::Borrowed(syllable));
    }

    fn push_run(&mut self, run: &mut String) {
        if !run.is_empty() {
            self.initials.push_str(run);
            self.syllables.push(Cow::Owned(std::mem::take(run)));
        }
    }
}

/// Reads a name. Characters with several readings (多音字) follow the words of `data/polyphones.csv`, longest first;
/// any other character takes its commonest reading. A character without a known reading stands for itself.
#[must_use]
pub fn reading(name: &str) -> Reading {
    let characters: Vec<char> = name.chars().map(half_width).map(simplified).collect();
    let mut reading =
        Reading { syllables: Vec::with_capacity(characters.len()), initials: String::with_capacity(characters.len()) };
    let (mut at, mut run) = (0, String::new());
    while let Some(character) = characters.get(at).copied() {
        if character.is_ascii_alphanumeric() {
            run.push(character.to_ascii_lowercase());
            at += 1;
            continue;
        }
        reading.push_run(&mut run);
        if let Some(syllables) = polyphone::word_at(&characters[at..]) {
            for syllable in syllables {
                reading.push(syllable);
            }
            at += syllables.len();
            continue;
        }
        match character.to_pinyin() {
            Some(known) => reading.push(keyboard(known.plain())),
            None if character.is_alphanumeric() => reading.push_run(&mut character.to_lowercase().collect()),
            None => {}
        }
        at += 1;
    }
    reading.push_run(&mut run);
    reading
}

fn half_width(character: char) -> char {
    match character {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character),
        other => other,
    }
}

fn keyboard(syllable: &'static str) -> &'static str {
    match syllable {
        "lü" => "lv",
        "lüe" => "lve",
        "nü" => "nv",
        "nüe" => "nve",
        other => other,
    }
}
