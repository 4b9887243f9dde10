//! Credit information holds no personal data (SEC-06): a text with a resident's ID number in it is not taken.

use vocab::IdNumber;

const LENGTH: usize = 18;

/// Whether a right ID number (GB 11643) stands anywhere in a text, with blanks, hyphens or full-width digits in it too.
#[must_use]
pub fn holds_id_number(text: &str) -> bool {
    let characters: Vec<char> = text.chars().filter(|character| !is_gap(*character)).map(half).collect();
    let windows = characters.windows(LENGTH).filter(|window| window[..LENGTH - 1].iter().all(char::is_ascii_digit));
    windows.map(|window| window.iter().collect::<String>()).any(|window| IdNumber::parse(&window).is_ok())
}

fn is_gap(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '-' | '\u{2010}'..='\u{2015}' | '\u{200b}'..='\u{200f}' | '\u{feff}')
}

fn half(character: char) -> char {
    match character {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character),
        _ => character,
    }
}

#[cfg(test)]
mod tests {
    use super::holds_id_number;

    #[test]
    fn an_id_number_is_found_however_it_was_typed() {
        // the example of the standard, of nobody
        for text in [
            "11010519491231002X",
            "法定代表人110105 19491231 002x予以表彰",
            "１１０１０５１９４９１２３１００２Ｘ",
            "No.7110105-19491231-002X",
        ] {
            assert!(holds_id_number(text));
        }
        for text in ["湖民罚〔2026〕1号", "罚款768135.94元", "110105194912310021", "202104010000001234567"] {
            assert!(!holds_id_number(text), "{text}");
        }
    }
}
