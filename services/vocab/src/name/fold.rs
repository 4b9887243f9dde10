//! One spelling for names that differ only in how they were typed.

use unicode_normalization::UnicodeNormalization;

use super::simplified::{is_ideograph, simplified};

/// Folds a name for matching: NFKC, lower case, simplified characters, every bracket a round one; spaces, dashes,
/// dots, quotes and invisible characters go. Folding twice changes nothing.
///
/// The result is a key, not a name: never show it.
#[must_use]
pub fn fold(raw: &str) -> String {
    let mut folded = String::with_capacity(raw.len());
    if raw.chars().all(|character| is_ideograph(character) || character.is_ascii()) {
        raw.chars().for_each(|character| push(&mut folded, character));
        return folded;
    }
    raw.nfkc().flat_map(char::to_lowercase).for_each(|character| push(&mut folded, character));
    // dropping a dash can bring a letter and its accent together, which then compose: go on until nothing moves
    if folded.is_ascii() || folded == raw { folded } else { settle(folded) }
}

fn settle(mut folded: String) -> String {
    loop {
        let mut again = String::with_capacity(folded.len());
        folded.nfkc().flat_map(char::to_lowercase).for_each(|character| push(&mut again, character));
        if again == folded {
            return folded;
        }
        folded = again;
    }
}

fn push(folded: &mut String, character: char) {
    match character {
        '[' | '{' | '〔' | '【' | '〖' | '〘' | '〚' | '「' | '『' | '<' | '〈' | '《' => folded.push('('),
        ']' | '}' | '〕' | '】' | '〗' | '〙' | '〛' | '」' | '』' | '>' | '〉' | '》' => folded.push(')'),
        _ if is_dropped(character) => {}
        _ => folded.push(simplified(character.to_ascii_lowercase())),
    }
}

fn is_dropped(character: char) -> bool {
    character.is_whitespace()
        || character.is_control()
        || is_dash(character)
        || is_dot_or_quote(character)
        || is_invisible(character)
}

fn is_dash(character: char) -> bool {
    matches!(character, '-' | '_' | '~' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2043}' | '〜' | 'ー')
}

fn is_dot_or_quote(character: char) -> bool {
    matches!(character, '.' | ',' | '·' | '•' | '・' | '‧' | '∙' | '⋅' | '。' | '、' | '\u{2018}'..='\u{201f}')
        || matches!(character, '"' | '\'' | '`' | '´' | '′' | '″' | '〝' | '〞' | '〟')
}

fn is_invisible(character: char) -> bool {
    matches!(character, '\u{00ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}')
        || matches!(character, '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}
