//! Numbers of documents (文号), recognised however they were typed.

/// One spelling for numbers that differ only in brackets, blanks and width: `京税稽一罚〔2021〕37 号` and `京税稽一罚[2021]37号`. Dashes
/// stay: they tell one number from another.
///
/// The result is a key, not a number: never show it.
#[must_use]
pub fn document_key(number: &str) -> String {
    number.chars().filter_map(plain).collect()
}

fn plain(character: char) -> Option<char> {
    match character {
        '[' | '{' | '〔' | '﹝' | '【' | '〖' | '（' | '［' | '｛' | '〈' | '《' | '<' => Some('('),
        ']' | '}' | '〕' | '﹞' | '】' | '〗' | '）' | '］' | '｝' | '〉' | '》' | '>' => Some(')'),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => Some('-'),
        '\u{200b}'..='\u{200f}' | '\u{feff}' => None,
        _ if character.is_whitespace() || character.is_control() => None,
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0).map(|half| half.to_ascii_uppercase()),
        _ => Some(character.to_ascii_uppercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::document_key;

    #[test]
    fn brackets_blanks_and_width_make_no_other_number() {
        let key = document_key("京延民执罚〔2020〕01号");
        for typed in [
            "京延民执罚﹝2020﹞01号",
            "京延民执罚[2020] 01 号",
            "京延民执罚（２０２０）０１号",
            "京延民执罚【2020】01\u{3000}号",
        ] {
            assert_eq!(document_key(typed), key, "{typed}");
        }
        assert_ne!(document_key("京延民执罚〔2020〕1-2号"), document_key("京延民执罚〔2020〕12号"));
        assert_ne!(document_key("京延民执罚〔2020〕02号"), key);
    }
}
