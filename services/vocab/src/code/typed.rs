//! A code as somebody typed it, tidied but not judged.

/// Longest text kept: a filing number is a code, a letter and a serial.
const ROOM: usize = 32;

/// Upper-cased half-width characters without separators.
#[derive(Clone, Copy)]
pub(super) struct Typed {
    chars: [char; ROOM],
    length: usize,
}

impl Typed {
    pub(super) fn read(text: &str) -> Self {
        text.chars().filter(|character| !is_separator(*character)).map(half_width_upper).collect()
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Self {
        bytes.iter().copied().map(char::from).collect()
    }

    /// The characters, at most as many as fit; see [`Typed::overflowed`].
    pub(super) fn chars(&self) -> &[char] {
        &self.chars[..self.length.min(ROOM)]
    }

    /// How many characters were typed, kept or not.
    pub(super) fn len(&self) -> usize {
        self.length
    }

    pub(super) fn overflowed(&self) -> bool {
        self.length > ROOM
    }

    pub(super) fn first(&self, count: usize) -> Self {
        self.chars().iter().copied().take(count).collect()
    }
}

impl FromIterator<char> for Typed {
    fn from_iter<I: IntoIterator<Item = char>>(characters: I) -> Self {
        let mut typed = Self { chars: ['\0'; ROOM], length: 0 };
        for character in characters {
            if let Some(place) = typed.chars.get_mut(typed.length) {
                *place = character;
            }
            typed.length += 1;
        }
        typed
    }
}

fn half_width_upper(character: char) -> char {
    let half = match character {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character),
        other => other,
    };
    half.to_ascii_uppercase()
}

fn is_separator(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '-' | '\u{ff0d}' | '\u{2010}'..='\u{2015}' | '\u{2212}')
        || matches!(character, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}
